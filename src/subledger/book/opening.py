"""A book's own record: its settings, its loads, and whether a file is a book at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import ibis
import ibis.expr.types as ir

from subledger.book.building import ledgers
from subledger.book.loading import unfinished
from subledger.book.loading.loading import Load
from subledger.book.policies import PolicyLike, policy
from subledger.book.rows import highest
from subledger.engine import Engine, open_engine
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables
from subledger.model.calendar import FIRST_DAY, LAST_DAY, OPEN_END, zone
from subledger.model.errors import SubledgerError
from subledger.model.money import MINOR_UNITS
from subledger.model.policy import Policy

FORMAT = "2"
"""The version of the tables in a book's file."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a book is set to."""

    currency: str
    timezone: str
    policy: Policy


def checked_currency(currency: str) -> str:
    """The currency, if it is one."""
    if currency not in MINOR_UNITS:
        hint = f"write {currency.upper()}" if currency.upper() in MINOR_UNITS else None
        raise SubledgerError(f"unknown currency {currency!r}", "unknown_currency", currency, "an ISO 4217 code in capitals, as USD", hint)
    return currency


def created(
    path: str | Path | None, currency: str, timezone: str, of: PolicyLike, memory: str | None, *, is_demo: bool = False
) -> tuple[Engine, Settings, str | None]:
    """A new, empty book with an empty ledger."""
    zone(timezone)
    settings = Settings(checked_currency(currency), timezone, policy(of))
    if path is not None:
        refuse_taken(Path(path))
    engine = open_engine(path, memory=memory)
    try:
        with engine.transaction():
            for table in tables.BOOK:
                engine.create(table)
            empty = ledgers.draft(engine, settings.policy, currency, currency, 0)
            for table in tables.LEDGER:
                engine.create(empty.named(table))
            ledgers.publish(engine, [empty])
            engine.insert_rows(tables.META, [*_record(settings), ("is_demo", str(is_demo).lower())])
    except BaseException:
        engine.close()
        raise
    return engine, settings, str(path) if path is not None else None


def refuse_taken(path: Path) -> None:
    """Raises when a new book cannot stand at a path."""
    if path.exists():
        raise SubledgerError(
            f"{path} exists already", "book_exists", str(path), "a path where nothing is", "choose another --book, or load into this one"
        )
    if not path.parent.is_dir():
        raise SubledgerError(f"there is no folder {path.parent}", "no_such_folder", str(path.parent), "an existing folder")


def _record(settings: Settings) -> list[tuple[str, str]]:
    return [
        ("format", FORMAT),
        ("currency", settings.currency),
        ("timezone", settings.timezone),
        ("policy", ledgers.written(settings.policy)),
    ]


def is_demo(path: Path) -> bool:
    """Whether a file is a book of the demo company."""
    engine = open_engine(path, read_only=True)
    try:
        if tables.META.name not in engine.names():
            return False
        return ("is_demo", "true") in engine.rows(unbound(tables.META))
    finally:
        engine.close()


def opened(path: str | Path, *, writes: bool, memory: str | None) -> tuple[Engine, Settings, str]:
    """A book that is there already.

    Raises: SubledgerError when there is none, or the file is of another program or version.
    """
    file = Path(path)
    if not file.exists():
        raise SubledgerError(
            f"there is no book at {file}", "no_book", str(file), "a book", "make one: subledger load FOLDER, or subledger demo"
        )
    if file.is_dir():
        raise SubledgerError(
            f"{file} is a folder, not a book", "not_a_book", str(file), "a book's file", "load a folder with: subledger load FOLDER"
        )
    engine = open_engine(file, read_only=not writes, memory=memory)
    try:
        settings = _read(engine, file)
        if writes:
            unfinished.undo(engine)
            ledgers.sweep(engine, settings.currency)
        return engine, settings, str(file)
    except BaseException:
        engine.close()
        raise


def _foreign(file: Path) -> SubledgerError:
    return SubledgerError(f"{file} is a database of another program", "not_a_book", str(file), "a book", "name another --book")


def _read(engine: Engine, file: Path) -> Settings:
    if tables.META.name not in engine.names():
        raise _foreign(file)
    try:
        found = {str(key): str(value) for key, value in engine.rows(unbound(tables.META))}
    except Exception:
        raise _foreign(file) from None
    if found.get("format") != FORMAT:
        raise SubledgerError(
            f"{file} is a book of format {found.get('format')}, this is format {FORMAT}",
            "book_version",
            found.get("format"),
            FORMAT,
            "load the source files into a new book, or use the Subledger that made this one",
        )
    return Settings(found["currency"], found["timezone"], ledgers.recalled(found["policy"]))


def refuse_beyond(day: date | None) -> None:
    """Raises for a day that no book can hold."""
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        raise SubledgerError(f"{day} is beyond the days of a book", "date_out_of_range", str(day), f"{FIRST_DAY} to {LAST_DAY}")


def refuse_reader(engine: Engine) -> None:
    """Raises when a book was opened only to be read."""
    if engine.is_read_only:
        raise SubledgerError("the book was opened to be read", "read_only", hint="open it with subledger.open(path, writes=True)")


def next_load(engine: Engine, wanted: datetime | None) -> tuple[int, datetime]:
    """The next load's number and the time from which it is known.

    Raises: SubledgerError when that time lies before an earlier load's: what was known then cannot change.
    """
    loads = unbound(tables.LOADS)
    last, newest = engine.rows(loads.agg(last=loads.load_id.max(), newest=loads.known_at.max()))[0]
    moment = wanted or datetime.now(UTC).replace(tzinfo=None)
    if newest is not None and moment < newest:
        if wanted is None:
            moment = newest
        else:
            raise SubledgerError(
                f"a load known at {moment} would come before one known at {newest}", "known_at", str(moment), f"{newest} or later"
            )
    return int(last or 0) + 1, moment


def record_load(engine: Engine, load: Load, names: Iterable[str]) -> None:
    """Writes down a load: when, from when known, which tables."""
    now = datetime.now(UTC).replace(tzinfo=None)
    engine.insert_rows(tables.LOADS, [(load.load_id, now, load.known_at, load.is_increment, ",".join(names))])


def load_at(engine: Engine, at: datetime) -> int:
    """The last load known at a time.

    Raises: SubledgerError when nothing was known yet.
    """
    loads = unbound(tables.LOADS)
    rows = engine.rows(loads.select("load_id", "known_at"))
    known = [load_id for load_id, known_at in rows if known_at <= at]
    if not known:
        first = min((known_at for _, known_at in rows), default=None)
        raise SubledgerError(f"nothing was known at {at}", "known_at", str(at), f"{first} or later" if first else "a book with a load")
    return int(max(known))


def last_load(engine: Engine) -> int:
    """The number of the last load, 0 while there is none."""
    return highest(engine, unbound(tables.LOADS), "load_id")


def known_at(engine: Engine, load_id: int) -> datetime | None:
    """The time up to which a view knows."""
    loads = unbound(tables.LOADS)
    rows = loads.filter(loads.load_id <= load_id)
    found: datetime | None = engine.rows(rows.agg(newest=rows.known_at.max()))[0][0]
    return found


def today(engine: Engine, load_id: int) -> date:
    """The day up to which a view knows: what lies after it is the future. Any day, while nothing was loaded."""
    known = known_at(engine, load_id)
    return known.date() if known else date.max


def instant(moment: datetime, timezone: str) -> datetime:
    """A time as a UTC instant; without an offset it is the book's own wall clock."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone(timezone))
    return aware.astimezone(UTC).replace(tzinfo=None)


def span(engine: Engine, ledger: Ledger) -> tuple[date, date] | None:
    """The first and the last day on which anything in the book begins or ends."""
    states = ledger.known(tables.SUBSCRIPTIONS)
    ended = states.filter(states.ends_day < OPEN_END)
    days = ibis.union(states.select(day="starts_day"), ended.select(day="ends_day"))
    first, last = engine.rows(days.agg(first=days.day.min(), last=days.day.max()))[0]
    return None if first is None else (first, last)


def named_postings(ledger: Ledger) -> ir.Table:
    """Postings with the names behind their keys."""
    customers, items, terms, sources = (unbound(table) for table in (tables.CUSTOMER_KEYS, tables.ITEM_KEYS, tables.TERMS, tables.SOURCES))
    rows = ledger.postings.join(customers, "customer_key")
    rows = rows.join(items.select("item_key", "subscription_id", "item_id"), "item_key")
    rows = rows.join(terms.select("terms_key", "plan", "product", "currency"), "terms_key").join(
        sources.select("source_key", "file"), "source_key"
    )
    return rows.select(
        "customer_id",
        "subscription_id",
        "item_id",
        "plan",
        "product",
        "currency",
        "day",
        "cause",
        "native_micros",
        "run_rate_micros",
        "file",
        "row",
    )


def named_movements(ledger: Ledger) -> ir.Table:
    """Movements with the names behind their keys; subscription_id only where movements are of subscriptions."""
    customers, items = unbound(tables.CUSTOMER_KEYS), unbound(tables.ITEM_KEYS)
    subscriptions = items.select("subscription_key", "subscription_id").distinct()
    rows = ledger.movements.join(customers, "customer_key").left_join(subscriptions, "subscription_key")
    return rows.select(
        "customer_id", "subscription_id", "day", "kind", "run_rate_micros", "opening_micros", "closing_micros", "paying_delta"
    )

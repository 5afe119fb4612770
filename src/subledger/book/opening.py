"""A book's own record: its settings, its loads, and whether a file is a book at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import ibis
import ibis.expr.types as ir

from subledger.book.building import ledgers
from subledger.book.loading import ended, unfinished
from subledger.book.loading.loading import Load
from subledger.book.policies import PolicyLike, policy
from subledger.book.rows import highest
from subledger.engine import Engine, Place, in_memory
from subledger.ledger.tables import Ledger, definition, numbered, rank, unbound
from subledger.model import tables
from subledger.model.calendar import FIRST_DAY, LAST_DAY, OPEN_END, zone
from subledger.model.errors import SubledgerError
from subledger.model.money import MINOR_UNITS

FORMAT = "5"
"""The version of the tables in a book's file."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a book is set to for good."""

    currency: str
    timezone: str


def checked_currency(currency: str) -> str:
    """The currency, if it is one."""
    if currency not in MINOR_UNITS:
        hint = f"write {currency.upper()}" if currency.upper() in MINOR_UNITS else None
        raise SubledgerError(f"unknown currency {currency!r}", "unknown_currency", currency, "an ISO 4217 code in capitals, as USD", hint)
    return currency


def created(
    place: Place | None, currency: str, timezone: str, of: PolicyLike, memory: str | None, *, is_demo: bool = False
) -> tuple[Engine, Settings]:
    """A new, empty book with an empty ledger; without a place it is in memory."""
    zone(timezone)
    settings, own = Settings(checked_currency(currency), timezone), policy(of)
    engine = in_memory(memory) if place is None else place.make(memory=memory)
    try:
        with engine.transaction():
            for table in tables.BOOK:
                engine.create(table)
            empty = ledgers.draft(engine, own, currency, currency, 0)
            for table in tables.LEDGER:
                engine.create(empty.named(table))
            ledgers.publish(engine, [empty])
            engine.insert_rows(tables.OWN_POLICIES, [(0, ledgers.written(own), None, None)])
            engine.insert_rows(tables.META, [*_record(settings), ("is_demo", str(is_demo).lower())])
    except BaseException:
        engine.close()
        raise
    return engine, settings


def _record(settings: Settings) -> list[tuple[str, str]]:
    return [
        ("format", FORMAT),
        ("currency", settings.currency),
        ("timezone", settings.timezone),
    ]


def is_demo(place: Place) -> bool:
    """Whether what stands there is a book of the demo company."""
    engine = place.open(read_only=True)
    try:
        if tables.META.name not in engine.names():
            return False
        return ("is_demo", "true") in engine.rows(unbound(tables.META))
    finally:
        engine.close()


def opened(place: Place, name: str, *, writes: bool, memory: str | None) -> tuple[Engine, Settings]:
    """A book that is there already; name: what its user calls it.

    Raises: SubledgerError when there is none, or what stands there is of another program or version.
    """
    engine = place.open(read_only=not writes, memory=memory)
    try:
        settings = _read(engine, name)
        if writes:
            if not ended.can_go_on(engine):
                unfinished.undo(engine)
            ledgers.sweep(engine, settings.currency)
        return engine, settings
    except BaseException:
        engine.close()
        raise


def _foreign(name: str) -> SubledgerError:
    return SubledgerError(f"{name} is a database of another program", "not_a_book", name, "a book", "name another --book")


def _read(engine: Engine, name: str) -> Settings:
    names = engine.names()
    if not names:
        # A book comes into sight whole: whoever was killed while making it left an empty place.
        hint = "make it now: subledger init, or subledger load FOLDER"
        raise SubledgerError(f"{name} is empty: a book was begun there and not made", "not_a_book", name, "a book", hint)
    if tables.META.name not in names:
        raise _foreign(name)
    try:
        found = {str(key): str(value) for key, value in engine.rows(unbound(tables.META))}
    except SubledgerError:
        raise
    except Exception:
        raise _foreign(name) from None
    if found.get("format") != FORMAT:
        raise SubledgerError(
            f"{name} is a book of format {found.get('format')}, this is format {FORMAT}",
            "book_version",
            found.get("format"),
            FORMAT,
            "load the source files into a new book, or use the Subledger that made this one",
        )
    return Settings(found["currency"], found["timezone"])


def refuse_beyond(day: date | None) -> None:
    """Raises for a day that no book can hold."""
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        raise SubledgerError(f"{day} is beyond the days of a book", "date_out_of_range", str(day), f"{FIRST_DAY} to {LAST_DAY}")


def refuse_reader(engine: Engine) -> None:
    """Raises when a book was opened only to be read."""
    if engine.is_read_only:
        raise SubledgerError("the book was opened to be read", "read_only", hint="open it with subledger.open(path, writes=True)")


def next_load(engine: Engine, wanted: datetime | None) -> tuple[int, datetime]:
    """The next load's number and the time from which it is known. A load that was ended, and is not gone on with, is taken back first.

    Raises: SubledgerError when that time lies before an earlier load's: what was known then cannot change.
    """
    unfinished.undo(engine)
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
    found: datetime | None = engine.rows(_newest(load_id))[0][0]
    return found


@definition
def _newest(load_id: int) -> ir.Table:
    loads = unbound(tables.LOADS)
    rows = loads.filter(loads.load_id <= numbered(load_id))
    return rows.agg(newest=rows.known_at.max())


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


def with_override(ledger: Ledger, rows: ir.Table) -> ir.Table:
    """Postings with `because`: who gave them their cause and why, null where nobody did."""
    by = ledger.edits
    words = by.select(number="number", because=ibis.literal("overridden by ") + by.author + ": " + by.reason)
    return rows.left_join(words, rows.edit == words.number).drop("number")


@definition
def named_postings(ledger: Ledger, customer: str | None = None) -> ir.Table:
    """Postings with the names behind their keys, in order, of one customer where it is named.

    was_cause and because tell of a cause that a person gave.
    """
    customers, items, terms, sources = (unbound(table) for table in (tables.CUSTOMER_KEYS, tables.ITEM_KEYS, tables.TERMS, tables.SOURCES))
    rows = with_override(ledger, ledger.postings_with_edits).join(_named(customers, customer), "customer_key")
    rows = rows.join(items.select("item_key", "subscription_id", "item_id"), "item_key")
    rows = rows.join(terms.select("terms_key", "plan", "product", "currency"), "terms_key").join(
        sources.select("source_key", "file"), "source_key"
    )
    found = rows.select(
        "customer_id",
        "subscription_id",
        "item_id",
        "plan",
        "product",
        "currency",
        "day",
        "cause",
        "was_cause",
        "because",
        "native_micros",
        "run_rate_micros",
        "file",
        "row",
    )
    return found.order_by(
        ["customer_id", "day", "subscription_id", "item_id", rank(found.cause, tables.CAUSES), "native_micros", "row", "plan", "product"]
    )


@definition
def named_movements(ledger: Ledger, customer: str | None = None) -> ir.Table:
    """Movements with the names behind their keys, in order; subscription_id only where movements are of subscriptions."""
    customers, items = unbound(tables.CUSTOMER_KEYS), unbound(tables.ITEM_KEYS)
    subscriptions = items.select("subscription_key", "subscription_id").distinct()
    rows = ledger.movements.join(_named(customers, customer), "customer_key").left_join(subscriptions, "subscription_key")
    found = rows.select(
        "customer_id", "subscription_id", "day", "kind", "run_rate_micros", "opening_micros", "closing_micros", "paying_delta"
    )
    return found.order_by(["customer_id", "day", rank(found.kind, tables.KINDS), "subscription_id"])


def _named(keys: ir.Table, customer: str | None) -> ir.Table:
    return keys if customer is None else keys.filter(keys.customer_id == customer)

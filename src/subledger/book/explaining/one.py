"""One customer's figure, down to the source rows: movements, the postings that net to them, and the states in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import ibis
import ibis.expr.types as ir

from subledger.book.explaining.explanation import Question, row
from subledger.book.explaining.reasons import decided
from subledger.book.explaining.whole import kinds_of
from subledger.book.opening import with_override
from subledger.book.rows import with_file
from subledger.engine import Engine
from subledger.ledger.tables import Ledger, rank, unbound
from subledger.metrics import evidence, holdings
from subledger.metrics.evidence import Invoiced, Trials
from subledger.metrics.formulas import Part
from subledger.metrics.holdings import Held
from subledger.metrics.measures import monthly
from subledger.metrics.segments import Cut
from subledger.model import tables
from subledger.model.calendar import OPEN_END
from subledger.model.money import MICROS
from subledger.model.policy import Terms
from subledger.model.tables import CAUSES, KINDS

Rows = Iterator[dict[str, Any]]
_TERMS = tuple(tables.TERMS_COLUMNS)


def rows_behind(engine: Engine, cut: Cut, asked: Question) -> Rows:
    """Everything behind one customer's figure. The ledger that is cut is that customer's own."""
    parts = [part for _, several in asked.formula.sides for part in several]
    for part in parts:
        if isinstance(part.evidence, Held):
            yield from _held(engine, cut, asked, part, part.evidence)
        elif isinstance(part.evidence, Trials):
            yield from _trials(engine, cut, asked, part, part.evidence)
        elif isinstance(part.evidence, Invoiced):
            yield from _lines(engine, cut, asked, part, part.evidence)
    if any(not isinstance(part.evidence, Held | Trials | Invoiced) for part in parts):
        if evidence.is_dated(cut.ledger, asked.query):
            yield from _movements(engine, cut, asked)
        yield from _postings(engine, cut, asked)
        if asked.formula.over != "period":
            yield from _states(engine, cut, asked)


def _times(asked: Question) -> int:
    return 12 if asked.metric.slug == "arr" else 1


def _movements(engine: Engine, cut: Cut, asked: Question) -> Rows:
    yield from _shares(engine, cut, asked) if cut.item_names else _whole_movements(engine, cut, asked)


def _whole_movements(engine: Engine, cut: Cut, asked: Question) -> Rows:
    moves = cut.of(_of_days(cut.ledger.movements, asked))
    moves = moves.filter(moves.kind.isin(kinds_of(asked)))
    order = _in_order(moves)
    for day, kind, micros, opening, closing in engine.rows(
        order.select("day", "kind", "run_rate_micros", "opening_micros", "closing_micros")
    ):
        yield row(
            "movement",
            day=day,
            kind=kind,
            amount=_times(asked) * monthly(int(micros)),
            unit=cut.ledger.currency,
            opening=_times(asked) * monthly(int(opening)),
            closing=_times(asked) * monthly(int(closing)),
        )


def _shares(engine: Engine, cut: Cut, asked: Question) -> Rows:
    """What of each movement lies in the part that is asked of; a share has no balance of its own."""
    rows = _in_order(evidence.shares(cut, asked.query, kinds_of(asked)))
    for day, kind, micros in engine.rows(rows.select("day", "kind", "micros")):
        yield row("movement", day=day, kind=kind, amount=_times(asked) * monthly(int(micros)), unit=cut.ledger.currency)


def _in_order(moves: ir.Table) -> ir.Table:
    rows = moves.mutate(is_business=(moves.kind != "fx").cast("int32"))
    return rows.order_by(["day", "is_business", rank(rows.kind, KINDS)])


def _of_days(rows: ir.Table, asked: Question) -> ir.Table:
    return rows.filter(rows.day >= ibis.date(asked.query.start), rows.day < ibis.date(asked.query.end))


def _named(ledger: Ledger, rows: ir.Table) -> ir.Table:
    items, terms, sources = ledger.keyed(tables.ITEM_KEYS), unbound(tables.TERMS), unbound(tables.SOURCES)
    rows = rows.join(items.select("item_key", "subscription_id", "item_id"), "item_key")
    return rows.join(terms, "terms_key").join(sources.select("source_key", "file"), "source_key")


def _postings(engine: Engine, cut: Cut, asked: Question) -> Rows:
    """Postings with the kind of the movement that they net to."""
    ledger, kinds = cut.ledger, kinds_of(asked)
    posted = cut.of(_of_days(with_override(ledger, ledger.postings_with_edits), asked))
    rows = _named(ledger, posted).mutate(net_day=ledger.net_day(posted.day))
    columns = (
        *("day", "net_day", "subscription_key", "cause", "subscription_id", "item_id", "plan", "currency"),
        *("native_micros", "run_rate_micros", "was_cause", "because", "file", "row"),
    )
    netted = _kinds(engine, ledger, asked) if evidence.is_dated(ledger, asked.query) else None
    for day, net_day, key, cause, subscription, item, plan, currency, native, micros, was, because, file, at in engine.rows(
        rows.order_by(["day", "item_id", rank(rows.cause, CAUSES), "run_rate_micros"]).select(*columns)
    ):
        entity = key if "subscription_key" in ledger.policy.entity else None
        # What came and went between two looks has no movement: what rates made of it is fx.
        unnetted = "fx" if ledger.has_fx else "transfer"
        kind = None if netted is None else "fx" if cause == "fx" else netted.get((entity, net_day), unnetted)
        if kind is None or kind in kinds:
            yield row(
                "posting",
                day=day,
                kind=kind,
                cause=cause,
                subscription=subscription,
                item=item,
                plan=plan,
                amount=_times(asked) * monthly(int(micros)),
                unit=ledger.currency,
                native=monthly(int(native)) * _times(asked) if currency != ledger.currency else None,
                currency=currency,
                because=f"was {was}; {because}" if was else None,
                file=file,
                row=at,
            )


def _kinds(engine: Engine, ledger: Ledger, asked: Question) -> dict[tuple[int | None, date], str]:
    moves = _of_days(ledger.movements, asked)
    moves = moves.filter(moves.kind != "fx")
    found = engine.rows(moves.select("subscription_key", "kind", net_day=ledger.net_day(moves.day)))
    return {(key, day): kind for key, kind, day in found}


def _states(engine: Engine, cut: Cut, asked: Question) -> Rows:
    """The states in force that count, each at what the ledger carries it at, with the setting that decided."""
    ledger, last = cut.ledger, ibis.date(asked.query.last_day)
    states = ledger.states.filter(ledger.states.starts_day <= last, ledger.states.ends_day > last, ledger.states.counts)
    states = cut.of(states.mutate(cause=ibis.literal("start")))
    carried = _carried(engine, ledger, asked)
    columns = ("item_key", "starts_day", "ends_day", "subscription_id", "item_id", "run_rate_micros", "file", "row", *_TERMS)
    for key, starts, ends, subscription, item, native, file, at, *of in engine.rows(
        _named(ledger, states).order_by(["item_id", "starts_day"]).select(*columns)
    ):
        terms = Terms(*of)
        is_foreign = terms.currency != ledger.currency
        micros, since = carried.get((key, terms.currency), (0, None))
        yield row(
            "state",
            day=starts,
            until=None if ends == OPEN_END else ends,
            subscription=subscription,
            item=item,
            plan=terms.plan,
            status=terms.status,
            amount=_times(asked) * monthly(micros),
            unit=ledger.currency,
            native=_times(asked) * monthly(int(native)) if is_foreign else None,
            currency=terms.currency,
            because=decided(ledger.policy, terms, counts=True) + (_rate_of(ledger, since) if is_foreign else ""),
            file=file,
            row=at,
        )


def _carried(engine: Engine, ledger: Ledger, asked: Question) -> dict[tuple[int, str], tuple[int, date]]:
    """What each item is carried at in the reporting currency, and since when: the sum of its postings."""
    rows = ledger.postings.filter(ledger.postings.day < ibis.date(asked.query.end))
    rows = rows.join(ledger.rules.select("terms_key", "currency"), "terms_key")
    sums = rows.group_by("item_key", "currency").agg(micros=rows.run_rate_micros.sum(), since=rows.day.max())
    return {(key, currency): (int(micros), since) for key, currency, micros, since in engine.rows(sums)}


def _rate_of(ledger: Ledger, since: date | None) -> str:
    setting = str(ledger.policy["fx.rate"])
    when = {"movement": f"the rate of {since}", "month_end": "the rate of the month's last day", "latest": "the newest rate"}
    return f"; carried at {when.get(setting, f'the rate of {setting[6:]}')}, fx.rate = {setting}"


def _held(engine: Engine, cut: Cut, asked: Question, part: Part, held: Held) -> Rows:
    ledger = cut.ledger
    columns = ("held_from", "held_until", "subscription_id", "item_id", "amount", "file", "row", *_TERMS)
    found = held.rows(cut, asked.query)
    rows = _named(ledger, found.drop("currency") if held.is_money else found)
    for since, until, subscription, item, amount, file, at, *of in engine.rows(rows.order_by(["item_id", "held_from"]).select(*columns)):
        terms = Terms(*of)
        yield row(
            "held",
            name=part.name,
            day=since,
            until=None if until == OPEN_END else until,
            subscription=subscription,
            item=item,
            plan=terms.plan,
            status=terms.status,
            amount=part.shown(int(amount), holdings.scale(ledger)),
            unit=ledger.currency if part.unit == "money" else part.unit,
            currency=terms.currency,
            file=file,
            row=at,
        )


def _trials(engine: Engine, cut: Cut, asked: Question, part: Part, trials: Trials) -> Rows:
    rows = trials.rows(cut, asked.query).join(evidence.owners(cut.ledger).drop("customer_key"), "subscription_key")
    for day, subscription in engine.rows(rows.order_by(["day", "subscription_id"]).select("day", "subscription_id")):
        yield row("trial", name=part.name, day=day, subscription=subscription, amount=1, unit="count")


def _lines(engine: Engine, cut: Cut, asked: Question, part: Part, invoiced: Invoiced) -> Rows:
    ledger, rows = cut.ledger, with_file(invoiced.rows(cut, asked.query))
    columns = (*("day", "invoice_id", "subscription_id", "item_id", "plan", "amount"), *("currency", "amount_micros", "file", "row"))
    for day, invoice, subscription, item, plan, amount, currency, native, file, at in engine.rows(
        rows.order_by(["day", "invoice_id", "row"]).select(*columns)
    ):
        yield row(
            "line",
            name=invoice,
            day=day,
            subscription=subscription,
            item=item,
            plan=plan,
            amount=part.shown(int(amount), holdings.scale(ledger)),
            unit=ledger.currency,
            native=Fraction(int(native), MICROS) if currency != ledger.currency else None,
            currency=currency,
            file=file,
            row=at,
        )

"""The whole book's figure: its largest customers, and the largest movements of its days."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import ibis
import ibis.expr.types as ir

from subledger.book.explaining.explanation import Question, row
from subledger.engine import Engine
from subledger.ledger.tables import Ledger, unbound, wide
from subledger.metrics import evidence, holdings
from subledger.metrics.formulas import Part
from subledger.metrics.measures import monthly
from subledger.metrics.segments import Cut
from subledger.model import tables
from subledger.model.tables import table

BROUGHT = table("brought", {"customer_key": "int32"}, dict.fromkeys(("above", "below", "opening", "closing"), "decimal(38,0)"))
"""What each customer brings above and below the line, and its run-rate at both ends, all scaled alike."""


def customer_rows(engine: Engine, cut: Cut, asked: Question) -> Iterator[dict[str, Any]]:
    """Rows of `what` = customer, the largest first, and one of all others: above and below the line, with their MRR at both ends.

    For a rate of retention the largest are those that changed most, and where all count one, those that pay most.
    """
    ledger, each = cut.ledger, unbound(BROUGHT)
    engine.fill(BROUGHT, _by_customer(cut, asked))
    weight = (each.above - each.below).abs() if asked.formula.over == "trailing" else each.above.abs()
    each = each.mutate(weight=weight, paid=ibis.greatest(each.opening, each.closing))
    named = each.join(unbound(tables.CUSTOMER_KEYS), "customer_key")
    columns = ("above", "below", "opening", "closing")
    order = [ibis.desc("weight"), ibis.desc("paid"), "customer_id"]
    listed = engine.rows(named.order_by(order).limit(asked.most).select("customer_id", *columns))
    (count, *sums) = engine.rows(each.agg(count=each.count(), **{name: each[name].sum().fill_null(0) for name in columns}))[0]
    engine.drop(BROUGHT.name)
    for customer, *amounts in listed:
        yield _customer(ledger, asked, customer, amounts)
    if count > len(listed):
        rest = [int(total) - sum(int(amounts[place]) for _, *amounts in listed) for place, total in enumerate(sums)]
        yield _customer(ledger, asked, None, rest) | {"count": int(count) - len(listed), "name": "all others"}


def _by_customer(cut: Cut, asked: Question) -> ir.Table:
    """Each customer who brings anything.   Shapes and units: those of BROUGHT."""
    none = wide(ibis.literal(0, "int64"))
    sides = (("above", asked.formula.above), ("below", asked.formula.below))
    parts = [_on(side, part.evidence(cut, asked.query), part) for side, several in sides for part in several if part.evidence is not None]
    shares = ibis.union(*parts) if len(parts) > 1 else parts[0]
    sums = shares.group_by("customer_key").agg(above=shares.above.sum(), below=shares.below.sum())
    sums = sums.filter((sums.above != 0) | (sums.below != 0))
    ends = evidence.ends(cut, asked.query).rename(key_="customer_key")
    found = sums.left_join(ends, [sums.customer_key == ends.key_])
    return found.mutate(opening=found.opening.fill_null(none), closing=found.closing.fill_null(none))


def _on(side: str, rows: ir.Table, part: Part) -> ir.Table:
    none = wide(ibis.literal(0, "int64"))
    times = wide(ibis.literal(part.times, "int64"))
    amounts = {"above": none, "below": none} | {side: rows.amount * times}
    return rows.select("customer_key", **amounts)


def _customer(ledger: Ledger, asked: Question, customer: str | None, amounts: list[Any]) -> dict[str, Any]:
    above, below, opening, closing = (int(amount) for amount in amounts)
    scale, formula = holdings.scale(ledger), asked.formula
    unit = formula.above[0].unit
    return row(
        "customer",
        customer=customer,
        count=1,
        amount=_shown(formula.above[0], above, scale),
        below=_shown(formula.below[0], below, scale) if formula.below else None,
        unit=ledger.currency if unit == "money" else unit,
        opening=monthly(opening, scale),
        closing=monthly(closing, scale),
    )


def _shown(part: Part, amount: int, scale: int) -> Fraction | int:
    # The part's own factor is in the amount already.
    found = part.shown(amount, scale) / part.times
    return int(found) if part.unit == "count" else found


def movement_rows(engine: Engine, cut: Cut, asked: Question) -> Iterator[dict[str, Any]]:
    """Rows of `what` = movement: the largest of the query's days, of the kinds that the formula sums."""
    moves = evidence.shares(cut, asked.query, tuple(kind for kind in kinds_of(asked) if kind != "fx"))
    named = moves.join(unbound(tables.CUSTOMER_KEYS), "customer_key").mutate(size=moves.micros.abs())
    rows = named.order_by([ibis.desc("size"), "day", "customer_id"]).limit(asked.most)
    times = 12 if asked.metric.slug == "arr" else 1
    for customer, day, kind, micros in engine.rows(rows.select("customer_id", "day", "kind", "micros")):
        yield row("movement", customer=customer, day=day, kind=kind, amount=times * monthly(int(micros)), unit=cut.ledger.currency)


def kinds_of(asked: Question) -> tuple[str, ...]:
    """The kinds of movements that an explanation shows: those of the formula, or all where it is no flow of money."""
    parts = [part for part in (*asked.formula.above, *asked.formula.below) if part.unit == "money"]
    named = tuple(part.name for part in parts if part.name in tables.KINDS)
    counted = tuple(part.name.removesuffix(" movements") for part in asked.formula.above if part.name.endswith(" movements"))
    return (counted or named or tables.KINDS) if asked.formula.over == "period" else tables.KINDS

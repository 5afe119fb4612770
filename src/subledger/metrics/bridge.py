"""Bridges: what lies between two figures, customer by customer.

A figure that is a sum over customers can be bridged: the difference of two of them is the sum of their customers' differences.
"""

from __future__ import annotations

from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import unbound, wide
from subledger.metrics.evidence import PLACES
from subledger.metrics.holdings import SIGNED
from subledger.model import tables

FX, UNKNOWN = "fx", "?"
KINDS = ("new", "expansion", "contraction", "churn", "reactivation", "transfer", SIGNED, FX)
"""The kinds in the order of a roll-forward."""
CAME, MORE, LESS, LEFT = "came", "more", "less", "left"


def sides(before: ir.Table, after: ir.Table) -> ir.Table:
    """Two figures side by side.   Grain: customer_key, segment, kind.   Shapes: before, after."""
    none = wide(ibis.literal(0, "int64"))
    both = ibis.union(before.select(*PLACES, before=before.amount, after=none), after.select(*PLACES, before=none, after=after.amount))
    return both.group_by(*PLACES).agg(before=both.before.sum(), after=both.after.sum())


def from_nothing(after: ir.Table) -> ir.Table:
    """A figure beside none: its shares are what each customer brings."""
    return sides(after.filter(ibis.literal(False)), after)


def shares(sides: ir.Table, by: str) -> ir.Table:
    """What each customer has of each step between two figures.

    Grain: key, customer_key.   Shapes: amount, never 0.
    by: kind of movement; segment, with exchange rates apart; place, the segment with all that is in it; presence, who came, left or
    changed; or whole, one step for all.
    """
    rows = _STEPS[by](sides)
    sums = rows.group_by("key", "customer_key").agg(amount=rows.amount.sum())
    return sums.filter(sums.amount != 0)


def _by_place(sides: ir.Table) -> ir.Table:
    key = ibis.ifelse(sides.segment.isnull(), UNKNOWN, ibis.literal("=") + sides.segment)
    return sides.select("customer_key", "kind", key=key, amount=sides.after - sides.before)


def _by_segment(sides: ir.Table) -> ir.Table:
    rows = _by_place(sides)
    return rows.mutate(key=ibis.ifelse((rows.kind == FX).fill_null(False), FX, rows.key))


def _by_presence(sides: ir.Table) -> ir.Table:
    each = sides.group_by("customer_key").agg(before=sides.before.sum(), after=sides.after.sum())
    key = ibis.cases((each.before == 0, CAME), (each.after == 0, LEFT), (each.after > each.before, MORE), else_=LESS)
    return each.select("customer_key", key=key, amount=each.after - each.before)


_STEPS: dict[str, Callable[[ir.Table], ir.Table]] = {
    "kind": lambda sides: sides.select("customer_key", key=sides.kind, amount=sides.after - sides.before),
    "segment": _by_segment,
    "place": _by_place,
    "presence": _by_presence,
    "whole": lambda sides: sides.select("customer_key", key=ibis.literal(""), amount=sides.after - sides.before),
}


def totals(shares: ir.Table) -> ir.Table:
    """What each step comes to, and of how many customers.   Grain: key."""
    return shares.group_by("key").agg(amount=shares.amount.sum(), customers=shares.count())


def named(shares: ir.Table) -> ir.Table:
    """Shares with their customers' own ids.   Grain: key, customer_id."""
    return shares.join(unbound(tables.CUSTOMER_KEYS), "customer_key").select("key", "customer_id", "amount")

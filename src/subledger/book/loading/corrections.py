"""Corrections: which fact a row is about, so that it takes that fact's place instead of standing beside it."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import definition
from subledger.model import tables

TOLD_BY = {
    "subscriptions": ("item_key", "starts_day", "starts_at"),
    "customers": ("customer_key",),
    "invoice_lines": ("customer_key", "invoice_id", "line_id"),
    "fx_rates": ("day", "currency"),
    "budget": ("month", "metric", "segment"),
    "spend": ("month", "channel"),
}
"""What tells two facts of a table apart. The first column is never null."""


def same_key(of: str, left: ir.Table, right: ir.Table) -> list[ir.BooleanValue]:
    """Where facts of both sides have the same key; of: the table's name."""
    return [left[name].identical_to(right[name]) for name in TOLD_BY[of]]


@definition
def corrected(of: str, facts: ir.Table, by: ir.Table) -> ir.Table:
    """Those of some facts that others correct: the ones of the same key, and of an item's states the one in force at the same day's end.

    A state that begins at another time of the same day is so corrected, unless its own time names another state of that day.
    """
    found = facts.semi_join(by, same_key(of, facts, by))
    if of != tables.SUBSCRIPTIONS.name:
        return found
    # An item has one state at a day's end, and any number that begin and end within the day.
    at_end = facts.filter(facts.starts_day < facts.ends_day)
    at_end = at_end.anti_join(by, same_key(of, at_end, by))
    moved = by.filter(by.starts_day < by.ends_day)
    moved = moved.anti_join(facts, same_key(of, moved, facts))
    return ibis.union(found, at_end.semi_join(moved, ["item_key", "starts_day"]))

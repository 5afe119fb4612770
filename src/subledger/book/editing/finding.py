"""What an override of a cause finds: the items and postings that it is about, which a later load may have taken away."""

from __future__ import annotations

from datetime import date

import ibis.expr.types as ir

from subledger.engine import Engine
from subledger.ledger import edits
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables


def items_of(ledger: Ledger, customer_key: int, item: str | None) -> ir.Table:
    """The items of a customer, and of those that count as it; those of one id where one is named.   Shapes: item_key, item_id."""
    items = edits.reached(ledger.items_told, ledger.edits)
    rows = items.filter(items.customer_key == customer_key).distinct()
    return (rows if item is None else rows.filter(rows.item_id == item)).select("item_key", "item_id")


def postings_on(ledger: Ledger, items: ir.Table, day: date) -> ir.Table:
    """The postings of items on a day whose cause a person may name: what rates move is nobody's doing.   Shapes: item_key, cause."""
    rows = ledger.postings.filter(ledger.postings.day == day, ledger.postings.cause != "fx")
    return rows.semi_join(items, "item_key").select("item_key", "cause")


def found_by(engine: Engine, ledger: Ledger) -> set[int]:
    """The numbers of the overrides that find a posting."""
    rows = ledger.postings_with_edits
    return {int(number) for (number,) in engine.rows(rows.filter(rows.edit.notnull()).select("edit").distinct())}


def astray(engine: Engine, ledger: Ledger) -> list[str]:
    """A warning for each override in force that finds no posting in a ledger any more."""
    if edits.CAUSE not in ledger.edited:
        return []
    causes = ledger.edits.filter(ledger.edits.kind == edits.CAUSE).join(unbound(tables.CUSTOMER_KEYS), "customer_key")
    found = found_by(engine, ledger)
    rows = engine.rows(causes.order_by("number").select("number", "customer_id", "item_id", "day"))
    return [f"edit {number}: {nothing(customer, item, day)}" for number, customer, item, day in rows if number not in found]


def nothing(customer: str, item: str | None, day: date) -> str:
    """The warning of an override that finds no posting."""
    return f"{'item ' + item + ' of ' if item else ''}{customer} has no posting on {day} any more that this could override"

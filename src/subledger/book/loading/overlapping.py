"""States of one item that are in force at once: doubled rows and overlaps."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir

from subledger.book.loading.stakes import listed_mrr
from subledger.book.loading.touched import Touched
from subledger.book.rows import with_file
from subledger.ledger.tables import definition, unbound
from subledger.model import tables
from subledger.model.calendar import OPEN_END
from subledger.model.errors import Fault

_PLACE = ("file", "row", "customer_id", "item_id", "starts_day", "ends_day")
_BEFORE = ("before_file", "before_row", "before_starts_day", "before_ends_day")
_PRICE = ("unit_amount_micros", "quantity_micros", "interval", "interval_count", "currency")


def overlapping(touched: Touched) -> list[Fault]:
    """Every state that begins before another of its item has ended."""
    rows = touched.beside(tables.SUBSCRIPTIONS, "item_key")
    rows = rows.filter(rows.starts_day < rows.ends_day)
    overlaps = _overlaps(rows)
    if not touched.engine.rows(overlaps.limit(1)):
        return []
    pairs = _pairs(rows.semi_join(overlaps, "item_key"))
    items, customers, sources = unbound(tables.ITEM_KEYS), unbound(tables.CUSTOMER_KEYS), unbound(tables.SOURCES)
    named = with_file(pairs).join(items.select("item_key", "subscription_id", "item_id"), "item_key").join(customers, "customer_key")
    before = sources.select(before_source_key=sources.source_key, before_file=sources.file)
    terms = unbound(tables.TERMS).select("terms_key", "interval", "interval_count", "currency")
    named = named.join(before, "before_source_key").join(terms, "terms_key")
    return [_fault(*found) for found in touched.engine.rows(named.select(*_PLACE, *_BEFORE, *_PRICE))]


@definition
def _overlaps(rows: ir.Table) -> ir.Table:
    """The items that have states in force at once.   Shapes: item_key, once for each state that begins before another's end."""
    days = rows.select("item_key", "starts_day", "ends_day")
    order = ibis.window(group_by=days.item_key, order_by=[days.starts_day, days.ends_day])
    beside = days.mutate(before_ends_day=days.ends_day.lag().over(order))
    return beside.filter(beside.before_ends_day > beside.starts_day).select("item_key")


def _pairs(rows: ir.Table) -> ir.Table:
    """States that are in force at once with the one before: the later row with the earlier's place and days."""
    order = ibis.window(group_by=rows.item_key, order_by=[rows.starts_day, rows.ends_day, rows.source_key, rows.row])
    both = rows.mutate(**{f"before_{name}": rows[name].lag().over(order) for name in ("source_key", "row", "starts_day", "ends_day")})
    return both.filter(both.before_ends_day > both.starts_day)


def _fault(
    file: str,
    row: int,
    customer: str,
    item: str,
    starts: Any,
    ends: Any,
    other_file: str,
    other_row: int,
    other_starts: Any,
    other_ends: Any,
    *price: Any,
) -> Fault:
    is_double = (starts, ends) == (other_starts, other_ends)
    place = f"row {other_row}" + ("" if other_file == file else f" of {other_file}")
    return Fault(
        "doubled_row" if is_double else "overlap",
        f"item {item} of customer {customer} is in force twice: "
        f"{_span(starts, ends)} here and {_span(other_starts, other_ends)} in {place}",
        file=file,
        row=int(row),
        column="starts_at",
        value=str(starts),
        expected="states of one item that do not overlap",
        hint="remove one of the two rows" if is_double else f"end {place} on {starts}, or give one of them another item_id",
        mrr_at_stake=listed_mrr([(row, *price)]).get(int(row)),
    )


def _span(starts: Any, ends: Any) -> str:
    return f"{starts} .. {'' if ends == OPEN_END else ends}".strip()

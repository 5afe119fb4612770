"""Merging a load with what the book knew: same rows stay, other rows replace, missing rows are recorded as gone."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from subledger.book.rows import count
from subledger.engine import Engine
from subledger.ledger.tables import unbound
from subledger.model import tables
from subledger.model.tables import KNOWN, ORIGIN, Table

TOLD_BY = {
    "subscriptions": ("item_key", "starts_day", "starts_at"),
    "customers": ("customer_key",),
    "invoice_lines": ("customer_key", "invoice_id", "line_id"),
    "fx_rates": ("day", "currency"),
    "budget": ("month", "metric", "segment"),
    "spend": ("month", "channel"),
}
"""What tells two facts of a table apart: an increment corrects the fact of the same key."""


def merge(engine: Engine, loaded: Sequence[Table], load_id: int, source: str, *, is_increment: bool) -> int:
    """Settles the rows of a load against the facts in force of the same source; returns how many facts changed.

    A row that says what a fact in force says is dropped: re-loading the same data changes nothing. A snapshot records facts
    that it does not have as gone; an increment only those whose key it brings again.
    """
    return sum(_merged(engine, table, load_id, source, is_increment) for table in loaded)


def _merged(engine: Engine, table: Table, load_id: int, source: str, is_increment: bool) -> int:
    facts, sources = unbound(table), unbound(tables.SOURCES)
    ours = sources.filter(sources.source == source).select("source_key")
    in_force = facts.filter(facts.gone_load_id.isnull())
    new = in_force.filter(in_force.load_id == load_id)
    old = in_force.filter(in_force.load_id < load_id)
    old = old if is_increment else old.semi_join(ours, "source_key")
    if not count(engine, old):
        return count(engine, new)
    content = [name for name in table.columns if name not in (*ORIGIN, *KNOWN)]
    if table is tables.CUSTOMERS:
        new, old, content = _with_extras(new), _with_extras(old), [*content, "extras"]
    pairs = _pairs(new, old, content)
    # Which rows say the same is settled before any is touched.
    same = Table("same_rows", {"source_key": "int32", "row": "int64", "old_source_key": "int32", "old_row": "int64"})
    engine.fill(same, pairs)
    kept = unbound(same)
    gone = old.anti_join(kept, [old.source_key == kept.old_source_key, old.row == kept.old_row])
    if is_increment:
        fresh = new.anti_join(kept, ["source_key", "row"])
        gone = gone.semi_join(fresh, [gone[name].identical_to(fresh[name]) for name in TOLD_BY[table.name]])
    lost = Table("gone_rows", {"source_key": "int32", "row": "int64"})
    engine.fill(lost, gone.select("source_key", "row"))
    engine.delete(table, kept.select("source_key", "row"))
    engine.delete(tables.EXTRAS, kept.select("source_key", "row"))
    marked = engine.mark(table, "gone_load_id", load_id, unbound(lost))
    left = facts.filter(facts.gone_load_id.isnull(), facts.load_id == load_id)
    engine.drop(same.name)
    engine.drop(lost.name)
    return marked + count(engine, left)


def _pairs(new: ir.Table, old: ir.Table, content: list[str]) -> ir.Table:
    """Rows that say the same on both sides, one to one: the second of two equal rows meets the second, if there is one."""
    new, old, content = _numbered(new, content), _numbered(old, content), [*content, "nth"]
    before = old.select(old_source_key="source_key", old_row="row", **{f"old_{name}": old[name] for name in content})
    joined = new.join(before, [new[name].identical_to(before[f"old_{name}"]) for name in content])
    return joined.select("source_key", "row", "old_source_key", "old_row")


def _numbered(rows: ir.Table, content: list[str]) -> ir.Table:
    order = ibis.window(group_by=[rows[name] for name in content], order_by=[rows.source_key, rows.row])
    return rows.mutate(nth=ibis.row_number().over(order))


def _with_extras(rows: ir.Table) -> ir.Table:
    extras = unbound(tables.EXTRAS)
    texts = extras.mutate(text=extras.name + "\x1f" + extras.value)
    joined = texts.group_by("source_key", "row").agg(extras=texts.text.group_concat("\x1e", order_by=texts.text))
    return rows.left_join(joined, ["source_key", "row"]).drop("source_key_right", "row_right")

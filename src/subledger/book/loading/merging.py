"""Merging a load with what the book knew: same rows stay, other rows replace, missing rows are recorded as gone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import ibis
import ibis.expr.types as ir

from subledger.book.loading.corrections import TOLD_BY, corrected, same_key
from subledger.book.rows import count, has_rows
from subledger.engine import Engine
from subledger.ledger.tables import unbound
from subledger.model import tables
from subledger.model.tables import KNOWN, ORIGIN, Table

_NEAR, _SAME, _GONE = "near_rows", "same_rows", "gone_rows"


@dataclass(frozen=True, slots=True)
class Merge:
    """The rows of one table on their way into the book: by which load, of which source, as a snapshot or as an increment."""

    engine: Engine
    table: Table
    load_id: int
    source: str
    is_increment: bool

    @property
    def waiting(self) -> Table:
        """Where rows wait to be compared with the facts."""
        return replace(self.table, name=f"waiting_{self.table.name}")

    def opened(self) -> Table:
        """Where the rows of the load are to be put: among the facts at once, where there are none to compare them with."""
        if not has_rows(self.engine, self._in_force()):
            return self.table
        self.engine.create(self.waiting, temporary=True)
        return self.waiting

    def settle(self, opened: Table) -> int:
        """Settles the rows of the load against the facts in force of the same source; returns how many facts changed.

        A row that says what a fact in force says is dropped: re-loading the same data changes nothing. A snapshot records facts
        that it does not have as gone; an increment only those that it corrects.
        """
        facts = unbound(self.table)
        gone = self._compared() if opened == self.waiting else 0
        return gone + count(self.engine, facts.filter(facts.load_id == self.load_id))

    def _compared(self) -> int:
        engine, new = self.engine, unbound(self.waiting)
        old = self._near(new) if self.is_increment else self._in_force()
        kept = self._same(new, old)
        fresh = new.anti_join(kept, ["source_key", "row"])
        gone = old.anti_join(kept, [old.source_key == kept.old_source_key, old.row == kept.old_row])
        lost = Table(_GONE, dict(ORIGIN))
        engine.fill(lost, (corrected(self.table, gone, fresh) if self.is_increment else gone).select(*ORIGIN))
        marked = engine.mark(self.table, "gone_load_id", self.load_id, unbound(lost))
        engine.insert(self.table, fresh)
        engine.delete(tables.EXTRAS, kept.select(*ORIGIN))
        for name in (_NEAR, _SAME, _GONE, self.waiting.name):
            engine.drop(name)
        return marked

    def _in_force(self) -> ir.Table:
        """The facts that the load may replace."""
        facts, sources = unbound(self.table), unbound(tables.SOURCES)
        in_force = facts.filter(facts.gone_load_id.isnull(), facts.load_id < self.load_id)
        return in_force if self.is_increment else in_force.semi_join(sources.filter(sources.source == self.source), "source_key")

    def _near(self, new: ir.Table) -> ir.Table:
        """Of an increment only the facts whose key begins as one that it brings."""
        near = replace(self.table, name=_NEAR)
        self.engine.fill(near, self._in_force().semi_join(new, TOLD_BY[self.table.name][0]))
        return unbound(near)

    def _same(self, new: ir.Table, old: ir.Table) -> ir.Table:
        """Rows that say the same on both sides, one to one: the second of two equal rows meets the second, if there is one."""
        content = [name for name in self.table.columns if name not in (*ORIGIN, *KNOWN)]
        if self.table is tables.CUSTOMERS:
            new, old, content = _with_extras(new), _with_extras(old), [*content, "extras"]
        new, old, content = self._numbered(new, content), self._numbered(old, content), [*content, "nth"]
        before = old.select(old_source_key="source_key", old_row="row", **{f"old_{name}": old[name] for name in content})
        joined = new.join(before, [new[name].identical_to(before[f"old_{name}"]) for name in content])
        same = Table(_SAME, {**ORIGIN, "old_source_key": "int32", "old_row": "int64"})
        self.engine.fill(same, joined.select(*same.columns))
        return unbound(same)

    def _numbered(self, rows: ir.Table, content: list[str]) -> ir.Table:
        """Rows with their number among those that say the same. Rows of different keys cannot, and most keys stand once."""
        keys = rows.group_by(*TOLD_BY[self.table.name]).agg(rows=rows.count())
        several = keys.filter(keys.rows > 1)
        alone = rows.mutate(nth=ibis.literal(0, "int64"))
        if not self.engine.rows(several.select("rows").limit(1)):
            return alone
        doubled = rows.semi_join(several, same_key(self.table, rows, several))
        order = ibis.window(group_by=[doubled[name] for name in content], order_by=[doubled.source_key, doubled.row])
        return ibis.union(alone.anti_join(several, same_key(self.table, alone, several)), doubled.mutate(nth=ibis.row_number().over(order)))


def _with_extras(rows: ir.Table) -> ir.Table:
    extras = unbound(tables.EXTRAS).semi_join(rows, list(ORIGIN))
    texts = extras.mutate(text=extras.name + "\x1f" + extras.value)
    joined = texts.group_by("source_key", "row").agg(extras=texts.text.group_concat("\x1e", order_by=texts.text))
    return rows.left_join(joined, ["source_key", "row"]).drop("source_key_right", "row_right")

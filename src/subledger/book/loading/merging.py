"""Merging a load with what the book knew: same rows stay, other rows replace, missing rows are recorded as gone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import ibis
import ibis.expr.types as ir

from subledger.book.loading.corrections import TOLD_BY, corrected, same_key
from subledger.book.loading.differing import Differing
from subledger.book.rows import count, has_rows
from subledger.engine import Engine
from subledger.ledger.tables import definition, numbered, unbound
from subledger.model import tables
from subledger.model.tables import KNOWN, ORIGIN, Table, table

_SAME = table("same_rows", ORIGIN, {"old_source_key": "int32", "old_row": "int64"})
FEW = 5
"""Up to one fact in so many, a copy of those that differ is quicker to look in than all."""


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

    @property
    def beside(self) -> tuple[str, ...]:
        """What is kept beside the book until the load is done with."""
        return tuple(table.name for table in (self.waiting, self._near, self._came, self._went))

    @property
    def _near(self) -> Table:
        return replace(self.table, name=f"near_{self.table.name}")

    @property
    def _came(self) -> Table:
        return replace(self.table, name=f"came_{self.table.name}")

    @property
    def _went(self) -> Table:
        return table(f"went_{self.table.name}", {"customer_key": "int32"} if self._is_of_customers else {}, ORIGIN)

    @property
    def _is_of_customers(self) -> bool:
        return "customer_key" in self.table.columns

    def opened(self) -> Table:
        """Where the rows of the load are to be put: among the facts at once, where there are none to compare them with."""
        if not has_rows(self.engine, self._in_force()):
            return self.table
        self.engine.create(self.waiting, temporary=True)
        return self.waiting

    def settle(self, opened: Table) -> Differing:
        """Settles the rows of the load against the facts in force of the same source; returns which facts differ by it.

        A row that says what a fact in force says is dropped: re-loading the same data changes nothing. A snapshot records facts
        that it does not have as gone; an increment only those that it corrects.
        """
        facts = unbound(self.table)
        came = facts.filter(facts.load_id == numbered(self.load_id))
        return self._compared(came) if opened == self.waiting else Differing(came, changed=count(self.engine, came))

    def _compared(self, came: ir.Table) -> Differing:
        engine, new = self.engine, unbound(self.waiting)
        old = self._standing_near(new) if self.is_increment else self._in_force()
        kept = self._same(new, old)
        fresh = _fresh(new, kept)
        fresh_rows = count(engine, new) - count(engine, kept)
        is_few = fresh_rows * FEW <= count(engine, unbound(self.table))
        if is_few:
            engine.fill(self._came, fresh)
            came = fresh = unbound(self._came)
        gone = _gone(old, kept)
        went = unbound(self._went)
        engine.fill(self._went, (corrected(self.table.name, gone, fresh) if self.is_increment else gone).select(*went.columns))
        marked = engine.mark(self.table, "gone_load_id", self.load_id, went.select(*ORIGIN))
        engine.insert(self.table, fresh)
        engine.delete(tables.EXTRAS, kept.select(*ORIGIN))
        engine.drop(_SAME.name)
        if is_few and self.is_increment:
            named = new.select(self._named_by).distinct()
            return Differing(came, went, old, named, fresh_rows + marked)
        engine.drop(self._near.name)
        engine.drop(self.waiting.name)
        return Differing(came, went, changed=fresh_rows + marked)

    def _in_force(self) -> ir.Table:
        """The facts that the load may replace."""
        facts, sources = unbound(self.table), unbound(tables.SOURCES)
        in_force = facts.filter(facts.gone_load_id.isnull(), facts.load_id < numbered(self.load_id))
        return in_force if self.is_increment else in_force.semi_join(sources.filter(sources.source == self.source), "source_key")

    @property
    def _named_by(self) -> str:
        return "customer_key" if self._is_of_customers else TOLD_BY[self.table.name][0]

    def _standing_near(self, new: ir.Table) -> ir.Table:
        """Of an increment only the facts of those whom it names: of its customers, or whose key begins as one that it brings."""
        # Copied first and filtered then: the other way round the filter looks at every fact.
        self.engine.fill(self._near, unbound(self.table).semi_join(new, self._named_by))
        near = unbound(self._near)
        return near.filter(near.gone_load_id.isnull())

    def _same(self, new: ir.Table, old: ir.Table) -> ir.Table:
        """Rows that say the same on both sides, one to one: the second of two equal rows meets the second, if there is one."""
        content = [name for name in self.table.columns if name not in (*ORIGIN, *KNOWN)]
        if self.table is tables.CUSTOMERS:
            new, old, content = _with_extras(new), _with_extras(old), [*content, "extras"]
        new, old, content = self._numbered(new, content), self._numbered(old, content), [*content, "nth"]
        self.engine.fill(_SAME, _same(new, old, tuple(content)))
        return unbound(_SAME)

    def _numbered(self, rows: ir.Table, content: list[str]) -> ir.Table:
        """Rows with their number among those that say the same. Rows of different keys cannot, and most keys stand once."""
        several = _several(self.table.name, rows)
        alone = rows.mutate(nth=ibis.literal(0, "int64"))
        if not self.engine.rows(several.select("rows").limit(1)):
            return alone
        doubled = rows.semi_join(several, same_key(self.table.name, rows, several))
        order = ibis.window(group_by=[doubled[name] for name in content], order_by=[doubled.source_key, doubled.row])
        alone = alone.anti_join(several, same_key(self.table.name, alone, several))
        return ibis.union(alone, doubled.mutate(nth=ibis.row_number().over(order)))


@definition
def _fresh(new: ir.Table, kept: ir.Table) -> ir.Table:
    return new.anti_join(kept, list(ORIGIN))


@definition
def _gone(old: ir.Table, kept: ir.Table) -> ir.Table:
    return old.anti_join(kept, [old.source_key == kept.old_source_key, old.row == kept.old_row])


@definition
def _same(new: ir.Table, old: ir.Table, content: tuple[str, ...]) -> ir.Table:
    before = old.select(old_source_key="source_key", old_row="row", **{f"old_{name}": old[name] for name in content})
    joined = new.join(before, [new[name].identical_to(before[f"old_{name}"]) for name in content])
    return joined.select(*_SAME.columns)


@definition
def _several(of: str, rows: ir.Table) -> ir.Table:
    keys = rows.group_by(*TOLD_BY[of]).agg(rows=rows.count())
    return keys.filter(keys.rows > 1)


def _with_extras(rows: ir.Table) -> ir.Table:
    extras = unbound(tables.EXTRAS).semi_join(rows, list(ORIGIN))
    texts = extras.mutate(text=extras.name + "\x1f" + extras.value)
    joined = texts.group_by("source_key", "row").agg(extras=texts.text.group_concat("\x1e", order_by=texts.text))
    return rows.left_join(joined, ["source_key", "row"]).drop("source_key_right", "row_right")

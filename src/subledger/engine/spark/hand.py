"""Tables of few rows are asked in this process: a cluster takes longer to begin than they take to be read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from subledger.engine.engine import Row
from subledger.engine.manifest import Stored
from subledger.engine.open import in_memory
from subledger.engine.spark.rows import whole
from subledger.model.tables import Table

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from subledger.engine.compile import Given

MOST = 10_000
"""How many rows of a table a manifest holds itself."""
FEW = 1_000
"""Of how many rows a load keeps a table at hand: all that is made of such tables alone needs no cluster."""
_FOUND = "found_"


class Hand:
    """Tables whose rows are all at hand, and what is asked of them alone."""

    def __init__(self) -> None:
        self._engine = in_memory()
        self._has: dict[str, Stored] = {}

    def rows(self, tables: Mapping[str, Stored], expression: ir.Table, given: Given | None = None) -> list[Row]:
        """The rows of an expression over these tables."""
        self._take(tables)
        return [tuple(map(whole, row)) for row in self._engine.rows(expression, given)]

    def found(self, tables: Mapping[str, Stored], table: Table, expression: ir.Table, given: Given | None = None) -> list[Row]:
        """The rows of an expression as a table of these columns takes them."""
        self._take(tables)
        self._engine.fill(Table(_FOUND, table.columns), expression, given)
        return self._all(_FOUND, table)

    def marked(self, tables: Mapping[str, Stored], table: Table, column: str, value: int | None, rows: ir.Table) -> tuple[int, list[Row]]:
        """In how many rows a column was set, and all rows of the table then."""
        self._take(tables)
        # What is changed here is not what the table of that name has: it is taken anew when asked for.
        del self._has[table.name]
        return self._engine.mark(table, column, value, rows), self._all(table.name, table)

    def without(self, tables: Mapping[str, Stored], table: Table, rows: ir.Table) -> list[Row]:
        """The rows of a table that are left without those."""
        self._take(tables)
        del self._has[table.name]
        self._engine.delete(table, rows)
        return self._all(table.name, table)

    def close(self) -> None:
        """Forgets all."""
        self._engine.close()

    def _all(self, name: str, table: Table) -> list[Row]:
        import ibis

        found = ibis.table({column: "string" if kind in ("kind", "cause") else kind for column, kind in table.columns.items()}, name=name)
        return [tuple(map(whole, row)) for row in self._engine.rows(found)]

    def _take(self, tables: Mapping[str, Stored]) -> None:
        for name, stored in tables.items():
            if self._has.get(name) is not stored:
                table = Table(name, stored.columns)
                self._engine.create(table, temporary=True)
                self._engine.insert_rows(table, stored.rows)
                self._has[name] = stored


@lru_cache(maxsize=4096)
def tables_of(node: Any) -> tuple[str, ...]:
    """The names of the tables that an expression reads."""
    from ibis.expr.operations import UnboundTable

    return tuple(sorted({table.name for table in node.find(UnboundTable)}))

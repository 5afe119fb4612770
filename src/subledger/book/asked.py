"""What metrics may ask of a book: rows, and a small table beside its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ibis.expr.types as ir

from subledger.engine import Engine
from subledger.ledger.tables import unbound
from subledger.metrics.days import Given
from subledger.model.tables import Table


class Asked:
    """The book's engine, as far as metrics may know it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rows(self, expression: ir.Table, given: Given) -> list[tuple[Any, ...]]:
        """Rows of an expression whose open days are given."""
        return self._engine.rows(expression, given)

    def beside(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> ir.Table:
        """A temporary table of these rows."""
        self._engine.create(table, temporary=True)
        self._engine.insert_rows(table, rows)
        return unbound(table)

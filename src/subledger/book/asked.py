"""What metrics may ask of a book: rows, a small table beside its own, and what they found before."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from typing import Any

import ibis.expr.types as ir

from subledger.engine import Engine
from subledger.ledger.tables import unbound
from subledger.metrics.days import Given
from subledger.model.tables import Table

MOST, LONGEST = 5_000, 1_000
"""How many findings are remembered, and of how many rows each at most."""


class Asked:
    """The book's engine, as far as metrics may know it. remembered: what one build gave already, where it is read again and again."""

    def __init__(self, engine: Engine, remembered: OrderedDict[Hashable, Any] | None = None) -> None:
        self._engine = engine
        self._remembered: OrderedDict[Hashable, Any] = OrderedDict() if remembered is None else remembered

    def rows(self, expression: ir.Table, given: Given) -> list[tuple[Any, ...]]:
        """Rows of an expression whose open days are given."""
        return self._engine.rows(expression, given)

    def beside(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> ir.Table:
        """A temporary table of these rows."""
        self._engine.create(table, temporary=True)
        self._engine.insert_rows(table, rows)
        return unbound(table)

    def recalled(self, key: Hashable) -> Any | None:
        """What was found under that key in this build, if it is remembered."""
        if key not in self._remembered:
            return None
        self._remembered.move_to_end(key)
        return self._remembered[key]

    def remember(self, key: Hashable, found: Sequence[Any]) -> None:
        """Remembers a finding that is not too long; what was wanted longest ago is forgotten."""
        if len(found) > LONGEST:
            return
        self._remembered[key] = found
        while len(self._remembered) > MOST:
            self._remembered.popitem(last=False)

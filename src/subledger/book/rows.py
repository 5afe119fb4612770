"""Small questions about rows: how many there are, the highest number among them, the file they stand in."""

from __future__ import annotations

from typing import Any

import ibis.expr.types as ir

from subledger.engine import Engine
from subledger.ledger.tables import definition, unbound
from subledger.model import tables


def by_name(engine: Engine, rows: ir.Table) -> list[dict[str, Any]]:
    """The rows, each by the names of its columns."""
    return [dict(zip(rows.columns, row, strict=True)) for row in engine.rows(rows)]


def count(engine: Engine, rows: ir.Table) -> int:
    """How many rows there are."""
    return int(engine.rows(_counted(rows))[0][0])


def highest(engine: Engine, rows: ir.Table, column: str) -> int:
    """The highest number in a column, 0 where there is none."""
    return int(engine.rows(_highest(rows, column))[0][0] or 0)


def has_rows(engine: Engine, rows: ir.Table) -> bool:
    """Whether there are any."""
    return bool(engine.rows(rows.select("row").limit(1)))


@definition
def with_file(rows: ir.Table) -> ir.Table:
    """The rows with the name of the file they came from."""
    return rows.join(unbound(tables.SOURCES).select("source_key", "file"), "source_key")


@definition
def _counted(rows: ir.Table) -> ir.Table:
    return rows.agg(rows=rows.count())


@definition
def _highest(rows: ir.Table, column: str) -> ir.Table:
    return rows.agg(highest=rows[column].max())

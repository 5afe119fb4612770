"""Rows between this process and Spark, by way of Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from subledger.engine.engine import Row
from subledger.model.tables import Columns

if TYPE_CHECKING:
    import ibis.expr.types as ir

TYPES = {
    "string": "STRING",
    "int32": "INT",
    "int64": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP_NTZ",
    "decimal(38,0)": "DECIMAL(38, 0)",
    "kind": "STRING",
    "cause": "STRING",
}
_ARROW = {
    "STRING": pa.string(),
    "INT": pa.int32(),
    "BIGINT": pa.int64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMP_NTZ": pa.timestamp("us"),
    "DECIMAL(38, 0)": pa.decimal128(38, 0),
}
AT_ONCE = 100_000
"""How many rows travel to a cluster in one piece: its server holds a piece several times over."""


def schema(columns: Columns) -> str:
    """The columns as Spark takes them."""
    return ", ".join(f"{quoted(name)} {TYPES[kind]}" for name, kind in columns.items())


def packed(rows: Sequence[Row], columns: Columns) -> pa.Table:
    """Rows as a table for the cluster."""
    kinds = [_ARROW[TYPES[kind]] for kind in columns.values()]
    cells = zip(*rows, strict=True) if rows else ((),) * len(columns)
    arrays = [pa.array(_exact(column, kind), kind) for column, kind in zip(cells, kinds, strict=True)]
    return pa.Table.from_arrays(arrays, list(columns))


def pieces(path: Path, columns: Columns) -> Iterator[pa.Table]:
    """A file of Parquet, piece by piece."""
    wanted = pa.schema([(name, _ARROW[TYPES[kind]]) for name, kind in columns.items()])
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(AT_ONCE):
            yield pa.Table.from_batches([batch]).select(list(columns)).cast(wanted)


def exactly(rows: ir.Table, columns: Columns) -> ir.Table:
    """Rows in the very types of a table's columns: a file of Parquet is read as what it says."""
    return rows.select(*(rows[name].cast("string" if TYPES[kind] == "STRING" else kind).name(name) for name, kind in columns.items()))


def row_count(path: Path) -> int:
    """How many rows a file of Parquet has."""
    return int(pq.read_metadata(path).num_rows)


def unpacked(table: pa.Table) -> list[Row]:
    """The rows of a table, in Python's own types. Sums are whole numbers, as they are in Python."""
    if not table.num_columns:
        return []
    return list(zip(*(_plain(column) for column in table.columns), strict=True))


def whole(cell: Any) -> Any:
    """A cell, a number without decimals as an integer."""
    return int(cell) if isinstance(cell, Decimal) and cell == cell.to_integral_value() else cell


def _plain(column: pa.ChunkedArray) -> list[Any]:
    cells = column.to_pylist()
    return [whole(cell) for cell in cells] if pa.types.is_decimal(column.type) else cells


def _exact(cells: Iterable[Any], kind: pa.DataType) -> list[Any]:
    if pa.types.is_decimal(kind):
        return [None if cell is None else Decimal(int(cell)) for cell in cells]
    return list(cells)


def quoted(name: str) -> str:
    """A name as Spark reads it."""
    return "`" + name.replace("`", "``") + "`"


def text(value: str) -> str:
    """A text as Spark reads it."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

"""A scanned file's columns as they stand and as they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from subledger.model.clock import Clock
from subledger.model.money import RATE_SCALE
from subledger.sources.standard import amounts, moments, values
from subledger.sources.standard.amounts import Bounds, Style
from subledger.sources.standard.columns import Column, column_of
from subledger.sources.standard.raw import BookSettings, RawFile
from subledger.sources.standard.values import Parsed, Parsing

if TYPE_CHECKING:
    import ibis.expr.types as ir

_PARTS = ("value", "code", "instant")


@dataclass(frozen=True, slots=True)
class Looked:
    """Some columns of a file over one table: the row's number, the cells, and what they were read as."""

    table: ir.Table
    row: Any
    cells: Mapping[str, Any]
    parsed: Mapping[str, Parsed]


def look(raw: ir.Table, file: RawFile, book: BookSettings, names: Iterable[str]) -> Looked:
    """Those of the columns that the file or its mapping has, read.

    All columns take their steps together; each step is a table of its own, so that what later steps name often is worked out once.
    """
    clock = Clock(book.timezone)
    columns = {name: column_of(file.table, name) for name in names if cell_of(raw, file, name) is not None}
    running: dict[str, Parsing] = {}
    made: dict[str, Any] = {}
    for name, column in columns.items():
        found = _parsed(cell_of(raw, file, name), column, file, clock)
        if isinstance(found, Parsed):
            made |= _read(name, found)
        else:
            running[name] = found
            made |= _named(name, next(found))
    table = _step(raw, made)
    while running:
        made = {}
        for name, parsing in list(running.items()):
            try:
                made |= _named(name, parsing.send(_At(table, name)))
            except StopIteration as end:
                del running[name]
                made |= _read(name, end.value)
        table = _step(table, made)
    row = table[raw.columns[-1]].cast("int64")
    return Looked(
        table,
        row + (file.first_row - 1) if file.first_row > 1 else row,
        {name: cell_of(table, file, name) for name in columns},
        {name: Parsed(*[table[key] if (key := f"{name} as {part}") in table.columns else None for part in _PARTS]) for name in columns},
    )


@dataclass(frozen=True, slots=True)
class _At(Mapping[str, Any]):
    """What one column's steps have made so far, as columns of the newest table."""

    table: ir.Table
    name: str

    def __getitem__(self, part: str) -> Any:
        return self.table[f"{self.name}: {part}"]

    def __iter__(self) -> Iterator[str]:
        start = f"{self.name}: "
        return (column.removeprefix(start) for column in self.table.columns if column.startswith(start))

    def __len__(self) -> int:
        return len(list(iter(self)))


def _named(name: str, made: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{name}: {part}": value for part, value in made.items()}


def _read(name: str, parsed: Parsed) -> dict[str, Any]:
    return {f"{name} as {part}": value for part in _PARTS if (value := getattr(parsed, part)) is not None}


def _step(table: ir.Table, made: Mapping[str, Any]) -> ir.Table:
    """A table with more columns; being a view keeps Ibis from merging it into what follows."""
    return table.mutate(**made).view() if made else table


def cell_of(table: ir.Table, file: RawFile, name: str) -> Any:
    """What stands in a file for a column, a mapping's constant and translations included; None when nothing does."""
    import ibis

    mapping = file.mapping
    if mapping and name in mapping.constants:
        return ibis.literal(mapping.constants[name])
    if name not in file.fields:
        return None
    cell = table[file.fields[name]]
    if mapping and (words := mapping.values.get(name)):
        text = values.text_of(cell).strip()
        return text.lower().cases(*[(key.strip().lower(), value) for key, value in words.items()], else_=text)
    return cell


def _parsed(cell: Any, column: Column, file: RawFile, clock: Clock) -> Parsed | Parsing:
    mapping = file.mapping if file.mapping and column.name not in file.mapping.constants else None
    style = Style(mapping.decimal, mapping.thousands) if mapping else Style()
    date_format = mapping.date_format if mapping else None
    match column.kind:
        case "id":
            return Parsed(values.text_of(cell)) if column.is_needed else values.identifier(cell)
        case "text":
            return values.plain_text(cell)
        case "reason":
            return values.reason(cell)
        case "currency":
            return values.currency(cell)
        case "choice":
            return values.choice(cell, column.name, column.choices)
        case "boolean":
            return values.boolean(cell)
        case "integer":
            return values.count(cell)
        case "amount":
            return amounts.amount(cell, style, Bounds(column.is_signed))
        case "percent":
            return amounts.amount(amounts.without_sign(cell), style, Bounds(most=100))
        case "rate":
            return amounts.amount(cell, style, Bounds(scale=RATE_SCALE))
        case "month":
            return moments.month(cell, clock, date_format)
        case _:
            return moments.moment(cell, clock, date_format)

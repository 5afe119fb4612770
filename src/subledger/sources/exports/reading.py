"""Reading an export: from a file of another tool to one amount per customer, with every fault at once."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from subledger.model.errors import Fault
from subledger.sources.exports import cells
from subledger.sources.exports.cells import Cell
from subledger.sources.exports.export import CHANGES, LIST, Entry, Export, month_end
from subledger.sources.exports.header import CHANGE, CURRENCY, CUSTOMER, DAY, MONTH, MRR, Header, recognised
from subledger.sources.standard.parts import Part, parts_of
from subledger.sources.standard.raw import Found, RawFile
from subledger.sources.standard.repair import repair


def read(path: Path, named: Mapping[str, str], timezone: str, workspace: Path) -> Export:
    """The export in a file; its faults are in it. named: the headers of columns that the user names, by what they are."""
    export = Export(path.name)
    if not path.is_file():
        export.faults.append(Fault("no_such_file", f"{path} is no file", str(path), expected="a CSV or Excel file"))
        return export
    found = Found()
    parts = parts_of(path, None, workspace, found, is_single=True)
    export.faults, export.notes = found.faults, found.notes
    if len(parts) > 1 or any(part.format == "parquet" for part in parts):
        said = f"{path.name} has {len(parts)} sheets" if len(parts) > 1 else f"{path.name} is Parquet"
        export.faults.append(Fault("unknown_format", said, path.name, expected="a CSV file, or Excel with one sheet"))
    elif parts:
        _read(parts[0], named, timezone, workspace, export)
    return export


def _read(part: Part, named: Mapping[str, str], timezone: str, workspace: Path, export: Export) -> None:
    header = tuple(text.strip() for text in part.header)
    known = recognised(part.name, part.first_row, header, named)
    export.faults += known.faults
    export.notes += known.notes
    raw = RawFile(part.name, part.path, "", "csv", header, part.delimiter, first_row=part.first_row)
    clean, broken = repair(raw, workspace)
    export.faults += broken
    if known.faults:
        return
    rows = [(row, record) for row, record in _records(clean) if any(record)]
    export.form = CHANGES if CHANGE in known.places else LIST
    is_dated = DAY in known.places
    export.is_monthly = known.has_months if known.periods else MONTH in known.places or (is_dated and _has_months(rows, known))
    _enter(rows, known, export, timezone, header)
    if not rows and not export.faults:
        export.faults.append(Fault("empty_file", f"{part.name} has no row", part.name, expected="a header and a row per customer"))
    if export.form == CHANGES and not export.is_monthly and not is_dated:
        hint = 'name its column: --day "the header in the file"'
        export.faults.append(
            Fault("missing_column", "changes need a day each", part.name, part.first_row, DAY, expected="a column day", hint=hint)
        )
    export.faults += _doubled(export)


def _records(clean: RawFile) -> Iterator[tuple[int, list[str]]]:
    with clean.path.open(encoding="utf-8", newline="") as stream:
        for number, record in enumerate(csv.reader(stream)):
            if number:
                yield number + clean.first_row, [cell.strip() for cell in record]


def _has_months(rows: Sequence[tuple[int, list[str]]], known: Header) -> bool:
    return bool(rows) and all(cells.is_month(record[known.places[DAY]]) for _, record in rows)


def _enter(rows: Sequence[tuple[int, list[str]]], known: Header, export: Export, timezone: str, header: Sequence[str]) -> None:
    """Every row's entries, or its faults."""
    for row, record in rows:

        def at(index: int, row: int = row, record: list[str] = record) -> Cell:
            return Cell(export.name, row, header[index], record[index])

        customer = at(known.places[CUSTOMER])
        if not customer.text:
            export.faults.append(customer.fault("missing_value", "is empty", "a customer's id", "fill it in, or take the row out"))
        said = cells.currency(at(known.places[CURRENCY])) if CURRENCY in known.places else known.currency
        if isinstance(said, Fault):
            export.faults.append(said)
            said = None
        for cell, when in _amounts(at, known, export, timezone):
            amount = cells.amount(cell)
            if isinstance(amount, Fault):
                export.faults.append(amount)
            elif isinstance(when, Fault):
                export.faults.append(when)
            else:
                export.places = max(export.places, cells.places(cell))
                export.entries.append(Entry(customer.text, amount, when, row, said))
    currencies = list(export.currencies)
    export.currency = currencies[0] if len(currencies) == 1 else None


def _amounts(at: Callable[[int], Cell], known: Header, export: Export, timezone: str) -> Iterator[tuple[Cell, date | Fault | None]]:
    """The amounts of a row, each with its day. A month in which a customer has none is left empty."""
    if known.periods:
        for index, day in known.periods.items():
            cell = at(index)
            if cell.text:
                yield cell, month_end(day) if export.is_monthly else day
        return
    when: date | Fault | None = None
    if MONTH in known.places or DAY in known.places:
        cell = at(known.places.get(MONTH, known.places.get(DAY, 0)))
        when = cells.month(cell) if export.is_monthly else cells.day(cell, timezone)
    yield at(known.places[MRR] if MRR in known.places else known.places[CHANGE]), when


def _doubled(export: Export) -> list[Fault]:
    """Customers who have two amounts of one day and currency: which one holds would be a guess."""
    if export.form == CHANGES:
        return []
    first: dict[tuple[str, date | None, str | None], int] = {}
    faults = []
    for entry in export.entries:
        before = first.setdefault((entry.customer, entry.day, entry.currency), entry.row)
        if before != entry.row:
            of = f" on {entry.day}" if entry.day else ""
            faults.append(
                Fault("doubled_row", f"{entry.customer} has a second amount{of}; the first is in row {before}", export.name, entry.row,
                      CUSTOMER, entry.customer, "one row per customer and day", "is it a list of subscriptions? add them up by customer")
            )  # fmt: skip
    return faults

"""Excel workbooks: each sheet becomes clean delimited text, its cells written as the standard format writes them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from subledger.sources.standard.text import new_file


class Unreadable(ValueError):
    """The file is no workbook that can be read."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its header, the row that it stands in, and the rows below as text."""

    name: str
    header: tuple[str, ...]
    first_row: int
    rows: tuple[tuple[str, ...], ...]

    def written(self, workspace: Path) -> Path:
        """The sheet as a UTF-8 file, blank rows kept so that row numbers hold."""
        target = new_file(workspace)
        with target.open("w", encoding="utf-8", newline="") as clean:
            writer = csv.writer(clean, lineterminator="\n", quoting=csv.QUOTE_ALL)
            writer.writerow(self.header)
            writer.writerows(self.rows)
        return target


def sheets(path: Path) -> list[Sheet]:
    """The sheets of a workbook that are not empty.

    Raises: Unreadable.
    """
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_path(path) as book:
            names = book.sheet_names
            found = [_sheet(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable(str(error)) from None
    return [sheet for sheet in found if sheet]


def _sheet(name: str, cells: list[list[Any]]) -> Sheet | None:
    rows = _text_rows(cells)
    for number, header in rows:
        if any(header):
            width = max(index for index, text in enumerate(header) if text) + 1
            body = tuple(tuple(_fitted(row, width)) for _, row in rows)
            return Sheet(name, tuple(header[:width]), number, body)
    return None


def _fitted(row: list[str], width: int) -> list[str]:
    """A row as wide as the header; what stands to the right of it keeps the row ragged, and so becomes a fault."""
    beyond = [text for text in row[width:] if text]
    return [*row[:width], *[""] * (width - len(row)), *beyond]


def _text_rows(cells: list[list[Any]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(cells, 1):
        yield number, [text(cell) for cell in row]


def text(cell: Any) -> str:
    """A cell as the standard format writes it; numbers to the fifteen digits that a spreadsheet shows.

    >>> text(0.1 + 0.2), text(12.0), text(datetime(2025, 1, 31)), text(True)
    ('0.3', '12', '2025-01-31', 'true')
    """
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        shown = format(Decimal(format(cell, ".15g")), "f")
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, (date, time, timedelta)):
        return str(cell)
    return str(cell)

"""Tables of a page: one form for what is shown and for what is exported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from subledger.faces.figures import figure_text
from subledger.faces.inert import inert
from subledger.faces.web.sheet import Column, Kind, Sheet

__all__ = ["Cell", "Column", "Kind", "Row", "Table"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and where it leads. look: a class of the style sheet. why: what is said where the value is unknown."""

    value: object
    href: str | None = None
    look: str = ""
    why: str = ""
    is_behind: bool = True
    """Whether the link opens beside the page: what stands behind a figure does."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in a line; is_total sets a line apart."""

    cells: Sequence[Cell]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows beneath columns. defines: the metric that a column shows, by its heading. key: the column that names a row."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    defines: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    empty: str = "Nothing here."

    def sheet(self, about: Mapping[str, str]) -> Sheet:
        """The same rows for an export."""
        return Sheet(self.name, self.columns, [[cell.value for cell in row.cells] for row in self.rows], about)

    def first(self, most: int) -> Table:
        """The same table with so many of its rows."""
        return replace(self, rows=self.rows[:most])

    def is_figure(self, place: int) -> bool:
        """Whether a column holds figures, which stand at the right."""
        if self.columns[place].kind not in ("text", "day"):
            return True
        return bool(self.rows) and "num" in self.rows[0].cells[place].look.split()

    def text(self, place: int, cell: Cell) -> str:
        """A cell as it is read."""
        return shown(cell.value, self.columns[place])


def shown(value: object, column: Column) -> str:
    """A value of a column as it is read; unknown is a dash."""
    if value is None:
        return figure_text(None, "")
    if column.kind in ("text", "day"):
        return inert(str(value))
    unit = column.currency if column.kind == "money" else column.kind
    return figure_text(value, unit)  # type: ignore[arg-type]

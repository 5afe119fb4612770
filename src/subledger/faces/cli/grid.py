"""Tables of the terminal: figures to the right and never cut short, whatever the width."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from subledger.faces.cli.figures import Cell

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST_TEXT = 12
BOUNDLESS = 100_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column: texts may fold, figures stand on one line. A key column is repeated where a table is split."""

    title: str
    cells: Sequence[Cell]
    is_figure: bool = True
    is_key: bool = False
    total: Cell | None = None

    @property
    def is_fixed(self) -> bool:
        """Whether it may not fold."""
        return self.is_figure or self.is_key

    def width(self, *, folds: bool = True) -> int:
        """The least room it needs, with its texts folded or not."""
        from rich.cells import cell_len

        texts = [*self.title.split("\n"), *(cell.text for cell in self.cells), self.total.text if self.total else ""]
        widest = max(map(cell_len, texts))
        return min(widest, NARROWEST_TEXT) if folds and not self.is_fixed else widest


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its columns, the room between them, and what is said beneath."""

    columns: Sequence[Column]
    gap: int = 2
    notes: Sequence[str] = field(default=())

    def width(self, *, folds: bool = True) -> int:
        """The least room it needs, with texts folded or not."""
        return sum(column.width(folds=folds) for column in self.columns) + self.gap * (len(self.columns) - 1)


def tight(grid: Grid) -> Grid:
    """The table with little room between columns, and titles of several words on several lines."""
    return replace(grid, gap=1, columns=[replace(column, title=_stacked(column)) for column in grid.columns])


def _stacked(column: Column) -> str:
    room = max((len(cell.text) for cell in column.cells), default=0)
    lines = [""]
    for word in column.title.split():
        joined = f"{lines[-1]} {word}".strip()
        lines[-1:] = [joined] if len(joined) <= max(room, 8) or not lines[-1] else [lines[-1], word]
    return "\n".join(lines)


def fitting(grids: Iterable[Grid], room: int | None) -> Grid:
    """The first of the tables that fits the room, at best with no text folded; or the last of them."""
    seen: list[Grid] = []
    for grid in grids:
        if room is None or grid.width(folds=False) <= room:
            return grid
        seen.append(grid)
    return next((grid for grid in seen if grid.width() <= (room or 0)), seen[-1])


def split(grid: Grid, room: int | None) -> list[Grid]:
    """The table as several beneath one another, each within the room; a column is never split."""
    keys = [column for column in grid.columns if column.is_key]
    if room is None or not keys or grid.width() <= room:
        return [grid]
    parts: list[list[Column]] = [[]]
    for column in grid.columns:
        if column.is_key:
            continue
        if parts[-1] and replace(grid, columns=[*keys, *parts[-1], column]).width() > room:
            parts.append([])
        parts[-1].append(column)
    return [replace(grid, columns=[*keys, *part], notes=grid.notes if part is parts[-1] else ()) for part in parts]


def show(*grids: Grid, is_error: bool = False) -> None:
    """Prints the first of the tables that fits this terminal, split where none does.

    Where there is no terminal, nothing is made to fit: the first, as wide as it is.
    """
    stream = sys.stderr if is_error else sys.stdout
    room = _console(is_error=is_error).width if stream.isatty() else None
    for number, part in enumerate(split(fitting(grids, room), room)):
        if number:
            stream.write("\n")
        console = _console(max(room, part.width()) if room else BOUNDLESS, is_error=is_error)
        with console.capture() as shown:
            console.print(_table(part))
        stream.write("".join(line.rstrip() + "\n" for line in shown.get().splitlines()))
        for note in part.notes:
            say(note, "dim", is_error=is_error)


def say(text: str, style: str = "", *, is_error: bool = False, is_prose: bool = False) -> None:
    """Prints a line of text, if there is one. Prose is broken between words; what may be copied is not broken at all."""
    if text:
        console = _console(is_error=is_error)
        with console.capture() as shown:
            console.print(text, style=style or None, soft_wrap=not is_prose or not console.is_terminal)
        (sys.stderr if is_error else sys.stdout).write(shown.get())


def _console(width: int | None = None, *, is_error: bool = False) -> Console:
    from rich.console import Console

    return Console(width=width, stderr=is_error, highlight=False, markup=False, emoji=False)


def _table(grid: Grid) -> object:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    def text(cell: Cell | None, style: str = "") -> Text:
        return Text(cell.text if cell else "", style=f"{cell.style if cell else ''} {style}".strip())

    has_totals = any(column.total for column in grid.columns)
    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, grid.gap - 1, 0, 0), show_footer=has_totals)
    lines = max((column.title.count("\n") for column in grid.columns), default=0)
    for column in grid.columns:
        title = "\n" * (lines - column.title.count("\n")) + column.title
        table.add_column(
            Text(title, style="bold"),
            text(column.total, "bold"),
            justify="right" if column.is_figure else "left",
            overflow="fold",
            no_wrap=column.is_fixed,
            min_width=column.width(),
        )
    for row in zip(*(column.cells for column in grid.columns), strict=True):
        table.add_row(*map(text, row))
    return table

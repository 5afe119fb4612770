"""What every engine can do for a book. Nothing above this floor names one."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from subledger.model.errors import SubledgerError
from subledger.model.tables import Table

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from subledger.engine.compile import Given

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ScanOf:
    """A file to be scanned: delimited text (every column as text) or Parquet (typed).

    For text, `columns` are the names to give its fields and the first record is the header.
    """

    path: Path
    format: str
    columns: tuple[str, ...] = ()
    delimiter: str = ","


class ScanFailed(SubledgerError):
    """The engine could not read a file; nothing of it was read."""


class Engine(Protocol):
    """One open book on one engine. Tables are those of model.tables; expressions name them by their names."""

    name: str
    is_read_only: bool
    most_rows: int | None
    """How many states a build may work on at once within the memory the engine was given; None where nothing bounds it."""

    def create(self, table: Table, *, temporary: bool = False) -> None:
        """An empty table of exactly these columns; an existing one of that name goes."""

    def fill(self, table: Table, expression: ir.Table, given: Given | None = None, *, temporary: bool = True) -> None:
        """A table of the expression's rows, made anew; given: the days that the expression leaves open."""

    def insert(self, table: Table, expression: ir.Table, given: Given | None = None) -> None:
        """The expression's rows added to a table, by column name."""

    def insert_rows(self, table: Table, rows: Iterable[Row]) -> None:
        """A few plain rows added to a table; for bulk there is insert."""

    def mark(self, table: Table, column: str, value: int | None, rows: ir.Table) -> int:
        """Sets a column where the columns of the expression have the values of one of its rows; returns in how many rows."""

    def delete(self, table: Table, rows: ir.Table) -> None:
        """Removes the rows whose columns of the expression have the values of one of its rows."""

    def rows(self, expression: ir.Table, given: Given | None = None) -> list[Row]:
        """All rows of an expression, in Python's own types; given: the days that the expression leaves open."""

    def files(self) -> AbstractContextManager[Files]:
        """The engine that reads files for this book: itself, or one beside it, from which `bring` fetches what was read."""

    def bring(self, table: Table, rows: ir.Table, files: Files) -> None:
        """A temporary table of the rows of an expression on the engine that reads files."""

    def names(self) -> set[str]:
        """The names of the tables that stand in the book."""

    def drop(self, name: str) -> None:
        """Removes a table or a scan, if it is there. One that a reader still looks at may stay until it is dropped again."""

    def transaction(self) -> AbstractContextManager[None]:
        """All that happens inside becomes visible at once, or not at all."""

    def reader(self) -> Engine:
        """The same book once more, only to be read, while this one goes on writing; its transactions see one state of the book."""

    def close(self) -> None:
        """Lets go of the book."""


class Files(Engine, Protocol):
    """An engine that reads files."""

    def scan(self, file: ScanOf, name: str) -> ir.Table:
        """A file as a table of that name, with `row` as one more column: the record's number, the header being 1."""

    def write(self, rows: ir.Table, path: Path) -> None:
        """The rows of an expression as delimited text without a header: every value quoted, nothing at all where there is none."""


class Place(Protocol):
    """Where a book stands or may stand."""

    def stands(self) -> bool:
        """Whether anything stands there."""

    def make(self, *, memory: str | None = None) -> Engine:
        """An empty place, opened to put a new book in.

        Raises: SubledgerError when something stands there, or nothing can.
        """

    def open(self, *, read_only: bool, memory: str | None = None) -> Engine:
        """The book that stands there.

        Raises: SubledgerError when there is none, or somebody else writes it.
        """

    def may_write(self) -> bool:
        """Whether whoever asks may load into the book that stands there."""

    def beside(self) -> Place:
        """Where a book can be made that is to come here."""

    def take(self, fresh: Place) -> None:
        """Puts the book that was made beside in the place of the one that stands here, whole."""

    def remove(self) -> None:
        """Takes away what stands there."""

"""A book in a file of its own."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    from subledger.engine.engine import Engine, Place


EMPTY_BYTES = 12_288
"""A file in which nothing was ever written down is no larger."""


@dataclass(frozen=True, slots=True)
class BookFile:
    """Where a file is a book, or may become one."""

    path: Path

    def stands(self) -> bool:
        return self.path.exists() and not self._is_begun()

    def make(self, *, memory: str | None = None) -> Engine:
        if self.stands():
            raise SubledgerError(
                f"{self.path} exists already",
                "book_exists",
                str(self.path),
                "a path where nothing is",
                "choose another --book, or load into this one",
            )
        if not self.path.parent.is_dir():
            folder = str(self.path.parent)
            raise SubledgerError(f"there is no folder {folder}", "no_such_folder", folder, "an existing folder")
        if self.path.exists() and not self.path.stat().st_size:
            self.path.unlink()
        return self._opened(read_only=False, memory=memory)

    def _is_begun(self) -> bool:
        """Whether nothing is in the file: a book comes into sight whole, and whoever was killed while making it left an empty place."""
        if not self.path.is_file() or self.path.stat().st_size > EMPTY_BYTES:
            return False
        if not self.path.stat().st_size:
            return True
        try:
            engine = self._opened(read_only=True, memory=None)
        except SubledgerError:
            return False
        try:
            return not engine.names()
        finally:
            engine.close()

    def open(self, *, read_only: bool, memory: str | None = None) -> Engine:
        if not self.path.exists():
            raise SubledgerError(
                f"there is no book at {self.path}",
                "no_book",
                str(self.path),
                "a book",
                "make one: subledger load FOLDER, or subledger demo",
            )
        if self.path.is_dir():
            raise SubledgerError(
                f"{self.path} is a folder, not a book",
                "not_a_book",
                str(self.path),
                "a book's file",
                "load a folder with: subledger load FOLDER",
            )
        return self._opened(read_only=read_only, memory=memory)

    def may_write(self) -> bool:
        return os.access(self.path, os.W_OK)

    def beside(self) -> BookFile:
        fresh = BookFile(self.path.with_name(f".{self.path.name}.new"))
        fresh.remove()
        return fresh

    def take(self, fresh: Place) -> None:
        # What a killed process left of its log belongs to the old book, and would be worked into the new one.
        with contextlib.suppress(FileNotFoundError):
            self.path.with_name(self.path.name + ".wal").unlink()
        cast("BookFile", fresh).path.replace(self.path)

    def remove(self) -> None:
        for left in (self.path, self.path.with_name(self.path.name + ".wal")):
            with contextlib.suppress(FileNotFoundError):
                left.unlink()

    def _opened(self, *, read_only: bool, memory: str | None) -> Engine:
        from subledger.engine.duckdb import DuckDB

        return DuckDB(self.path, read_only=read_only, memory=memory)

"""A book by its path: opened here, or asked through the process that serves it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subledger.book import Book


def opened(path: Path, *, writes: bool = False, memory: str | None = None) -> Book:
    """The book at a path. A book's file can be open in one process only: where a dashboard has it, that process is asked."""
    from subledger.faces.web.distant import served_elsewhere

    elsewhere = served_elsewhere(path)
    if elsewhere is not None:
        return elsewhere
    from subledger.book import open_book

    return open_book(path, writes=writes, memory=memory)

"""A book by its address: opened here, or asked through the process that serves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subledger.book import Book
    from subledger.model.address import Address


def opened(book: Address, *, writes: bool = False, memory: str | None = None) -> Book:
    """The book of an address. A book's file can be open in one process only: where a dashboard has it, that process is asked."""
    from subledger.faces.web.distant import served_elsewhere

    elsewhere = served_elsewhere(book)
    if elsewhere is not None:
        return elsewhere
    from subledger.book import open_book

    return open_book(book, writes=writes, memory=memory)

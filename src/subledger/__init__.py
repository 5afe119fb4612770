"""Subledger: the ledger of recurring revenue.

import subledger

book = subledger.open("subledger.duckdb")
book.metrics(["mrr", "arr"], start=date(2025, 1, 1), end=date(2026, 1, 1))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from subledger.book import Book, Result, demo, init
    from subledger.book import open_book as open
    from subledger.model.errors import BadInput, Fault, InvariantBroken, SubledgerError, Violation

__version__ = "0.1.0"
__all__ = ["BadInput", "Book", "Fault", "InvariantBroken", "Result", "SubledgerError", "Violation", "demo", "init", "open"]

_BOOK = {"Book": "Book", "Result": "Result", "demo": "demo", "init": "init", "open": "open_book"}
_ERRORS = ("BadInput", "Fault", "InvariantBroken", "SubledgerError", "Violation")


def __getattr__(name: str) -> Any:
    # Engines and compilers take half a second to import: they wait until a book is asked for.
    if name in _BOOK:
        from subledger import book

        return getattr(book, _BOOK[name])
    if name in _ERRORS:
        from subledger.model import errors

        return getattr(errors, name)
    raise AttributeError(f"module 'subledger' has no attribute {name!r}")

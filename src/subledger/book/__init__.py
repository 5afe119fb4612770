"""The only floor that wires the others together: Book is the Python API."""

from subledger.book.book import Book
from subledger.book.explaining import Explanation
from subledger.book.findings import at_stake
from subledger.book.loading.loading import Loaded
from subledger.book.making import demo, init, may_write, open_book, remove, stands
from subledger.book.result import Result
from subledger.engine.dialects import DIALECTS
from subledger.ledger.checks import CHECKS
from subledger.metrics.catalogue import METRICS
from subledger.metrics.findings import FINDINGS

__all__ = [
    "CHECKS",
    "DIALECTS",
    "FINDINGS",
    "METRICS",
    "Book",
    "Explanation",
    "Loaded",
    "Result",
    "at_stake",
    "demo",
    "init",
    "may_write",
    "open_book",
    "remove",
    "stands",
]

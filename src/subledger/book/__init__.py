"""The only floor that wires the others together: Book is the Python API."""

from subledger.book.book import Book, demo, init, open_book
from subledger.book.loading import Loaded
from subledger.book.result import Result
from subledger.ledger.checks import CHECKS
from subledger.metrics.catalogue import METRICS

__all__ = ["CHECKS", "METRICS", "Book", "Loaded", "Result", "demo", "init", "open_book"]

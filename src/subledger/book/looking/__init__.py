"""Looking into a view of the book: who and what stands behind its figures."""

from subledger.book.looking.account import Account
from subledger.book.looking.looking import Looking
from subledger.book.looking.part import Part

__all__ = ["Account", "Looking", "Part"]

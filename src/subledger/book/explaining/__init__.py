"""Explaining a figure: its parts, its customers, the rows and the settings behind it, and what is not in it."""

from subledger.book.explaining.asking import question
from subledger.book.explaining.explained import explained
from subledger.book.explaining.explanation import Explanation, Question

__all__ = ["Explanation", "Question", "explained", "question"]

"""Reconciling: another tool's list of customers beside the book's own, and what accounts for each gap."""

from subledger.book.reconciling.exporting import exported
from subledger.book.reconciling.reconciliation import Account, Reconciliation, Standing
from subledger.book.reconciling.reconciling import Asking, reconciled

__all__ = ["Account", "Asking", "Reconciliation", "Standing", "exported", "reconciled"]

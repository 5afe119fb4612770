"""What people edited of a customer, as rows of an explanation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from subledger.book.editing.listing import listed
from subledger.book.explaining.explanation import row
from subledger.engine import Engine
from subledger.ledger.tables import Ledger


def edit_rows(engine: Engine, ledger: Ledger, customer: str) -> Iterator[dict[str, Any]]:
    """Rows of `what` = edit: the edits in force that are about a customer, or by which another counts as it."""
    for edit in listed(engine, ledger):
        if edit.undone is None and customer in (edit.customer, edit.into):
            because = f"{edit.says}; edit {edit.number} by {edit.author}: {edit.reason}"
            yield row("edit", name=edit.kind, customer=edit.customer, day=edit.day, cause=edit.cause, item=edit.item, because=because)

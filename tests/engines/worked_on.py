"""What people do to a book of the two hundred histories, and what it says then: the same on every engine.

assert worked_on(theirs, folder) == two_hundred.worked_on(folder)
"""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import subledger
from subledger.book.reconciling import candidates

MONTH, LAST = "2025-05", date(2025, 5, 31)
BY = {"author": "Anna", "reason": "two accounts of one firm"}
EDITED_AT = datetime(2026, 5, 1, tzinfo=UTC)


def worked_on(book: subledger.Book, folder: Path) -> dict[str, Any]:
    """A month is closed, two customers are merged and one is excluded, another tool's list is held against it, an edit is undone."""
    said: dict[str, Any] = {}
    closing = book.close_month(MONTH, "as the board has it")
    said["closed"] = closing.figures, closing.content_hash, closing.note
    paying = [(row["customer_id"], row["mrr"]) for row in book.customers(LAST).rows][:6]
    (first, _), (second, _), (third, _), *others = paying
    book.edits.merge(first, second, known_at=EDITED_AT, **BY)
    edited = book.edits.exclude(third, known_at=EDITED_AT, **BY)
    said["restated"] = edited.edit, edited.restated
    said["edits"] = book.edits.all()
    said["closed and now"] = [(each.figures, each.content_hash) for each in (*book.closed(), book.closed_month(MONTH))]
    said["why"] = book.bridge(f"{LAST}@{closing.known_at.isoformat()}Z", f"{LAST}").as_json()
    said["explained"] = book.explain("mrr", LAST, second).as_json()
    said["reconciled"] = reconciled(book, folder / "list.csv", [(first, paying[0][1]), *((name, mrr + 1) for name, mrr in others)])
    book.edits.undo(edited.edit.number, known_at=EDITED_AT, **BY)
    said["undone"] = book.metrics("mrr,customers", date(2025, 1, 1), date(2025, 6, 1)).rows
    said["reopened"] = book.reopen_month(MONTH, "a merger").reason
    said["checks"] = book.check()
    return said


def reconciled(book: subledger.Book, path: Path, rows: list[tuple[str, Any]]) -> Any:
    """What accounts for each gap between the book and a list that another tool made."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([("customer", "mrr"), *((name, f"{float(mrr):.2f}") for name, mrr in rows)])
    with pytest.MonkeyPatch.context() as patch:
        # Every preset is a build of its own.
        patch.setattr(candidates, "shipped", lambda: ["standard"])
        found = book.reconcile(path, LAST)
    return found.ours, found.theirs, found.proposed, [(each.name, each.unexplained) for each in found.standings], found.accounts

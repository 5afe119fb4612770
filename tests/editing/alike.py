"""A company twice: in one book a person edits, in the other the rows were so from the beginning."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import agreement

import subledger
from subledger.metrics.catalogue import SLUGS

KNOWN = datetime(2026, 3, 1, tzinfo=UTC)
LATER = datetime(2026, 3, 1, 1, tzinfo=UTC)
BY = {"author": "Anna", "reason": "a reason"}
Tables = dict[str, list[dict]]


def company(shapes: list[tuple[int, int, int]], order: int, currencies: tuple[str, ...]) -> Tables:
    """A random company whose every row names its subscription: a subscription left out would be named for its customer."""
    tables = agreement.company(shapes, order=order, currencies=currencies)
    for row in (*tables["subscriptions"], *tables["invoice_lines"]):
        row["subscription_id"] = row["subscription_id"] or f"of_{row['customer_id']}"
    return tables


def loaded(tables: Tables) -> subledger.Book:
    """A book of these tables, known at a time after all that happens in them."""
    book = subledger.init()
    with tempfile.TemporaryDirectory() as folder:
        book.load(agreement.written(tables, Path(folder)), known_at=KNOWN)
    return book


def without(tables: Tables, customers: set[str]) -> Tables:
    """The company without some customers' rows."""
    return {name: [row for row in rows if row.get("customer_id") not in customers] for name, rows in tables.items()}


def renamed(tables: Tables, customer: str, into: str) -> Tables:
    """The company whose rows of one customer name another, whose own attributes stand for both."""
    rest = tables | {"customers": [row for row in tables["customers"] if row["customer_id"] != customer]}
    return {
        name: [row | {"customer_id": into} if row.get("customer_id") == customer else row for row in rows] for name, rows in rest.items()
    }


def told(book: subledger.Book, policy: dict[str, object], known_at: datetime | None = None) -> dict[str, list[tuple]]:
    """All that a book says under a policy, but the rows that it says it of."""
    view = {"policy": policy, "known_at": known_at}
    start, end = date(2023, 1, 1), date(2026, 1, 1)
    postings = [tuple(value for name, value in row.items() if name not in ("file", "row", "because")) for row in book.postings(**view)]
    return {
        "metrics": [tuple(row.values()) for row in book.metrics(SLUGS, start, end, "year", **view)],
        "movements": [tuple(row.values()) for row in book.ledger_movements(**view)],
        "postings": sorted(postings, key=str),
    }

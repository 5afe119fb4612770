"""Two hundred random histories, customers of one book: what an engine makes of them, against the oracle and against DuckDB.

def test_two_hundred_histories(two_hundred, address):
    with subledger.init(address) as book:
        two_hundred.load_into(book)
        assert two_hundred.differing(book, "standard") == []
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import agreement
import histories
from engines.worked_on import worked_on
from oracle import Oracle

import subledger

HISTORIES = 200
POLICIES: dict[str, dict[str, Any]] = {
    "standard": {},
    "at_renewal": {
        "counts.past_due": 30,
        "timing.change": "at_renewal",
        "movements.netting": "month",
        "fx.rate": "month_end",
    },
    "of_subscriptions": {
        "calendar.timezone": "America/New_York",
        "counts.usage": "trailing_mean:3",
        "counts.refunds": "reduce",
        "movements.of": "subscription",
        "timing.cancel": "request",
        "fx.rate": "latest",
        "rounding.item": "minor_unit",
    },
}
"""Between them every way that a step of the ledger goes."""
KNOWN_AT = datetime(2026, 3, 1, tzinfo=UTC)
"""Figures under `fx.rate = "latest"` depend on when the book is known."""
FIGURES = ("mrr", "customers", "arpa", "nrr", "grr", "customer_churn_rate", "quantity", "usage_revenue")
CLOSING = date(2025, 6, 30)


@dataclass
class TwoHundred:
    """The histories as files, what the oracle makes of them under a policy, and DuckDB's book of them."""

    tables: dict[str, list[dict[str, Any]]]
    folder: Path
    ours: subledger.Book
    oracles: dict[str, Oracle] = field(default_factory=dict)

    def load_into(self, book: subledger.Book) -> None:
        """Loads all histories at once into a book that was made in dollars and UTC."""
        book.load(self.folder, known_at=KNOWN_AT)

    def differing(self, book: subledger.Book, policy: str) -> list[str]:
        """What a book says otherwise than the oracle, and than DuckDB, under one of POLICIES; empty when they agree."""
        oracle, of = self._oracle(policy), POLICIES[policy]
        found = agreement.disagreements(book, oracle, of)
        found += agreement.roll_forwards(book, oracle, of, None)
        found += agreement.roll_forwards(book, oracle, of, "plan")
        found += agreement.figures(book, oracle, of, FIGURES)
        ours, theirs = told(self.ours, policy), told(book, policy)
        return found + [f"{name} are others than DuckDB's" for name in ours if ours[name] != theirs[name]]

    def worked_on(self, folder: Path) -> dict[str, Any]:
        """What DuckDB's book says when people work on it; it is a book of its own, as others go on asking this one."""
        with subledger.init(None, currency="USD", timezone="UTC") as own:
            self.load_into(own)
            return worked_on(own, folder)

    def _oracle(self, policy: str) -> Oracle:
        if policy not in self.oracles:
            self.oracles[policy] = Oracle(self.tables, POLICIES[policy], rates=histories.rates, until=agreement.UNTIL)
        return self.oracles[policy]


def told(book: subledger.Book, policy: str) -> dict[str, list[Any]]:
    """Every posting with its source row, every movement, and what each customer is worth on a day, in the order in which they are shown."""
    of = agreement.shown(POLICIES[policy])
    return {
        "postings": book.postings(policy=of).rows,
        "movements": book.ledger_movements(policy=of).rows,
        "closing balances": book.customers(CLOSING, policy=of).rows,
    }


@contextmanager
def drawn(folder: Path) -> Iterator[TwoHundred]:
    """The histories, always the same ones, as files of a folder and as a book in memory."""
    chance = Random("two hundred")
    shapes = [(chance.randrange(2**32), chance.randint(1, 3), chance.randint(1, 5)) for _ in range(HISTORIES)]
    tables = agreement.company(shapes, order=1)
    with subledger.init(None, currency="USD", timezone="UTC") as ours:
        histories_ = TwoHundred(tables, agreement.written(tables, folder), ours)
        histories_.load_into(ours)
        yield histories_

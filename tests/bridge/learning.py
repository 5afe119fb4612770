"""Books that learn: random companies loaded three times, with rows that come late, are corrected and go."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import agreement

import subledger

KNOWN = tuple(datetime(2026, month, 1, tzinfo=UTC) for month in (1, 2, 3))
Tables = dict[str, list[dict]]


def company(seed: int, customers: int, currencies: tuple[str, ...]) -> Tables:
    """A random company."""
    chance = Random(seed)
    shapes = [(chance.randrange(2**32), chance.randint(1, 3), chance.randint(1, 5)) for _ in range(customers)]
    return agreement.company(shapes, order=seed, currencies=currencies)


def changed(tables: Tables, seed: int) -> Tables:
    """What an earlier or later export of the same company says: some rows missing, some with other prices, ends and attributes."""
    chance = Random(seed)
    rows = [row for row in tables["subscriptions"] if chance.random() > 0.12]
    return {
        "subscriptions": [_corrected(row, chance) if chance.random() < 0.15 else row for row in rows],
        "invoice_lines": [row for row in tables["invoice_lines"] if chance.random() > 0.1],
        "customers": [row | {"size": "other"} if "size" in row and chance.random() < 0.2 else row for row in tables["customers"]],
        "fx_rates": [
            _moved(row) if chance.random() < 0.1 else row for n, row in enumerate(tables["fx_rates"]) if n < 3 or chance.random() > 0.05
        ],
    }


def _corrected(row: dict, chance: Random) -> dict:
    what = chance.choice(("price", "quantity", "status", "end"))
    if what == "end":
        return row | {"ends_at": row["starts_at"]}
    return row | {"price": {"unit_amount": "77.7"}, "quantity": {"quantity": "13"}, "status": {"status": "paused"}}[what]


def _moved(row: dict) -> dict:
    return row | {"rate": str(round(float(row["rate"]) * 1.01, 8))}


def loaded(exports: Sequence[Tables]) -> subledger.Book:
    """A book in memory that learnt of one export after the other."""
    book = subledger.init(None, currency="USD", timezone="UTC")
    for known_at, tables in zip(KNOWN, exports, strict=False):
        with tempfile.TemporaryDirectory() as folder:
            book.load(agreement.written(tables, Path(folder)), known_at=known_at)
    return book

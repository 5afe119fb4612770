"""A part of a long list: the rows that are shown, how many there are in all, and what they sum to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Any

import ibis.expr.types as ir

from subledger.book.asked import Asked
from subledger.book.result import Result
from subledger.engine import Engine
from subledger.ledger.tables import Ledger, unbound, wide
from subledger.metrics.days import Given
from subledger.metrics.measures import monthly
from subledger.model import tables


@dataclass(frozen=True, slots=True)
class Part(Result):
    """Some rows of a list. count, total and the sums of its other amounts, by column, are of the whole list."""

    count: int = 0
    total: Fraction = Fraction(0)
    sums: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is looked at: an engine, a ledger of its book and the time up to which it knows; asked is what figures are asked of."""

    engine: Engine
    ledger: Ledger
    known_at: datetime | None
    extras: tuple[str, ...]
    asked: Asked

    def part(
        self,
        columns: Sequence[str],
        rows: list[dict[str, Any]],
        count: int | None = None,
        total: Fraction = Fraction(0),
        sums: Mapping[str, Fraction] | None = None,
    ) -> Part:
        """Rows with the view they were taken from."""
        ledger, of_all = self.ledger, len(rows) if count is None else count
        return Part(tuple(columns), rows, ledger.policy, ledger.currency, self.known_at, count=of_all, total=total, sums=sums or {})

    def read(self, rows: ir.Table, columns: Sequence[str], given: Given | None = None) -> list[dict[str, Any]]:
        """Rows of an expression by their columns' names; given: the days that it leaves open."""
        chosen = rows if tuple(rows.columns) == tuple(columns) else rows.select(*columns)
        return [dict(zip(columns, row, strict=True)) for row in self.engine.rows(chosen, given)]

    def summed(self, sums: ir.Table, given: Given | None = None) -> tuple[int, list[Fraction]]:
        """What `sums` says: how many rows there are, and the sum per month of each amount."""
        count, *totals = self.engine.rows(sums, given)[0]
        return int(count), [monthly(int(total or 0)) for total in totals]


def sums(rows: ir.Table, *amounts: str) -> ir.Table:
    """How many rows there are, and the sum of each amount.   Shapes: count, then a sum per amount, in micros per year."""
    return rows.agg(count=rows.count(), **{f"sum_{name}": wide(rows[name]).sum() for name in amounts})


def named(rows: ir.Table, ledger: Ledger) -> ir.Table:
    """Rows with customer_id, name and country beside customer_key."""
    keys, customers = unbound(tables.CUSTOMER_KEYS), ledger.known(tables.CUSTOMERS)
    found = rows.join(keys, "customer_key")
    known = customers.select(known_key="customer_key", name="name", country="country")
    return found.left_join(known, [found.customer_key == known.known_key]).drop("known_key")

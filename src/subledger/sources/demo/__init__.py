"""A demo company: seeded, believable, the same every time, in the standard format."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from subledger.sources.demo.company import KNOWN_AT
from subledger.sources.demo.invoices import INVOICE_COLUMNS, invoice_rows
from subledger.sources.demo.life import life
from subledger.sources.demo.market import market
from subledger.sources.demo.planning import BUDGET_COLUMNS, SPEND_COLUMNS, budget_rows, spend_rows
from subledger.sources.demo.rows import (
    CUSTOMER_COLUMNS,
    SUBSCRIPTION_COLUMNS,
    customer_row,
    item_states,
    subscription_row,
)
from subledger.sources.demo.truth import write_truth

__all__ = ["KNOWN_AT", "write_demo", "write_truth"]


def write_demo(folder: Path, seed: int = 7, customers: int = 4000) -> Path:
    """The demo company's export: subscriptions, customers, invoice lines, budget and spend, as CSV in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    met = market(seed, customers)
    states = [(customer, item_states(life(seed, customer))) for customer in met]
    _write(
        folder / "subscriptions.csv",
        SUBSCRIPTION_COLUMNS,
        (subscription_row(customer, state) for customer, of_customer in states for state in of_customer),
    )
    _write(folder / "customers.csv", CUSTOMER_COLUMNS, map(customer_row, met))
    _write(
        folder / "invoice_lines.csv",
        INVOICE_COLUMNS,
        (row for customer, of_customer in states for row in invoice_rows(seed, customer, of_customer)),
    )
    _write(folder / "budget.csv", BUDGET_COLUMNS, budget_rows(customers))
    _write(folder / "spend.csv", SPEND_COLUMNS, spend_rows(seed, customers))
    return folder


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)

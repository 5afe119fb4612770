"""The demo company under every preset: each ledger builds, passes every check, and differs only where its settings make it differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

import subledger
from subledger.book.policies import policy, shipped
from subledger.sources.demo import write_demo

YEAR = (date(2025, 1, 1), date(2026, 1, 1))
FIGURES = ("mrr", "customers", "customer_churn_rate", "ltv")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subledger.Book]:
    with subledger.init(None, currency="USD", timezone="UTC") as book:
        book.load(write_demo(tmp_path_factory.mktemp("demo"), customers=300))
        yield book


@pytest.mark.parametrize("name", shipped())
def test_it_builds_and_passes_every_check(name: str, book: subledger.Book) -> None:
    assert book.check(policy=name) == []

    found = book.metrics(FIGURES, *YEAR, policy=name)
    assert (found.policy.name, found.policy.hash) == (name, policy(name).hash)
    assert {row["metric"] for row in found.rows} == set(FIGURES)

    rows = book.movements(*YEAR, policy=name).rows
    mrr = [row["value"] for row in found.rows if row["metric"] == "mrr"]
    assert [row["closing"] for row in rows] == mrr
    assert all(amount > 0 for amount in mrr)


def test_presets_tell_the_same_company_apart(book: subledger.Book) -> None:
    mrr = {name: book.metrics("mrr", date(2025, 6, 1), date(2025, 7, 1), policy=name).rows[0]["value"] for name in shipped()}
    assert len(set(mrr.values())) > len(mrr) / 2


def test_rates_that_fall_in_the_month_in_which_somebody_comes(book_of: Callable[..., subledger.Book]) -> None:
    """Netted by month, fx stands before the business of the month, and so it may take the balance below 0 in between."""
    rows = "customer_id,unit_amount,quantity,currency,starts_at,ends_at\npayer,10,1,EUR,2025-01-05,2025-01-20\npayer,10,2,EUR,2025-01-20,\n"
    rates = "day,currency,rate\n2025-01-01,EUR,1.20\n2025-01-15,EUR,1.10\n"
    book = book_of(policy={"movements.netting": "month"}, subscriptions=rows, fx_rates=rates)

    (row,) = book.movements(date(2025, 1, 1), date(2025, 2, 1)).rows
    assert [row[name] for name in ("opening", "new", "fx", "closing")] == [0, 23, -1, 22]
    assert book.check() == []

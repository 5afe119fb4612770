"""What one build gave is remembered from snapshot to snapshot: the same figures as asked anew, and none of another build."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from subledger.book import Book

SUBSCRIPTIONS = """
customer_id, subscription_id, plan,  unit_amount, quantity, currency, status, starts_at,  ends_at
acme,        s1,              pro,   100,         2,        USD,      active, 2023-11-10, 2025-03-05
acme,        s1,              team,  100,         5,        USD,      active, 2025-03-05,
beta,        s2,              team,  70,          1,        USD,      active, 2024-01-15, 2025-03-20
beta,        s2,              team,  50,          1,        USD,      active, 2025-05-20,
gamma,       s3,              basic, 40,          1,        USD,      active, 2024-02-01, 2025-04-10
gamma,       s3,              pro,   90,          1,        USD,      active, 2025-04-10, 2025-06-01
late,        s4,              basic, 30,          1,        USD,      active, 2025-02-10,
"""
CUSTOMERS = """
customer_id, name, country
acme,        Acme, US
beta,        Beta, DE
gamma,       ,
late,        ,     US
"""
SPANS = [
    (date(2025, 1, 1), date(2025, 5, 1), "month"),
    (date(2025, 2, 1), date(2025, 6, 1), "month"),
    (date(2025, 4, 1), date(2025, 8, 1), "span"),
    (date(2024, 10, 1), date(2025, 7, 1), "quarter"),
    (date(2025, 3, 10), date(2025, 4, 20), "month"),
]
METRICS = "mrr,net_new_mrr,customers,nrr,grr,customer_churn_rate"


@pytest.fixture
def book(book_of: Callable[..., Book]) -> Book:
    return book_of(subscriptions=SUBSCRIPTIONS, customers=CUSTOMERS)


def answers(book: Book, by: str | None, where: list[str]) -> list[object]:
    """What is asked of one span after another."""
    found: list[object] = []
    for start, end, grain in SPANS:
        found.append(list(book.movements(start, end, grain, by, where)))
        found.append(list(book.metrics(METRICS, start, end, grain, by if by != "cause" else None, where)))
        found.append(book.looking().counts(start, end, where))
    return found


@pytest.mark.parametrize(("by", "where"), [(None, []), ("plan", []), ("cause", []), ("country", []), (None, ["plan=team", "plan=pro"])])
def test_figures_are_those_that_are_asked_anew(book: Book, by: str | None, where: list[str]) -> None:
    anew = answers(book, by, where)
    for _ in range(2):
        with book.snapshot():
            assert answers(book, by, where) == anew


def test_nothing_of_the_build_before_is_left(book: Book, book_of: Callable[..., Book]) -> None:
    with book.snapshot():
        before = answers(book, None, [])
    book.edits.exclude("acme", author="ann", reason="a test account")
    anew = answers(book, None, [])
    with book.snapshot():
        assert answers(book, None, []) == anew != before

"""How a question is cut: names that two attributes share, values that nothing has, causes of what has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

import subledger

BookOf = Callable[..., subledger.Book]
SPAN = (date(2025, 1, 1), date(2025, 2, 1))


@pytest.fixture
def book(book_of: BookOf) -> Iterator[subledger.Book]:
    yield book_of(
        subscriptions="""
        customer_id, plan, unit_amount, starts_at
        acme,        pro,  100,         2025-01-01
        beta,        team, 50,          2025-01-01
        """,
        customers="""
        customer_id, plan,     size
        acme,        partners, Large
        beta,        direct,   small
        """,
    )


def parts(book: subledger.Book, by: str) -> dict[str, int]:
    return {row["segment"]: row["value"] for row in book.metrics("mrr", *SPAN, by=by)}


def test_a_column_of_the_customers_with_a_name_of_ours(book: subledger.Book) -> None:
    assert parts(book, "plan") == {"pro": 100, "team": 50}
    assert parts(book, "customer.plan") == {"partners": 100, "direct": 50}
    (row,) = book.metrics("mrr", *SPAN, where=["customer.plan=direct"])
    assert row["value"] == 50
    noted = book.metrics("mrr", *SPAN, by="plan").notes
    assert noted == ["plan is the book's own plan; the customers' column of that name is customer.plan"]
    assert book.metrics("mrr", *SPAN, by="customer.plan").notes == []
    assert parts(book, "customer.size") == parts(book, "size")


@pytest.mark.parametrize(
    ("where", "note"),
    [
        ("size=large", "nothing has size = 'large'; did you mean 'Large'?"),
        ("country!=US", "nothing has country = 'US'"),
        ("customer=acmee", "nothing has customer = 'acmee'; did you mean 'acme'?"),
        ("product=", None),
        ("interval=month", None),
    ],
)
def test_a_value_that_nothing_has(where: str, note: str | None, book: subledger.Book) -> None:
    for asked in (book.metrics("mrr", *SPAN, where=[where]), book.movements(*SPAN, where=[where]), book.customers(SPAN[0], where=[where])):
        assert asked.notes == ([note] if note else [])


def test_the_figure_is_the_same_with_a_note(book: subledger.Book) -> None:
    (row,) = book.metrics("mrr", *SPAN, where=["size=huge"])
    assert row["value"] == 0


@pytest.mark.parametrize("metric", ["mrr", "customers", "nrr", "arpa", "gross_mrr_churn_rate", "past_due_mrr", "usage_revenue"])
def test_a_balance_has_no_cause(metric: str, book: subledger.Book) -> None:
    for options in ({"by": "cause"}, {"where": ["cause=start"]}):
        with pytest.raises(subledger.SubledgerError, match=f"{metric} has no cause") as caught:
            book.metrics(["new_mrr", metric], *SPAN, **options)
        assert caught.value.code == "cause_of_balance"


def test_movements_have_causes(book: subledger.Book) -> None:
    assert {row["segment"]: row["value"] for row in book.metrics("new_mrr", *SPAN, by="cause")} == {"start": 150}

"""Looking: who and what stands behind a figure, on a company that can be checked by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from subledger.book import Book
from subledger.model.errors import SubledgerError

SUBSCRIPTIONS = """
customer_id, subscription_id, plan,  unit_amount, quantity, currency, status,   starts_at,  ends_at
acme,        s1,              pro,   100,         2,        USD,      active,   2025-01-10, 2025-03-05
acme,        s1,              pro,   100,         5,        USD,      active,   2025-03-05,
beta,        s2,              team,  70,          1,        USD,      active,   2025-01-15, 2025-03-20
gamma,       s3,              basic, 40,          1,        EUR,      active,   2025-02-01, 2025-03-10
gamma,       s3,              pro,   90,          1,        EUR,      active,   2025-03-10,
delta,       s4,              pro,   60,          1,        USD,      trialing, 2025-03-01,
late,        s5,              basic, 30,          1,        USD,      past_due, 2025-02-10,
"""
CUSTOMERS = """
customer_id, name,   country, size
acme,        Acme,   US,      big
beta,        Beta,   DE,      small
gamma,       Gamma,  ,        small
delta,       Delta,  DE,
late,        Late,   US,      small
"""
LINES = """
invoice_id, line_id, customer_id, amount, currency, kind,     period_start, period_end, issued_at,  refunded_amount, refunded_at
i1,         l1,      acme,        12.5,   USD,      usage,    2025-03-01,   2025-04-01, 2025-03-31, ,
i2,         l2,      gamma,       10,     EUR,      one_time, ,             ,           2025-03-09, 4,               2025-03-15
"""
RATES = """
day,        currency, rate
2025-01-01, EUR,      1.10
"""
MARCH = (date(2025, 3, 1), date(2025, 4, 1))


@pytest.fixture
def book(book_of: Callable[..., Book]) -> Book:
    return book_of(subscriptions=SUBSCRIPTIONS, customers=CUSTOMERS, invoice_lines=LINES, fx_rates=RATES)


def test_movers_are_the_movements_the_largest_first(book: Book) -> None:
    found = book.looking().movers(*MARCH)
    assert [(row["customer_id"], row["kind"], row["amount"], row["causes"]) for row in found] == [
        ("acme", "expansion", 300, ("quantity",)),
        ("beta", "churn", -70, ("cancel",)),
        ("gamma", "expansion", 55, ("plan",)),
    ]
    assert (found.count, found.total) == (3, 285)


def test_movers_of_one_kind_and_part(book: Book) -> None:
    found = book.looking().movers(*MARCH, ("churn",))
    assert [row["name"] for row in found] == ["Beta"]
    second = book.looking().movers(*MARCH, limit=1, offset=1)
    assert ([row["customer_id"] for row in second], second.count, second.total) == (["beta"], 3, 285)


def test_a_filter_by_plan_shows_what_went_between_plans(book: Book) -> None:
    found = book.looking().movers(*MARCH, where=["plan=pro"])
    assert [(row["customer_id"], row["kind"], row["amount"]) for row in found] == [
        ("acme", "expansion", 300),
        ("gamma", "expansion", 55),
        ("gamma", "transfer", 44),
    ]
    assert found.total == sum(book.movements(*MARCH, where=["plan=pro"]).rows[0][kind] for kind in ("expansion", "transfer"))


def test_the_largest_of_each_kind(book: Book) -> None:
    found = book.looking().largest(*MARCH, each=1)
    assert [(row["kind"], row["customer_id"], row["of_kind"], row["total"]) for row in found] == [
        ("expansion", "acme", 2, 355),
        ("churn", "beta", 1, -70),
    ]


def test_holders_with_what_changed(book: Book) -> None:
    found = book.looking().holders(*MARCH)
    assert [(row["customer_id"], row["mrr"], row["change"]) for row in found] == [("acme", 500, 300), ("gamma", 99, 55), ("late", 30, 0)]
    assert found.total == book.metrics("mrr", *MARCH).rows[0]["value"] == 629
    assert found.rows[0]["attributes"] == {"size": "big"}
    assert (found.rows[0]["since"], found.rows[0]["last_change"]) == (date(2025, 1, 10), date(2025, 3, 5))


def test_holders_searched_sorted_and_with_who_left(book: Book) -> None:
    looking = book.looking()
    assert [row["customer_id"] for row in looking.holders(*MARCH, search="ET", has_left=True)] == ["beta"]
    assert [row["customer_id"] for row in looking.holders(*MARCH, order="name", is_descending=False)] == ["acme", "gamma", "late"]
    assert looking.holders(*MARCH, order="change", is_descending=False, has_left=True).rows[0]["mrr"] == 0
    assert [row["customer_id"] for row in looking.holders(*MARCH, ["size=small"])] == ["gamma", "late"]
    with pytest.raises(SubledgerError, match="unknown order"):
        looking.holders(*MARCH, order="weather")


def test_what_a_currency_is_in_itself(book: Book) -> None:
    assert book.looking().native("EUR", MARCH[1]) == 90
    assert book.looking().native("USD", MARCH[1]) == 530


def test_kept_is_the_smaller_of_both(book: Book) -> None:
    found = book.looking().kept(*MARCH)
    assert {row["customer_id"]: (row["before"], row["after"], row["kept"]) for row in found} == {
        "acme": (200, 500, 200),
        "beta": (70, 0, 0),
        "gamma": (44, 99, 44),
        "late": (30, 30, 30),
    }
    assert dict(found.sums) == {"before": 344, "after": 629, "kept": 274}
    assert [row["customer_id"] for row in book.looking().kept(*MARCH, only_lost=True)] == ["beta"]


def test_the_members_of_a_cohort(book: Book) -> None:
    found = book.looking().members(date(2025, 1, 1), "month", "calendar", 2, MARCH[1])
    assert {row["customer_id"]: (row["at_start"], row["value"]) for row in found} == {"acme": (200, 500), "beta": (70, 0)}
    assert dict(found.sums) == {"at_start": 270, "value": 500}
    with pytest.raises(SubledgerError, match="unknown age"):
        book.looking().members(date(2025, 1, 1), "month", "weather", 2, MARCH[1])


def test_attributes_and_their_values(book: Book) -> None:
    looking = book.looking()
    assert looking.attributes() == ("plan", "product", "currency", "interval", "country", "cause", "size")
    assert looking.values("plan") == ["basic", "pro", "team"]
    assert looking.values("country") == ["DE", "US"]
    assert looking.values("size") == ["big", "small"]
    assert looking.values("product") == []
    assert "quantity" in looking.values("cause")
    assert looking.names(["acme", "nobody"]) == {"acme": "Acme"}
    with pytest.raises(SubledgerError, match="unknown attribute"):
        looking.values("name")


def test_an_account_with_its_row(book: Book) -> None:
    found = book.looking().account("gamma")
    assert (found.name, found.country, found.attributes, found.file, found.row) == ("Gamma", None, {"size": "small"}, "customers.csv", 4)
    with pytest.raises(SubledgerError, match="there is no customer"):
        book.looking().account("nobody")


def test_an_account_that_no_table_describes(book_of: Callable[..., Book]) -> None:
    book = book_of(subscriptions="customer_id, unit_amount, starts_at\nacme, 10, 2025-01-01")
    found = book.looking().account("acme")
    assert (found.name, found.attributes, found.file) == (None, {}, None)
    assert book.looking().attributes()[-1] == "cause"


def test_the_states_of_a_customer_with_their_rows(book: Book) -> None:
    found = book.looking().states("gamma")
    assert [(row["plan"], row["since"], row["until"], row["amount"], row["currency"], row["row"]) for row in found] == [
        ("basic", date(2025, 2, 1), date(2025, 3, 10), 40, "EUR", 5),
        ("pro", date(2025, 3, 10), None, 90, "EUR", 6),
    ]
    [trial] = book.looking().states("delta")
    assert (trial["counts"], trial["setting"]) == (False, "counts.trialing")


def test_the_lines_of_a_customer(book: Book) -> None:
    [line] = book.looking().lines("gamma")
    assert (line["amount"], line["refunded"], line["currency"], line["kind"], line["row"]) == (10, 4, "EUR", "one_time", 3)


def test_what_is_past_due(book: Book) -> None:
    late = book.looking().past_due(MARCH[1])
    assert [(row["customer_id"], row["amount"], row["counts"]) for row in late] == [("late", 30, True)]
    assert late.total == book.metrics("past_due_mrr", *MARCH).rows[0]["value"]


def test_charges_add_up_to_revenue(book: Book) -> None:
    for kind, metric, amount in (
        ("usage", "usage_revenue", Fraction(25, 2)),
        ("one_time", "one_time_revenue", 11),
        ("refund", "refunds", Fraction(22, 5)),
    ):
        found = book.looking().charges(*MARCH, kind)
        assert found.total == amount == book.metrics(metric, *MARCH).rows[0]["value"]
        assert [row["amount"] for row in found] == [amount]


def test_loads_and_what_they_brought(book: Book) -> None:
    [load] = book.looking().loads()
    assert (load.load_id, load.is_increment) == (1, False)
    assert set(load.files) == {"subscriptions.csv", "customers.csv", "invoice_lines.csv", "fx_rates.csv"}
    assert book.looking().brought()[1]["subscriptions"] == 7
    assert book.looking().doubts() == ([], [])


def test_a_view_looks_with_its_own_policy_and_currency(book: Book) -> None:
    found = book.looking(currency="EUR").holders(*MARCH)
    assert found.currency == "EUR"
    assert next(row["mrr"] for row in found if row["customer_id"] == "gamma") == 90

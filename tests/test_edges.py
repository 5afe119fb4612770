"""Edges where a ledger can go wrong quietly: company, question, answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

import subledger

BookOf = Callable[..., subledger.Book]
RATES = "day, currency, rate\n2020-01-01, EUR, 2"


def mrr(book: subledger.Book, day: date, **view: object) -> Fraction:
    return sum((row["mrr"] for row in book.customers(day, **view)), Fraction(0))


def one(book: subledger.Book, name: str, start: date, end: date, **view: object) -> object:
    (row,) = book.metrics(name, start, end, "year", **view).rows
    return row["value"]


def test_an_item_that_changes_its_currency_leaves_nothing_behind(book_of: BookOf) -> None:
    book = book_of(
        subscriptions="""
        customer_id, item_id, plan, unit_amount, currency, starts_at,  ends_at
        acme,        i1,      pro,  100,         EUR,      2025-01-01, 2025-03-01
        acme,        i1,      pro,  250,         USD,      2025-03-01, 2025-06-01
        beta,        i2,      pro,  100,         EUR,      2025-01-01, 2025-03-01
        beta,        i2,      pro,  100,         USD,      2025-03-01,
        """,
        fx_rates=RATES,
    )
    assert [mrr(book, date(2025, month, 15)) for month in (2, 4, 7)] == [400, 350, 100]
    assert {row["cause"] for row in book.postings("beta") if row["day"] == date(2025, 3, 1)} == {"price"}
    assert book.check() == []


def test_segments_add_up_when_a_customer_comes_and_goes_within_a_month_at_two_rates(book_of: BookOf) -> None:
    book = book_of(
        subscriptions="""
        customer_id, plan, unit_amount, currency, starts_at,  ends_at
        acme,        pro,  100,         EUR,      2025-01-02, 2025-01-20
        beta,        pro,  10,          USD,      2025-01-01,
        """,
        fx_rates="day, currency, rate\n2025-01-01, EUR, 1\n2025-01-15, EUR, 2",
    )
    view = {"policy": {"movements.netting": "month"}}
    total = book.movements(date(2025, 1, 1), date(2025, 3, 1), **view).rows
    parts = book.movements(date(2025, 1, 1), date(2025, 3, 1), by="plan", **view).rows
    assert [row["closing"] for row in total] == [row["closing"] for row in parts] == [10, 10]


@pytest.mark.parametrize("months", ["movement", "month_end", "latest"])
def test_an_end_in_the_future_needs_no_rate_of_the_future(months: str, book_of: BookOf) -> None:
    book = book_of(
        policy={"fx.rate": months},
        subscriptions="""
        customer_id, unit_amount, currency, starts_at,  ends_at
        acme,        100,         EUR,      2025-01-15, 2199-03-01
        """,
    )
    assert mrr(book, date(2025, 1, 20)) > 100
    assert mrr(book, date(2199, 3, 1)) == 0


def test_month_ends_ask_no_rate_of_a_currency_nobody_holds_any_more(book_of: BookOf) -> None:
    book = book_of(
        policy={"fx.rate": "month_end"},
        subscriptions="""
        customer_id, unit_amount, currency, starts_at,  ends_at
        zagreb,      700,         HRK,      2022-01-10, 2022-06-10
        berlin,      100,         EUR,      2022-01-10,
        """,
    )
    assert 100 < mrr(book, date(2022, 7, 15)) < 110
    assert book.check() == []


def test_a_plan_change_within_a_trial_is_one_trial(book_of: BookOf) -> None:
    book = book_of(
        subscriptions="""
        customer_id, subscription_id, plan,  unit_amount, status,   starts_at,  ends_at
        acme,        s1,              basic, 10,          trialing, 2025-01-01, 2025-01-08
        acme,        s1,              pro,   20,          trialing, 2025-01-08, 2025-01-15
        acme,        s1,              pro,   20,          active,   2025-01-15,
        beta,        s2,              basic, 10,          active,   2025-01-01,
        beta,        s2,              extra, 5,           trialing, 2025-01-05, 2025-01-20
        """
    )
    span = (date(2025, 1, 1), date(2026, 1, 1))
    assert one(book, "trials", *span) == 2
    assert one(book, "trial_conversion_rate", *span) == Fraction(1, 2)


def test_a_contract_that_starts_with_a_trial_is_committed_once(book_of: BookOf) -> None:
    book = book_of(
        subscriptions="""
        customer_id, item_id, unit_amount, status,   signed_at,  starts_at,  ends_at
        acme,        i1,      100,         trialing, 2025-01-01, 2025-03-01, 2025-03-15
        acme,        i1,      100,         active,   2025-01-01, 2025-03-15,
        """
    )
    assert [one(book, "cmrr", date(2025, 1, 1), date(2025, month, 1)) for month in (2, 3, 4)] == [100, 100, 100]


def test_large_amounts_with_tax_fit(book_of: BookOf) -> None:
    book = book_of(
        currency="IDR",
        subscriptions="""
        customer_id, unit_amount, quantity, tax_percent, tax_inclusive, starts_at
        acme,        50000000,    20,       11,          true,          2025-01-01
        """,
    )
    assert mrr(book, date(2025, 1, 1)) == Fraction(round(Fraction(50_000_000 * 20 * 12 * 10**6 * 100, 111)), 12 * 10**6)


def test_what_is_left_out_after_its_grace_says_so(book_of: BookOf) -> None:
    book = book_of(
        subscriptions="""
        customer_id, unit_amount, status,   starts_at
        acme,        100,         past_due, 2025-01-01
        """
    )
    (row,) = [row for row in book.explain("mrr", date(2025, 1, 20), "acme", policy={"counts.past_due": 5}) if row["what"] == "left out"]
    assert row["because"] == "past_due: not counted, after 5 days, counts.past_due = 5"


def test_a_day_that_no_book_can_hold_is_the_callers_mistake(book_of: BookOf) -> None:
    book = book_of(subscriptions="customer_id, unit_amount, starts_at\nacme, 1, 2025-01-01")
    with pytest.raises(subledger.SubledgerError, match="beyond the days of a book") as caught:
        book.metrics("mrr", date(2025, 1, 1), date(9999, 12, 31), "year")
    assert caught.value.exit_code == 2

"""A bridge that does not add up is caught, and one that does still does as it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import subledger
from subledger.book.bridging import bridging, crossing
from subledger.book.bridging.bridge import Bridge, End, Share, Step, adding_up
from subledger.book.policies import policy
from subledger.metrics import bridge as bridges
from subledger.model.errors import InvariantBroken

END = End("2025-01-31", date(2025, 1, 31), date(2025, 2, 1), policy("standard"), None, "actual")
amounts = st.lists(st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=36), max_size=12)


def step(amount: Fraction, key: str = "new") -> Step:
    return Step(key, "time", key, amount, 1, END, END, lambda: [Share("acme", amount)])


def bridge(opening: Fraction, steps: list[Step], closing: Fraction) -> Bridge:
    return Bridge("mrr", "USD", "USD", END, END, opening, tuple(steps), closing)


@given(st.fractions(max_denominator=12), amounts)
def test_steps_that_add_up_are_a_bridge(opening: Fraction, found: list[Fraction]) -> None:
    steps = [step(amount, str(number)) for number, amount in enumerate(found)]
    assert bridge(opening, steps, opening + sum(found)).closing == opening + sum(found)


@pytest.mark.parametrize("fault", [Fraction(1, 10**6), Fraction(-1, 12 * 10**6)])
def test_a_fault_of_a_micro_is_caught(fault: Fraction) -> None:
    steps = [step(Fraction(100)), step(Fraction(-30), "churn")]
    with pytest.raises(InvariantBroken) as caught:
        bridge(Fraction(10), steps, Fraction(80) + fault)
    assert [each.check for each in caught.value.violations] == ["bridge_adds_up"]
    assert caught.value.exit_code == 1


@given(st.fractions(max_denominator=12), amounts, st.integers(0, 6))
def test_what_is_shown_adds_up(opening: Fraction, found: list[Fraction], places: int) -> None:
    first, *steps, last = adding_up(opening, found, places)
    assert first + sum(steps) == last
    unit = Fraction(1, 10**places)
    assert all(abs(shown - amount) <= unit for shown, amount in zip(steps, found, strict=True))
    assert abs(first - opening) <= unit / 2
    assert abs(last - opening - sum(found)) <= unit / 2


@given(amounts)
def test_the_decimals_of_the_json_add_up(found: list[Fraction]) -> None:
    said = bridge(Fraction(1, 3), [step(amount, str(n)) for n, amount in enumerate(found)], Fraction(1, 3) + sum(found)).as_json()
    assert Decimal(said["opening"]) + sum(Decimal(each["amount"]) for each in said["steps"]) == Decimal(said["closing"])


@given(amounts, amounts)
def test_the_customers_as_shown_add_up_to_their_step_as_shown(before: list[Fraction], found: list[Fraction]) -> None:
    shares = [Share(str(number), amount) for number, amount in enumerate(found)]
    opened = replace(step(sum(found, Fraction(0)), "opened"), opened=lambda: shares)
    steps = [*(step(amount, str(n)) for n, amount in enumerate(before)), opened]
    said = bridge(Fraction(0), steps, sum(before, Fraction(0)) + opened.amount).as_json([opened])["steps"][-1]
    assert sum(Decimal(share["amount"]) for share in said["shares"]) == Decimal(said["amount"])


SUBSCRIPTIONS = """
    customer_id, unit_amount, starts_at,  ends_at
    acme,        100,         2025-01-01,
    beta,        50,          2025-02-01, 2025-03-01
"""


def test_a_lost_customer_is_caught(book_of: Callable[..., subledger.Book], monkeypatch: pytest.MonkeyPatch) -> None:
    book, whole = book_of(subscriptions=SUBSCRIPTIONS), bridges.shares
    monkeypatch.setattr(crossing.bridge, "shares", lambda sides, by: whole(sides, by).filter(lambda rows: rows.customer_key != 2))
    with pytest.raises(InvariantBroken):
        book.bridge("2024-12-31", "2025-02-28")


def test_a_step_too_few_is_caught(book_of: Callable[..., subledger.Book], monkeypatch: pytest.MonkeyPatch) -> None:
    book, steps = book_of(subscriptions=SUBSCRIPTIONS), bridging.through_time
    monkeypatch.setattr(bridging, "through_time", lambda *asked: steps(*asked)[1:])
    with pytest.raises(InvariantBroken):
        book.bridge("2024-12-31", "2025-02-28")


def test_customers_of_a_step_that_no_longer_fit_are_refused() -> None:
    changed = replace(step(Fraction(100)), opened=lambda: [Share("acme", Fraction(90))])
    with pytest.raises(subledger.SubledgerError) as caught:
        changed.shares()
    assert caught.value.code == "book_changed"

"""The product against the oracle: random histories under random policies, two independent paths to one figure."""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random

import agreement
import histories
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from oracle import Oracle

import subledger
from subledger.book.policies import policy as named
from subledger.book.policies import shipped
from subledger.metrics.catalogue import SLUGS

BESIDE_THE_LEDGER = ("committed_arr", "cmrr", "past_due_mrr")
"""Read from states: under at_renewal the two attach a moved state's status and contract to different days."""
OURS_ALONE = ("recurring_revenue", "refunds")
BOOKS, CUSTOMERS = 26, 80
"""Random histories per run: BOOKS × CUSTOMERS, each a customer of its own, each book under a policy of its own."""

# One fixed draw, so that a run can be repeated; SUBLEDGER_DRAW=anew draws others.
quick = settings(
    max_examples=BOOKS // 2,
    derandomize=os.environ.get("SUBLEDGER_DRAW") != "anew",
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
seeds = st.integers(0, 2**32 - 1)


def test_at_least_two_thousand_histories_are_compared() -> None:
    assert BOOKS * CUSTOMERS >= 2000


def drawn(seed: int, currencies: tuple[str, ...]) -> Iterator[tuple[dict, object, Oracle]]:
    """A book of random customers under a random policy, beside its oracle."""
    chance = Random(seed)
    shapes = [(chance.randrange(2**32), chance.randint(1, 4), chance.randint(1, 6)) for _ in range(CUSTOMERS)]
    tables = agreement.company(shapes, order=seed, currencies=currencies)
    with agreement.loaded(tables) as book:
        # Every other policy is a preset with a setting or two of it changed.
        preset = dict(named(chance.choice(shipped())).values) if chance.random() < 0.5 else {}
        share = 0.06 if preset else 0.35
        policy = preset | {name: chance.choice(values) for name, values in histories.SETTINGS.items() if chance.random() < share}
        yield policy, book, Oracle(tables, policy, rates=histories.rates, until=agreement.UNTIL)


@given(seeds)
@quick
def test_one_currency(seed: int) -> None:
    for policy, book, oracle in drawn(seed, ("USD",)):
        assert agreement.disagreements(book, oracle, policy) == []
        for by in (None, chosen_attribute(seed)):
            assert agreement.roll_forwards(book, oracle, policy, by) == []
        # Under at_renewal the two attach a moved state's status to different days; its run-rate they agree on.
        is_moved = policy.get("timing.change") == "at_renewal"
        left_out = (*OURS_ALONE, *(("arr", "trials", "trial_conversion_rate", *BESIDE_THE_LEDGER) if is_moved else ()))
        assert agreement.figures(book, oracle, policy, tuple(name for name in SLUGS if name not in left_out)) == []


@given(seeds)
@quick
def test_several_currencies(seed: int) -> None:
    for policy, book, oracle in drawn(seed, ("USD", "EUR", "JPY", "KWD")):
        assert agreement.disagreements(book, oracle, policy) == []
        for by in (None, chosen_attribute(seed)):
            assert agreement.roll_forwards(book, oracle, policy, by) == []
        names = (
            "mrr",
            "customers",
            "new_customers",
            "churned_customers",
            "arpa",
            "nrr",
            "grr",
            "customer_churn_rate",
            "quantity",
            "usage_revenue",
            *(() if policy.get("timing.change") == "at_renewal" else BESIDE_THE_LEDGER),
        )
        assert agreement.figures(book, oracle, policy, names) == []


@pytest.fixture(scope="module")
def company() -> Iterator[tuple[dict, subledger.Book]]:
    chance = Random(11)
    tables = agreement.company([(chance.randrange(2**32), 2, 5) for _ in range(20)], currencies=("USD", "EUR"))
    with agreement.loaded(tables) as book:
        yield tables, book


@pytest.mark.parametrize("preset", shipped())
def test_presets(preset: str, company: tuple[dict, subledger.Book]) -> None:
    tables, book = company
    policy = dict(named(preset).values)
    oracle = Oracle(tables, policy, rates=histories.rates, until=agreement.UNTIL)
    assert agreement.disagreements(book, oracle, policy) == []
    assert agreement.roll_forwards(book, oracle, policy, None) == []
    is_moved = policy["timing.change"] == "at_renewal"
    left_out = (*OURS_ALONE, *((*BESIDE_THE_LEDGER, "trials", "trial_conversion_rate") if is_moved else ()))
    assert agreement.figures(book, oracle, policy, tuple(name for name in SLUGS if name not in left_out)) == []


def chosen_attribute(seed: int) -> str:
    return ("plan", "product", "currency", "country", "subscription")[seed % 5]


@pytest.fixture(scope="module")
def of_cohorts() -> Iterator[tuple[subledger.Book, Oracle]]:
    chance = Random(5)
    tables = agreement.company([(chance.randrange(2**32), 2, 5) for _ in range(60)], currencies=("USD",))
    with agreement.loaded(tables) as book:
        yield book, Oracle(tables, {}, rates=histories.rates, until=agreement.UNTIL)


@pytest.mark.parametrize("of", ["customers", "net", "gross"])
@pytest.mark.parametrize("age", ["calendar", "own"])
def test_cohorts(of: str, age: str, of_cohorts: tuple[subledger.Book, Oracle]) -> None:
    book, oracle = of_cohorts
    ours = {(row["cohort"], row["age"]): row["value"] for row in book.cohorts(of, age, end=agreement.UNTIL)}
    money = 1 if of == "customers" else 12_000_000
    theirs = {
        (cohort["cohort"], at): value
        for cohort in oracle.cohorts(of, "month", age, until=agreement.UNTIL)
        for at, value in enumerate(cohort["values"])
    }
    assert {key: value * money for key, value in ours.items()} == theirs

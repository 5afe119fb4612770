"""Random companies, random pairs of views: every bridge adds up, its ends are the metrics themselves, its customers its steps."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from functools import cache
from random import Random, SystemRandom

import histories
import pytest
from agreement import shown
from bridge import learning

import subledger
from subledger.book import METRICS
from subledger.book.bridging.bridge import Bridge
from subledger.book.policies import policy
from subledger.metrics.brought import ADDITIVE
from subledger.model.calendar import SPAN, Period, grain_next, grain_start, label
from subledger.model.settings import KEYS
from subledger.model.view import View, closing

BALANCES = ("mrr", "arr", "committed_arr", "cmrr", "customers", "subscriptions", "quantity", "past_due_mrr")
FLOWS = tuple(name for name in ADDITIVE if name not in BALANCES)
COUNTS = tuple(metric.slug for metric in METRICS if metric.unit == "count")
OF_CUSTOMERS = ("country", "size", "customer")
ATTRIBUTES = ("plan", "product", "currency", "interval", "subscription", *OF_CUSTOMERS)
GRAINS = ("day", "month", "quarter")
# One fixed draw, so that a run can be repeated; SUBLEDGER_DRAW=anew draws another.
DRAW = SystemRandom().randrange(2**32) if os.environ.get("SUBLEDGER_DRAW") == "anew" else 5
CASES = [(DRAW + 12, ("USD", "EUR", "JPY", "KWD"))]


@cache
def book(seed: int, currencies: tuple[str, ...]) -> subledger.Book:
    whole = learning.company(seed, 15, currencies)
    return learning.loaded([learning.changed(whole, seed), whole, learning.changed(whole, seed + 1)])


def drawn_period(chance: Random, grain: str) -> Period:
    start = grain_start(histories.FIRST + timedelta(days=chance.randrange((histories.LAST - histories.FIRST).days)), grain)
    return Period(label(start, grain), start, grain_next(start, grain))


def drawn_policy(chance: Random, share: float = 0.25) -> dict:
    settings = {name: chance.choice(values) for name, values in histories.SETTINGS.items() if chance.random() < share}
    # Flows of parts of months have no movements under netting by month, in a bridge no more than elsewhere.
    return shown(settings | {"movements.netting": "day"})


def agrees(book: subledger.Book, bridge: Bridge, metric: str, views: tuple[View, View], **asked: object) -> None:
    """What must hold of every bridge."""
    for view, value in zip(views, (bridge.opening, bridge.closing), strict=True):
        span = closing(view.period) if metric in BALANCES else view.period
        [row] = book.metrics(metric, span.start, span.end, SPAN, policy=view.policy, known_at=view.known_at, **asked)
        assert value == row["value"], (metric, view)
    assert bridge.opening + sum(step.amount for step in bridge.steps) == bridge.closing
    for step in bridge.steps:
        shares = step.shares()
        assert sum((share.amount for share in shares), Fraction(0)) == step.amount
        assert len({share.customer for share in shares}) == len(shares) == step.customers
    assert len({step.key for step in bridge.steps}) == len(bridge.steps)


def asked(chance: Random, count: int) -> Iterator[tuple[str, Period, Period]]:
    """Metrics with two periods each, balances and flows in turn."""
    names = [
        name for pair in zip(chance.sample(BALANCES, len(BALANCES)), chance.sample(FLOWS, len(BALANCES)), strict=True) for name in pair
    ]
    for metric in names[:count]:
        yield metric, drawn_period(chance, chance.choice(GRAINS)), drawn_period(chance, chance.choice(GRAINS))


@pytest.mark.parametrize(("seed", "currencies"), CASES)
def test_time(seed: int, currencies: tuple[str, ...]) -> None:
    chance, of = Random(seed), book(seed, currencies)
    under = drawn_policy(chance)
    for metric, first, last in asked(chance, 4):
        views = View(first, under), View(last, under)
        agrees(of, of.bridge(*views, metric), metric, views)


@pytest.mark.parametrize(("seed", "currencies"), CASES)
def test_time_in_parts(seed: int, currencies: tuple[str, ...]) -> None:
    chance, of = Random(seed), book(seed, currencies)
    for metric, first, last in asked(chance, 4):
        views = View(first), View(last)
        where = [chance.choice(("plan!=pro", "currency=USD", "country!=DE"))]
        agrees(of, of.bridge(*views, metric, where=where), metric, views, where=where)
        by = chance.choice(ATTRIBUTES if metric not in COUNTS else OF_CUSTOMERS)
        if closing(first) != closing(last):
            agrees(of, of.bridge(*views, metric, by), metric, views)


@pytest.mark.parametrize(("seed", "currencies"), CASES)
def test_policy(seed: int, currencies: tuple[str, ...]) -> None:
    chance, of = Random(seed), book(seed, currencies)
    old, new = drawn_policy(chance, 0.1), drawn_policy(chance, 0.1)
    differing = [key for key in KEYS if policy(old)[key] != policy(new)[key]]
    assert len(differing) >= 2
    for metric, period, _ in asked(chance, 2):
        views = View(period, old), View(period, new)
        bridge = of.bridge(*views, metric)
        agrees(of, bridge, metric, views)
        assert [(step.key, step.dimension) for step in bridge.steps] == [(key, "policy") for key in differing]


@pytest.mark.parametrize(("seed", "currencies"), CASES)
def test_knowledge(seed: int, currencies: tuple[str, ...]) -> None:
    chance, of = Random(seed), book(seed, currencies)
    for first, last in ((0, 1), (2, 0)):
        for metric, period, _ in asked(chance, 1):
            views = View(period, None, learning.KNOWN[first]), View(period, None, learning.KNOWN[last])
            bridge = of.bridge(*views, metric)
            agrees(of, bridge, metric, views)
            assert {step.dimension for step in bridge.steps} == {"knowledge"}
            assert all(share.rows for step in bridge.steps if "fx" not in step.key for share in step.shares())


@pytest.mark.parametrize(("seed", "currencies"), CASES)
def test_all_at_once(seed: int, currencies: tuple[str, ...]) -> None:
    chance, of = Random(seed), book(seed, currencies)
    new = {"counts.trialing": True}
    for metric, first, last in asked(chance, 2):
        views = View(first, None, learning.KNOWN[0]), View(last, new, learning.KNOWN[2])
        bridge = of.bridge(*views, metric)
        agrees(of, bridge, metric, views)
        dimensions = [step.dimension for step in bridge.steps]
        assert dimensions == sorted(dimensions, key=("time", "policy", "knowledge").index)
        assert {"policy", "knowledge"} <= set(dimensions)


@pytest.mark.parametrize(("seed", "currencies"), CASES)
def test_what_was_known_is_a_book_built_only_from_the_loads_up_to_then(seed: int, currencies: tuple[str, ...]) -> None:
    whole = learning.company(seed, 15, currencies)
    exports = [learning.changed(whole, seed), whole]
    with learning.loaded(exports) as then:
        for grain in ("day", "quarter"):
            span = (histories.FIRST, histories.LAST, grain)
            known = book(seed, currencies).movements(*span, known_at=learning.KNOWN[1]).rows
            assert known == then.movements(*span).rows
        asked_of = (list(ADDITIVE), histories.FIRST, histories.LAST, "month")
        assert book(seed, currencies).metrics(*asked_of, known_at=learning.KNOWN[1]).rows == then.metrics(*asked_of).rows

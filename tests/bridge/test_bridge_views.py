"""Views: what a text means, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

import subledger
from subledger.model.view import View, closing, parse_view, period

SUBSCRIPTIONS = """
    customer_id, plan, unit_amount, starts_at
    acme,        pro,  100,         2025-01-01
    acme,        team, 20,          2025-01-15
"""


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025-03-31", "2025-03-31", "2025-04-01"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        ("2025-W01", "2024-12-30", "2025-01-06"),
        ("2025-12", "2025-12-01", "2026-01-01"),
        ("2025-Q4", "2025-10-01", "2026-01-01"),
        ("2025", "2025-01-01", "2026-01-01"),
    ],
)
def test_periods(text: str, start: str, end: str) -> None:
    found = period(text)
    assert (found.label, found.start.isoformat(), found.end.isoformat()) == (text, start, end)


@pytest.mark.parametrize("text", ["2025-02-29", "2025-13", "2025-W54", "2025-Q5", "0000", "x", "", "2025-1-1", "٢٠٢٥", "2025-03-31 "])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(subledger.SubledgerError) as caught:
        period(text)
    assert caught.value.code == "view"


def test_a_view_has_a_policy_and_a_time_or_either_or_neither() -> None:
    moment = datetime(2025, 4, 1, 12, tzinfo=UTC)
    found = {text: parse_view(text) for text in ("2025", "2025@board", "2025@2025-04-01T12:00:00Z", "2025@a@b.toml@2025-04-01T12:00:00Z")}
    assert [(view.policy, view.known_at, view.scenario) for view in found.values()] == [
        (None, None, "actual"),
        ("board", None, "actual"),
        (None, moment, "actual"),
        ("a@b.toml", moment, "actual"),
    ]
    assert [parse_view(text).scenario for text in ("2025@budget", "2025@budget@2025-04-01")] == ["budget", "budget"]
    assert parse_view("2025@budget.toml").policy == "budget.toml"


def test_a_balance_at_a_month_s_end_is_that_of_the_month() -> None:
    assert [str(closing(period(text)).start) for text in ("2025-03-31", "2025-03-30", "2025-Q1", "2025-W13")] == [
        "2025-03-01",
        "2025-03-30",
        "2025-03-01",
        "2025-03-30",
    ]


@pytest.mark.parametrize(
    ("start", "end", "asked", "code"),
    [
        ("2025-01-31@nope", "2025-02-28", {}, "unknown_policy"),
        ("2025-01-31@nope.toml", "2025-02-28", {}, "no_such_policy"),
        ("2025-01-31@2001-01-01", "2025-02-28", {}, "known_at"),
        ("1969-12-31", "2025-02-28", {}, "date_out_of_range"),
        ("2025-01-31", "2300-01", {}, "date_out_of_range"),
        ("2025-01-31@", "2025-02-28", {}, "view"),
        ("2025-01-31", "2025-02-28", {"metric": "arpa"}, "not_additive"),
        ("2025-01-31", "2025-02-28", {"metric": "mmr"}, "unknown_metric"),
        ("2025-01-31", "2025-02-28", {"by": "shoe_size"}, "unknown_attribute"),
        ("2025-01-31", "2025-02-28", {"metric": "customers", "by": "plan"}, "not_additive"),
        ("2025-01-31", "2025-01-31", {"by": "plan"}, "by"),
        ("2025-01-31", "2025-02-28", {"where": ["plan"]}, "filter"),
        ("2025-01-31@budget", "2025-02-28", {}, "no_budget"),
        ("2025-01-30@budget", "2025-02-28", {}, "view"),
        ("2025-01-31@budget", "2025-01-31", {"metric": "new_mrr"}, "view"),
        ("2025-01@budget", "2025-01", {"where": ["plan=pro"]}, "budget_part"),
        ("2025-01@budget", "2025-01", {"currency": "EUR"}, "budget_currency"),
    ],
)
def test_what_is_refused(start: str, end: str, asked: dict, code: str, book_of: Callable[..., subledger.Book]) -> None:
    with pytest.raises(subledger.SubledgerError) as caught:
        book_of(subscriptions=SUBSCRIPTIONS).bridge(start, end, **asked)
    assert caught.value.code == code, caught.value
    assert caught.value.exit_code == 2


def test_one_view_twice_has_no_steps(book_of: Callable[..., subledger.Book]) -> None:
    bridge = book_of(subscriptions=SUBSCRIPTIONS).bridge("2025-01-31", "2025-01@standard")
    assert (bridge.opening, bridge.steps, bridge.closing) == (120, (), 120)


def test_an_unknown_segment_is_one(book_of: Callable[..., subledger.Book]) -> None:
    rows = "customer_id, plan, unit_amount, starts_at\nacme, pro, 100, 2025-02-01\nbeta, , 7, 2025-02-02"
    bridge = book_of(subscriptions=rows).bridge("2025-01-31", "2025-02-28", by="plan")
    assert [(step.name, step.key, int(step.amount)) for step in bridge.steps] == [
        ("plan pro", "plan=pro", 100),
        ("plan unknown", "plan=", 7),
    ]


def test_a_policy_bridge_builds_a_view_per_setting_that_a_ledger_is_built_by(
    book_of: Callable[..., subledger.Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    from subledger.book.building import building

    book, built, build = book_of(subscriptions=SUBSCRIPTIONS), [], building.build
    monkeypatch.setattr(building, "build", lambda *asked, **options: (built.append(asked), build(*asked, **options))[1])
    new = {"counts.trialing": True, "counts.past_due": "drop", "metrics.arpu": "paying"}
    bridge = book.bridge(View(period("2025-01")), View(period("2025-01"), new))
    assert [step.key for step in bridge.steps] == list(new)
    assert len(built) == 2
    book.bridge(View(period("2025-01")), View(period("2025-01"), new), "customers")
    assert len(built) == 2

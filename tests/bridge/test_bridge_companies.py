"""Bridges that an accountant can check by hand: each company with its story in why.md and its steps in expected.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from companies.reading import cells

import subledger
from subledger.book.bridging.bridge import Bridge, Share

FOLDER = Path(__file__).parent / "companies"
COMPANIES = sorted(path.parent.name for path in FOLDER.glob("*/expected.toml"))


def expected(company: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / company / "expected.toml").read_text("utf-8"))


QUESTIONS = [(company, question) for company in COMPANIES for question in expected(company)["question"]]


@pytest.fixture(scope="module")
def books() -> Iterator[Callable[[str], subledger.Book]]:
    with ExitStack() as opened:
        yield cache(lambda company: opened.enter_context(loaded(company)))


def loaded(company: str) -> subledger.Book:
    """A company's book; where it learnt, of one load after the other."""
    book, folder = subledger.init(None, currency="USD", timezone="UTC"), FOLDER / company
    times = expected(company).get("known_at")
    if times is None:
        book.load(*sorted(folder.glob("*.csv")))
    for number, at in enumerate(times or (), 1):
        book.load(folder / str(number), known_at=datetime.fromisoformat(at))
    return book


@pytest.mark.parametrize(
    ("company", "question"), QUESTIONS, ids=[f"{company} {asked['from']} {asked['to']} {n}" for n, (company, asked) in enumerate(QUESTIONS)]
)
def test_the_steps_are_those_that_were_reckoned_by_hand(
    company: str, question: dict[str, Any], books: Callable[[str], subledger.Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER / company)

    bridge = books(company).bridge(question["from"], question["to"], question.get("metric", "mrr"), question.get("by"))

    assert told(bridge) == [wanted(row) for row in cells(question["answer"])]


def told(bridge: Bridge) -> list[tuple[str, Fraction, str, list[str]]]:
    steps = [(step.key, step.amount, str(step.customers), sorted(map(said, step.shares()))) for step in bridge.steps]
    return [("opening", bridge.opening, "", []), *steps, ("closing", bridge.closing, "", [])]


def said(share: Share) -> str:
    rows = ", ".join(f"{row.file}:{row.row} {row.change}" for row in share.rows)
    return f"{share.customer or 'budget'} {float(share.amount):g}" + (f" ({rows})" if rows else "")


def wanted(row: dict[str, str]) -> tuple[str, Fraction, str, list[str]]:
    shares = [each if each.endswith(")") or "(" not in each else f"{each})" for each in row["who"].replace("), ", ")|").split("|")]
    plain = [each for part in shares for each in (part.split(", ") if "(" not in part else [part])]
    return row["step"], Fraction(row["amount"]), row["customers"], sorted(filter(None, plain))


def test_a_rate_that_changed_shows_its_rows(books: Callable[[str], subledger.Book]) -> None:
    step = books("03_rates").bridge("2025-01-31@2025-02-15", "2025-01-31").step("fx_rates")
    assert [(row.file, row.row, row.change) for row in step.rows] == [
        ("fx_rates.csv", 2, "corrected from"),
        ("fx_rates.csv", 2, "corrected to"),
        ("fx_rates.csv", 3, "came"),
    ]


def test_a_customer_is_told_once_in_what_the_budget_does_not_split(book_of: Callable[..., subledger.Book]) -> None:
    rows = "customer_id, unit_amount, starts_at, ends_at\nacme, 100, 2025-03-03, 2025-03-10\nacme, 70, 2025-03-12,\nacme, 90, 2025-03-20,"
    rows = rows.replace("70, 2025-03-12,", "70, 2025-03-12, 2025-03-20")
    book = book_of(subscriptions=rows, budget="month, metric, value\n2025-03, mrr, 50\n2025-03, churned_mrr, 0")
    step = book.bridge("2025-03@budget", "2025-03").step("budget.rest")
    assert (step.customers, step.shares()) == (1, [Share("acme", Fraction(190)), Share(None, Fraction(-50))])


@pytest.mark.parametrize("company", COMPANIES)
def test_the_company_says_how_each_step_comes_about(company: str) -> None:
    assert (FOLDER / company / "why.md").read_text("utf-8").startswith("# ")

"""Companies that an accountant can check by hand: each with its story in why.md and its answers in expected.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from typing import Any

import pytest
from companies.reading import FOLDER, Question, book, companies, found, questions
from conftest import ENGINES

import subledger

Books = Callable[[str], subledger.Book]
FEW = ("04_price_quantity_discount", "09_currencies", "10_retention", "14_days")
"""The companies for an engine that takes seconds for each; its two hundred histories are compared elsewhere."""


def on_each(of: Callable[[], list[Any]], name: str) -> pytest.MarkDecorator:
    """A test of each company, or of each question to one, on each engine."""
    cases = [(engine, case) for engine in ENGINES for case in of() if engine != "clickhouse" or str(case).startswith(FEW)]
    return pytest.mark.parametrize(("engine", name), cases, indirect=["engine"], ids=lambda case: str(case), scope="module")


@pytest.fixture(scope="module")
def books(engine: Callable[[], str | None]) -> Iterator[Books]:
    """Every company's book, loaded when it is first asked for."""
    with ExitStack() as opened:
        yield cache(lambda company: opened.enter_context(book(company, engine())))


@on_each(questions, "question")
def test_the_book_gives_the_answer_that_was_reckoned_by_hand(question: Question, books: Books) -> None:
    given, wanted = found(question, books(question.company))

    assert given == wanted


@on_each(companies, "company")
def test_the_book_passes_every_check(company: str, books: Books) -> None:
    assert books(company).check() == []


@pytest.mark.parametrize("company", companies())
def test_the_company_says_how_each_figure_comes_about(company: str) -> None:
    assert (FOLDER / company / "why.md").read_text("utf-8").startswith("# ")

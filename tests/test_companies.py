"""Companies that an accountant can check by hand: each with its story in why.md and its answers in expected.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from companies.reading import FOLDER, Question, book, companies, found, questions

import subledger

Books = Callable[[str], subledger.Book]


@pytest.fixture(scope="module")
def books(engine: Callable[[], str | None]) -> Iterator[Books]:
    """Every company's book, loaded when it is first asked for."""
    with ExitStack() as opened:
        yield cache(lambda company: opened.enter_context(book(company, engine())))


@pytest.mark.parametrize("question", questions(), ids=str)
def test_the_book_gives_the_answer_that_was_reckoned_by_hand(question: Question, books: Books) -> None:
    given, wanted = found(question, books(question.company))

    assert given == wanted


@pytest.mark.parametrize("company", companies())
def test_the_book_passes_every_check(company: str, books: Books) -> None:
    assert books(company).check() == []


@pytest.mark.parametrize("company", companies())
def test_the_company_says_how_each_figure_comes_about(company: str) -> None:
    assert (FOLDER / company / "why.md").read_text("utf-8").startswith("# ")

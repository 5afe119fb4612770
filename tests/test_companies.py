"""Companies that an accountant can check by hand: each with its story in why.md and its answers in expected.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from companies.reading import FOLDER, Question, book, companies, found, questions
from companies.together import CURRENCY, TIMEZONE, UNDER, answers, asked_under, policies, written
from conftest import ENGINES

import subledger

Books = Callable[[str], subledger.Book]
ELSEWHERE = [engine for engine in ENGINES if engine != "duckdb"]


@pytest.fixture(scope="module")
def books() -> Iterator[Books]:
    """Every company's book, in memory, loaded when it is first asked for."""
    with ExitStack() as opened:
        yield cache(lambda company: opened.enter_context(book(company)))


@pytest.mark.parametrize("question", questions(), ids=str)
def test_the_book_gives_the_answer_that_was_reckoned_by_hand(question: Question, books: Books) -> None:
    given, wanted = found(question, books(question.company))

    assert given == wanted


@pytest.mark.parametrize("company", companies())
def test_the_book_passes_every_check(company: str, books: Books) -> None:
    assert books(company).check() == []


@pytest.fixture(scope="module")
def book_of_all(engine: Callable[[], str], folder: Path) -> Iterator[subledger.Book]:
    """One book of all companies."""
    with subledger.init(engine(), currency=CURRENCY, timezone=TIMEZONE) as made:
        made.load(folder)
        yield made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("companies"))


@pytest.mark.parametrize("engine", ELSEWHERE, indirect=True, scope="module")
@pytest.mark.parametrize("number", range(len(UNDER)))
def test_one_book_of_all_companies_gives_the_same_answers_elsewhere(number: int, book_of_all: subledger.Book) -> None:
    found = answers(book_of_all, number)

    assert {question: given for question, (given, _) in found.items()} == {question: wanted for question, (_, wanted) in found.items()}
    assert book_of_all.check(policy=policies()[number]) == []


def test_no_question_is_left_out_elsewhere() -> None:
    assert sorted(str(each) for number in range(len(UNDER)) for each in asked_under(number)) == sorted(map(str, questions()))


@pytest.mark.parametrize("company", companies())
def test_the_company_says_how_each_figure_comes_about(company: str) -> None:
    assert (FOLDER / company / "why.md").read_text("utf-8").startswith("# ")

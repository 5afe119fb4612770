"""Two hundred random histories on ClickHouse: the oracle's figures and DuckDB's, and the same answers to what users ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from engines.two_hundred import TwoHundred
from engines.worked_on import worked_on

import subledger

START, END = date(2024, 6, 1), date(2025, 6, 1)
ASKED: dict[str, Callable[[subledger.Book], Any]] = {
    "by an attribute": lambda book: book.metrics("mrr,arpa,nrr", START, END, "quarter", by="size").rows,
    "another currency": lambda book: book.movements(START, END, "quarter", currency="EUR").rows,
    "cohorts": lambda book: book.cohorts("net", "own", start=START, end=END).rows,
    "findings": lambda book: book.findings(),
    "an explanation": lambda book: book.explain("mrr", END).as_json(),
    "checks": lambda book: book.check(),
}


@pytest.fixture(scope="module")
def book(clickhouse: str, two_hundred: TwoHundred) -> Iterator[subledger.Book]:
    """All two hundred in one database."""
    with subledger.init(f"{clickhouse}?database=two_hundred") as made:
        two_hundred.load_into(made)
        yield made


@pytest.mark.parametrize("policy", ["standard", "at_renewal"])
def test_two_hundred_histories(policy: str, book: subledger.Book, two_hundred: TwoHundred) -> None:
    assert two_hundred.differing(book, policy) == []


@pytest.mark.parametrize("question", ASKED)
def test_the_same_answer(question: str, book: subledger.Book, two_hundred: TwoHundred) -> None:
    assert ASKED[question](book) == ASKED[question](two_hundred.ours)


def test_what_people_do_to_a_book_is_the_same(clickhouse: str, two_hundred: TwoHundred, tmp_path: Path) -> None:
    with subledger.init(f"{clickhouse}?database=worked_on") as book:
        two_hundred.load_into(book)
        assert worked_on(book, tmp_path) == two_hundred.worked_on(tmp_path)

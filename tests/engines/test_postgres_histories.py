"""Two hundred random histories on PostgreSQL: the oracle's figures and DuckDB's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from engines.two_hundred import TwoHundred
from engines.worked_on import worked_on

import subledger


@pytest.fixture(scope="module")
def book(postgres: str, two_hundred: TwoHundred) -> Iterator[subledger.Book]:
    """All two hundred in one schema."""
    with subledger.init(f"{postgres}?schema=two_hundred") as made:
        two_hundred.load_into(made)
        yield made


@pytest.mark.parametrize("policy", ["standard", "of_subscriptions"])
def test_two_hundred_histories(policy: str, book: subledger.Book, two_hundred: TwoHundred) -> None:
    assert two_hundred.differing(book, policy) == []


def test_what_people_do_to_a_book_is_the_same(postgres: str, two_hundred: TwoHundred, tmp_path: Path) -> None:
    with subledger.init(f"{postgres}?schema=worked_on") as book:
        two_hundred.load_into(book)
        assert worked_on(book, tmp_path) == two_hundred.worked_on(tmp_path)

"""Two hundred random histories on PostgreSQL: the oracle's figures and DuckDB's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from engines.two_hundred import TwoHundred

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

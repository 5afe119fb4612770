"""The hash of a ledger's content: another when, and only when, something up to the day is another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest
from closing.told import MARCH

import subledger
from subledger.book.closing import content

BookOf = Callable[..., subledger.Book]
END = date(2025, 4, 1)


def hashed(book: subledger.Book, month: str = "2025-03") -> str:
    return book.close_month(month).content_hash


def defined(book: subledger.Book) -> str:
    """The hash as the documentation defines it, from what the book shows of its postings and movements."""
    sums: dict[tuple[Any, ...], list[int]] = {}
    for row in book.postings():
        names = ("customer_id", "subscription_id", "item_id", "plan", "product", "currency", "day", "cause")
        amounts = sums.setdefault(tuple(row[name] for name in names), [0, 0])
        amounts[0] += row["native_micros"]
        amounts[1] += row["run_rate_micros"]
    lines = [["posting", *names, *amounts] for names, amounts in sums.items() if any(amounts) and names[6] < END]
    for row in book.ledger_movements():
        if row["day"] < END:
            names = ("customer_id", "subscription_id", "day", "kind", "run_rate_micros", "opening_micros", "closing_micros", "paying_delta")
            lines.append(["movement", *(row[name] for name in names)])
    each = [hashlib.sha256(json.dumps(line, default=str).encode()).digest() for line in lines]
    total = sum(int.from_bytes(one, "big") for one in each) % 2**256
    return hashlib.sha256(f"{len(each)} {total:064x}".encode()).hexdigest()


def test_it_is_as_documented(book_of: BookOf) -> None:
    book = book_of(subscriptions=MARCH)
    assert hashed(book) == defined(book)


@pytest.mark.parametrize("customers", [1, 2, 3])
def test_it_does_not_matter_how_many_are_read_at_a_time(book_of: BookOf, customers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = hashed(book_of(subscriptions=MARCH))
    monkeypatch.setattr(content, "CUSTOMERS", customers)
    assert hashed(book_of(subscriptions=MARCH)) == wanted


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_rows_is_not_in_it(book_of: BookOf, seed: int) -> None:
    header, *rows = MARCH.strip().splitlines()
    Random(seed).shuffle(rows)
    shuffled = "\n".join([header, *rows])
    assert hashed(book_of(subscriptions=shuffled)) == hashed(book_of(subscriptions=MARCH))


@pytest.mark.parametrize(
    ("was", "is_now"),
    [("720.00", "900.00"), ("acme, s1, 100.00, month, 2025-01-10,", "acme, s1, 100.00, month, 2025-01-10, 2025-04-01")],
)
def test_what_comes_after_is_not_in_it(book_of: BookOf, was: str, is_now: str) -> None:
    assert hashed(book_of(subscriptions=MARCH.replace(was, is_now))) == hashed(book_of(subscriptions=MARCH))


@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        ("100.00", "100.01"),
        ("600.00", "600.01"),
        ("2025-01-10", "2025-01-11"),
        ("2025-03-20", "2025-03-31"),
        ("acme", "acme2"),
        ("s1", "s3"),
        ("acme, s1, 100.00, month, 2025-01-10,", "acme, s1, 100.00, month, 2025-01-10, 2025-03-31"),
    ],
)
def test_what_comes_before_is_in_it(book_of: BookOf, was: str, is_now: str) -> None:
    assert hashed(book_of(subscriptions=MARCH.replace(was, is_now))) != hashed(book_of(subscriptions=MARCH))


def test_two_customers_who_change_places_are_in_it(book_of: BookOf) -> None:
    rows = (
        "customer_id, subscription_id, unit_amount, starts_at\nacme, s1, 100, 2025-01-10\nbeta, s2, 50, 2025-01-10\nlate, s3, 1, 2025-05-01"
    )
    swapped = rows.replace("s1, 100", "s1, 70").replace("s2, 50", "s2, 80")
    one, other = (book_of(subscriptions=text).close_month("2025-03") for text in (rows, swapped))
    assert one.figures == other.figures
    assert one.content_hash != other.content_hash


def test_movements_of_subscriptions_name_them(book_of: BookOf) -> None:
    books = [
        book_of(subscriptions=MARCH.replace("s1", name), policy={"extends": "standard", "movements.of": "subscription"})
        for name in ("s1", "s9")
    ]
    assert hashed(books[0]) != hashed(books[1])

"""Every engine gives the figures that DuckDB gives, to the micro: random companies, refreshed by loads, and what users ask of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import agreement
import pytest

import subledger
from subledger.book import METRICS

CUSTOMERS, CHANGED = 50, 5
ANOTHER = {"name": "another", "counts.past_due": 30, "timing.change": "at_renewal", "movements.netting": "month", "fx.rate": "month_end"}
FIRST, SECOND = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
START, END = date(2023, 6, 1), date(2025, 12, 1)
ODD = "customer_id, subscription_id, plan, unit_amount, starts_at, region, cancel_reason\n"
ODD += "Zoë, z1, Ünlü, 10.000001, 2024-02-29, Æ, too 'dear'\nzoe, z2, a\\b, 9000000, 2024-01-31, '', \n"
ODD += 'B, b1, B, 3, 2024-01-31, "x,y", voluntary\na, a1, a, 0.07, 2023-12-31, , %s\n_, u1, "q""q", 1, 2023-12-31, NULL, \n'

Pair = tuple[subledger.Book, subledger.Book]


def drawn(chance: Random) -> tuple[int, int, int]:
    return chance.randrange(2**32), chance.randint(1, 4), chance.randint(1, 6)


@pytest.fixture(scope="module")
def pair(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """One company, loaded and then refreshed by a second load, on DuckDB and on PostgreSQL."""
    chance = Random("the same on every engine")
    first = [drawn(chance) for _ in range(CUSTOMERS)]
    second = [drawn(chance) if number < CHANGED else shape for number, shape in enumerate(first)]
    folders = [agreement.written(agreement.company(shapes, order=1), tmp_path_factory.mktemp("company")) for shapes in (first, second)]
    with subledger.init(None) as ours, subledger.init(f"{postgres}?schema=pair") as theirs:
        for book in (ours, theirs):
            book.keep(ANOTHER)
            for folder, known_at in zip(folders, (FIRST, SECOND), strict=True):
                book.load(folder, known_at=known_at)
        yield ours, theirs


def asked(of: Callable[[subledger.Book], Any], pair: Pair) -> tuple[Any, Any]:
    ours, theirs = (of(book) for book in pair)
    return ours, theirs


ASKED: dict[str, Callable[[subledger.Book], Any]] = {
    "every metric": lambda book: book.metrics([metric.slug for metric in METRICS], START, END).rows,
    "by plan": lambda book: book.metrics("mrr,nrr,grr,customers", START, END, "quarter", by="plan").rows,
    "by an attribute": lambda book: book.metrics("mrr,arpa", START, END, "quarter", by="size").rows,
    "movements": lambda book: book.movements(START, END).rows,
    "movements by currency": lambda book: book.movements(START, END, by="currency", where=("country!=DE",)).rows,
    "another policy": lambda book: book.movements(START, END, policy=ANOTHER).rows,
    "a preset, beside the book": lambda book: book.metrics("mrr,arpa", START, END, policy="stripe").rows,
    "another currency": lambda book: book.movements(START, END, currency="EUR").rows,
    "as it was known": lambda book: book.movements(START, END, known_at=FIRST).rows,
    "cohorts": lambda book: book.cohorts("net", "own", start=START, end=END).rows,
    "postings": lambda book: list(book.postings()),
    "findings": lambda book: book.findings(),
    "an explanation": lambda book: book.explain("mrr", END).as_json(),
    "a bridge": lambda book: book.bridge("2024-06-30", "2025-06-30@stripe").as_json(),
    "checks": lambda book: book.check(),
}


@pytest.mark.parametrize("question", ASKED)
def test_the_same_answer(question: str, pair: Pair) -> None:
    ours, theirs = asked(ASKED[question], pair)
    assert theirs == ours


def test_names_of_every_kind_sort_and_add_up_alike(engine: Callable[[], str | None], tmp_path: Path) -> None:
    (tmp_path / "subscriptions.csv").write_text(ODD, encoding="utf-8")
    with subledger.init(engine()) as book:
        loaded = book.load(tmp_path)
        by = {row["segment"]: row["value"] for row in book.metrics("mrr", date(2024, 3, 1), date(2024, 4, 1), by="plan").rows}
        assert loaded.warnings == []
        assert [row["customer_id"] for row in book.customers(date(2024, 3, 31)).rows] == ["zoe", "Zoë", "B", "_", "a"]
    assert by == {
        "Ünlü": Fraction(10_000_001, 10**6), "a\\b": 9_000_000, "B": 3, "a": Fraction(7, 100), 'q"q': 1,
    }  # fmt: skip


def test_ids_that_differ_in_case_alone_are_found_beyond_english(engine: Callable[[], str | None], tmp_path: Path) -> None:
    (tmp_path / "subscriptions.csv").write_text(
        "customer_id, unit_amount, starts_at\nZOË, 10, 2024-01-01\nzoë, 10, 2024-01-01\n", encoding="utf-8"
    )
    with subledger.init(engine()) as book, pytest.raises(subledger.BadInput) as caught:
        book.load(tmp_path)
    assert [(fault.code, fault.value) for fault in caught.value.found] == [("ids_alike", "zoë")]


def test_a_sum_beyond_64_bits_is_right(engine: Callable[[], str | None], tmp_path: Path) -> None:
    rows = "".join(f"c{number}, 700000000000, 2024-01-01\n" for number in range(5))
    (tmp_path / "subscriptions.csv").write_text("customer_id, unit_amount, starts_at\n" + rows)
    with subledger.init(engine()) as book:
        book.load(tmp_path)
        assert [row["value"] for row in book.metrics("mrr,arr", date(2024, 1, 1), date(2024, 2, 1)).rows] == [35 * 10**11, 42 * 10**12]


def test_what_is_too_large_is_said(engine: Callable[[], str | None], tmp_path: Path) -> None:
    (tmp_path / "subscriptions.csv").write_text(
        "customer_id, unit_amount, tax_percent, tax_inclusive, starts_at\nc1, 760000000000, 30, false, 2024-01-01\n"
    )
    with subledger.init(engine(), policy={"name": "gross", "counts.tax": "include"}) as book:
        with pytest.raises(subledger.SubledgerError) as caught:
            book.load(tmp_path)
        assert caught.value.code == "too_large"
        assert book.build.load_id == 0

"""Two public lists of one public company, for one month, that differ by a factor of four: neither is its MRR, and what each is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import subledger

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT.parent / "shared" / "data" / "ravenstack"
pytestmark = pytest.mark.skipif(not SAMPLE.is_dir(), reason="the sample is not on this machine")
OURS = 10_159_608


@pytest.fixture(scope="module")
def book() -> Iterator[subledger.Book]:
    with subledger.init(None) as made:
        made.load(SAMPLE, mapping=ROOT / "docs" / "examples" / "ravenstack.toml")
        yield made


@pytest.mark.parametrize(
    "name, day, theirs, is_",
    [
        ("derived_fct_account_month_mrr_abs23.csv", date(2024, 12, 31), 2_273_427, "began"),
        ("derived_account_month_mrr_ifiok.csv", date(2024, 6, 30), 277_457, "closed"),
        ("derived_account_month_mrr_ifiok.csv", date(2024, 12, 31), 574_643, "ended"),
    ],
)
def test_each_list_is_told_to_the_dollar(book: subledger.Book, name: str, day: date, theirs: int, is_: str) -> None:
    found = book.reconcile(SAMPLE / name, None if day.month == 12 else day)
    assert found.as_of == day
    assert found.theirs == theirs
    assert found.reading is not None
    assert (found.reading.name, found.reading.ours, found.reading.agree) == (is_, theirs, len(found.accounts))
    assert found.unexplained == 0
    if day.month == 12:
        assert found.ours == OURS

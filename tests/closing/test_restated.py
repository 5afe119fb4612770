"""A load says at once which earlier months it changed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from closing.told import MARCH

from subledger.book.building import refreshing

Telling = Callable[..., Any]
CENT = Fraction(1, 100)


def months(loaded: Any) -> dict[str, tuple[Fraction, Fraction]]:
    return {each.month: (each.before, each.after) for each in loaded.restated}


@pytest.mark.parametrize("most", [1, 10_000], ids=["refreshed", "built anew"])
def test_months_that_were_over_are_restated(telling: Telling, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshing, "MOST", most)
    company = telling()
    loaded = company.tell(MARCH.replace("100.00", "100.01"))
    # April is not over in the data of the first load, which ends on 2 April.
    assert months(loaded) == {
        "2025-01": (100, 100 + CENT),
        "2025-02": (150, 150 + CENT),
        "2025-03": (100, 100 + CENT),
    }
    assert {each.known_at.isoformat() for each in loaded.restated} == {"2025-04-05T00:00:00"}


def test_the_largest_change_comes_first(telling: Telling) -> None:
    loaded = telling().tell(MARCH.replace("600.00", "1200.00").replace("2025-01-10", "2025-01-20").replace("100.00", "101.00"))
    assert months(loaded) == {"2025-01": (100, 101), "2025-02": (150, 201), "2025-03": (100, 101)}
    assert [each.month for each in loaded.restated] == ["2025-02", "2025-01", "2025-03"]


def test_a_month_before_the_first_can_be_restated(telling: Telling) -> None:
    loaded = telling().tell(MARCH + "gamma, s3, 10, month, 2024-11-15, 2025-01-31\n")
    assert months(loaded) == {"2024-11": (0, 10), "2024-12": (0, 10)}


@pytest.mark.parametrize(
    "later",
    [
        MARCH,
        MARCH + "gamma, s3, 10, month, 2025-04-01,\n",
        MARCH.replace("720.00", "730.00"),
        # Who changes within a month and is back at its end leaves its closing MRR as it was.
        MARCH + "gamma, s3, 10, month, 2025-02-10, 2025-02-20\n",
    ],
)
def test_what_is_new_restates_nothing(telling: Telling, later: str) -> None:
    assert telling().tell(later).restated == []


def test_the_first_load_restates_nothing(telling: Telling) -> None:
    company = telling()
    assert company.book.closed() == []
    assert company.tell(MARCH.splitlines()[0] + "\n" + "acme, s1, 100.00, month, 2025-01-10,\n").restated != []


def test_a_future_end_is_not_how_far_the_data_reaches(telling: Telling) -> None:
    ending = MARCH.replace("2025-01-10,", "2025-01-10, 2026-01-01")
    company = telling(ending)
    # Known on 5 April, April was not over, although the data names a day of 2026.
    loaded = company.tell(ending + "gamma, s3, 10, month, 2025-04-01,\n")
    assert loaded.restated == []

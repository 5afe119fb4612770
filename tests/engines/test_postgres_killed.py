"""Work on a PostgreSQL server that is killed: the book is what it was before, or what it is after, and nothing in between.

Fifty points are drawn as on DuckDB; `SUBLEDGER_KILLS=7` draws others.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from book import points
from book.points import Killer, wrong

POINTS = {"first": 14, "snapshot": 14, "increment": 12, "recovery": 10}
LEADING = ("first", "keep", "snapshot", "increment", "recovery")


@pytest.fixture(scope="module")
def killer(postgres: str) -> Iterator[Killer]:
    with points.killer(postgres.rpartition("/")[0], *LEADING) as found:
        yield found


def test_the_points_are_fifty(killer: Killer) -> None:
    assert sum(len(points.drawn(work, killer.calls[work], count)) for work, count in POINTS.items()) == 50


@pytest.mark.parametrize("work", POINTS)
def test_killed(killer: Killer, work: str) -> None:
    left = killer.killed(work, POINTS)
    assert wrong(left) == {}
    assert set(left.values()) == ({"before"} if work == "recovery" else {"before", "after"})

"""Work that is killed: the book is what it was before, or what it is after, and nothing in between.

Two hundred points are drawn by a seed; `SUBLEDGER_KILLS=7` draws others. A point that fails is tried again by
`echo 'increment 57 0.4' | python tests/book/killing.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from book import points
from book.points import Killer, wrong

import subledger
from subledger.book.making import stands
from subledger.engine import place
from subledger.model.address import address

POINTS = {
    "first": 40,
    "snapshot": 34,
    "increment": 30,
    "keep": 16,
    "use": 14,
    "rebuild": 10,
    "forget": 10,
    "close": 10,
    "reopen": 10,
    "recovery": 26,
}


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    with points.killer() as found:
        yield found


def test_the_points_are_two_hundred() -> None:
    assert sum(POINTS.values()) == 200


@pytest.mark.parametrize("work", POINTS)
def test_killed(killer: Killer, work: str) -> None:
    left = killer.killed(work, POINTS)
    assert wrong(left) == {}
    # Killed before its first call a work has done nothing; before its last, the closing of the file, all of it.
    assert set(left.values()) == ({"before"} if work == "recovery" else {"before", "after"})


def test_a_book_that_was_killed_in_its_making_is_made_in_the_same_place(tmp_path: Path) -> None:
    """Tables come into sight all at once: a kill before leaves the place alone, and who makes a book there takes it over."""
    for name, begin in (("begun", lambda path: place(address(path)).make().close()), ("opened", Path.touch)):
        path = tmp_path / f"{name}.duckdb"
        begin(path)
        assert not stands(path)
        if name == "begun":
            with pytest.raises(subledger.SubledgerError, match="is empty: a book was begun there and not made") as caught:
                subledger.open(path, writes=True)
            assert (caught.value.code, caught.value.hint) == ("not_a_book", "make it now: subledger init, or subledger load FOLDER")
        subledger.init(path).close()
        with pytest.raises(subledger.SubledgerError, match="exists already"):
            subledger.init(path)
        with subledger.open(path) as book:
            assert book.check() == []

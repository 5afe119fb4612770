"""Work that is killed: the book is what it was before, or what it is after, and nothing in between.

Two hundred points are drawn by a seed; `SUBLEDGER_KILLS=7` draws others. A point that fails is tried again by
`echo 'increment 57 0.4' | python tests/book/killing.py`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import IO

import pytest

import subledger
from subledger.engine import place
from subledger.model.address import address

ROOT = Path(__file__).parents[2]
SEED = os.environ.get("SUBLEDGER_KILLS", "1")
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
BOUNDS = ("begin", "commit", "committed", "close")
"""Calls at which what was out of sight comes into sight, or into the file: each is a point, and one during it."""


@dataclass(frozen=True)
class Killer:
    """The process that kills, and the calls of each work."""

    process: subprocess.Popen[str]
    calls: dict[str, list[str]]

    def tried(self, point: str) -> str:
        """What is left of the book when a work is killed there."""
        assert self.process.stdin is not None
        print(point, file=self.process.stdin, flush=True)
        return said(self.process.stdout)


def said(stream: IO[str] | None) -> str:
    assert stream is not None
    line = stream.readline()
    assert line, "the process that kills has ended"
    return line.strip()


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    """One process in which all is imported and every definition compiled, and no book open: it forks what it kills."""
    command = [sys.executable, str(Path(__file__).parent / "killing.py")]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        yield Killer(process, json.loads(said(process.stdout)))


def drawn(work: str, calls: list[str]) -> list[str]:
    """Where a work is killed: before its first call, at every bound and during it, then at calls drawn by chance, half of them during."""
    chance = Random(f"{SEED} {work}")
    bounds = [number for number, call in enumerate(calls) if call in BOUNDS]
    points = [f"{work} 0 0", *(f"{work} {number} {share}" for number in bounds for share in (0, round(chance.random(), 2)))]
    while len(points) < POINTS[work]:
        points.append(f"{work} {chance.randrange(len(calls))} {chance.choice((0, round(chance.random(), 2)))}")
    return points


def test_the_points_are_two_hundred() -> None:
    assert sum(POINTS.values()) == 200


@pytest.mark.parametrize("work", POINTS)
def test_killed(killer: Killer, work: str) -> None:
    left = {point: killer.tried(point) for point in drawn(work, killer.calls[work])}
    assert {point: what for point, what in left.items() if what not in ("before", "after")} == {}
    # Killed before its first call a work has done nothing; before its last, the closing of the file, all of it.
    assert set(left.values()) == ({"before"} if work == "recovery" else {"before", "after"})


def test_a_book_that_was_killed_in_its_making_says_so(tmp_path: Path) -> None:
    """Tables come into sight all at once: a kill before leaves the place alone."""
    path = tmp_path / "book.duckdb"
    place(address(path)).make().close()
    with pytest.raises(subledger.SubledgerError, match="is empty: a book was begun there and not made") as caught:
        subledger.open(path, writes=True)
    assert (caught.value.code, caught.value.hint) == ("not_a_book", "remove it, then make the book again")

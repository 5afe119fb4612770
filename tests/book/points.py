"""The process that kills a book's work, and the points at which it is told to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import IO

ROOT = Path(__file__).parents[2]
SEED = os.environ.get("SUBLEDGER_KILLS", "1")
BOUNDS = ("begin", "commit", "committed", "close")
"""Calls at which what was out of sight comes into sight, or into the file: each is a point, and one during it."""


@dataclass(frozen=True)
class Killer:
    """The process that kills, and the calls of each work."""

    process: subprocess.Popen[str]
    calls: dict[str, list[str]]

    def killed(self, work: str, points: Mapping[str, int]) -> dict[str, str]:
        """What is left of the book when a work is killed at each of so many points."""
        return {point: self._tried(point) for point in drawn(work, self.calls[work], points[work])}

    def _tried(self, point: str) -> str:
        assert self.process.stdin is not None
        print(point, file=self.process.stdin, flush=True)
        return _said(self.process.stdout)


def drawn(work: str, calls: list[str], count: int) -> list[str]:
    """Where a work is killed: before its first call, at every bound and during it, then at calls drawn by chance, half of them during."""
    chance = Random(f"{SEED} {work}")
    bounds = [number for number, call in enumerate(calls) if call in BOUNDS]
    points = [f"{work} 0 0", *(f"{work} {number} {share}" for number in bounds for share in (0, round(chance.random(), 2)))]
    while len(points) < count:
        points.append(f"{work} {chance.randrange(len(calls))} {chance.choice((0, round(chance.random(), 2)))}")
    return points


@contextmanager
def killer(*arguments: str) -> Iterator[Killer]:
    """One process in which all is imported and every definition compiled, and no book open: it forks what it kills."""
    command = [sys.executable, str(Path(__file__).parent / "killing.py"), *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        yield Killer(process, json.loads(_said(process.stdout)))


def _said(stream: IO[str] | None) -> str:
    assert stream is not None
    line = stream.readline()
    assert line, "the process that kills has ended"
    return line.strip()


def wrong(left: Mapping[str, str]) -> dict[str, str]:
    """The points after which the book is neither what it was nor what the work makes of it."""
    return {point: what for point, what in left.items() if what not in ("before", "after")}

"""A load that is killed: the book is what it was before, or what it is after, and nothing in between."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

import subledger
from subledger.sources.demo import write_demo

SOURCE = Path(subledger.__file__).parents[1]
LOADS = """
import sys, subledger
tell = lambda stage: print(stage, flush=True)
with subledger.open(sys.argv[1], writes=True) as book:
    book.load(sys.argv[2], tell=tell)
    tell("loaded")
tell("closed")
"""
STAGES = ("reading", "storing", "comparing", "states", "postings", "movements", "checks", "loaded")
POINTS = [(stage, share) for stage in STAGES for share in ((0.5,) if stage in ("reading", "comparing", "movements") else (0.0, 0.7))]
"""A stage, and the share of it after which the kill comes, give or take some: the end, where the file is written, more often."""


@dataclass(frozen=True)
class Company:
    """A book with a first load, a second export, what is known of both, and how long each stage of the second load takes."""

    path: Path
    second: Path
    before: list[Any]
    after: list[Any]
    took: dict[str, float]


def figures(path: Path) -> list[Any]:
    with subledger.open(path) as book:
        assert book.check() == []
        moved = book.movements(date(2023, 1, 1), date(2026, 1, 1), "quarter").rows
        return [moved, book.customers(date(2025, 6, 30)).rows, book.metrics("nrr", date(2025, 1, 1), date(2025, 4, 1)).rows]


def loading(path: Path, folder: Path) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    return subprocess.Popen([sys.executable, "-c", LOADS, str(path), str(folder)], stdout=subprocess.PIPE, text=True, env=environment)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    folder = tmp_path_factory.mktemp("company")
    for name, seed in (("first", 7), ("second", 8)):
        write_demo(folder / name, seed=seed, customers=300)
        for left_out in ("invoice_lines", "budget", "spend"):
            (folder / name / f"{left_out}.csv").unlink()
    path, other = folder / "book.duckdb", folder / "after.duckdb"
    with subledger.init(path) as book:
        book.load(folder / "first")
    shutil.copy(path, other)
    took, stage, since = {}, "", time.monotonic()
    with loading(other, folder / "second") as child:
        assert child.stdout is not None
        for line in child.stdout:
            took[stage], stage, since = time.monotonic() - since, line.strip(), time.monotonic()
    assert (stage, child.returncode) == ("closed", 0)
    return Company(path, folder / "second", figures(path), figures(other), took)


def test_the_two_loads_differ(company: Company) -> None:
    assert company.before != company.after
    assert set(STAGES) < set(company.took)


@pytest.mark.parametrize(("stage", "share"), POINTS)
def test_killed(stage: str, share: float, company: Company, tmp_path: Path) -> None:
    path = tmp_path / "book.duckdb"
    shutil.copy(company.path, path)
    wait = company.took[stage] * (share + 0.3 * Random(f"{stage} {share}").random())
    with loading(path, company.second) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if line.strip() == stage:
                break
        time.sleep(wait)
        child.send_signal(signal.SIGKILL)
    found = figures(path)
    assert found in (company.before, company.after)
    if stage == "loaded":
        # What load has returned from stays, even if the process dies before it closes the book.
        assert found == company.after


def test_a_killed_load_goes_in_the_next_time(company: Company, tmp_path: Path) -> None:
    path = tmp_path / "book.duckdb"
    shutil.copy(company.path, path)
    with loading(path, company.second) as child:
        assert child.stdout is not None
        while child.stdout.readline().strip() != "postings":
            pass
        child.kill()
    with subledger.open(path, writes=True) as book:
        assert book.load(company.second).load_id == 2
    assert figures(path) == company.after

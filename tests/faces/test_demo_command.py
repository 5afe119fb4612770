"""The demo's report, told of a small book in place of the large one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from subledger.book import Book, open_book
from subledger.model.address import Address

Cli = Callable[..., Any]


@pytest.fixture
def made(book: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, bool]]:
    asked: list[tuple[Path, bool]] = []

    def demo(path: Path, replace: bool = False, tell: Callable[[str], None] = print) -> Book:
        asked.append((path, replace))
        return open_book(book)

    monkeypatch.setattr("subledger.book.demo", demo)
    return asked


def test_the_report(cli: Cli, made: list[tuple[Path, bool]]) -> None:
    ran = cli("demo", "--no-serve")
    assert (ran.code, ran.err) == (0, "")
    assert made == [(Address("subledger-demo.duckdb"), True)]
    assert "MRR 665.00 USD" in ran.out
    assert "ARR 7,980.00 · customers 3 · ARPA 221.67 · NRR – · GRR –" in ran.out
    assert "At the end of 2025-09-30, 3 customers pay 221.67 USD a month on average." in ran.out
    assert "2025-Q3   580.00    0.00" in ran.out
    assert "2025-Q1" in ran.out
    commands = [line.strip() for line in ran.out.splitlines() if line.startswith("  subledger ")]
    assert len(commands) == 3
    assert "under policy standard v1 (" in ran.out
    assert "MRR is a planning figure, not revenue as GAAP or IFRS recognise it." in ran.out


def test_the_commands_it_names_work(cli: Cli, made: list[tuple[Path, bool]], book: Path) -> None:
    for line in cli("demo", "--no-serve", "--book", book).out.splitlines():
        if line.startswith("  subledger ") and "FOLDER" not in line:
            assert cli(*line.split()[1:]).code == 0, line


def test_json(cli: Cli, made: list[tuple[Path, bool]]) -> None:
    said = cli("demo", "--book", "here.duckdb", "--format", "json").json
    assert (said["ok"], said["book"]) == (True, "here.duckdb")
    assert [row["metric"] for row in said["rows"]] == ["mrr", "arr", "customers", "arpa", "nrr", "grr"]

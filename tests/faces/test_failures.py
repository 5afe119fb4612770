"""How commands fail: exit codes, words for people, one shape for programs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

import subledger
from subledger.book import Book
from subledger.faces.cli import failure

Cli = Callable[..., Any]
SHAPE = ["code", "message", "file", "row", "column", "value", "expected", "hint"]
MISTAKES = {
    "metrcs": "usage",
    "metrics mrr --nonsense": "usage",
    "metrics mrx": "unknown_metric",
    "metrics ,": "no_metric",
    "metrics --grain mnth": "unknown_grain",
    "metrics --from 2025-1-1": "not_a_date",
    "metrics --from 20250101": "not_a_date",
    "metrics --from 2025-02-30": "not_a_date",
    "metrics --from 2025-03-01 --to 2025-03-01": "empty_span",
    "metrics --trailing x": "not_a_count",
    "metrics --by nothing": "unknown_attribute",
    "metrics --where country": "filter",
    "metrics --policy nothing": "unknown_policy",
    "metrics --currency usd": "unknown_currency",
    "metrics --known-at yesterday": "not_a_time",
    "cohorts --of revenue": "unknown_of",
    "customers --as-of today": "not_a_date",
    "explain mrx": "unknown_metric",
    "explain --customer nobody": "unknown_customer",
    "check nothing": "unknown_check",
    "policy show nothing": "unknown_policy",
    "policy": "usage",
    "load": "usage",
}


@pytest.mark.parametrize("command", MISTAKES)
def test_mistakes(command: str, cli: Cli, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUBLEDGER_BOOK", str(book))
    ran = cli(*command.split(), "--format", "json")
    assert (ran.code, ran.err) == (2, "")
    assert list(ran.json) == ["ok", "errors"]
    assert ran.json["ok"] is False
    assert [list(error) for error in ran.json["errors"]] == [SHAPE]
    assert ran.json["errors"][0]["code"] == MISTAKES[command]
    said = cli(*command.split())
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"error[{MISTAKES[command]}]: ")


def test_a_format_that_is_none(cli: Cli, book: Path) -> None:
    ran = cli("metrics", "--book", book, "--format", "jsn")
    assert ran.err == "error[unknown_format]: unknown format 'jsn'\n  expected: one of table, json, csv\n  hint: did you mean 'json'?\n"


def test_no_book(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("hello", "utf-8")
    for path in ("nothing.duckdb", "text.txt", "."):
        ran = cli("customers", "--book", path)
        assert ran.code == 2, path
        assert ran.err.startswith("error["), path


def test_bad_data(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "subscriptions.csv"
    file.write_text("customer_id,plan,unit_amount,starts_at\na,pro,10,31.12.2024\n", "utf-8")
    ran = cli("load", file)
    assert (ran.code, ran.out) == (1, "")
    lines = ran.err.splitlines()
    assert lines[0].startswith("error[not_a_date]: ")
    assert lines[1] == "  subscriptions.csv, row 2, column starts_at: '31.12.2024'"
    assert lines[2].startswith("  expected: ")
    assert lines[3].startswith("  hint: ")
    error = cli("load", file, "--format", "json").json["errors"][0]
    assert list(error)[: len(SHAPE)] == SHAPE
    assert (error["file"], error["row"], error["column"], error["value"]) == ("subscriptions.csv", 2, "starts_at", "31.12.2024")


def test_bad_data_in_bulk(cli: Cli, tmp_path: Path) -> None:
    rows = [f"c{number},pro,{number}.00,31.12.2024,USD" for number in range(60)]
    (tmp_path / "subscriptions.csv").write_text("customer_id,plan,unit_amount,starts_at,currency\n" + "\n".join(rows) + "\n", "utf-8")
    ran = cli("load", "subscriptions.csv")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error[bad_input]: 60 faults in the data; nothing was loaded\n  MRR at stake, by list price: 1,770.00 USD\n")
    assert "subscriptions.csv: 60 faults\n" in ran.err
    assert "… and 10 more (see --format json)\n" in ran.err
    assert "not_a_date (60×): " in ran.err
    assert sum("31.12.2024" in line for line in ran.err.splitlines()) == 50
    errors = cli("load", "subscriptions.csv", "--format", "json").json["errors"]
    assert (len(errors), errors[7]["mrr_at_stake"]) == (60, "7.000000 USD")


def test_a_broken_invariant(cli: Cli, book: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.duckdb"
    shutil.copy(book, broken)
    with subledger.open(broken) as of:
        prefix = of._ledger(None, None, None).prefix
    with duckdb.connect(str(broken)) as connection:
        connection.execute(f"UPDATE {prefix}movements SET run_rate_micros = run_rate_micros + 1 WHERE kind = 'expansion'")
    ran = cli("check", "movements_equal_postings", "--book", broken)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error[check.movements_equal_postings]: customer acme on 2025-03-05: expected ")
    errors = cli("check", "--book", broken, "--format", "json").json["errors"]
    assert {"check.movements_equal_postings", "check.opening_plus_movements"} <= {error["code"] for error in errors}
    assert list(errors[0]) == SHAPE


def test_our_own_faults_show_no_traceback(cli: Cli, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("half of nothing")

    monkeypatch.setattr(Book, "customers", fails)
    ran = cli("customers", "--book", book)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error[internal]: ZeroDivisionError: half of nothing\n  hint: ")
    assert "Traceback" not in ran.err
    assert cli("customers", "--book", book, "--format", "json").json["errors"][0]["code"] == "internal"
    monkeypatch.setenv("SUBLEDGER_DEBUG", "1")
    assert "Traceback" in cli("customers", "--book", book).err


@pytest.mark.parametrize("interruption", [KeyboardInterrupt(), RuntimeError("Query interrupted")])
def test_interrupted(interruption: BaseException, cli: Cli, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(*_: object, **__: object) -> None:
        raise interruption

    monkeypatch.setattr(Book, "customers", stops)
    ran = cli("customers", "--book", book)
    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_json_is_asked_for_in_any_spelling() -> None:
    assert failure.is_json(["metrics", "--format", "json"])
    assert failure.is_json(["--format=json"])
    assert failure.is_json(["-f", "json"])
    assert not failure.is_json(["--format", "table", "json"])

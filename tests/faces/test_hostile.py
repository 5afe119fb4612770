"""Hostile names: shown as they are written, steering nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from subledger.faces.inert import inert

Cli = Callable[..., Any]
EVIL = "\x1b[31mevil[red]x[/]\u202e\x07"
SHOWN = "\\x1b[31mevil[red]x[/]\\u202e\\x07"


@pytest.fixture(scope="module")
def evil(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evil")
    text = f'customer_id,plan,unit_amount,starts_at\n"{EVIL}","p[bold]o",10,2025-01-01\n株式会社,=1+1,20,2025-01-01\n'
    (folder / "subscriptions.csv").write_text(text, "utf-8")
    ran = cli("load", folder, "--book", folder / "b.duckdb")
    assert ran.code == 0, ran.err
    return folder / "b.duckdb"


def test_tables(cli: Cli, evil: Path) -> None:
    for command in (["customers"], ["explain", "mrr", "--customer", EVIL], ["postings"], ["metrics", "mrr", "--by", "customer"]):
        for terminal in (False, True):
            out = cli(*command, "--book", evil, terminal=terminal).out
            assert EVIL not in out
            assert "\x07" not in out
            assert "\u202e" not in out
        assert SHOWN in cli(*command, "--book", evil).out
    assert "p[bold]o" in cli("metrics", "mrr", "--by", "plan", "--book", evil).out


def test_names_of_other_scripts_stay_in_line(cli: Cli, evil: Path) -> None:
    lines = cli("customers", "--book", evil).out.splitlines()
    assert any(line.startswith("株式会社") and line.endswith("20.00  240.00") for line in lines)


def test_errors(cli: Cli, evil: Path) -> None:
    ran = cli("explain", "mrr", "--customer", EVIL + "?", "--book", evil)
    assert ran.code == 2
    assert "\x1b" not in ran.err
    assert "\\x1b" in ran.err


def test_json_and_csv(cli: Cli, evil: Path) -> None:
    ran = cli("customers", "--book", evil, "--format", "json")
    assert EVIL in [row["customer_id"] for row in ran.json["rows"]]
    assert ran.out.isprintable() or not any(character in ran.out for character in "\x1b\x07\u202e")
    assert "\x1b" not in cli("customers", "--book", evil, "--format", "csv", terminal=True).out


def test_faults_in_bulk(cli: Cli, tmp_path: Path) -> None:
    rows = "".join(f'"{EVIL}{number}",pro,"{EVIL}",2025-01-01\n' for number in range(9))
    (tmp_path / "subscriptions.csv").write_text("customer_id,plan,unit_amount,starts_at\n" + rows, "utf-8")
    ran = cli("load", "subscriptions.csv")
    assert ran.code == 1
    assert "\x1b" not in ran.err
    assert "evil[red]" in ran.err


def test_inert() -> None:
    assert inert("plain – ünïcode 株") == "plain – ünïcode 株"
    assert inert("a\tb\nc\x9b\ud800") == "a\\x09b\\x0ac\\x9b\\ud800"

"""`subledger bridge`: what it prints in each form."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from subledger.faces.cli.waterfall import waterfall

Cli = Callable[..., Any]
TIME = ("bridge", "--from", "2025-01-31", "--to", "2025-08-31")


def test_the_table_has_every_step_and_a_waterfall(cli: Cli, book: Path) -> None:
    ran = cli(*TIME, "--book", book)
    assert (ran.code, ran.err) == (0, "")
    heading, view, blank, *table = ran.out.splitlines()
    assert heading == "MRR: 2025-01-31 → 2025-08-31"
    assert view.startswith("USD · policy standard v")
    assert blank == ""
    lines = {line.split("  ")[0]: line for line in table}
    assert [lines[name].split()[1:3] for name in ("new", "expansion", "contraction", "churn")] == [
        ["+80.00", "1"],
        ["+300.00", "1"],
        ["−40.00", "1"],
        ["−100.00", "1"],
    ]
    assert "no difference: reactivation" in ran.out
    assert "█" in lines["2025-01-31"]
    assert "▓" in lines["expansion"]
    assert "░" in lines["churn"]


def test_json(cli: Cli, book: Path) -> None:
    said = cli(*TIME, "--book", book, "--format", "json").json
    assert list(said) == ["ok", "metric", "unit", "currency", "from", "to", "opening", "steps", "closing"]
    assert list(said["from"]) == ["period", "start", "end", "policy", "known_at", "scenario"]
    assert list(said["to"]["policy"]) == ["name", "version", "hash"]
    assert [list(step) for step in said["steps"]] == [["name", "amount", "customers", "dimension", "key"]] * 5
    assert (said["opening"], said["closing"]) == ("300.000000", "540.000000")
    assert Decimal(said["opening"]) + sum(Decimal(step["amount"]) for step in said["steps"]) == Decimal(said["closing"])


def test_a_step_opens_to_its_customers(cli: Cli, book: Path) -> None:
    opened = cli(*TIME, "--book", book, "--step", "churn", "--format", "json").json
    assert [step.get("shares") for step in opened["steps"]] == [None, None, None, [{"customer_id": "beta", "amount": "-100.000000"}], None]
    every = cli(*TIME, "--book", book, "--customers", "--format", "json").json
    assert [len(step["shares"]) for step in every["steps"]] == [1, 1, 1, 1, 0]
    text = cli(*TIME, "--book", book, "--step", "churn").out
    assert "churn (churn)\n" in text
    assert "subledger explain mrr --customer ID --as-of 2025-08-31" in text
    assert cli(*TIME, "--book", book, "--step", "chrn").code == 2


def test_csv(cli: Cli, book: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(cli(*TIME, "--book", book, "--format", "csv").out)))
    assert [row["name"] for row in rows] == ["opening", "new", "expansion", "contraction", "churn", "reactivation", "closing"]
    assert sum(Decimal(row["amount"]) for row in rows[:-1]) == Decimal(rows[-1]["amount"])
    shares = list(csv.DictReader(io.StringIO(cli(*TIME, "--book", book, "--format", "csv", "--customers").out)))
    assert [(row["key"], row["customer_id"]) for row in shares] == [
        ("new", "gamma"),
        ("expansion", "acme"),
        ("contraction", "gamma"),
        ("churn", "beta"),
    ]


def test_a_policy_step_names_its_setting(cli: Cli, book: Path, tmp_path: Path) -> None:
    policy = tmp_path / "ours.toml"
    policy.write_text('name = "ours"\nextends = "standard"\n[counts]\npaused = true\n', "utf-8")
    ran = cli("bridge", "--from", "2025-08-31", "--to", f"2025-08-31@{policy}", "--book", book)
    assert (ran.code, ran.err) == (0, "")
    assert "counts.paused: false → true" in ran.out
    assert "from  USD · policy standard" in ran.out
    assert "to    USD · policy ours v1" in ran.out
    both = cli("bridge", "--from", "2025-08-31", "--to", "2025-08-31", "--policy", policy, "--book", book, "--format", "json").json
    assert (both["opening"], both["steps"], both["closing"]) == ("660.000000", [], "660.000000")


@pytest.mark.parametrize(
    ("views", "code"),
    [
        (("2025-01-31@nope", "2025-08-31"), "unknown_policy"),
        (("2025-01-32", "2025-08-31"), "view"),
        (("2025-01-31@2020-01-01", "2025-08-31"), "known_at"),
        (("2025-01-31", "2025-08@budget"), "no_budget"),
    ],
)
def test_errors_have_the_one_shape(views: tuple[str, str], code: str, cli: Cli, book: Path) -> None:
    ran = cli("bridge", "--from", views[0], "--to", views[1], "--book", book, "--format", "json")
    assert ran.code == 2
    assert ran.json["ok"] is False
    assert [error["code"] for error in ran.json["errors"]] == [code]


@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_every_figure_is_whole_however_narrow_the_terminal(
    columns: str,
    cli: Cli,
    book: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("NO_COLOR", "1")
    out = cli(*TIME, "--book", book, terminal=True).out
    assert all(amount in out for amount in ("300.00", "+80.00", "+300.00", "−40.00", "−100.00", "540.00"))


def test_a_waterfall_hangs_each_amount_between_two_balances() -> None:
    bars, least = waterfall(Fraction(100), [Fraction(100), Fraction(-50), Fraction(0)], 8)
    assert least == 0
    assert [bar.text for bar in bars] == ["████", "    ▓▓▓▓", "      ░░", "      ", "██████"]


def test_bars_begin_near_the_least_balance_where_little_moves() -> None:
    bars, least = waterfall(Fraction(1000), [Fraction(10)], 20)
    assert 0 < least < 1000
    assert bars[1].text.endswith("▓")
    assert len(bars[-1].text) == 20


def test_nothing_has_no_bar() -> None:
    assert [bar.text for bar in waterfall(Fraction(0), [], 8)[0]] == ["", ""]

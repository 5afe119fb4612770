"""`subledger reconcile`: what it prints in each form."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from faces.conftest import _apart, cli, export  # noqa: F401
from faces.conftest import book as company  # noqa: F401

Cli = Callable[..., Any]
LIST = "Account,Amount,Ccy\nacme,500.00,usd\nbeta,125.00,usd\nGAMMA ,480.00,usd\nnobody,7.00,usd\n"
NAMED = ("--mrr", "Amount", "--currency-column", "Ccy", "--as-of", "2025-12-31")


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.csv"
    path.write_text(LIST, "utf-8")
    return path


def test_the_table(cli: Cli, company: Path, theirs: Path) -> None:  # noqa: F811
    ran = cli("reconcile", theirs, "--book", company, *NAMED)
    assert ran.code == 0, ran.err
    assert "theirs.csv beside the book at the end of 2025-12-31" in ran.out
    assert "nearest: standard" in ran.out
    assert "a year's worth: × 12" in ran.out
    assert "no such customer in the book" in ran.out
    assert "gamma (theirs: GAMMA)" in ran.out
    assert "note: theirs.csv: Account is the customer, Amount is the mrr, Ccy is the currency" in ran.err


def test_json(cli: Cli, company: Path, theirs: Path) -> None:  # noqa: F811
    said = cli("reconcile", theirs, "--book", company, *NAMED, "--format", "json").json
    assert (said["ok"], said["as_of"], said["currency"], said["proposed"]) == (True, "2025-12-31", "USD", "standard")
    assert (said["theirs"], said["ours"], said["unexplained"]) == ("1112.000000", "665.000000", "0.000000")
    assert {preset["name"] for preset in said["presets"]} | set(said["presets"][0]["same"]) >= {"standard", "chartmogul"}
    assert {row["customer_id"]: row["reason"] for row in said["rows"]} == {
        "acme": "agrees",
        "beta": "agrees",
        "gamma": "reading",
        "nobody": "missing_here",
    }
    assert said["reading"] is None


def test_csv(cli: Cli, company: Path, theirs: Path) -> None:  # noqa: F811
    rows = list(csv.DictReader(io.StringIO(cli("reconcile", theirs, "--book", company, *NAMED, "--format", "csv").out)))
    assert [row["customer_id"] for row in rows] == ["gamma", "nobody", "acme", "beta"]
    assert sum(Decimal(row["gap"]) for row in rows) == Decimal("447")


def test_faults(cli: Cli, company: Path, theirs: Path) -> None:  # noqa: F811
    ran = cli("reconcile", theirs, "--book", company, "--mrr", "Amonut")
    assert ran.code == 1
    assert "is it 'Amount'? then say --mrr \"Amount\"" in ran.err
    said = cli("reconcile", theirs, "--book", company, "--as-of", "today", "--format", "json")
    assert (said.code, said.json["errors"][0]["code"]) == (2, "not_a_date")

"""What `subledger findings` says: nothing of a clean book, and of another its findings with their price."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

import pytest
from company_files import files

STATES = """
customer_id, subscription_id, item_id, plan, unit_amount, starts_at,  ends_at
acme,        s1,              i1,      pro,  100,         2025-01-01, 2025-02-28
acme,        s1,              i1,      pro,  120,         2025-03-01,
"""


def ran(*arguments: str | Path) -> str:
    from subledger.faces.cli.app import run

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert run([str(argument) for argument in arguments]) == 0
    return out.getvalue()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    ran("load", files(tmp_path / "files", subscriptions=STATES), "--book", tmp_path / "book.duckdb")
    return tmp_path / "book.duckdb"


def test_a_table(book: Path) -> None:
    out = ran("findings", "--book", book)
    assert out.startswith("1 finding, 100.00 USD of MRR at stake\n")
    for said in (
        "gap_of_a_day (1)",
        "ends on 2025-02-28 and begins again on 2025-03-01",
        "subscriptions.csv:2",
        "subscriptions.csv:3",
        "to do: ends_at is",
    ):
        assert said in out


def test_json(book: Path) -> None:
    (row,) = json.loads(ran("findings", "gap_of_a_day", "--book", book, "--format", "json"))["rows"]
    assert (row["finding"], row["customer"], row["mrr_at_stake"], row["row"], row["other_row"]) == (
        "gap_of_a_day",
        "acme",
        "100.000000",
        2,
        3,
    )


def test_silence(book: Path) -> None:
    assert ran("findings", "price_outlier", "--book", book) == ""


def test_the_list() -> None:
    assert "doubled_customer" in ran("findings", "--list")
    assert json.loads(ran("findings", "--list", "--format", "json"))["rows"][0]["finding"] == "twice_on_a_plan"

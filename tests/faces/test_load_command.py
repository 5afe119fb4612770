"""Loading from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]
HEADER = "customer_id,plan,unit_amount,starts_at\n"


def test_load_says_what_it_read(cli: Cli, export: Path, tmp_path: Path) -> None:
    said = cli("load", export, "--book", tmp_path / "b.duckdb", "--format", "json").json
    assert list(said)[:4] == ["ok", "load_id", "rows", "warnings"]
    assert (said["ok"], said["load_id"], said["rows"]) == (True, 1, {"customers": 4, "subscriptions": 8})
    again = cli("load", export, "--book", tmp_path / "b.duckdb")
    assert again.code == 0
    assert "nothing new" in again.out


def test_load_makes_a_book_as_told(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "subscriptions.csv"
    file.write_text(HEADER + "a,pro,1000,2025-01-01\n", "utf-8")
    assert cli("load", file, "--book", "b", "--currency", "JPY", "--timezone", "Asia/Tokyo").code == 0
    assert cli("customers", "--book", "b", "--format", "json").json["currency"] == "JPY"
    # No minor units: no decimals.
    assert "1,000  12,000" in cli("customers", "--book", "b").out
    other = cli("load", file, "--book", "b", "--currency", "USD", "--format", "json")
    assert (other.code, other.json["errors"][0]["code"]) == (2, "book_setting")


def test_a_failed_load_leaves_no_book(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "subscriptions.csv"
    file.write_text(HEADER + "a,pro,ten,2025-01-01\n", "utf-8")
    assert cli("load", file, "--book", "b.duckdb").code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["subscriptions.csv"]
    file.write_text(HEADER + "a,pro,10,2025-01-01\n", "utf-8")
    assert cli("load", file, "--book", "b.duckdb").code == 0
    before = cli("customers", "--book", "b.duckdb").out
    file.write_text(HEADER + "a,pro,ten,2025-01-01\n", "utf-8")
    assert cli("load", file, "--book", "b.duckdb").code == 1
    assert cli("customers", "--book", "b.duckdb").out == before


def test_init(cli: Cli, tmp_path: Path) -> None:
    said = cli("init", "--book", "b.duckdb", "--currency", "EUR", "--format", "json").json
    assert {name: said[name] for name in ("ok", "book", "currency", "timezone")} == {
        "ok": True,
        "book": "b.duckdb",
        "currency": "EUR",
        "timezone": "UTC",
    }
    assert cli("init", "--book", "b.duckdb").code == 2
    # An empty book answers: with nothing.
    assert cli("customers", "--book", "b.duckdb", "--format", "json").json["rows"] == []
    assert cli("customers", "--book", "b.duckdb").code == 0
    assert cli("cohorts", "--book", "b.duckdb").code == 0
    assert cli("metrics", "--book", "b.duckdb").code == 0


def test_increment_and_rebuild(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "subscriptions.csv"
    file.write_text(HEADER + "a,pro,10,2025-01-01\n", "utf-8")
    assert cli("load", file, "--book", "b").code == 0
    file.write_text(HEADER + "b,pro,20,2025-01-01\n", "utf-8")
    assert cli("load", file, "--book", "b", "--increment").code == 0
    assert cli("rebuild", "--book", "b", "--format", "json").json["ok"] is True
    assert [row["customer_id"] for row in cli("customers", "--book", "b", "--format", "json").json["rows"]] == ["b", "a"]

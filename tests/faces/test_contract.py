"""The JSON of every command, as format.md promises it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]


@pytest.fixture
def ask(cli: Cli, book: Path) -> Cli:
    def asked(command: str) -> Any:
        ran = cli(*command.split(), "--book", book, "--format", "json")
        assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)
        return ran.json

    return asked


def test_every_answer_says_its_view(ask: Cli) -> None:
    for command in ("metrics mrr", "movements", "customers", "cohorts", "explain", "postings"):
        said = ask(command)
        about = ["metric", "formula", "value", "unit", "customer", "as_of", "start", "end", "where"] if command == "explain" else []
        assert list(said) == ["ok", "policy", "known_at", "currency", *about, "rows"]
        assert said["ok"] is True
        assert list(said["policy"]) == ["name", "version", "hash"]
        assert (said["policy"]["name"], len(said["policy"]["hash"])) == ("standard", 64)
        assert (said["known_at"], said["currency"]) == ("2026-01-01T00:00:00.000000Z", "USD")


def test_metrics(ask: Cli) -> None:
    rows = ask("metrics mrr,nrr,customers --from 2025-03-01 --to 2025-04-01")["rows"]
    period = {"period": "2025-03", "start": "2025-03-01", "end": "2025-04-01"}
    assert rows == [
        period | {"metric": "mrr", "value": "680.000000", "unit": "USD"},
        period | {"metric": "nrr", "value": None, "unit": "rate"},
        period | {"metric": "customers", "value": 3, "unit": "count"},
    ]


def test_metrics_by_attribute(ask: Cli) -> None:
    rows = ask("metrics mrr --by country --grain year --from 2025-01-01 --to 2026-01-01")["rows"]
    assert list(rows[0]) == ["period", "start", "end", "segment", "metric", "value", "unit"]
    assert {row["segment"]: row["value"] for row in rows} == {"US": "500.000000", "DE": "125.000000", None: "40.000000"}


def test_grains_are_named(ask: Cli) -> None:
    named = {"day": "2025-03-03", "week": "2025-W10", "month": "2025-03", "quarter": "2025-Q1", "year": "2025"}
    for grain, label in named.items():
        assert ask(f"metrics mrr --grain {grain} --from 2025-03-03 --to 2025-03-04")["rows"][0]["period"] == label


def test_movements(ask: Cli) -> None:
    rows = ask("movements --grain quarter --from 2025-04-01 --to 2025-10-01")["rows"]
    assert list(rows[0]) == [
        *("period", "start", "end", "opening", "new", "expansion", "contraction", "churn", "reactivation", "transfer", "fx", "closing")
    ]
    assert [(row["opening"], row["contraction"], row["churn"], row["reactivation"], row["closing"]) for row in rows] == [
        ("680.000000", "0.000000", "-100.000000", "0.000000", "580.000000"),
        ("580.000000", "-40.000000", "0.000000", "125.000000", "665.000000"),
    ]


def test_customers(ask: Cli) -> None:
    assert ask("customers --as-of 2025-03-31")["rows"] == [
        {"customer_id": "acme", "mrr": "500.000000", "arr": "6000.000000"},
        {"customer_id": "beta", "mrr": "100.000000", "arr": "1200.000000"},
        {"customer_id": "gamma", "mrr": "80.000000", "arr": "960.000000"},
    ]
    assert ask("customers --as-of 2025-01-09")["rows"] == []


def test_cohorts(ask: Cli) -> None:
    rows = ask("cohorts --of customers --grain quarter --from 2025-01-01 --to 2025-10-01")["rows"]
    assert [(row["cohort"], row["age"], row["size"], row["value"], row["rate"]) for row in rows] == [
        ("2025-Q1", 0, 3, 3, "1.000000"),
        ("2025-Q1", 1, 3, 2, "0.666667"),
        ("2025-Q1", 2, 3, 3, "1.000000"),
    ]


def test_explained_amounts_add_up(ask: Cli) -> None:
    rows = ask("explain mrr --customer beta --as-of 2025-12-31")["rows"]
    sums = {what: sum(float(row["amount"]) for row in rows if row["what"] == what) for what in ("movement", "posting", "state")}
    assert sums == {"movement": 125.0, "posting": 125.0, "state": 125.0}
    assert [row["row"] for row in rows if row["what"] == "posting"] == [4, 4, 5]


def test_an_explanation_says_its_figure(ask: Cli) -> None:
    said = ask("explain nrr --as-of 2025-12-31 --trailing 6")
    assert (said["metric"], said["value"], said["unit"], said["customer"], said["as_of"]) == ("nrr", "0.931034", "rate", None, "2025-12-31")
    parts = [(row["side"], row["name"], row["amount"]) for row in said["rows"] if row["what"] == "part"]
    assert parts == [("above", "mrr now of who paid then", "540.000000"), ("below", "mrr at the start", "580.000000")]


def test_findings(ask: Cli) -> None:
    assert ask("findings")["rows"] == []


def test_csv_has_the_same_rows(cli: Cli, book: Path, ask: Cli) -> None:
    for command in ("metrics mrr,nrr", "movements", "customers", "cohorts", "explain", "postings"):
        said = ask(command)["rows"]
        rows = list(csv.DictReader(io.StringIO(cli(*command.split(), "--book", book, "--format", "csv").out)))
        assert rows == [{name: "" if value is None else str(value) for name, value in row.items()} for row in said]


def test_options_change_the_view(cli: Cli, ask: Cli, book: Path, tmp_path: Path) -> None:
    policy = tmp_path / "ours.toml"
    policy.write_text('name = "ours"\nextends = "standard"\n[counts]\npaused = true\n', "utf-8")
    said = ask(f"metrics mrr --from 2025-04-01 --to 2025-05-01 --policy {policy}")
    assert (said["policy"]["name"], said["rows"][0]["value"]) == ("ours", "800.000000")
    assert ask("metrics mrr --known-at 2026-06-01")["known_at"] == "2026-01-01T00:00:00.000000Z"
    assert cli("metrics", "mrr", "--book", book, "--known-at", "2025-12-31").code == 2


def test_the_book_may_come_from_the_environment(cli: Cli, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUBLEDGER_BOOK", str(book))
    assert cli("customers").code == 0


def test_json_is_spread_out_on_a_terminal(cli: Cli, book: Path) -> None:
    assert cli("customers", "--book", book, "--format", "json", terminal=True).out.startswith('{\n  "ok": true,\n')


def test_check_is_silent(cli: Cli, book: Path) -> None:
    for command in ("check", "check opening_plus_movements"):
        ran = cli(*command.split(), "--book", book)
        assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert cli("check", "--book", book, "--format", "json").json == {"ok": True, "errors": []}
    listed = cli("check", "--list", "--format", "json").json["rows"]
    assert {"opening_plus_movements", "ledger_equals_states"} <= {row["check"] for row in listed}
    assert "opening_plus_movements" in cli("check", "--list").out


def test_policies(cli: Cli) -> None:
    rows = cli("policies", "--format", "json").json["rows"]
    assert list(rows[0]) == ["name", "version", "hash", "about", "extends", "file", "differs", "is_own"]
    assert (rows[0]["name"], rows[0]["differs"]) == ("standard", {})
    shown = cli("policy", "show", "standard", "--format", "json").json
    assert shown["policy"] == {name: rows[0][name] for name in ("name", "version", "hash")}
    assert shown["rows"][0] == {
        "setting": "calendar.timezone",
        "value": "book",
        "means": "days begin in the book's time zone",
        "decided_by": "standard",
        "source": "",
        "source_file": None,
        "standard": "book",
        "expected": '"book" or an IANA time zone',
        "why": "where a day begins",
    }


def test_a_policy_of_a_file_says_what_differs(cli: Cli, tmp_path: Path) -> None:
    policy = tmp_path / "ours.toml"
    policy.write_text('name = "ours"\nversion = 3\nextends = "standard"\n[counts]\npast_due = 30\n', "utf-8")
    out = cli("policy", "show", policy).out
    assert out.startswith("ours v3 (")
    assert "1 of " in out
    assert "counts.past_due = 30" in out


def test_two_policies_beside_each_other(cli: Cli, tmp_path: Path) -> None:
    policy = tmp_path / "ours.toml"
    policy.write_text('name = "ours"\nextends = "stripe"\n[counts]\n# As audited.\npast_due = 30\n', "utf-8")
    said = cli("policy", "diff", "stripe", policy, "--format", "json").json
    assert (said["ok"], said["from"]["name"], said["to"]["name"]) == (True, "stripe", "ours")
    (row,) = said["rows"]
    assert (row["setting"], row["from"]["value"], row["to"]["value"]) == ("counts.past_due", "keep", 30)
    assert (row["to"]["means"], row["to"]["source"], row["to"]["decided_by"]) == (
        "past due leaves after 30 days",
        "As audited.",
        str(policy),
    )
    assert (row["from"]["decided_by"], row["from"]["source_file"]) == ("standard", "stripe")
    out = cli("policy", "diff", "stripe", policy).out
    assert "1 setting differs" in out
    assert "ours: past due leaves after 30 days (30)" in out
    assert cli("policy", "diff", "stripe", policy, "--format", "csv").out.splitlines()[1].startswith('counts.past_due,"""keep""",30,')
    assert "no setting differs" in cli("policy", "diff", policy, policy).out


def test_policy_files_are_listed_too(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ours.toml").write_text('# For the board.\nname = "ours"\nextends = "stripe"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    for asked in ((), ("ours.toml",)):
        row = cli("policies", *asked, "--format", "json").json["rows"][-1]
        assert (row["name"], row["about"], row["extends"], row["file"]) == ("ours", "For the board.", "stripe", "ours.toml")
    assert "For the board." in cli("policies").out

"""Closing months from the command line."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from closing.told import MARCH
from company_files import files

from subledger.faces.cli.app import run

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    monkeypatch.delenv("SUBLEDGER_BOOK", raising=False)
    monkeypatch.chdir(tmp_path)

    def ran(command: str) -> tuple[int, str, str]:
        code = run(shlex.split(command))
        out, err = capsys.readouterr()
        return code, out, err

    return ran


@pytest.fixture
def march(cli: Cli, tmp_path: Path) -> Cli:
    files(tmp_path / "one", subscriptions=MARCH)
    files(tmp_path / "two", subscriptions=MARCH.replace("100.00", "100.50").replace("600.00", "612.00"))
    assert cli("load one --known-at 2025-04-05T00:00:00Z")[0] == 0
    return cli


def test_a_month_from_close_to_reopen(march: Cli) -> None:
    code, out, err = march("close 2025-03 --note 'board pack'")
    assert (code, err, out.splitlines()[0]) == (0, "", "2025-03 is closed: MRR 100.00 USD, 1 customer, 22 figures")
    code, out, _ = march("closed")
    assert (code, "as closed" in out, "board pack" in out) == (0, True, True)
    assert "now says" not in march("metrics mrr")[1]

    code, out, _ = march("load two --known-at 2025-05-05T00:00:00Z")
    assert out.splitlines()[1:] == [
        "does anything in it look wrong? subledger findings",
        "restated: the closing MRR of 3 earlier months changed: "
        "2025-02 150.00 → 151.50 USD, 2025-01 100.00 → 100.50 USD, 2025-03 100.00 → 100.50 USD",
        "why: subledger bridge --from 2025-02@2025-04-05T00:00:00Z --to 2025-02",
    ]
    why = out.splitlines()[-1].removeprefix("why: subledger ")
    assert "151.50" in march(why)[1]

    line = "2025-03 was closed with MRR 100.00; it now says 100.50: subledger closed 2025-03"
    assert march("metrics")[1].splitlines()[-2:] == ["", line]
    assert march("movements")[1].splitlines()[-2:] == ["", line]
    for asked in ("metrics --by plan", "metrics --known-at 2025-05-05T00:00:00Z", "metrics --where plan=", "metrics -f csv"):
        assert "now says" not in march(asked)[1]

    out = march("closed 2025-03")[1]
    assert out.splitlines()[0] == "2025-03: 5 figures differ now"
    assert "something of it changed" in out
    assert out.splitlines()[-1] == "why: subledger bridge --from 2025-03@2025-04-05T00:00:00Z --to 2025-03"

    code, out, _ = march("reopen 2025-03 --reason 'wrong price'")
    assert (code, out.startswith("2025-03 is open again: wrong price; closed before on ")) == (0, True)
    assert "now says" not in march("metrics")[1]
    assert ": wrong price" in march("closed")[1]


def test_another_policy_and_currency(march: Cli, tmp_path: Path) -> None:
    assert march("close 2025-03")[0] == 0
    assert march("close 2025-03 --policy stripe")[1].startswith("2025-03 is closed: MRR 100.00 USD")
    code, _, err = march("close 2025-03 --policy stripe")
    assert (code, "was closed on" in err, "under stripe in USD" in err) == (2, True, True)
    march("load two --known-at 2025-05-05T00:00:00Z")
    listed = march("closed")[1]
    assert ("stripe, USD" in listed, "standard, USD" in listed) == (True, True)
    assert "stripe" not in march("closed --policy standard")[1]
    why = march("closed 2025-03 --policy stripe")[1].splitlines()[-1].removeprefix("why: subledger ")
    assert why == "bridge --from 2025-03@2025-04-05T00:00:00Z --to 2025-03 --policy stripe"
    assert "100.50" in march(why)[1]
    assert "2025-03 was closed with MRR 100.00; it now says 100.50" in march("metrics mrr --policy stripe")[1]
    assert march("reopen 2025-03 --policy stripe --reason x")[0] == 0
    assert "now says" not in march("metrics mrr --policy stripe")[1]
    assert "now says" in march("metrics mrr")[1]
    assert json.loads(march("metrics mrr -f json")[1])["differing"][0]["difference"] == "0.500000"


def test_json(march: Cli) -> None:
    said: Any = json.loads(march("close 2025-03 -f json")[1])
    head = "month closed_at note reopened_at reason policy currency load_id known_at content_hash".split()
    assert list(said) == ["ok", *head]
    assert (said["ok"], said["month"], said["known_at"], len(said["content_hash"])) == (True, "2025-03", "2025-04-05T00:00:00.000000Z", 64)
    loaded = json.loads(march("load two --known-at 2025-05-05T00:00:00Z -f json")[1])
    assert loaded["restated"][0] == {"month": "2025-02", "before": "150.000000", "after": "151.500000"}
    [row] = json.loads(march("closed -f json")[1])["rows"]
    assert list(row) == [*head, "state", "differing"]
    assert row["state"] == "differs"
    mrr = {"metric": "mrr", "closed": "100.000000", "now": "100.500000", "difference": "0.500000", "unit": "USD"}
    assert row["differing"][0] == mrr
    month = json.loads(march("closed 2025-03 -f json")[1])
    assert (month["rows"][0], month["content_hash_now"] != month["content_hash"]) == (mrr, True)
    assert next(each for each in month["rows"] if each["unit"] == "count") == {
        "metric": "customers",
        "closed": 1,
        "now": 1,
        "difference": 0,
        "unit": "count",
    }
    assert json.loads(march("reopen 2025-03 --reason x -f json")[1])["reason"] == "x"


def test_differences_below_a_cent_are_seen(march: Cli, tmp_path: Path) -> None:
    assert march("close 2025-02")[0] == 0
    files(tmp_path / "three", subscriptions=MARCH.replace("600.00", "600.01"))
    assert "2025-02 150.000000 → 150.000833 USD" in march("load three --known-at 2025-05-05T00:00:00Z")[1]
    assert "2025-02 was closed with MRR 150.000000; it now says 150.000833" in march("metrics")[1]


def test_mistakes(march: Cli) -> None:
    assert march("closed")[1] == "no month is closed; close one: subledger close YYYY-MM\n"
    code, _, err = march("close 2025-04")
    assert (code, err.splitlines()) == (
        2,
        [
            "error[month_not_over]: 2025-04 is not over in the book's data: the book knows up to 2025-04-05",
            "  expected: a month from 2025-01 to 2025-03",
            "  hint: load what has come since, then close it",
        ],
    )
    assert march("close 2025-03")[0] == 0
    code, _, err = march("close 2025-03")
    assert (code, "subledger reopen 2025-03 --reason TEXT" in err) == (2, True)
    assert march("closed 2025-01")[0] == 2
    assert march("reopen 2025-03")[0] == 2


def test_the_bridge_of_a_month_closed_under_a_policy_that_became_the_book_s_own_later(march: Cli) -> None:
    """Then the book's own was another, and a view of that time without a policy is of that one."""
    assert march("close 2025-02 --policy paddle")[0] == 0
    assert march("policy use paddle --reason 'as the board reads it' --known-at 2025-04-20T00:00:00Z")[0] == 0
    march("load two --known-at 2025-05-05T00:00:00Z")
    why = march("closed 2025-02")[1].splitlines()[-1]
    assert why == "why: subledger bridge --from 2025-02@2025-04-05T00:00:00Z --to 2025-02 --policy paddle"
    closed = json.loads(march("closed 2025-02 --format json")[1])["rows"][0]
    bridge = json.loads(march(why.removeprefix("why: subledger ") + " --format json")[1])
    assert (bridge["opening"], bridge["closing"]) == (closed["closed"], closed["now"])

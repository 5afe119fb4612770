"""Edits from the command line, over HTTP and from the dashboard."""

from __future__ import annotations

import csv
import getpass
import io
import json
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from editing.conftest import Company
from starlette.testclient import TestClient

from subledger.faces.cli.app import run
from subledger.faces.web.app import create_app
from subledger.faces.web.beside import OF_EDITS
from subledger.faces.web.safety import Access
from subledger.faces.web.served import Served
from subledger.faces.web.wire import packed, unpacked

Ran = Callable[[str], tuple[int, str, str]]
SECRET = "the-secret-of-this-test"


@pytest.fixture
def cli(company: Company, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ran:
    monkeypatch.setenv("SUBLEDGER_BOOK", str(tmp_path / "book.duckdb"))
    company(tmp_path / "book.duckdb").close()

    def ran(command: str) -> tuple[int, str, str]:
        return run(shlex.split(command)), *capsys.readouterr()

    return ran


def test_a_command_says_what_was_edited_and_what_it_restated(cli: Ran) -> None:
    code, said, _ = cli('edit exclude beta --reason "test account" --author Anna')
    lines = said.splitlines()
    assert (code, lines[0]) == (0, "edit 1 by Anna: beta is excluded (test account)")
    assert lines[1].startswith("undo it with: subledger edit undo 1 --reason TEXT")
    assert lines[2].startswith("restated: the closing MRR of 4 earlier months changed: 2025-02 280.00 → 220.00 USD")
    assert "excluded by Anna: test account" in cli("explain mrr --as-of 2025-03-31")[1]
    assert "beta is excluded; edit 1 by Anna: test account" in cli("explain mrr --customer beta")[1]
    done = json.loads(cli("edit undo 1 --reason real --format json")[1])
    assert (done["edit"]["state"], done["edit"]["undone"]["author"]) == ("undone", getpass.getuser())
    assert cli("edit cause acme --day 2025-06-01 --cause pause --reason asked --author Ben")[0] == 0
    assert "overridden by Ben: asked" in cli("postings --customer acme")[1]
    listed = list(csv.DictReader(io.StringIO(cli("edits --format csv")[1])))
    assert [(row["number"], row["kind"], row["state"]) for row in listed] == [("3", "cause", "in force"), ("1", "exclude", "undone")]
    assert json.loads(cli("edits --known-at 2025-08-01 --format json")[1])["rows"] == []
    code, _, error = cli("edit merge betta --into acme --reason renamed")
    assert (code, "did you mean 'beta'?" in error) == (2, True)


@pytest.fixture
def owner(company: Company) -> Iterator[TestClient]:
    """A browser that has shown the secret."""
    with company() as book:
        client = TestClient(create_app(Served(book), Access(secret=SECRET)), "http://127.0.0.1", follow_redirects=False)
        client.get("/login", params={"key": SECRET})
        yield client


def test_a_page_edits_for_the_owner_alone(owner: TestClient) -> None:
    form = {"customer": "beta", "reason": "test account", "author": "Anna"}
    stranger = TestClient(owner.app, "http://127.0.0.1", follow_redirects=False)
    assert stranger.post("/edit/exclude", data=form).headers["location"].startswith("/login?next=")
    assert owner.post("/edit/exclude", data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert owner.post("/edit/merge", data={"customer": "c1", "into": "c2", "reason": "one firm", "author": "Anna"}).status_code == 303
    assert owner.post("/edit/exclude", data=form).headers["location"] == "/customer?id=beta"
    assert owner.post("/edit/exclude", data=form).status_code == 400
    assert "beta is excluded" in owner.get("/customer", params={"id": "beta"}).text
    assert owner.post("/edit/undo", data={"number": "1", "reason": "two firms", "author": "Ben"}).headers["location"] == "/trust#edits"
    assert "by Ben: two firms" in owner.get("/trust").text
    rows = owner.get("/api/v1/edits").json()["rows"]
    assert [(row["says"], row["state"]) for row in rows] == [("beta is excluded", "in force"), ("c1 counts as c2", "undone")]
    assert owner.get("/api/v1/loads").json()["rows"][0]["edit"] == "edit 1 undone by Ben: two firms"


def test_the_api_edits_and_changes_the_policy_for_the_owner_alone(owner: TestClient) -> None:
    by = {"reason": "asked", "author": "Anna"}
    every = [
        {"kind": "exclude", "customer": "c1"},
        {"kind": "merge", "customer": "c2", "into": "c3"},
        {"kind": "cause", "customer": "acme", "day": "2025-06-01", "cause": "pause", "item": "i1"},
        {"kind": "undo", "number": 1},
    ]
    stranger = TestClient(owner.app, "http://127.0.0.1", headers={"Sec-Fetch-Site": "none"})
    assert stranger.post("/api/v1/edits", json=every[0] | by).status_code == 403
    assert owner.post("/api/v1/edits", json=every[0] | by, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    done = [owner.post("/api/v1/edits", json=each | by).json()["edit"] for each in every]
    assert [each["says"] for each in done] == [
        "c1 is excluded",
        "c2 counts as c3",
        "postings of item i1 of acme on 2025-06-01 are pause",
        "c1 is excluded",
    ]
    assert done[-1]["state"] == "undone"
    wrong = [
        {"kind": "rename"},
        {"kind": "merge", "customer": "c2"},
        {"kind": "exclude", "customer": "c1", "into": "c2"},
        {"kind": "undo", "number": True},
    ]
    assert [owner.post("/api/v1/edits", json=each | by).status_code for each in wrong] == [400] * 4
    assert stranger.post("/api/v1/policies/use", json={"policy": "stripe", **by}).status_code == 403
    used = owner.post("/api/v1/policies/use", json={"policy": "stripe", **by}).json()
    assert (used["policy"]["name"], used["was"]["name"], used["author"]) == ("stripe", "standard", "Anna")


def test_a_page_names_a_cause_and_uses_a_policy(owner: TestClient) -> None:
    page = owner.get("/customer", params={"id": "acme"}).text
    assert '<option value="2025-06-01">2025-06-01: cancelled</option>' in page
    form = {"customer": "acme", "day": "2025-06-01", "item": "", "cause": "delinquency", "reason": "the card expired", "author": "Ben"}
    stranger = TestClient(owner.app, "http://127.0.0.1", follow_redirects=False)
    for address, said in (("/edit/cause", form), ("/policy/use", {"policy": "stripe", "reason": "the board", "author": "Ben"})):
        assert stranger.post(address, data=said).headers["location"].startswith("/login?next=")
        assert owner.post(address, data=said, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
        assert owner.post(address, data=said).status_code == 303
    assert "are delinquency" in owner.get("/customer", params={"id": "acme"}).text
    explained = owner.get("/explain", params={"id": "acme", "metric": "mrr"}).text
    assert "Edits by people" in explained and "edit 1 by Ben: the card expired" in explained
    trust = owner.get("/trust").text
    assert "policy: standard → stripe, by Ben: the board" in trust and "it is stripe v" in trust
    assert owner.post("/policy/use", data={"policy": "/etc/passwd", "reason": "x", "author": "Ben"}).status_code == 400


def test_edits_travel_between_processes(company: Company) -> None:
    with company() as book:
        done = book.edits.exclude("beta", author="Anna", reason="test account")
        assert unpacked(packed(done)) == done
        assert {f"edits.{name}" for name in dir(book.edits) if not name.startswith("_")} - {"edits.engine", "edits.settings"} == OF_EDITS

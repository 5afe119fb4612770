"""Closing, reopening and reconciling over HTTP: the commands' own JSON, and only the owner writes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from web.conftest import HERE, SECRET, command
from web.served_company import grown

from subledger.book import open_book
from subledger.faces.web import uploads
from subledger.faces.web.app import create_app
from subledger.faces.web.safety import COOKIE, Access
from subledger.faces.web.served import Served
from subledger.faces.web.uploads import Upload

OWNER = {"Authorization": f"Bearer {SECRET}"}
THEIRS = "customer_id,mrr,currency\nc01,40,USD\nc02,77.77,USD\nnobody,5,USD\n"


@pytest.fixture(scope="module")
def own_file(tmp_path_factory: pytest.TempPathFactory, book_file: Path) -> Path:
    return Path(shutil.copy(book_file, tmp_path_factory.mktemp("closed") / "company.duckdb"))


@pytest.fixture
def own(own_file: Path) -> Iterator[TestClient]:
    """A copy of the book, open to be written in while a test runs."""
    with (
        open_book(own_file, writes=True) as book,
        TestClient(create_app(Served(book), Access(secret=SECRET)), base_url=HERE, follow_redirects=False) as client,
    ):
        yield client


def said_by(own_file: Path, line: str) -> Any:
    return json.loads(command(*line.split(), "--book", own_file, "--format", "json")[1])


def test_a_month_from_close_to_reopen(own_file: Path, own: TestClient, tmp_path: Path) -> None:
    done = own.post("/api/v1/close", headers=OWNER, json={"month": "2025-09", "note": "board"}).json()
    assert (done["ok"], done["month"], done["note"], done["policy"]["name"]) == (True, "2025-09", "board", "standard")
    in_euro = own.post("/api/v1/close", headers=OWNER, json={"month": "2025-09", "policy": "stripe", "currency": "EUR"}).json()
    assert (in_euro["policy"]["name"], in_euro["currency"]) == ("stripe", "EUR")
    assert [row["state"] for row in own.get("/api/v1/closed").json()["rows"]] == ["as closed", "as closed"]
    assert "differing" not in own.get("/api/v1/metrics").json()

    load = {"paths": [str(grown(tmp_path / "more", 7))], "increment": True}
    assert own.post("/api/v1/loads", headers=OWNER, json=load).json()["ok"]
    first = own.get("/api/v1/metrics?metrics=mrr").json()["differing"]
    assert [(row["month"], row["metric"], row["difference"]) for row in first] == [("2025-09", "mrr", "7.000000")]
    assert own.get("/api/v1/movements").json()["differing"] == first
    silent = (
        "metrics?metrics=mrr&by=plan",
        "metrics?metrics=mrr&where=plan:pro",
        "metrics?metrics=mrr&grain=quarter",
        "metrics?metrics=mrr&policy=paddle",
    )
    assert not any("differing" in own.get(f"/api/v1/{address}").json() for address in silent)
    assert "2025-09 was closed with MRR" in own.get("/movements").text
    assert "2025-09 was closed with MRR" not in own.get("/movements?where=plan:pro").text

    again = own.post("/api/v1/reopen", headers=OWNER, json={"month": "2025-09", "reason": "late"}).json()
    assert again["reason"] == "late"
    # The page that said so is not shown once more.
    assert "2025-09 was closed with MRR" not in own.get("/movements").text
    twice = own.post("/api/v1/reopen", headers=OWNER, json={"month": "2025-09", "reason": "late"})
    assert (twice.status_code, twice.json()["errors"][0]["code"]) == (400, "month_not_closed")


def test_they_say_what_the_commands_say(own_file: Path) -> None:
    addresses = {
        "closed": "closed",
        "closed --policy stripe": "closed?policy=stripe",
        "closed 2025-09": "closed/2025-09",
        "closed 2025-09 --policy stripe --currency EUR": "closed/2025-09?policy=stripe&currency=EUR",
        "findings": "findings",
        "findings price_outlier --as-of 2025-09-30": "findings?finding=price_outlier&as_of=2025-09-30",
        "findings --list": "findings/kinds",
        "metrics mrr --currency EUR --policy stripe": "metrics?metrics=mrr&currency=EUR&policy=stripe",
    }
    told = {address: said_by(own_file, line) for line, address in addresses.items()}
    assert told["findings"]["rows"]
    assert [row["month"] for row in told["metrics?metrics=mrr&currency=EUR&policy=stripe"]["differing"]] == ["2025-09"]
    with open_book(own_file) as book, TestClient(create_app(Served(book)), base_url=HERE) as client:
        assert {address: client.get(f"/api/v1/{address}").json() for address in told} == told
        first = client.get("/api/v1/findings?limit=1").json()
        assert (first["rows"], first["next"] is None) == (told["findings"]["rows"][:1], len(told["findings"]["rows"]) == 1)
        sheet = client.get("/findings?format=csv&table=price_outlier").text
        assert sheet.count("\n") == 1 + sum(row["finding"] == "price_outlier" for row in told["findings"]["rows"])


@pytest.mark.parametrize("address", ["/api/v1/close", "/api/v1/reopen"])
def test_only_the_owner_writes(own: TestClient, address: str) -> None:
    answer = own.post(address, json={"month": "2025-08", "reason": "x"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "no_secret")
    foreign = own.post(address, headers=OWNER | {"Origin": "http://evil.example"}, json={"month": "2025-08"})
    assert foreign.json()["errors"][0]["code"] == "foreign_origin"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[]", "not_json"),
        ('{"note": "x"}', "missing"),
        ('{"month": 202508}', "wrong_type"),
        ('{"month": "2025-08", "mont": "x"}', "unknown_field"),
        ('{"month": "2025-08", "policy": "/etc/passwd"}', "unknown_policy"),
        ('{"month": "2025-08", "currency": ""}', "unknown_currency"),
        ('{"month": "2025-08", "note": "\\ud800"}', "not_unicode"),
        ('{"month": "2031-01"}', "month_not_over"),
    ],
)
def test_what_cannot_be_closed(own: TestClient, body: str, code: str) -> None:
    answer = own.post("/api/v1/close", headers=OWNER, content=body)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)


def test_a_browser_shows_the_secret_once(own: TestClient) -> None:
    form = {"month": "2025-07", "note": "board", "policy": "stripe"}
    stranger = own.post("/close", data=form)
    assert (stranger.status_code, stranger.headers["location"]) == (303, "/login?next=%2Fclose%3Fat%3D2025-07%26policy%3Dstripe")
    assert own.get("/login?key=wrong").status_code == 401
    assert "Only the book’s owner writes in it" in own.get("/login").text
    let_in = own.get(f"/login?key={SECRET}&next=/close")
    assert (let_in.headers["location"], SECRET in let_in.headers["set-cookie"]) == ("/close", False)
    assert own.post("/close", data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert own.post("/close", data=form).headers["location"] == "/close?at=2025-07&policy=stripe"
    assert own.post("/reopen", data=form | {"reason": " "}).status_code == 400
    assert own.post("/close", data=form | {"policy": "/etc/passwd"}).status_code == 400
    own.cookies.clear()
    own.cookies.set(COOKIE, "guessed")
    assert own.post("/reopen", data=form | {"reason": "x"}).headers["location"].startswith("/login")


def test_a_list_is_reconciled_as_by_the_command(own_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "theirs.csv"
    file.write_text(THEIRS, "utf-8")
    told = said_by(own_file, f"reconcile {file} --as-of 2025-09-30")
    with open_book(own_file) as book, TestClient(create_app(Served(book)), base_url=HERE, follow_redirects=False) as client:
        sent = {"file": ("theirs.csv", THEIRS.encode(), "text/csv")}
        assert client.post("/api/v1/reconcile?as_of=2025-09-30", files=sent).json() == told
        raw = client.post("/api/v1/reconcile?as_of=2025-09-30&name=theirs.csv", content=THEIRS)
        assert raw.json() == told
        lead = client.post("/reconcile", files=sent, data={"as_of": "2025-09-30", "mrr": ""}).headers["location"]
        page = client.get(lead).text
        assert "<strong>theirs.csv</strong> beside the book at the end of 2025-09-30" in page
        rows = client.get(f"{lead}&format=csv&table=customers").text.splitlines()
        assert len(rows) == 1 + sum(row["reason"] != "agrees" for row in told["rows"])
        assert client.get("/reconcile?id=gone").status_code == 404


@pytest.mark.parametrize(
    ("request_", "status", "code"),
    [
        ({"content": b""}, 422, "empty_file"),
        ({"content": b"a,b\n1,2"}, 422, "missing_column"),
        ({"content": b"\x00\xff" * 40}, 422, None),
        ({"content": b"PK\x03\x04 no workbook", "params": {"name": "x.xlsx"}}, 422, None),
        ({"content": b"PAR1", "params": {"name": "x.parquet"}}, 422, None),
        ({"content": THEIRS.encode(), "params": {"policy": "/etc/passwd"}}, 400, "unknown_policy"),
        ({"files": {"other": ("x.csv", b"x")}}, 400, "no_file"),
        ({"content": b"--b--", "headers": {"Content-Type": "multipart/form-data"}}, 400, "not_a_form"),
        ({"content": b"--b\r\nnothing", "headers": {"Content-Type": "multipart/form-data; boundary=b"}}, 400, "not_a_form"),
    ],
)
def test_what_is_no_list(client: TestClient, request_: dict[str, Any], status: int, code: str | None) -> None:
    answer = client.post("/api/v1/reconcile", **request_)
    assert answer.status_code == status, answer.text
    assert code in (None, answer.json()["errors"][0]["code"])


def test_a_list_may_be_longer_than_other_bodies_but_not_endless(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LONGEST", 2_000)
    answer = client.post("/api/v1/reconcile", content=b"x" * 2_001)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (413, "too_long")


@pytest.mark.parametrize(
    ("sent", "on_disk"),
    [
        ("June list (2).csv", "June list (2).csv"),
        ("../../etc/passwd", "list.csv"),
        ("C:\\lists\\mrr.xlsx", "mrr.xlsx"),
        ("<b>.csv", "list.csv"),
        ("\u202evsc.exe", "list.exe"),
        ("x" * 300 + ".csv", "list.csv"),
        (".csv", "list.csv"),
        ("a\x00b.csv", "list.csv"),
    ],
)
def test_a_file_s_name_is_never_a_path(sent: str, on_disk: str) -> None:
    with Upload(sent, b"x", {}).written() as path:
        assert (path.name, path.read_bytes()) == (on_disk, b"x")
    assert not path.parent.exists()

"""The token of a server that others can reach."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from web.conftest import SECRET, serving

from subledger.book import Book
from subledger.faces.web import tokens
from subledger.faces.web.app import create_app
from subledger.faces.web.safety import COOKIE, Access
from subledger.faces.web.served import Served
from subledger.model.errors import SubledgerError

TOKEN = "correct-horse-battery"


@pytest.fixture
def guarded(served: Book) -> Iterator[TestClient]:
    access = Access("10.0.0.7", secret=SECRET, token=tokens.Token(tokens.hashed(TOKEN)))
    with TestClient(create_app(Served(served), access), base_url="http://10.0.0.7:8600", follow_redirects=False) as client:
        yield client


def test_without_it_nothing_is_answered(guarded: TestClient) -> None:
    for address in ("/api/v1/metrics", "/api/v1/openapi.json", "/api/v1/nothing"):
        answer = guarded.get(address)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (401, "no_token")
        assert answer.headers["www-authenticate"].startswith("Bearer")
    page = guarded.get("/movements?grain=week")
    assert (page.status_code, page.headers["location"]) == (303, "/login?next=%2Fmovements%3Fgrain%3Dweek")


@pytest.mark.parametrize("said", ["Bearer wrong", "Bearer ", f"bearer{TOKEN}", "Bearer \u00fc"])
def test_another_one_opens_nothing(guarded: TestClient, said: str) -> None:
    assert guarded.get("/api/v1/metrics", headers={"Authorization": said.encode()}).status_code == 401


@pytest.mark.parametrize("secret", [TOKEN, SECRET])
def test_it_opens_the_api(guarded: TestClient, secret: str) -> None:
    assert guarded.get("/api/v1/metrics", headers={"Authorization": f"Bearer {secret}"}).status_code == 200


def test_a_browser_shows_it_once(guarded: TestClient) -> None:
    assert guarded.get("/login?next=/movements").text.count('value="/movements"') == 1
    answer = guarded.post("/login", data={"token": f" {TOKEN} ", "next": "/movements?grain=week"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/movements?grain=week")
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert TOKEN not in cookie
    assert guarded.get("/api/v1/metrics").status_code == 200


def test_a_wrong_one_gives_no_cookie(guarded: TestClient) -> None:
    answer = guarded.post("/login", data={"token": "wrong"})
    assert (answer.status_code, "set-cookie" in answer.headers) == (401, False)
    assert "That is not the token." in answer.text
    guarded.cookies.set(COOKIE, tokens.hashed(TOKEN))
    assert guarded.get("/api/v1/metrics").status_code == 401


@pytest.mark.parametrize("then", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\nx", ""])
def test_it_leads_nowhere_else(guarded: TestClient, then: str) -> None:
    assert guarded.post("/login", data={"token": TOKEN, "next": then}).headers["location"] == "/"
    assert "evil" not in guarded.get("/login", params={"next": then}).text


def test_the_form_is_inert(guarded: TestClient) -> None:
    assert "<script>" not in guarded.get("/login", params={"next": '/"><script>alert(1)</script>'}).text


def test_the_form_works_in_a_browser(served: Book, browser: Any) -> None:
    access = Access(secret=SECRET, token=tokens.Token(tokens.hashed(TOKEN)))
    faults: list[str] = []
    with serving(create_app(Served(served), access)) as address, browser.new_context() as context:
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("requestfailed", lambda request: faults.append(request.url))
        page.goto(f"{address}/api/v1/policies")
        assert "no_token" in page.content()
        faults.clear()
        page.goto(f"{address}/login?next=/api/v1/policies")
        page.get_by_label("The token").fill(TOKEN)
        page.get_by_role("button").click()
        page.wait_for_url(f"{address}/api/v1/policies")
        assert '"standard"' in page.content()
    assert faults == []


def test_it_is_kept_as_a_hash_that_only_its_owner_reads(tmp_path: Path) -> None:
    book = tmp_path / "b.duckdb"
    assert tokens.kept(book) is None
    text, made = tokens.made(book)
    place = tmp_path / "b.duckdb.token"
    assert made.fits(text)
    assert text not in place.read_text("utf-8")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    kept = tokens.kept(book)
    assert kept is not None
    assert (kept.fits(text), kept.fits(text[:-1])) == (True, False)
    again, _ = tokens.made(book)
    newest = tokens.kept(book)
    assert newest is not None
    assert (newest.fits(again), newest.fits(text)) == (True, False)
    assert [path.name for path in tmp_path.iterdir()] == ["b.duckdb.token"]


def test_where_it_cannot_be_kept_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(SubledgerError, match="token"):
        tokens.made(tmp_path / "nowhere" / "b.duckdb")
    (tmp_path / "b.duckdb.token").write_text("nonsense", "utf-8")
    with pytest.raises(SubledgerError, match="holds no hash"):
        tokens.kept(tmp_path / "b.duckdb")


def test_sessions_are_few() -> None:
    token = tokens.Token(tokens.hashed(TOKEN))
    first = token.session()
    assert token.knows(first)
    for _ in range(tokens.SESSIONS):
        last = token.session()
    assert (token.knows(first), token.knows(last)) == (False, True)

"""Lists by the page: every row once, within one build and of one question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from web.conftest import HERE
from web.served_company import grown

from subledger.book import open_book
from subledger.faces.web.app import create_app
from subledger.faces.web.served import Served

LISTS = ("customers", "explain", "postings", "cohorts", "metrics?by=plan", "movements", "customers/c01")


def walked(client: TestClient, address: str, limit: int) -> list[Any]:
    rows: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        params = {"limit": str(limit)} | ({"cursor": cursor} if cursor else {})
        answer = client.get(f"/api/v1/{address}" + ("&" if "?" in address else "?") + "&".join(f"{k}={v}" for k, v in params.items()))
        assert answer.status_code == 200, answer.text
        said = answer.json()
        assert len(said["rows"]) <= limit
        rows += said["rows"]
        cursor = said["next"]
    return rows


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("limit", [11, 10_000])
def test_pages_hold_every_row_once(client: TestClient, address: str, limit: int) -> None:
    whole = client.get(f"/api/v1/{address}").json()
    assert "next" not in whole
    assert len(whole["rows"]) > 2
    assert walked(client, address, limit) == whole["rows"]


def test_a_page_may_hold_one_row(client: TestClient) -> None:
    assert walked(client, "customers", 1) == client.get("/api/v1/customers").json()["rows"]


def test_a_cursor_alone_gives_the_rest(client: TestClient) -> None:
    whole = client.get("/api/v1/customers").json()["rows"]
    first = client.get("/api/v1/customers?limit=3").json()
    rest = client.get("/api/v1/customers", params={"cursor": first["next"]}).json()
    assert (first["rows"] + rest["rows"], rest["next"]) == (whole, None)


def test_a_cursor_of_another_question_is_refused(client: TestClient) -> None:
    cursor = client.get("/api/v1/customers?limit=3").json()["next"]
    for other in ("customers?as_of=2025-05-31&", "explain?"):
        answer = client.get(f"/api/v1/{other}limit=3&cursor={cursor}")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "cursor")


def test_a_cursor_of_an_older_build_is_refused(copy_of_book: Path, tmp_path: Path) -> None:
    with open_book(copy_of_book, writes=True) as book:
        served = Served(book)
        client = TestClient(create_app(served), base_url=HERE)
        cursor = client.get("/api/v1/customers?limit=3").json()["next"]
        served.load(str(grown(tmp_path / "more", 5)), increment=True)
        answer = client.get(f"/api/v1/customers?limit=3&cursor={cursor}")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "cursor_of_another_build")

"""Who may speak to the server, under which name and from which page; and what browsers are told."""

from __future__ import annotations

import logging

import pytest
from starlette.testclient import TestClient
from web.conftest import HERE, SECRET

from subledger.book import Book
from subledger.faces.web.app import create_app
from subledger.faces.web.safety import Access
from subledger.faces.web.served import Served

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
OWNER = {"Authorization": f"Bearer {SECRET}"}


@pytest.mark.parametrize("address", ["/api/v1/metrics", "/api/v1/nothing", "/nowhere", "/static/nothing.js", "/static/../app.py", "/login"])
def test_every_answer_carries_the_policy(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["content-security-policy"] == POLICY
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert (headers["cross-origin-opener-policy"], headers["cross-origin-resource-policy"]) == ("same-origin", "same-origin")
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_refusals_carry_it_too(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/api/v1/metrics", headers={"Host": "evil.example"}).headers["content-security-policy"] == POLICY
    monkeypatch.setattr(Book, "movements", lambda *_, **__: 1 / 0)
    answer = client.get("/api/v1/movements")
    assert (answer.status_code, answer.headers["content-security-policy"]) == (500, POLICY)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8600", "localhost:1", "LOCALHOST", "[::1]:8600", "localhost."])
def test_its_own_names_are_known(client: TestClient, host: str) -> None:
    assert client.get("/api/v1/policies", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8600", "evil@127.0.0.1.x", "", "[::1", "10.0.0.7"]
)
def test_other_names_are_refused(client: TestClient, host: str) -> None:
    answer = client.get("/api/v1/policies", headers={"Host": host})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (421, "foreign_host")


def test_a_server_for_others_knows_addresses_and_the_names_it_is_given() -> None:
    access = Access("0.0.0.0", ("Books.Example",))
    known = {"10.0.0.7:8600", "[fe80::1]", "books.example", "127.0.0.1", "localhost"}
    assert {host for host in (*known, "evil.example", "") if access.knows(host)} == known


FOREIGN = (
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:9999"},
    {"Origin": "http://127.0.0.1.evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": HERE},
)


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
@pytest.mark.parametrize("address", ["/api/v1/loads", "/api/v1/close", "/beside", "/login", "/close", "/reopen"])
def test_pages_of_other_sites_write_nothing(client: TestClient, address: str, headers: dict[str, str]) -> None:
    answer = client.post(address, headers=headers | OWNER, content="{}")
    assert answer.status_code == 403
    assert "foreign_origin" in answer.text


@pytest.mark.parametrize(
    "headers", [{"Origin": HERE}, {"Origin": "null", "Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}], ids=str
)
def test_its_own_pages_may_write(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/api/v1/loads", headers=headers | OWNER, json={"paths": []})
    assert answer.json()["errors"][0]["code"] == "no_paths"


@pytest.mark.parametrize("said", [None, "Bearer wrong", f"Basic {SECRET}", "Bearer", f"Bearer {SECRET}x", "Bearer ü"])
def test_a_load_takes_the_secret(client: TestClient, said: str | None) -> None:
    headers = {} if said is None else {"Authorization": said.encode()}
    for address in ("/api/v1/loads", "/beside"):
        answer = client.post(address, json={"paths": ["/x"]}, headers=headers)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "no_secret")


def test_a_long_body_is_refused(client: TestClient) -> None:
    answer = client.post("/api/v1/loads", headers=OWNER, content=b"x" * (2**20 + 1))
    assert answer.status_code == 413
    assert answer.json()["errors"][0]["code"] == "too_long"


def test_lines_of_the_log_are_lines(served: Book, caplog: pytest.LogCaptureFixture) -> None:
    client = TestClient(create_app(Served(served)), base_url=HERE)
    with caplog.at_level(logging.INFO, "subledger.web"):
        client.get("/api/v1/customers/%1b%5b31m%0aINFO%20forged%e2%80%ae?as_of=%1b")
        client.get("/x", headers={"Host": "\x1b[31mevil"})
    assert len(caplog.records) == 2
    for record in caplog.records:
        assert record.getMessage().isprintable()
    assert "\\x1b[31m\\x0aINFO forged\\u202e" in caplog.records[0].getMessage()


def test_answers_are_compressed(client: TestClient) -> None:
    assert client.get("/api/v1/customers").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in client.get("/api/v1/customers", headers={"Accept-Encoding": "identity"}).headers


def test_pages_differ_by_who_asks(client: TestClient) -> None:
    assert "hx-request" in client.get("/nowhere").headers["vary"].lower()

"""The API: for every question the JSON of its command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from starlette.testclient import TestClient
from web.served_company import HOSTILE

Told = Callable[[str], Any]

SAME = {
    "metrics mrr,arr,customers,arpa,nrr,grr": "metrics",
    "metrics ltv --from 2025-03-01 --to 2025-09-15 --grain quarter": "metrics?metrics=ltv&from=2025-03-01&to=2025-09-15&grain=quarter",
    "metrics mrr --by country --where plan=pro": "metrics?metrics=mrr&by=country&where=plan=pro",
    "metrics nrr --trailing 3": "metrics?metrics=nrr&trailing=3",
    "metrics mrr --where country=DE --where country=US": "metrics?metrics=mrr&where=country:DE&where=country:US",
    "metrics mrr --where plan!=pro --currency EUR": "metrics?metrics=mrr&where=plan!=pro&currency=EUR",
    "metrics mrr --policy standard --known-at 2026-06-01T00:00:00": "metrics?metrics=mrr&policy=standard&known_at=2026-06-01T00:00:00",
    "movements": "movements",
    "movements --grain week --from 2025-07-01 --to 2025-09-01 --by plan": "movements?grain=week&from=2025-07-01&to=2025-09-01&by=plan",
    "customers": "customers",
    "customers --as-of 2025-05-31 --where country=": "customers?as_of=2025-05-31&where=country=",
    "cohorts": "cohorts",
    "cohorts --of customers --age own --grain quarter": "cohorts?of=customers&age=own&grain=quarter",
    "explain": "explain",
    "explain mrr --customer c01 --as-of 2025-09-30": "customers/c01?as_of=2025-09-30",
    "postings": "postings",
    "postings --customer c01": "postings?customer=c01",
    "bridge --from 2025-06-30 --to 2025-12-31": "bridge?from=2025-06-30&to=2025-12-31",
    "bridge --from 2025-06 --to 2025-09 --step churn": "bridge?from=2025-06&to=2025-09&step=churn",
    "check": "checks",
    "check opening_plus_movements": "checks?check=opening_plus_movements",
}

LISTED = {
    "policies": "policies",
    "policies/stripe": "policy show stripe",
    "policies/standard/diff/stripe": "policy diff standard stripe",
}


@pytest.mark.parametrize("line", SAME)
def test_it_says_what_the_command_says(client: TestClient, told: Told, line: str) -> None:
    answer = client.get(f"/api/v1/{SAME[line]}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json() == told(line)


def test_policies_and_checks_are_listed_as_by_their_commands(
    client: TestClient, told: Told, book_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from web.conftest import command

    monkeypatch.setenv("SUBLEDGER_BOOK", str(book_file))
    assert client.get("/api/v1/checks?list=true").json() == told("check --list")
    for address, line in LISTED.items():
        assert client.get(f"/api/v1/{address}").text == command(*line.split(), "--format", "json")[1]


@pytest.mark.parametrize("name", HOSTILE)
def test_an_id_in_a_path_is_data(address: str, name: str) -> None:
    answer = httpx2.get(f"{address}/api/v1/customers/{quote(name, safe='')}", timeout=60)
    assert (answer.status_code, answer.json()["customer"]) == (200, name)
    assert answer.json()["rows"]


def test_names_of_data_steer_no_terminal(client: TestClient) -> None:
    text = client.get("/api/v1/customers").text
    assert "<script>alert(1)</script>" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_the_build_is_named(client: TestClient) -> None:
    for address in ("metrics", "customers", "checks", "loads"):
        assert client.get(f"/api/v1/{address}").headers["subledger-build"] == "1 2026-01-01T00:00:00.000000Z"


def test_loads_are_listed(client: TestClient) -> None:
    (load,) = client.get("/api/v1/loads").json()["rows"]
    assert (load["load_id"], load["known_at"], load["is_increment"]) == (1, "2026-01-01T00:00:00.000000Z", False)
    assert sorted(load["files"]) == ["customers.csv", "fx_rates.csv", "subscriptions.csv"]


WRONG = {
    "metrics?form=2025-01-01": ("unknown_parameter", 400, "did you mean 'from'?"),
    "metrics?metrics=mr": ("unknown_metric", 400, "did you mean 'mrr'?"),
    "metrics?metrics=,": ("no_metric", 400, None),
    "metrics?from=01.02.2025": ("not_a_date", 400, None),
    "metrics?from=2025-02-30": ("not_a_date", 400, None),
    "metrics?grain=month&grain=year": ("repeated", 400, None),
    "metrics?grain=moth": ("unknown_grain", 400, "did you mean 'month'?"),
    "metrics?trailing=0": ("not_a_count", 400, None),
    "metrics?policy=/etc/passwd": ("unknown_policy", 400, None),
    "metrics?currency=usd": ("unknown_currency", 400, "write USD"),
    "metrics?known_at=yesterday": ("not_a_time", 400, None),
    "metrics?by=shoe_size": ("unknown_attribute", 400, None),
    "metrics?where=plan": ("filter", 400, None),
    "customers?limit=0": ("not_a_count", 400, None),
    "customers?limit=1e3": ("not_a_count", 400, None),
    "customers?cursor=abc": ("cursor", 400, "leave it out"),
    "customers/nobody": ("unknown_customer", 404, "see: subledger customers"),
    "checks?check=opening": ("unknown_check", 400, None),
    "bridge?to=2025-01-01": ("missing", 400, None),
    "bridge?from=2025-01-01&to=soon": ("view", 400, None),
    "bridge?from=2025-01-01@/etc/passwd&to=2025-02-01": ("unknown_from", 400, None),
    "bridge?from=2025-01-01&to=2025-02-01&metric=nrr": ("not_additive", 400, None),
    "metrics?by=": ("empty", 400, None),
    "checks?list=yes": ("unknown_list", 400, None),
    "policies/standart": ("unknown_policy", 400, "did you mean 'standard'?"),
    "metric": ("no_such_page", 404, None),
}


@pytest.mark.parametrize("address", WRONG)
def test_a_mistake_is_said_in_the_one_shape(client: TestClient, address: str) -> None:
    code, status, hint = WRONG[address]
    answer = client.get(f"/api/v1/{address}")
    said = answer.json()
    assert (answer.status_code, said["ok"], said["errors"][0]["code"]) == (status, False, code)
    assert list(said["errors"][0]) == ["code", "message", "file", "row", "column", "value", "expected", "hint"]
    if hint:
        assert said["errors"][0]["hint"] == hint


def test_another_method_is_refused(client: TestClient) -> None:
    answer = client.delete("/api/v1/metrics")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (405, "wrong_method")
    assert "GET" in answer.headers["allow"]


def test_a_fault_of_ours_is_said_in_the_same_shape(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from subledger.book import Book

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("\x1b[31mno luck")

    monkeypatch.setattr(Book, "customers", broken)
    answer = client.get("/api/v1/customers")
    (said,) = answer.json()["errors"]
    assert (answer.status_code, said["code"], said["message"]) == (500, "internal", "RuntimeError: \x1b[31mno luck")
    assert "\\x1b[31mno luck" in caplog.text
    assert "\x1b" not in caplog.text


def test_a_broken_invariant_is_no_success(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from subledger.book import Book
    from subledger.model.errors import Violation

    monkeypatch.setattr(Book, "check", lambda *_, **__: [Violation("opening_plus_movements", "acme", "10", "9")])
    answer = client.get("/api/v1/checks")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "check.opening_plus_movements")

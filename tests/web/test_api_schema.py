"""The OpenAPI document tells the truth: whatever is asked, the answer is as it says, and never a fault of ours."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient
from web.conftest import HERE, SECRET, serving

from subledger.book import Loaded, open_book
from subledger.faces.web.api.openapi import openapi
from subledger.faces.web.app import create_app
from subledger.faces.web.safety import Access
from subledger.faces.web.served import Served

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]

schema = schemathesis.openapi.from_dict(openapi())


@pytest.fixture(scope="module")
def own_address(tmp_path_factory: pytest.TempPathFactory, book_file: Path) -> Iterator[str]:
    """A copy of the book, served for itself: months are closed in it."""
    path = Path(shutil.copy(book_file, tmp_path_factory.mktemp("asked_anything") / "company.duckdb"))
    with open_book(path, writes=True) as book, serving(create_app(Served(book), Access(secret=SECRET))) as address:
        yield address


@schema.parametrize()
@settings(max_examples=10, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_any_request(case: Any, own_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Paths out of thin air may be of this machine: nothing is loaded from them.
    monkeypatch.setattr(Served, "load", lambda *_, **__: Loaded(1, {"customers": 1}))
    case.call_and_validate(base_url=f"{own_address}/api/v1", checks=CHECKS, headers={"Authorization": f"Bearer {SECRET}"}, timeout=30)


def test_it_names_every_address_and_parameter(client: TestClient) -> None:
    said = client.get("/api/v1/openapi.json").json()
    assert said["openapi"] == "3.1.0"
    paths = ["/metrics", "/movements", "/customers", "/customers/{customer}", "/cohorts", "/explain", "/postings", "/checks", "/policies"]
    assert {*paths, "/policies/{policy}", "/loads", "/findings", "/closed", "/closed/{month}"} <= set(said["paths"])
    assert {path for path, methods in said["paths"].items() if "post" in methods} == {
        *("/loads", "/close", "/reopen", "/reconcile", "/edits", "/policies/use")
    }
    metrics = {each["name"] for each in said["paths"]["/metrics"]["get"]["parameters"]}
    named = {"metrics", "from", "to", "grain", "by", "where", "trailing", "policy", "known_at", "currency", "limit", "cursor"}
    assert metrics == named


def test_nothing_in_it_is_elsewhere(client: TestClient) -> None:
    text = client.get("/api/v1/openapi.json").text
    assert "://" not in text
    assert HERE not in text

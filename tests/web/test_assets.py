"""The files of pages: addressed by what they hold, and kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from subledger.faces.web import assets


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(assets, "FOLDER", tmp_path)
    monkeypatch.setattr(assets, "_names", assets.cache(assets._names.__wrapped__))
    (tmp_path / "sub").mkdir()
    (tmp_path / "app.js").write_text("let a = 1\n" * 500, "utf-8")
    (tmp_path / "sub" / "one.svg").write_text("<svg/>", "utf-8")
    return tmp_path


def test_an_address_has_the_hash_of_what_it_holds(client: TestClient, folder: Path) -> None:
    version = hashlib.sha256((folder / "app.js").read_bytes()).hexdigest()[:12]
    assert assets.asset_url("app.js") == f"/static/app.js?v={version}"
    answer = client.get(assets.asset_url("app.js"))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.content == (folder / "app.js").read_bytes()
    assert client.get("/static/app.js", headers={"Accept-Encoding": "identity"}).content == answer.content


def test_another_version_is_asked_for_again(client: TestClient, folder: Path) -> None:
    answer = client.get("/static/app.js?v=old")
    assert answer.headers["cache-control"] == "no-cache"
    again = client.get("/static/app.js", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    before = assets.asset_url("app.js")
    (folder / "app.js").write_text("let a = 2\n", "utf-8")
    assert assets.asset_url("app.js") != before


def test_folders_are_part_of_the_name(client: TestClient, folder: Path) -> None:
    assert client.get(assets.asset_url("sub/one.svg")).headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize("name", ["none.js", "%2e%2e/app.py", "..%2fapp.py", "/etc/passwd", "sub", ""])
def test_nothing_else_is_a_file(client: TestClient, folder: Path, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404

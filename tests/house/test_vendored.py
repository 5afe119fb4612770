"""What is vendored is what the manifest says, with its licences, and was built from what lies in assets/."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "subledger" / "faces" / "web" / "static"
VENDOR = STATIC / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text("utf-8"))


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_file_has_the_hash_of_the_manifest() -> None:
    found = {path.relative_to(VENDOR).as_posix(): sha256(path) for path in VENDOR.rglob("*") if path.is_file()}
    del found["manifest.json"]
    assert found == MANIFEST["sha256"]


def test_the_manifest_is_of_the_present_build() -> None:
    """Whoever changes what is built rebuilds it: assets/README.md says how."""
    assert {name: sha256(ROOT / "assets" / name) for name in MANIFEST["built_from"]} == MANIFEST["built_from"]


def test_versions_are_those_of_the_lock() -> None:
    locked = json.loads((ROOT / "assets" / "package-lock.json").read_text("utf-8"))["packages"]
    for name, about in MANIFEST["packages"].items():
        assert locked[f"node_modules/{name}"]["version"] == about["version"]


def test_every_package_brings_its_licence() -> None:
    for name in MANIFEST["packages"]:
        texts = [path.read_text("utf-8") for path in (VENDOR / "licences").glob(f"{name}-LICENSE.txt")]
        assert len(texts) == 1
        assert len(texts[0]) > 400


def test_nothing_that_is_served_speaks_to_another_host() -> None:
    for path in STATIC.rglob("*"):
        if path.suffix in (".css", ".js") and path.parent == STATIC:
            text = path.read_text("utf-8")
            assert "http://" not in text, path.name
            assert "https://" not in text, path.name
            assert "@import" not in text, path.name


def test_scripts_need_no_evaluation() -> None:
    for path in STATIC.glob("*.js"):
        text = path.read_text("utf-8")
        assert "eval(" not in text
        assert "new Function" not in text
        assert ".innerHTML" not in text

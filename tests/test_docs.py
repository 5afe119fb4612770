"""The documentation says what the product does: generated pages are fresh, and nothing of the catalogues is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from subledger.faces.docs import PAGES

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_fresh(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == PAGES[name](), "run ./run docs"


def test_the_changelog_begins_each_release_with_the_numbers_that_change() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    releases = text.split("\n## ")[1:]
    assert releases
    for release in releases:
        headings = [line for line in release.splitlines() if line.startswith("### ")]
        assert headings[0] == "### Numbers that change"


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "docs/loading.md", "docs/ledger.md"])
def test_links_lead_somewhere(page: str) -> None:
    import re

    path = ROOT / page
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
        if not target.startswith("http"):
            assert (path.parent / target).exists(), target

"""The page of engines says of each dialect whether it is run here or only compiled, and so do the tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ENGINES

from subledger.engine.dialects import DIALECTS
from subledger.faces.docs import PARTS, with_part

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", PARTS)
def test_the_generated_part_is_fresh(name: str) -> None:
    page = (DOCS / name).read_text("utf-8")
    assert PARTS[name]() in page
    assert with_part(page, PARTS[name]()) == page, "run ./run docs"


def test_whatever_tests_run_on_is_said_to_be_run() -> None:
    assert set(ENGINES) <= {dialect.name for dialect in DIALECTS if dialect.is_run}


def test_reasons_begin_with_whose_they_are() -> None:
    assert {reason.partition(": ")[0] for dialect in DIALECTS for reason in dialect.cannot.values()} <= {"notimpl", "notyet", "never"}

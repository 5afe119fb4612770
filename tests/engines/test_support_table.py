"""The page of engines says of each dialect whether it is run here or only compiled."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import ENGINES

from subledger.engine.compile import DIALECTS

PAGE = Path(__file__).parents[2] / "docs" / "engines.md"


def test_the_table_names_every_dialect_and_what_is_run() -> None:
    said = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| (run|compiled, not run)\b", PAGE.read_text("utf-8"), re.MULTILINE))
    assert tuple(said) == DIALECTS
    assert tuple(dialect for dialect, how in said.items() if how == "run") == ENGINES

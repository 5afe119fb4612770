"""What each command prints, to the letter. SUBLEDGER_GOLDEN=write writes it anew."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).parent / "golden"
FORMS = {"table": "txt", "json": "json", "csv": "csv"}
YEAR = "--from 2025-01-01 --to 2026-01-01"
COMMANDS = {
    "metrics": f"metrics {YEAR}",
    "metrics_by_plan": "metrics mrr,churned_customers,quick_ratio --by plan --grain quarter --from 2025-01-15 --to 2025-10-01",
    "metrics_where": f"metrics mrr,quantity --where country=DE --grain year {YEAR}",
    "movements": f"movements {YEAR}",
    "movements_by_plan": "movements --by plan --grain quarter --from 2025-07-01 --to 2025-10-01",
    "customers": "customers --as-of 2025-12-31",
    "cohorts": "cohorts --from 2025-01-01 --to 2025-10-01",
    "cohorts_of_customers": "cohorts --of customers --age own --grain quarter --from 2025-01-01 --to 2025-10-01",
    "explain": "explain mrr --as-of 2025-12-31",
    "explain_customer": "explain arr --customer gamma --as-of 2025-12-31",
    "explain_left_out": "explain mrr --customer delta --as-of 2025-12-31",
    "explain_nrr": "explain nrr --as-of 2025-12-31 --trailing 6",
    "explain_new_customers": "explain new_customers --from 2025-01-01 --to 2025-04-01 --most 2",
    "postings": "postings --customer acme",
}


@pytest.mark.golden
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", COMMANDS)
def test_answers(name: str, form: str, cli: Callable[..., Any], book: Path) -> None:
    ran = cli(*COMMANDS[name].split(), "--book", book, "--format", form)
    assert (ran.code, ran.err) == (0, "")
    _same(f"{name}.{FORMS[form]}", _timeless(ran.out))


@pytest.mark.golden
@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("name", ["metrics_by_plan", "movements", "explain_customer", "customers"])
def test_terminals(name: str, columns: int, cli: Callable[..., Any], book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    ran = cli(*COMMANDS[name].split(), "--book", book, terminal=True)
    assert ran.code == 0
    _same(f"{name}_{columns}.txt", _timeless(re.sub("\x1b\\[[0-9;]*m", "", ran.out)))


@pytest.mark.golden
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["policies", "policy show standard"])
def test_policies(name: str, form: str, cli: Callable[..., Any]) -> None:
    ran = cli(*name.split(), "--format", form)
    assert (ran.code, ran.err) == (0, "")
    if name != "policies":
        _same(f"policy_show.{FORMS[form]}", _timeless(ran.out))
    assert "standard" in ran.out


def _timeless(text: str) -> str:
    """The text without a policy's hash: a setting more is no other output."""
    return re.sub(r"\b[0-9a-f]{64}\b", "<hash>", re.sub(r"\([0-9a-f]{12}\)", "(<hash>)", text))


def _same(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("SUBLEDGER_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")

"""The SQL of every step per dialect that is run, as golden files: the day a compiler changes its mind, the difference is there to read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import ibis
import pytest
from ledger.definitions import STEPS, VARIANTS

from subledger.engine.compile import compiled
from subledger.engine.dialects import DIALECTS
from subledger.model import tables

GOLDEN = Path(__file__).parent / "golden"
RUN = ("duckdb", "postgres", "clickhouse", "pyspark")
"""Dialects whose steps are kept each in a file of its own."""

DIVIDING = ("states", "effects", "converted")
"""Steps that divide: there, and nowhere else, a float guesses a quotient that whole numbers then correct (ledger/run_rate.py)."""


@pytest.mark.golden
@pytest.mark.parametrize("dialect", RUN)
@pytest.mark.parametrize("step", STEPS)
def test_compiled(step: str, dialect: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / dialect / f"{step}.sql", _settled(compiled(STEPS[step](), dialect, pretty=True)) + "\n")


def _settled(text: str) -> str:
    """The SQL with columns that are left out in the order of their names: Ibis keeps them as a set."""
    return re.sub(r"(EXCLUDE|EXCEPT) \(([^()]*)\)", _in_order, text)


def _in_order(found: re.Match[str]) -> str:
    names = sorted(name.strip() for name in found[2].split(","))
    return f"{found[1]} ({', '.join(names)})"


def test_no_golden_file_is_left_over() -> None:
    kept = {(path.parent.name, path.stem) for path in GOLDEN.glob("*/*.sql")}
    assert kept == {(dialect, step) for dialect in RUN for step in STEPS}


def test_whatever_runs_has_its_files() -> None:
    assert {dialect.name for dialect in DIALECTS if dialect.is_run} <= set(RUN)


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
@pytest.mark.parametrize("step", VARIANTS)
def test_a_variant_compiles(step: str, dialect: str) -> None:
    assert compiled(VARIANTS[step](), dialect).startswith(("SELECT", "WITH"))


@pytest.mark.parametrize("step", [step for step in (*STEPS, *VARIANTS) if not step.startswith(DIVIDING)])
def test_what_does_not_divide_knows_no_float(step: str) -> None:
    build = STEPS.get(step) or VARIANTS[step]
    found = build().op().find(ibis.expr.operations.Value)
    assert not [node for node in found if node.dtype.is_floating()]


def test_every_step_stands_on_tables_of_the_book() -> None:
    known = {table.name for table in (*tables.BOOK, *tables.LEDGER)}
    made = {"usage_keys", "boundaries", "siblings", "changes", "effects", "drafted", "revaluations", "ticks"}
    for step, build in (STEPS | VARIANTS).items():
        found = {node.name for node in build().op().find(ibis.expr.operations.UnboundTable)}
        assert found <= known | made, step

"""Importing the package costs next to nothing: engines and compilers wait until a book is asked for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
HEAVY = (
    "ibis",
    "duckdb",
    "psycopg",
    "pyspark",
    "sqlglot",
    "rich",
    "typer",
    "click",
    "pyarrow",
    "pandas",
    "polars",
    "numpy",
    "currency_converter",
    "python_calamine",
    "starlette",
    "uvicorn",
    "anyio",
    "jinja2",
    "xlsxwriter",
)


def imported(statement: str) -> set[str]:
    """The packages that a statement imports, as the interpreter itself tells."""
    command = [sys.executable, "-X", "importtime", "-c", statement]
    ran = subprocess.run(command, env={"PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in re.findall(r"\|\s+([\w.]+)$", ran.stderr, re.MULTILINE)}


@pytest.mark.parametrize(
    "statement",
    [
        "import subledger",
        "from subledger import BadInput, SubledgerError",
        "import subledger.model.policy",
        "import subledger.model.tables",
    ],
)
def test_what_imports_nothing_heavy(statement: str) -> None:
    found = imported(statement)
    assert "subledger" in found
    assert found & set(HEAVY) == set()


def test_a_book_does_import_its_engine_when_it_is_opened() -> None:
    found = imported("import subledger; subledger.init(None).close()")
    assert {"duckdb", "ibis"} <= found and not {"psycopg", "pyspark"} & found

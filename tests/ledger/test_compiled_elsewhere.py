"""The SQL of every definition for the engines that are not run here: it compiles, it is SQL of that dialect, and it is what it was.

A dialect's snapshot says what it was made from. While that is the same, so are the texts, and nothing is compiled; else all of it is,
and each text read back. The snapshots of TEXTS hold whole texts, the others a line for each: its length and SHA-256.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import ibis
import pytest
import sqlglot
from ibis.backends.sql import compilers as shipped
from ibis.common.exceptions import OperationNotDefinedError
from ledger.definitions import STEPS, VARIANTS, measures
from sqlglot import exp
from sqlglot.errors import ParseError

from subledger.engine import compile as compiling
from subledger.engine import compilers
from subledger.engine.dialects import DIALECTS, Dialect

GOLDEN = Path(__file__).parent / "golden"
TEXTS = ("trino", "snowflake", "bigquery")
ELSEWHERE = [dialect for dialect in DIALECTS if dialect.name not in ("duckdb", "postgres", "clickhouse", "pyspark")]
LEFT_OUT = {"DataFusionCompiler", "SQLiteCompiler"}
"""compilers.OF says why."""
CLAUSES = re.compile(r" (?=(?:FROM|WHERE|GROUP BY|HAVING|ORDER BY|UNION ALL|(?:LEFT OUTER |INNER |CROSS |SEMI |ANTI )?JOIN)\b)")


def snapshot(dialect: Dialect) -> Path:
    return GOLDEN / f"{dialect.name}.{'sql' if dialect.name in TEXTS else 'txt'}"


@cache
def definitions() -> dict[str, tuple[ibis.Table, object]]:
    return {name: (build(), None) for name, build in (STEPS | VARIANTS).items()} | measures()


def text(dialect: str, name: str) -> str:
    expression, given = definitions()[name]
    # Ibis keeps the columns that are left out as a set.
    return re.sub(r"(EXCLUDE|EXCEPT) \(([^()]*)\)", _in_order, compiling.compiled(expression, dialect, given))


def _in_order(found: re.Match[str]) -> str:
    return f"{found[1]} ({', '.join(sorted(name.strip() for name in found[2].split(',')))})"


@cache
def made_from() -> str:
    """What decides every text: the definitions, as DuckDB's SQL tells them, and what compiles them."""
    sources = [Path(module.__file__ or "").read_text("utf-8") for module in (compiling, compilers, sys.modules[__name__])]
    texts = [text("duckdb", name) for name in definitions()]
    return sha256("\0".join([ibis.__version__, sqlglot.__version__, *sources, *texts]).encode()).hexdigest()


@pytest.mark.golden
@pytest.mark.parametrize("dialect", ELSEWHERE, ids=lambda dialect: dialect.name)
def test_snapshot(dialect: Dialect, golden: Callable[[Path, str], None]) -> None:
    path = snapshot(dialect)
    begins = f"-- made from {made_from()}\n"
    if path.exists() and path.read_text("utf-8").startswith(begins):
        return
    for name in dialect.cannot:
        # Strict: when it starts to compile to what can be read, its line in engine/dialects.py must go.
        with pytest.raises((OperationNotDefinedError, ParseError)):
            read_back(dialect, name)
    texts = {name: read_back(dialect, name) for name in definitions() if name not in dialect.cannot}
    golden(path, begins + "".join(kept(dialect.name, name, sql) for name, sql in texts.items()))


def read_back(dialect: Dialect, name: str) -> str:
    """A definition's text, which its dialect can read: as one query, of the definition's tables and as many columns."""
    sql = text(dialect.name, name)
    query = sqlglot.parse_one(sql, dialect=compilers.OF[dialect.name].dialect)
    expression = definitions()[name][0]
    shared = {each.alias for each in query.find_all(exp.CTE)}
    assert isinstance(query, exp.Query)
    assert {table.name for table in query.find_all(exp.Table)} - shared == {
        node.name for node in expression.op().find(ibis.expr.operations.UnboundTable)
    }
    return sql


def kept(dialect: str, name: str, sql: str) -> str:
    if dialect in TEXTS:
        return f"\n-- {name}\n" + CLAUSES.sub("\n", sql) + "\n"
    return f"{name} {len(sql)} {sha256(sql.encode()).hexdigest()}\n"


def test_no_snapshot_is_left_over() -> None:
    assert {path for path in GOLDEN.iterdir() if path.is_file()} == {snapshot(dialect) for dialect in ELSEWHERE}


def test_every_dialect_that_compiles_is_told() -> None:
    theirs = {name for name in dir(shipped) if name.endswith("Compiler")} - LEFT_OUT
    assert {base.__name__ for each in compilers.OF.values() for base in each.__mro__} >= theirs
    assert list(compilers.OF) == [dialect.name for dialect in DIALECTS]

"""Ibis as a compiler: an expression over unbound tables becomes one SELECT in an engine's dialect."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis.expr.types as ir

    Given = Mapping[ir.DateScalar, date]

DIALECTS = ("duckdb", "postgres", "clickhouse", "pyspark")
WIDE_SUMS = ("duckdb", "postgres")
"""Dialects whose engines sum 64-bit integers in more than 64 bits: there an amount need not be widened before it is summed."""
_OPEN_DAYS = tuple(date(9998, month, 1) for month in range(1, 13))
"""Days that no book holds: each stands in a compiled text for a day that is filled in."""


@cache
def _compiler(dialect: str) -> Any:
    from ibis.backends.sql import compilers

    names = {"duckdb": "DuckDBCompiler", "postgres": "PostgresCompiler", "clickhouse": "ClickHouseCompiler", "pyspark": "PySparkCompiler"}
    return getattr(compilers, names[dialect])()


def compiled(expression: ir.Table, dialect: str, given: Given | None = None, *, pretty: bool = False) -> str:
    """The SELECT of an expression in a dialect; given: the days that the expression leaves open."""
    given = given or {}
    text = _compiled(expression.op(), dialect, tuple(day.op() for day in given), pretty)
    for stand_in, day in zip(_OPEN_DAYS, given.values(), strict=False):
        text = text.replace(_day(stand_in, dialect), _day(day, dialect))
    return text


@lru_cache(maxsize=1024)
def _day(day: date, dialect: str) -> str:
    import ibis

    compiler, literal = _compiler(dialect), ibis.date(day).op()
    return str(compiler.visit_Literal(literal, value=day, dtype=literal.dtype).sql(compiler.dialect))


@lru_cache(maxsize=1024)
def _compiled(node: Any, dialect: str, open_days: tuple[Any, ...], pretty: bool) -> str:
    # Definitions are the same for every book, and compiling one takes longer than running it on a small book.
    import ibis
    import sqlglot

    compiler = _compiler(dialect)
    # One SELECT per step: fused, a column that builds on another repeats it, and such chains double at every link.
    fused = ibis.options.sql.fuse_selects
    ibis.options.sql.fuse_selects = False
    try:
        days = {day.to_expr(): stand_in for day, stand_in in zip(open_days, _OPEN_DAYS, strict=False)}
        query = compiler.to_sqlglot(node.to_expr(), params=days)
        if dialect in WIDE_SUMS:
            for total in query.find_all(sqlglot.exp.Sum):
                if isinstance(total.this, sqlglot.exp.Cast) and total.this.to.sql() == "DECIMAL(38, 0)":
                    total.set("this", total.this.this)
        for shared in query.find_all(sqlglot.exp.CTE):
            # What steps share are scans and filters: reading twice is quicker than keeping a copy of millions of rows.
            shared.set("materialized", False)
        return str(query.sql(compiler.dialect, pretty=pretty))
    finally:
        ibis.options.sql.fuse_selects = fused

"""Ibis as a compiler: an expression over unbound tables becomes one SELECT in an engine's dialect."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis.expr.types as ir

DIALECTS = ("duckdb", "postgres", "clickhouse", "pyspark")


@cache
def _compiler(dialect: str) -> Any:
    from ibis.backends.sql import compilers

    names = {"duckdb": "DuckDBCompiler", "postgres": "PostgresCompiler", "clickhouse": "ClickHouseCompiler", "pyspark": "PySparkCompiler"}
    return getattr(compilers, names[dialect])()


def compiled(expression: ir.Table, dialect: str, *, pretty: bool = False) -> str:
    """The SELECT of an expression in a dialect."""
    return _compiled(expression.op(), dialect, pretty)


@lru_cache(maxsize=1024)
def _compiled(node: Any, dialect: str, pretty: bool) -> str:
    # Definitions are the same for every book, and compiling one takes longer than running it on a small book.
    import ibis
    import sqlglot

    compiler = _compiler(dialect)
    # One SELECT per step: fused, a column that builds on another repeats it, and such chains double at every link.
    fused = ibis.options.sql.fuse_selects
    ibis.options.sql.fuse_selects = False
    try:
        query = compiler.to_sqlglot(node.to_expr())
        for shared in query.find_all(sqlglot.exp.CTE):
            # What steps share are scans and filters: reading twice is quicker than keeping a copy of millions of rows.
            shared.set("materialized", False)
        return str(query.sql(compiler.dialect, pretty=pretty))
    finally:
        ibis.options.sql.fuse_selects = fused

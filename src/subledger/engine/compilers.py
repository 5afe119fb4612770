"""Ibis' compilers, with what they leave wrong for the engines that run their SQL here put right."""

from __future__ import annotations

from typing import Any

import ibis.expr.datatypes as dt
import sqlglot.expressions as sge
from ibis.backends.sql import compilers

from subledger.engine.postgres.letters import UNICODE


class PostgreSQL(compilers.PostgresCompiler):  # type: ignore[misc]
    """PostgreSQL 15."""

    __slots__ = ()

    def visit_Cast(self, op: Any, *, arg: Any, to: Any) -> Any:
        # A truth becomes an INTEGER and no other number.
        if op.arg.dtype.is_boolean() and to.is_numeric() and not to.is_int32():
            return self.cast(self.cast(arg, dt.int32), to)
        return super().visit_Cast(op, arg=arg, to=to)

    def visit_Lowercase(self, op: Any, *, arg: Any) -> Any:
        del op
        return _collated(self.f.lower(_collated(arg, UNICODE)), "C")


def _collated(text: Any, collation: str) -> Any:
    return sge.Collate(this=text, expression=sge.to_identifier(collation, quoted=True))


OF = {
    "duckdb": compilers.DuckDBCompiler,
    "postgres": PostgreSQL,
    "clickhouse": compilers.ClickHouseCompiler,
    "pyspark": compilers.PySparkCompiler,
}
"""The compiler of each dialect."""

"""Ibis' compilers, with what they leave wrong for the engines that run their SQL here put right."""

from __future__ import annotations

from typing import Any

import ibis.expr.datatypes as dt
import sqlglot.expressions as sge
from ibis.backends.sql import compilers

from subledger.engine.clickhouse.compiler import ClickHouse
from subledger.engine.postgres.letters import UNICODE
from subledger.engine.spark.compiler import Spark


class Uncopied:
    """What is named anew where it is joined is not copied for that: it stands there alone, as what several places share is a CTE."""

    __slots__ = ()

    def visit_JoinReference(self, op: Any, *, parent: Any, identifier: Any) -> Any:
        del op, identifier
        return parent.this if isinstance(parent, sge.Subquery) else parent

    visit_SelfReference = visit_JoinReference


class DuckDB(Uncopied, compilers.DuckDBCompiler):  # type: ignore[misc]
    """DuckDB 1.5."""

    __slots__ = ()

    def visit_Hash(self, op: Any, *, arg: Any) -> Any:
        # Halved, so that it fits 64 bits with a sign: by way of a BIT, which is a text, it takes as long as reading the row.
        del op
        return self.cast(sge.IntDiv(this=self.f.hash(arg), expression=sge.convert(2)), dt.int64)


class PostgreSQL(Uncopied, compilers.PostgresCompiler):  # type: ignore[misc]
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
    "duckdb": DuckDB,
    "postgres": PostgreSQL,
    "clickhouse": ClickHouse,
    "pyspark": Spark,
    "trino": compilers.TrinoCompiler,
    "snowflake": compilers.SnowflakeCompiler,
    "bigquery": compilers.BigQueryCompiler,
    "athena": compilers.AthenaCompiler,
    "databricks": compilers.DatabricksCompiler,
    "druid": compilers.DruidCompiler,
    "exasol": compilers.ExasolCompiler,
    "flink": compilers.FlinkCompiler,
    "impala": compilers.ImpalaCompiler,
    "materialize": compilers.MaterializeCompiler,
    "mssql": compilers.MSSQLCompiler,
    "mysql": compilers.MySQLCompiler,
    "oracle": compilers.OracleCompiler,
    "risingwave": compilers.RisingWaveCompiler,
}
"""The compiler of each dialect. DataFusion's needs a package of its own; what SQLite's writes depends on the SQLite of the machine."""

"""The dialects of SQL that definitions are compiled to: whose each is, how far it is tried, and what does not compile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Dialect:
    """One dialect.

    tried: what the tests do with books on its engine; nothing where its SQL is kept and compared, and never run.
    cannot: the definitions that do not compile to what it can read, each with the reason: notimpl (we have not), notyet (they have
    not) or never.
    """

    name: str
    engine: str
    tried: str = ""
    cannot: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_run(self) -> bool:
        """Whether a book can stand there."""
        return bool(self.tried)


_NO_DAYS_BETWEEN = "notyet: Ibis knows no days between two dates there"
_NO_SHIFT = "notyet: Ibis knows no date there so many days or months from another"
_BARE_INTERVAL = "notyet: Ibis writes an interval there without the parentheses that its number needs"
_FIGURES = "golden companies, the demo company, every metric, 200 random histories"

DIALECTS = (
    Dialect("duckdb", "DuckDB 1.5, in the process", "every test"),
    Dialect(
        "postgres",
        "PostgreSQL 15 or newer",
        f"{_FIGURES}, closings, edits, reconciling, refreshes, readers, writers, 50 kills and other faults",
    ),
    Dialect(
        "clickhouse",
        "ClickHouse 26.9, in the process",
        f"{_FIGURES}, closings, edits, reconciling, refreshes, readers, writers, kills and other faults",
    ),
    Dialect(
        "pyspark",
        "Spark 4",
        f"{_FIGURES}, closings, edits and reconciling of a small book, a second load, readers, writers, a lost worker, a kill "
        "and other faults",
    ),
    Dialect("trino", "Trino"),
    Dialect("snowflake", "Snowflake"),
    Dialect("bigquery", "BigQuery"),
    Dialect("athena", "Amazon Athena"),
    Dialect("databricks", "Databricks"),
    Dialect(
        "druid",
        "Apache Druid",
        cannot={
            "quick_check": _NO_DAYS_BETWEEN,
            "states_at_renewal": _NO_DAYS_BETWEEN,
            "movements_with_pauses": _NO_DAYS_BETWEEN,
            "states_in_another_zone": _NO_SHIFT,
        },
    ),
    Dialect(
        "exasol",
        "Exasol",
        cannot=dict.fromkeys(
            ("converted_month_end", "cohorts_own", "states_at_renewal", "states_in_another_zone", "states_with_grace", "states_with_usage"),
            _NO_SHIFT,
        ),
    ),
    Dialect("flink", "Apache Flink", cannot={"states_in_another_zone": _BARE_INTERVAL}),
    Dialect("impala", "Apache Impala", cannot={"states_in_another_zone": _BARE_INTERVAL}),
    Dialect("materialize", "Materialize"),
    Dialect("mssql", "Microsoft SQL Server"),
    Dialect("mysql", "MySQL"),
    Dialect("oracle", "Oracle Database"),
    Dialect("risingwave", "RisingWave"),
)
"""In the order in which they are shown: those that are run first."""

"""Statements as a cluster is asked them: each is sent once.

The driver's own way through Spark Connect sends a statement to be read, sends it again for its columns, and again for its rows;
reading it takes the server longer than to run it on a small book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from subledger.engine.spark.connecting import is_remote

if TYPE_CHECKING:
    import pyarrow as pa


def stated(session: Any, statement: str, **given: str) -> Any:
    """A frame of the rows that a statement selects. Nothing is asked yet.   given: the texts that stand in it as :name."""
    if not is_remote(session):
        return session.sql(statement, given or None)
    from pyspark.sql.connect.dataframe import DataFrame
    from pyspark.sql.connect.functions import lit
    from pyspark.sql.connect.plan import SQL

    return DataFrame(SQL(statement, None, {name: lit(text) for name, text in given.items()}), session)


def fetched(frame: Any) -> pa.Table:
    """The rows of a frame."""
    return frame._to_table()[0] if is_remote(frame.sparkSession) else frame.toArrow()

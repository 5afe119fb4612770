"""From an address to the place of a book: a path is a DuckDB file, a URL a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    from subledger.engine.engine import Files, Place
    from subledger.model.address import Address


def place(address: Address) -> Place:
    """Where the book of an address stands, or may stand.

    Raises: SubledgerError for an address that no engine serves, or whose engine is not installed.
    """
    if address.scheme == "postgresql":
        try:
            from subledger.engine.postgres.place import Schema
        except ImportError:
            raise _no_driver("PostgreSQL", "psycopg", "psycopg 3", "postgres") from None
        return Schema(address)
    if address.scheme in ("clickhouse", "chdb"):
        try:
            from subledger.engine.clickhouse.place import Database
        except ImportError:
            needed = "clickhouse-connect, and chdb for an engine without a server"
            raise _no_driver("ClickHouse", "clickhouse-connect", needed, "clickhouse") from None
        return Database(address)
    if address.scheme == "spark":
        try:
            from subledger.engine.spark.place import Folder
        except ImportError:
            raise _no_driver("Spark", "pyspark", "pyspark 4", "spark") from None
        return Folder(address)
    from subledger.engine.file import BookFile

    return BookFile(address.path)


def in_memory(memory: str | None = None) -> Files:
    """An engine whose book is gone when it is closed."""
    from subledger.engine.duckdb import DuckDB

    return DuckDB(None, memory=memory)


def _no_driver(engine: str, package: str, needed: str, extra: str) -> SubledgerError:
    return SubledgerError(f"the driver of {engine} is not installed", "no_driver", package, needed, f'pip install "subledger[{extra}]"')

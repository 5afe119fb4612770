"""From an address to an engine: a path is a DuckDB file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subledger.engine.engine import Engine


def open_engine(address: str | Path | None, *, read_only: bool = False, memory: str | None = None) -> Engine:
    """The engine that holds the book at an address; None is a book in memory."""
    from subledger.engine.duckdb import DuckDB

    return DuckDB(Path(address) if address is not None else None, read_only=read_only, memory=memory)

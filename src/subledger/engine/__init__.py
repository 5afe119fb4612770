"""The only floor that opens a database: compiled definitions in, rows out."""

from subledger.engine.engine import Engine, ScanFailed, ScanOf
from subledger.engine.open import open_engine

__all__ = ["Engine", "ScanFailed", "ScanOf", "open_engine"]

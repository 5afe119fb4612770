"""The only floor that opens a database: compiled definitions in, rows out."""

from subledger.engine.engine import Engine, Files, Place, ScanFailed, ScanOf
from subledger.engine.open import in_memory, place

__all__ = ["Engine", "Files", "Place", "ScanFailed", "ScanOf", "in_memory", "place"]

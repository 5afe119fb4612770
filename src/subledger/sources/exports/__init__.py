"""Exports: what another tool says each customer's MRR is, as a list in CSV or Excel, and every fault in it."""

from subledger.sources.exports.export import Entry, Export
from subledger.sources.exports.reading import read

__all__ = ["Entry", "Export", "read"]

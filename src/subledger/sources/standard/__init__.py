"""The standard format: files in CSV, Parquet or Excel as canonical tables, and every fault in them."""

from subledger.sources.standard.faults import explained
from subledger.sources.standard.files import find
from subledger.sources.standard.mapping import FileMapping, Mapping, load_mapping
from subledger.sources.standard.raw import BookSettings, Found, RawFile
from subledger.sources.standard.repair import repair
from subledger.sources.standard.typed import Typed, typed

__all__ = ["BookSettings", "FileMapping", "Found", "Mapping", "RawFile", "Typed", "explained", "find", "load_mapping", "repair", "typed"]

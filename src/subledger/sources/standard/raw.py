"""What was found on disk: files that are one table each, not yet typed."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from pathlib import Path

from subledger.model.errors import Fault
from subledger.sources.standard.mapping import FileMapping


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file (or sheet) that is one table, ready to be scanned.

    columns: unique names to give its fields. fields: the field of each standard column. headers: the user's header of each field.
    extras: the fields that are no standard column. first_row: the row that the header stands in.
    """

    name: str
    path: Path
    table: str
    format: str
    columns: tuple[str, ...]
    delimiter: str = ","
    mapping: FileMapping | None = None
    fields: Dict[str, str] = field(default_factory=dict)
    headers: Dict[str, str] = field(default_factory=dict)
    extras: tuple[str, ...] = ()
    first_row: int = 1
    is_unclean: bool = False


@dataclass(slots=True)
class Found:
    """The files to scan, what is wrong already, and what the user should know."""

    files: list[RawFile] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BookSettings:
    """What a book says of values that a file leaves open."""

    currency: str
    timezone: str

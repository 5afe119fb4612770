"""A mapping: how the files of a billing system become the standard format."""

from __future__ import annotations

import codecs
import fnmatch
import re
import tomllib
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from subledger.model.errors import SubledgerError, unknown
from subledger.sources.standard.columns import STANDARD, column_of, columns_of
from subledger.sources.standard.constants import constant

DATE_PARTS = {"%Y": r"(\d{4})", "%m": r"(\d{1,2})", "%d": r"(\d{1,2})", "%H": r"(\d{1,2})", "%M": r"(\d{2})", "%S": r"(\d{2})"}
_FILE_KEYS = ("match", "table", "delimiter", "encoding", "decimal", "thousands", "date_format", "ignore", "columns", "constants", "values")


@dataclass(frozen=True, slots=True)
class FileMapping:
    """How one kind of file is read: its table, its dialect and what its columns mean."""

    match: str
    table: str
    delimiter: str | None = None
    encoding: str | None = None
    decimal: str = "."
    thousands: str = ""
    date_format: str | None = None
    ignore: tuple[str, ...] = ()
    columns: Dict[str, str] = field(default_factory=dict)
    constants: Dict[str, str] = field(default_factory=dict)
    values: Dict[str, Dict[str, str]] = field(default_factory=dict)

    def matches(self, name: str) -> bool:
        """Whether a file's or sheet's name is meant: `*` and `?` stand for any, `book.xlsx[Sheet1]` names a sheet."""
        return fnmatch.fnmatchcase(name.casefold(), self.match.casefold().replace("[", "[[]"))


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file: the billing system's name and its files."""

    source: str
    files: tuple[FileMapping, ...]

    def section(self, name: str) -> FileMapping | None:
        """The first section that means a file of that name."""
        return next((section for section in self.files if section.matches(name)), None)


def load_mapping(path: Path) -> Mapping:
    """The mapping in a TOML file.

    Raises: SubledgerError with the nearest match for what it does not know.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise SubledgerError(f"{path} cannot be read: {error.strerror}", "unreadable_mapping", str(path), "a mapping file (TOML)") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SubledgerError(f"{path.name} is no TOML: {error}", "unreadable_mapping", str(path), "a mapping file (TOML)") from None
    _known("mapping key", content, ("source", "file"))
    sections = content.get("file", [])
    if not isinstance(sections, list):
        raise _wrong("file", sections, "[[file]] sections, with two brackets")
    return Mapping(_text("source", content.get("source", "files")), tuple(_section(section) for section in sections))


def _section(content: dict[str, Any]) -> FileMapping:
    _known("mapping key", content, _FILE_KEYS)
    for needed in ("match", "table"):
        if needed not in content:
            raise SubledgerError(f"a [[file]] of the mapping has no {needed}", "incomplete_mapping", expected='match = "…" and table = "…"')
    table = _text("table", content["table"])
    _known("table", [table], tuple(STANDARD))
    allowed = columns_of(table)
    columns, constants, values = (_table(key, content.get(key, {})) for key in ("columns", "constants", "values"))
    for part in (columns, constants, values):
        _known("column", part, allowed)
    ignore = content.get("ignore", [])
    if not isinstance(ignore, list):
        raise _wrong("ignore", ignore, "a list of headers")
    for name in sorted(columns.keys() & constants.keys()):
        raise SubledgerError(f"{name} is both a column and a constant of the mapping", "doubled_column", name, "one of the two")
    return FileMapping(
        _text("match", content["match"]),
        table,
        _one_character("delimiter", content.get("delimiter")) or None,
        _encoding(content.get("encoding")),
        _one_character("decimal", content.get("decimal", ".")) or ".",
        _one_character("thousands", content.get("thousands", "")),
        _date_format(content.get("date_format")),
        tuple(_text("ignore", name) for name in ignore),
        {name: _text(name, header) for name, header in columns.items()},
        {name: constant(column_of(table, name), _plain_value(name, value)) for name, value in constants.items()},
        {name: {key: _plain_value(name, value) for key, value in _table(name, parts).items()} for name, parts in values.items()},
    )


def _known(what: str, found: Any, allowed: tuple[str, ...]) -> None:
    for name in found:
        if name not in allowed:
            raise unknown(what, name, allowed)


def _wrong(key: str, value: object, expected: str) -> SubledgerError:
    return SubledgerError(f"{key} = {value!r} in the mapping cannot be read", "wrong_mapping", str(value), expected)


def _text(key: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise _wrong(key, value, "a text")
    return value


def _table(key: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(key, value, f"a table [file.{key}]")
    return value


def _plain_value(name: str, value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (dict, list)):
        raise _wrong(name, value, "one value")
    return str(value)


def _one_character(key: str, value: object) -> str:
    if value is None or value == "":
        return ""
    if not isinstance(value, str) or len(value) != 1 or value in '"\n\r' or value.isalnum():
        raise _wrong(key, value, "one character")
    return value


def _encoding(value: object) -> str | None:
    if value is None:
        return None
    try:
        return codecs.lookup(_text("encoding", value)).name
    except LookupError:
        raise unknown(
            "encoding", str(value), ("utf-8", "utf-16", "cp1252", "latin-1", "iso8859-15", "cp1250", "shift_jis", "gb18030")
        ) from None


def _date_format(value: object) -> str | None:
    if value is None:
        return None
    text = _text("date_format", value)
    parts = re.findall(r"%.", text)
    if {"%Y", "%m", "%d"} - set(parts) or set(parts) - DATE_PARTS.keys() or len(parts) != len(set(parts)):
        raise _wrong("date_format", value, "%Y, %m and %d, perhaps %H, %M, %S, each once, as in %d.%m.%Y")
    return text

"""Delimited text as it comes: its encoding, delimiter and header, and what a strict reader must not see."""

from __future__ import annotations

import codecs
import csv
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from subledger.model.errors import Fault
from subledger.sources.standard.mapping import FileMapping

CHUNK = 16 * 2**20
HEAD = 2**20
DELIMITERS = ",;\t|"
WORDS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_MARKS = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OTHER_FORMATS = (
    (b"PK\x03\x04", "an Excel workbook or a zip archive"),
    (b"PAR1", "Parquet"),
    (b"\x1f\x8b", "compressed (gzip)"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A UTF-8 file to be read as delimited text; unclean means that only the slow path reads it rightly."""

    path: Path
    delimiter: str
    header: tuple[str, ...]
    is_unclean: bool
    notes: tuple[str, ...] = ()


def sniffed(path: Path, name: str, mapping: FileMapping | None, workspace: Path) -> Text | Fault:
    """The text of a file, or the fault that keeps it from being text."""
    try:
        with path.open("rb") as stream:
            start = stream.read(4)
        if not start:
            return Fault(
                "empty_file", f"{name} is empty", name, expected="a header and rows", hint="export it again, or leave the file out"
            )
        if other := next((words for magic, words in _OTHER_FORMATS if start.startswith(magic)), None):
            return Fault(
                "wrong_format", f"{name} is named as text but is {other}", name, expected="delimited text", hint="unpack or rename it"
            )
        encoding = (mapping.encoding if mapping else None) or next((named for mark, named in _MARKS if start.startswith(mark)), "utf-8")
        notes = [] if encoding in ("utf-8", "utf-8-sig") else [f"{name}: read as {encoding}"]
        if encoding not in ("utf-8", "utf-8-sig"):
            converted = _converted(path, name, encoding, workspace)
            if isinstance(converted, Fault):
                return converted
            path = converted
        looked = _looked_over(path, name)
    except OSError as error:
        return Fault("unreadable_file", f"{name} cannot be read: {error.strerror}", name, expected="a file you may read")
    if isinstance(looked, Fault):
        return looked
    lines = (line for line in StringIO(_head(path), newline="") if line.strip("\r\n"))
    first = next(lines, "")
    told = re.fullmatch(r"sep=(.)\s*", first)
    first = next(lines, "") if told else first
    if not first.strip():
        return Fault("empty_file", f"{name} holds nothing but blank lines", name, expected="a header and rows")
    delimiter = (mapping.delimiter if mapping else None) or (told[1] if told else None) or _delimiter(first)
    if delimiter != "," and not (mapping and mapping.delimiter):
        notes.append(f"{name}: fields are parted by {WORDS.get(delimiter, delimiter)}")
    rest = list(lines)
    header = next(csv.reader([first, *rest], delimiter=delimiter))
    if path.stat().st_size < HEAD and not any(line.strip() for line in rest):
        notes.append(f"{name}: a header and no rows")
    is_odd = looked or bool(told) or not _head(path).startswith(first)
    return Text(path, delimiter, tuple(header), is_odd, tuple(notes))


def records(text_path: Path, delimiter: str) -> Iterator[tuple[list[str], str | None]]:
    """Every record of a file with what is wrong with its quotes; blank lines are empty records, `sep=` lines none."""
    before = csv.field_size_limit(2**31 - 1)
    try:
        with text_path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, delimiter=delimiter, strict=True)
            is_first = True
            while True:
                try:
                    record = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield [], str(error)
                    is_first = False
                    continue
                if is_first and len(record) <= 2 and ",".join(record).startswith("sep="):
                    continue
                is_first = False
                yield record, None
    finally:
        csv.field_size_limit(before)


def new_file(workspace: Path, suffix: str = ".csv") -> Path:
    """A fresh file in the workspace."""
    workspace.mkdir(parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(suffix, dir=workspace)
    os.close(handle)
    return Path(path)


def _head(path: Path) -> str:
    with path.open("rb") as stream:
        return codecs.getincrementaldecoder("utf-8-sig")("replace").decode(stream.read(HEAD))


def _delimiter(header: str) -> str:
    unquoted = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=unquoted.count)


def _converted(path: Path, name: str, encoding: str, workspace: Path) -> Path | Fault:
    target = new_file(workspace)
    try:
        with path.open(encoding=encoding, newline="") as source, target.open("w", encoding="utf-8", newline="") as clean:
            while part := source.read(CHUNK):
                clean.write(part)
    except UnicodeError as error:
        return Fault(
            "wrong_encoding", f"{name} is not {encoding}: {error}", name, expected=encoding, hint="name the right encoding in a mapping"
        )
    return target


def _looked_over(path: Path, name: str) -> bool | Fault:
    """Whether the slow path is needed: odd quotes, mixed or old line ends, blank lines. A fault where it is not UTF-8 text."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    at = lines = quotes = pairs = returns = 0
    has_gap, before = False, b""
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            if (place := chunk.find(b"\0")) >= 0:
                return _binary(name, at + place, lines + chunk.count(b"\n", 0, place) + 1)
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                place = error.start - (len(error.object) - len(chunk))
                return _not_utf8(name, at + place, lines + chunk.count(b"\n", 0, max(place, 0)) + 1, error)
            at, lines, quotes = at + len(chunk), lines + chunk.count(b"\n"), quotes + chunk.count(b'"')
            pairs, returns = pairs + chunk.count(b"\r\n"), returns + chunk.count(b"\r")
            body = before + chunk
            if before.endswith(b"\r") and chunk.startswith(b"\n"):
                pairs += 1
            inner = body.rstrip(b"\r\n") if len(chunk) < CHUNK else body
            has_gap = has_gap or b"\n\n" in inner or b"\n\r\n" in inner
            before = chunk[-3:]
    if decoder.getstate()[0]:
        return Fault("wrong_encoding", f"{name} ends inside a character", name, expected="UTF-8", hint="export it again: it is cut off")
    return has_gap or quotes % 2 == 1 or (pairs > 0 and lines != pairs) or returns != pairs


def _binary(name: str, at: int, line: int) -> Fault:
    return Fault(
        "wrong_encoding", f"{name} is not text: byte {at} (line {line}) is NUL", name, line, expected="UTF-8",
        hint='save it as UTF-8; if it is UTF-16 without a byte order mark, write encoding = "utf-16-le" in a mapping',
    )  # fmt: skip


def _not_utf8(name: str, at: int, line: int, error: UnicodeDecodeError) -> Fault:
    shown = error.object[max(0, error.start - 20) : error.start + 20].decode("cp1252", "replace").strip()
    return Fault(
        "wrong_encoding", f"{name} is not UTF-8: byte {at} (line {line})", name, line, value=shown, expected="UTF-8",
        hint='save it as UTF-8, or write encoding = "cp1252" (Windows) or "latin-1" in a mapping',
    )  # fmt: skip

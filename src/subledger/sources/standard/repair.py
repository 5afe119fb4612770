"""The slow path: a file that a strict reader refuses, read record by record, with every broken one told."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from subledger.model.errors import Fault
from subledger.sources.standard.raw import RawFile
from subledger.sources.standard.text import new_file, records

LONGEST_FIELD = 2**20
SHOWN = 200


def repair(file: RawFile, workspace: Path) -> tuple[RawFile, list[Fault]]:
    """A clean copy of a file and the faults of its broken records.

    A broken record stands blank in the copy, as none of its fields can be trusted, so that all others keep their row.
    """
    if file.format == "parquet":
        return file, [
            Fault(
                "unreadable_file",
                f"{file.name} is damaged and cannot be read",
                file.name,
                expected="a Parquet file",
                hint="export it again",
            )
        ]
    width = len(file.columns)
    faults: list[Fault] = []
    target = new_file(workspace)
    row = 0
    has_header = False
    with target.open("w", encoding="utf-8", newline="") as clean:
        writer = csv.writer(clean, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for record, broken in records(file.path, file.delimiter):
            row += 1
            if not has_header:
                if record:
                    writer.writerow(file.columns)
                    has_header, first_row = True, row
                continue
            while record and (len(record) > width or not any(record)) and not record[-1].strip():
                record.pop()
            found = _broken(file, row + file.first_row - 1, record, broken, width)
            if found:
                faults += found
                record = []
            writer.writerow(record if len(record) == width else [""] * width)
    return replace(
        file, path=target, delimiter=",", first_row=file.first_row + first_row - 1 if has_header else 1, is_unclean=False
    ), faults


def _broken(file: RawFile, row: int, record: list[str], quotes: str | None, width: int) -> list[Fault]:
    if quotes:
        is_open = "unexpected end" in quotes
        said = "a quote is opened and never closed" if is_open else "a quoted field goes on after its closing quote"
        return [
            Fault("stray_quote", f"{said} in this record", file.name, row, expected='text in "quotes", a quote inside written twice ("")',
                  hint="all that follows was read as one field" if is_open else None)
        ]  # fmt: skip
    if record and len(record) != width:
        hint = "a field with the delimiter in it needs quotes" if len(record) > width else "is the row cut off?"
        return [
            Fault("ragged_row", f"this record has {len(record)} fields, the header {width}", file.name, row,
                  value=file.delimiter.join(record)[:SHOWN], expected=f"{width} fields", hint=hint)
        ]  # fmt: skip
    return [
        Fault("oversized_field", f"a field of {len(cell):,} characters", file.name, row, file.columns[index], cell[:SHOWN],
              "at most 1 MiB in a field", "is a quote missing before it?")
        for index, cell in enumerate(record)
        if len(cell) > LONGEST_FIELD
    ]  # fmt: skip

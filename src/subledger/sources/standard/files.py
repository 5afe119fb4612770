"""The files of a load: which there are, which table each one is, and what its header says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from subledger.model.errors import Fault
from subledger.sources.standard.columns import STANDARD
from subledger.sources.standard.headers import recognised, table_of
from subledger.sources.standard.mapping import FileMapping, Mapping
from subledger.sources.standard.parts import TEXT, WORKBOOK, Part, named_table, parts_of
from subledger.sources.standard.raw import Found, RawFile
from subledger.sources.standard.repair import repair


def find(paths: Sequence[Path], mapping: Mapping | None, workspace: Path) -> Found:
    """Every table in files and folders, with all that is wrong before a row is read."""
    found = Found()
    for path in paths:
        _look(path, mapping, workspace, found)
    for index, file in enumerate(found.files):
        if file.is_unclean:
            found.files[index], faults = repair(file, workspace)
            found.faults += faults
    if mapping:
        names = [file.mapping for file in found.files]
        found.notes += [
            f"the mapping's {section.match} matches no file" for section in mapping.files if section not in names and not found.faults
        ]
    return found


def _look(path: Path, mapping: Mapping | None, workspace: Path, found: Found) -> None:
    if not path.exists():
        near = sorted(p.name for p in path.parent.iterdir() if not p.name.startswith("."))[:8] if path.parent.is_dir() else []
        found.faults.append(
            Fault(
                "no_such_file",
                f"{path} does not exist",
                str(path),
                expected="a file or a folder",
                hint="there are " + ", ".join(near) if near else None,
            )
        )
        return
    if not path.is_dir():
        _settle(parts_of(path, mapping, workspace, found, is_single=True), mapping, found, is_folder=False)
        return
    if path.suffix.lower() in (*TEXT, *WORKBOOK, ".parquet"):
        found.faults.append(_folder_named_as_file(path))
        return
    try:
        inside = sorted(p for p in path.iterdir() if not p.name.startswith((".", "~$")))
    except OSError as error:
        found.faults.append(
            Fault("unreadable_file", f"{path} cannot be read: {error.strerror}", str(path), expected="a folder you may read")
        )
        return
    parts: list[Part] = []
    taken = 0
    for file in inside:
        if file.is_dir():
            if file.suffix.lower() in (*TEXT, *WORKBOOK, ".parquet"):
                found.faults.append(_folder_named_as_file(file))
                taken += 1
        elif _is_wanted(file, mapping):
            taken += 1
            parts += parts_of(file, mapping, workspace, found, is_single=False)
        else:
            found.notes.append(f"{file.name} skipped: no table of the standard format")
    if not taken:
        found.faults.append(
            Fault("empty_folder", f"{path} holds no file to load", str(path), expected="subscriptions.csv, .parquet or .xlsx",
                  hint=f"a file of another name needs a mapping; the tables are {', '.join(STANDARD)}")
        )  # fmt: skip
    _settle(parts, mapping, found, is_folder=True)


def _is_wanted(file: Path, mapping: Mapping | None) -> bool:
    suffix = file.suffix.lower()
    if suffix in WORKBOOK:
        return True
    if (mapping and mapping.section(file.name)) or (suffix in (*TEXT, ".parquet") and named_table(file.stem)):
        return True
    return mapping is None and suffix in (".csv", ".parquet")


def _folder_named_as_file(path: Path) -> Fault:
    return Fault(
        "is_a_folder",
        f"{path.name} is a folder, not a file",
        path.name,
        expected="a file",
        hint=f"rename it, or load what is in it: subledger load {path}/*",
    )


def _settle(parts: list[Part], mapping: Mapping | None, found: Found, *, is_folder: bool) -> None:
    """Each part's table: by mapping, else by name, else (where no name says it) by header."""
    has_named = any(part.section(mapping) or named_table(part.stem) for part in parts)
    for part in parts:
        section = part.section(mapping)
        by_name = section.table if section else named_table(part.stem)
        table = by_name or (table_of(part.header) if not (mapping or (has_named and len(parts) > 1)) else None)
        if table is None:
            if is_folder or len(parts) > 1:
                found.notes.append(f"{part.name} skipped: no table of the standard format")
            else:
                found.faults.append(
                    Fault("unknown_table", f"{part.name}: which table this is cannot be told", part.name, 1,
                          value=", ".join(part.header)[:300], expected="a file named " + ", ".join(STANDARD),
                          hint="rename it, or name its table in a mapping")
                )  # fmt: skip
            continue
        if not by_name:
            found.notes.append(f"{part.name}: read as {table}, by its header")
        _add(part, table, section, found)


def _add(part: Part, table: str, section: FileMapping | None, found: Found) -> None:
    header = tuple(text_.strip() for text_ in part.header)
    section_columns, ignored, constants = (section.columns, section.ignore, tuple(section.constants)) if section else ({}, (), ())
    known = recognised(part.name, table, header, section_columns, ignored, constants)
    found.faults += [replace(fault, row=part.first_row) for fault in known.faults]
    found.notes += known.notes
    names = part.header if part.format == "parquet" else _unique(header)
    extras = tuple(names[index] for index in known.extras)
    shown = {name: text_ or name for name, text_ in zip(names, header, strict=True)}
    if extras and table != "customers":
        found.notes.append(f"{part.name}: not part of {table}, kept as extra columns: {', '.join(shown[name] for name in extras)}")
    fields = {name: names[index] for name, index in known.positions.items()}
    found.files.append(
        RawFile(
            part.name,
            part.path,
            table,
            part.format,
            tuple(names),
            part.delimiter,
            section,
            fields,
            shown,
            extras,
            part.first_row,
            part.is_unclean,
        )
    )


def _unique(header: Sequence[str]) -> tuple[str, ...]:
    """Names for the fields of a header that no engine confuses: its own where it can be."""
    names: list[str] = []
    taken = {"row"}
    for number, text_ in enumerate(header, 1):
        name = text_.strip() or f"column {number}"
        while name.casefold() in taken:
            name += "_"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)

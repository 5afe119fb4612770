"""Loading: files become facts of the book, all of them or none."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import ibis
import ibis.expr.types as ir

from subledger.book import keys
from subledger.book.merging import merge
from subledger.book.suspects import suspects
from subledger.engine import Engine, ScanFailed, ScanOf
from subledger.ledger.tables import unbound
from subledger.model import tables
from subledger.model.errors import BadInput, Fault
from subledger.model.tables import CANONICAL, TERMS_COLUMNS, Table
from subledger.sources import standard
from subledger.sources.standard import BookSettings, Mapping, RawFile, Typed

FACTS = {table.name: table for table in tables.FACTS}
MOST_FAULTS = 10_000


@dataclass(slots=True)
class Loaded:
    """What a load did: how many rows of each table were read, and what the user should know."""

    load_id: int
    rows: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    changed: int = 0
    """Facts that were added, corrected or found gone."""


@dataclass(frozen=True, slots=True)
class _Staged:
    file: RawFile
    source_key: int
    typed: Typed


@dataclass(frozen=True, slots=True)
class Load:
    """One load under way. The caller holds the transaction."""

    engine: Engine
    book: BookSettings
    load_id: int
    known_at: datetime
    is_increment: bool
    source: str
    tell: Callable[[str], None]


def load_files(load: Load, paths: Sequence[Path], mapping: Mapping | None) -> Loaded:
    """Reads files into the book's facts.

    Raises: BadInput with every fault of every file; nothing is loaded then.
    """
    with tempfile.TemporaryDirectory(prefix="subledger-") as folder:
        workspace = Path(folder)
        load.tell("reading")
        found = standard.find(paths, mapping, workspace)
        faults = list(found.faults)
        staged = [part for number, file in enumerate(found.files) if (part := _stage(load, file, number, workspace, faults))]
        if not staged and not faults:
            raise BadInput("nothing to load", "nothing_to_load", found=[_nothing(paths)])
        load.tell("checking rows")
        bad = {part.source_key: _cell_faults(load, part, faults) for part in staged}
        load.tell("storing")
        loaded = Loaded(load.load_id, notes=list(found.notes) + _readings(load, staged))
        for part in staged:
            loaded.rows[part.file.table] = loaded.rows.get(part.file.table, 0) + _count(load.engine, part.typed.rows)
        _store(load, staged, bad)
        load.tell("comparing")
        names = tuple(dict.fromkeys(part.file.table for part in staged))
        loaded.changed = merge(load.engine, [FACTS[name] for name in names], load.load_id, load.source, is_increment=load.is_increment)
        has_all_customers = not any(bad[part.source_key] for part in staged if part.file.table == "customers")
        found_in_rows, loaded.warnings = suspects(load.engine, names, load.load_id, has_all_customers=has_all_customers)
        faults += found_in_rows
    if faults:
        raise refused(faults)
    return loaded


def refused(faults: list[Fault]) -> BadInput:
    """The error that lists faults: in the order of the files, the first ten thousand in words."""
    ordered = sorted(faults, key=lambda fault: (fault.file or "", fault.row or 0, fault.column or ""))
    count = f"{len(faults):,} fault" + ("s" if len(faults) != 1 else "")
    if len(ordered) > MOST_FAULTS:
        more = Fault("more_faults", f"{len(ordered) - MOST_FAULTS:,} more faults are not listed", hint="mend these first")
        ordered = [*ordered[:MOST_FAULTS], more]
    return BadInput(f"{count} in the data; nothing was loaded", "bad_input", found=ordered)


def _nothing(paths: Sequence[Path]) -> Fault:
    return Fault(
        "nothing_to_load",
        "no file here is a table of a book",
        file=", ".join(str(path) for path in paths),
        expected="files named subscriptions, customers, invoice_lines, fx_rates, budget or spend (.csv, .parquet, .xlsx)",
        hint="rename the file, or say in a --mapping which table it is",
    )


def _stage(load: Load, file: RawFile, number: int, workspace: Path, faults: list[Fault]) -> _Staged | None:
    name = f"raw_{load.load_id}_{number}"
    try:
        raw = load.engine.scan(_scan_of(file), name)
    except ScanFailed as error:
        file, broken = standard.repair(file, workspace)
        faults += broken
        try:
            raw = load.engine.scan(_scan_of(file), name)
        except ScanFailed:
            if not broken:
                faults.append(Fault("unreadable_file", error.message, file=file.name, hint="save it again as CSV in UTF-8"))
            return None
    source_key = _highest(load.engine, unbound(tables.SOURCES), "source_key") + 1
    load.engine.insert_rows(tables.SOURCES, [(source_key, load.load_id, load.source, file.name, file.table)])
    typed = standard.typed(raw, file, load.book)
    if file.format != "parquet":
        # Text is read once: what follows asks for these rows several times.
        read = Table(f"typed_{load.load_id}_{number}", CANONICAL[file.table])
        load.engine.fill(read, typed.rows)
        typed = replace(typed, rows=unbound(read))
    return _Staged(file, source_key, typed)


def _scan_of(file: RawFile) -> ScanOf:
    return ScanOf(file.path, file.format, file.columns, file.delimiter)


def _cell_faults(load: Load, part: _Staged, faults: list[Fault]) -> list[int]:
    """Explains every bad cell of a file; returns the rows that have one."""
    found = load.engine.rows(part.typed.faults)
    stakes = _at_stake(load, part, sorted({int(row) for row, *_ in found}))
    for row, column, value, code in found:
        fault = standard.explained(part.file, code, int(row), column, value, load.book)
        faults.append(replace(fault, mrr_at_stake=stakes.get(int(row))))
    return sorted({int(row) for row, *_ in found})


def _at_stake(load: Load, part: _Staged, rows: list[int]) -> dict[int, str]:
    """The list price per month of faulty rows, where price, quantity and interval can be read."""
    if part.file.table != "subscriptions" or not rows or len(rows) > MOST_FAULTS:
        return {}
    from subledger.book.stakes import listed_mrr

    of = part.typed.rows.filter(part.typed.rows.row.isin(rows))
    columns = ("row", "unit_amount_micros", "quantity_micros", "interval", "interval_count", "currency")
    return listed_mrr(load.engine.rows(of.select(*columns)))


def _store(load: Load, staged: Iterable[_Staged], bad: dict[int, list[int]]) -> None:
    engine = load.engine
    parts = [(part, _good(part, bad[part.source_key])) for part in staged]
    with_customers = [
        rows.select("customer_id") for part, rows in parts if part.file.table in ("subscriptions", "customers", "invoice_lines")
    ]
    if with_customers:
        keys.add_customers(engine, with_customers)
    for part, rows in parts:
        origin = {
            "source_key": ibis.literal(part.source_key, "int32"),
            "load_id": ibis.literal(load.load_id, "int32"),
            "gone_load_id": ibis.null("int32"),
        }
        table = FACTS[part.file.table]
        if table is tables.SUBSCRIPTIONS:
            keys.add_items(engine, rows)
            keys.add_terms(engine, rows)
            rows = keys.keyed(engine, rows, _varying(part.file))
        elif "customer_key" in table.columns:
            rows = rows.join(unbound(tables.CUSTOMER_KEYS), "customer_id")
        if table is tables.INVOICE_LINES:
            rows = rows.mutate(subscription_id=rows.subscription_id.fill_null(rows.customer_id))
        engine.insert(table, rows.mutate(**origin))
        if part.typed.extras is not None:
            extras = part.typed.extras
            engine.insert(tables.EXTRAS, extras.mutate(source_key=origin["source_key"]))
        if table is tables.INVOICE_LINES:
            lines = unbound(table)
            keys.add_usage(engine, lines.filter(lines.source_key == part.source_key))


def _good(part: _Staged, bad: list[int]) -> ir.Table:
    rows = part.typed.rows
    return rows.filter(~rows.row.isin(bad)) if bad else rows


def _varying(file: RawFile) -> tuple[str, ...]:
    """The terms columns that a file has a column for; a plan is read beside a missing item, so all else is constant."""
    return tuple(name for name in TERMS_COLUMNS if name in file.fields)


def _readings(load: Load, staged: Iterable[_Staged]) -> list[str]:
    notes = []
    for part in staged:
        if part.typed.readings is not None:
            for column, value, meaning, count in load.engine.rows(part.typed.readings):
                notes.append(f"{part.file.name}: {column} {value!r} read as {meaning} in {count} rows")
    return notes


def _count(engine: Engine, rows: ir.Table) -> int:
    return int(engine.rows(rows.agg(rows=rows.count()))[0][0])


def _highest(engine: Engine, rows: ir.Table, column: str) -> int:
    return int(engine.rows(rows.agg(highest=rows[column].max()))[0][0] or 0)

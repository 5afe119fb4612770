"""Loading: files become facts of the book, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir
from ibis.expr.operations import UnboundTable

from subledger.book.loading import keys
from subledger.book.loading.differing import Aside
from subledger.book.loading.merging import Merge
from subledger.book.loading.stakes import listed_mrr
from subledger.book.loading.suspects import suspects
from subledger.book.loading.touched import Touched
from subledger.book.loading.unfinished import last_keys
from subledger.book.rows import count, highest
from subledger.engine import Engine, Files, ScanFailed, ScanOf
from subledger.ledger.tables import numbered, unbound
from subledger.model import tables
from subledger.model.errors import BadInput, Fault
from subledger.model.tables import CANONICAL, TERMS_COLUMNS, Table
from subledger.sources import standard
from subledger.sources.standard import BookSettings, Mapping, RawFile, Typed

if TYPE_CHECKING:
    from subledger.book.closing.restating import Restated

FACTS = {table.name: table for table in tables.FACTS}
MOST_FAULTS = 10_000
FEW = 100_000
"""Up to so many rows of a Parquet file are copied once they are read."""
IDS_PER_STATE = 6
"""Rows whose ids take as much memory as one state takes in a build."""


@dataclass(slots=True)
class Loaded:
    """What a load did: how many rows of each table were read, and what the user should know."""

    load_id: int
    rows: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    changed: int = 0
    """Facts that were added, corrected or found gone."""
    restated: list[Restated] = field(default_factory=list)
    """Months over before the load whose closing MRR it changed, the largest change first."""


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: its typed rows, and the rows among them that have faults."""

    file: RawFile
    typed: Typed
    bad: list[int]


Part = tuple[Read, int, ir.Table]
"""A file that was read, the key of its source, and its rows that are to be stored."""


@dataclass(slots=True)
class Reading:
    """All files of a load, read and not yet stored, with every fault of their cells."""

    files: list[Read] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)

    def forget(self, engine: Engine) -> None:
        """Drops the tables that the files were read into."""
        for name in self.tables:
            engine.drop(name)


@dataclass(frozen=True, slots=True)
class Load:
    """One load under way. Its rows bear its number, and nobody sees them until the load is recorded."""

    engine: Engine
    load_id: int
    known_at: datetime
    is_increment: bool
    source: str
    tell: Callable[[str], None]
    aside: Aside = field(default_factory=Aside)


def read_files(
    engine: Engine, book: BookSettings, paths: Sequence[Path], mapping: Mapping | None, workspace: Path, tell: Callable[[str], None]
) -> Reading:
    """Reads files beside the book, nothing of them in it yet: what an engine refuses to read must not end a transaction.

    Raises: BadInput when there is nothing to load.
    """
    tell("reading")
    found = standard.find(paths, mapping, workspace)
    reading = Reading(faults=list(found.faults), notes=list(found.notes))
    with engine.files() as files:
        for number, file in enumerate(found.files):
            tell(f"reading {file.name}")
            reading.tables += [f"raw_{number}", f"typed_{number}", f"extras_{number}"]
            scanned = _scanned(files, file, number, workspace, reading.faults)
            if scanned:
                file, raw = scanned
                try:
                    read = _read(files, file, raw, number, book, reading)
                except ScanFailed as error:
                    hint = "the file is damaged: export it again"
                    reading.faults.append(Fault("unreadable_file", error.message, file=file.name, hint=hint))
                else:
                    reading.files.append(read if files is engine else _brought(engine, read, number, files))
    if not reading.files and not reading.faults:
        raise BadInput("nothing to load", "nothing_to_load", found=[_nothing(paths)])
    return reading


def store(load: Load, reading: Reading) -> Loaded:
    """Makes what was read facts of the book.

    Raises: BadInput with every fault of every file and between them; `undo` then takes back what was stored.
    """
    load.tell("storing")
    loaded = Loaded(load.load_id, notes=list(reading.notes))
    for part in reading.files:
        loaded.rows[part.file.table] = loaded.rows.get(part.file.table, 0) + count(load.engine, part.typed.rows)
    touched = Touched(load.engine, load.load_id, last_keys(load.engine))
    merges = [Merge(load.engine, FACTS[name], load.load_id, load.source, load.is_increment) for name in loaded.rows]
    reading.tables += [*keys.BESIDE, *(name for each in merges for name in (*each.beside, touched.keys_of(each.table).name))]
    places = {each.table.name: each.opened() for each in merges}
    load.aside.named = _store(load, reading.files, places)
    load.tell("comparing")
    load.aside.differing |= {each.table.name: each.settle(places[each.table.name]) for each in merges}
    loaded.changed = sum(each.changed for each in load.aside.differing.values())
    touched = replace(touched, differing=load.aside.differing)
    has_all_customers = not any(part.bad for part in reading.files if part.file.table == "customers")
    between, loaded.warnings = suspects(touched, tuple(loaded.rows), has_all_customers=has_all_customers)
    faults = reading.faults + between
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


def _scanned(engine: Files, file: RawFile, number: int, workspace: Path, faults: list[Fault]) -> tuple[RawFile, ir.Table] | None:
    """A file as a raw table, mended first where it is broken; None when it cannot be read at all."""
    name = f"raw_{number}"
    try:
        return file, engine.scan(_scan_of(file), name)
    except ScanFailed:
        mended, broken = standard.repair(file, workspace)
        faults += broken
    try:
        return mended, engine.scan(_scan_of(mended), name)
    except ScanFailed as error:
        if not broken:
            faults.append(Fault("unreadable_file", error.message, file=file.name, hint="save it again as CSV in UTF-8"))
        return None


def _read(engine: Engine, file: RawFile, raw: ir.Table, number: int, book: BookSettings, reading: Reading) -> Read:
    typed = standard.typed(raw, file, book)
    if file.format != "parquet" or count(engine, raw) <= FEW:
        # What follows asks for these rows several times: text is read once, and so are few rows.
        rows = Table(f"typed_{number}", CANONICAL[file.table])
        engine.fill(rows, typed.rows)
        typed = replace(typed, rows=unbound(rows))
    if typed.readings is not None:
        for column, value, meaning, times in engine.rows(typed.readings):
            reading.notes.append(f"{file.name}: {column} {value!r} read as {meaning} in {times} rows")
    return Read(file, typed, _cell_faults(engine, file, typed, book, reading.faults))


def _brought(engine: Engine, read: Read, number: int, files: Files) -> Read:
    """What another engine read, brought over to the book's."""
    typed, rows = read.typed, Table(f"typed_{number}", CANONICAL[read.file.table])
    engine.bring(rows, typed.rows, files)
    typed = replace(typed, rows=unbound(rows))
    if typed.extras is not None:
        extras = Table(f"extras_{number}", {name: kind for name, kind in tables.EXTRAS.columns.items() if name != "source_key"})
        engine.bring(extras, typed.extras, files)
        typed = replace(typed, extras=unbound(extras))
    return replace(read, typed=typed)


def _scan_of(file: RawFile) -> ScanOf:
    return ScanOf(file.path, file.format, file.columns, file.delimiter)


def _cell_faults(engine: Engine, file: RawFile, typed: Typed, book: BookSettings, faults: list[Fault]) -> list[int]:
    """Explains every bad cell of a file; returns the rows that have one."""
    found = engine.rows(typed.faults)
    bad = sorted({int(row) for row, *_ in found})
    stakes = _at_stake(engine, file, typed, bad)
    for row, column, value, code in found:
        fault = standard.explained(file, code, int(row), column, value, book)
        faults.append(replace(fault, mrr_at_stake=stakes.get(int(row))))
    return bad


def _at_stake(engine: Engine, file: RawFile, typed: Typed, rows: list[int]) -> dict[int, str]:
    """The list price per month of faulty rows, where price, quantity and interval can be read."""
    if file.table != "subscriptions" or not rows or len(rows) > MOST_FAULTS:
        return {}
    of = typed.rows.filter(typed.rows.row.isin(rows))
    columns = ("row", "unit_amount_micros", "quantity_micros", "interval", "interval_count", "currency")
    return listed_mrr(engine.rows(of.select(*columns)))


def _store(load: Load, files: Sequence[Read], places: dict[str, Table]) -> keys.Keys | None:
    """Stores the rows of all files; returns the keys of those whom they name, where these were copied."""
    engine, own = load.engine, None
    first = highest(engine, unbound(tables.SOURCES), "source_key") + 1
    engine.insert_rows(
        tables.SOURCES, [(first + number, load.load_id, load.source, part.file.name, part.file.table) for number, part in enumerate(files)]
    )
    parts = [(part, first + number, _good(part)) for number, part in enumerate(files)]
    for part, _, rows in parts:
        if part.file.table == "subscriptions":
            keys.add_terms(engine, rows)
    of_customers = [each for each in parts if "customer_id" in each[2].columns]
    number = _batches(engine, of_customers)
    for batch in range(number):
        if number > 1:
            load.tell(f"storing batch {batch + 1} of {number}")
        some = [(part, key, _of_batch(part.file, rows, batch, number)) for part, key, rows in of_customers]
        own = _store_of_customers(load, some, places, is_batch=number > 1)
    for part, key, rows in parts:
        if "customer_id" not in rows.columns:
            _insert(load, places[part.file.table], key, rows)
        if part.typed.extras is not None:
            engine.insert(tables.EXTRAS, part.typed.extras.mutate(source_key=numbered(key)))
    return own if own is not None and own.is_copied and number == 1 else None


def _batches(engine: Engine, of_customers: Sequence[Part]) -> int:
    """In how many batches rows are given their keys: so many that memory holds the ids of one."""
    if engine.most_rows is None:
        return 1
    return sum(count(engine, rows) for *_, rows in of_customers) // (engine.most_rows * IDS_PER_STATE) + 1


def _of_batch(file: RawFile, rows: ir.Table, batch: int, number: int) -> ir.Table:
    """The rows of some customers of a file: chosen as it is scanned, before anything is made of its cells."""
    if number == 1:
        return rows
    (scanned,) = rows.op().find(UnboundTable)
    every = scanned.to_expr()
    customer = file.fields["customer_id"]
    chosen = every.filter(every[customer if customer in every.columns else "customer_id"].hash() % number == batch)
    found: ir.Table = rows.op().replace({scanned: chosen.op()}).to_expr()
    return found


def _store_of_customers(load: Load, parts: Sequence[Part], places: dict[str, Table], *, is_batch: bool) -> keys.Keys | None:
    """Stores the rows of some customers, or of all; returns where their keys are."""
    if not parts:
        return None
    engine = load.engine
    items = {key: keys.item_ids(engine, rows, at) for at, (part, key, rows) in enumerate(parts) if part.file.table == "subscriptions"}
    others = [rows for part, _, rows in parts if part.file.table != "subscriptions"]
    own = keys.add_customers(engine, [rows.select("customer_id") for rows in (*items.values(), *others)], is_batch=is_batch)
    for part, source_key, rows in parts:
        place = places[part.file.table]
        if part.file.table == "subscriptions":
            own.add_items(items[source_key])
            engine.drop(items[source_key].get_name())
            rows = keys.keyed(own, rows, _varying(part.file))
        else:
            rows = own.of(rows)
        if part.file.table == "invoice_lines":
            rows = rows.mutate(subscription_id=rows.subscription_id.fill_null(rows.customer_id))
        _insert(load, place, source_key, rows)
        if part.file.table == "invoice_lines":
            lines = unbound(place)
            lines = lines.filter(lines.source_key == numbered(source_key))
            # The lines of batches before have their keys already.
            keys.add_usage(own, lines.semi_join(unbound(own.customers), "customer_key") if is_batch else lines)
    return own


def _insert(load: Load, place: Table, source_key: int, rows: ir.Table) -> None:
    origin = {
        "source_key": numbered(source_key),
        "load_id": numbered(load.load_id),
        "gone_load_id": ibis.null("int32"),
    }
    load.engine.insert(place, rows.mutate(**origin))


def _good(part: Read) -> ir.Table:
    rows = part.typed.rows
    return rows.filter(~rows.row.isin(part.bad)) if part.bad else rows


def _varying(file: RawFile) -> tuple[str, ...]:
    """The terms columns that a file has a column for; a plan is read beside a missing item, so all else is constant."""
    return tuple(name for name in TERMS_COLUMNS if name in file.fields)

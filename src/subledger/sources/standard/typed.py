"""A scanned file as a canonical table, with the faults of every cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING, Any

from subledger.model.calendar import OPEN_END
from subledger.model.money import MICROS
from subledger.model.tables import CANONICAL
from subledger.sources.standard import moments, values
from subledger.sources.standard.columns import STANDARD, Column, canonical_names, columns_of
from subledger.sources.standard.look import Looked, cell_of, look
from subledger.sources.standard.raw import BookSettings, RawFile
from subledger.sources.standard.repair import LONGEST_FIELD, SHOWN
from subledger.sources.standard.values import Parsed

if TYPE_CHECKING:
    import ibis.expr.types as ir


SPANS = (("starts_at", "ends_at"), ("period_start", "period_end"))


@dataclass(frozen=True, slots=True)
class Typed:
    """A file's rows in canonical form, the faults of its cells, its extra columns, and the synonyms that were read.

    rows: exactly CANONICAL[table].   faults: row, column (of the standard format), value (as text), code.
    extras: row, name, value, none where the file has no extra columns.   readings: column, value, meaning, row_count.
    """

    rows: ir.Table
    faults: ir.Table
    extras: ir.Table | None
    readings: ir.Table | None


def typed(raw: ir.Table, file: RawFile, book: BookSettings) -> Typed:
    """The canonical rows of a scanned file, and what is wrong in it.

    Rows are right only where there are no faults. A record without any value is no row.
    """
    alike = replace(file, name="", path=Path())
    return _typed(_Shape(raw.op(), repr(alike), raw, alike), book)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What decides how a file is read, whatever its name: the types of its columns, its format, its fields and its mapping."""

    scanned: Any
    text: str
    raw: ir.Table = field(compare=False)
    file: RawFile = field(compare=False)


@lru_cache(maxsize=64)
def _typed(shape: _Shape, book: BookSettings) -> Typed:
    # Files of one shape are read by the same expressions: writing them out takes longer than reading a small file.
    raw, file = shape.raw, shape.file
    looked = look(raw, file, book, columns_of(file.table))
    filled = _filled(looked.parsed, file.table, book)
    is_row = _is_row(looked.table, file)
    rows = (looked.table if is_row is None else looked.table.filter(is_row)).select(
        *[filled[name].cast(kind).name(name) for name, kind in CANONICAL[file.table].items() if name != "row"], looked.row.name("row")
    )
    return Typed(rows, _faults(raw, file, book), _extras(raw, file, book), _readings(raw, file, book))


def _filled(parsed: Mapping[str, Parsed], table: str, book: BookSettings) -> dict[str, Any]:
    """Every canonical column, with what the format says of one that is left open."""
    import ibis

    filled: dict[str, Any] = {}
    for column in STANDARD[table]:
        names, found = canonical_names(column), parsed.get(column.name)
        kinds = [CANONICAL[table][name] for name in names]
        default = _default(column, kinds[0], book)
        if found is None:
            filled[names[0]] = ibis.null(kinds[0]) if default is None else default
        else:
            filled[names[0]] = found.value if default is None else ibis.coalesce(found.value, default)
        if len(names) == 2:
            filled[names[1]] = ibis.null(kinds[1]) if found is None or found.instant is None else found.instant
    if table == "subscriptions":
        filled["subscription_id"] = _first_of(filled["subscription_id"], filled["customer_id"], "subscription_id" in parsed)
        plan = filled["subscription_id"] + ":" + filled["plan"] if "plan" in parsed else None
        item = filled["subscription_id"] if plan is None else ibis.coalesce(plan, filled["subscription_id"])
        filled["item_id"] = _first_of(filled["item_id"], item, "item_id" in parsed)
        filled["ends_day"] = _first_of(filled["ends_day"], ibis.literal(OPEN_END), "ends_at" in parsed)
    if table == "invoice_lines":
        filled["line_id"] = _first_of(filled["line_id"], filled["invoice_id"], "line_id" in parsed)
        paid = ibis.ifelse(filled["paid_day"].notnull(), "paid", "open")
        filled["invoice_status"] = _first_of(filled["invoice_status"], paid, "invoice_status" in parsed)
    return filled


def _first_of(value: Any, otherwise: Any, is_there: bool) -> Any:
    import ibis

    return ibis.coalesce(value, otherwise) if is_there else otherwise


def _default(column: Column, kind: str, book: BookSettings) -> Any:
    import ibis

    if column.kind == "currency" and not column.is_needed:
        return ibis.literal(book.currency)
    if column.default is None:
        return None
    if column.kind == "boolean":
        return ibis.literal(column.default == "true")
    if kind.startswith("int"):
        return ibis.literal(int(column.default) * (1 if column.kind == "integer" else MICROS), kind)
    return ibis.literal(column.default)


def _is_row(table: ir.Table, file: RawFile) -> Any:
    """Whether a record of a text file holds anything; None where every record does."""
    import ibis

    # One flat list: an "or" nests once a column, and wide files have more columns than calls may nest.
    return None if file.format == "parquet" else ibis.coalesce(*(table[name] for name in file.columns)).notnull()


def _is_empty(cell: Any) -> Any:
    return cell.isnull() | values.is_blank(cell) if cell.type().is_string() else cell.isnull()


def _ends_first(looked: Looked, start: str, end: str) -> Any:
    first, last = looked.parsed[start], looked.parsed[end]
    is_backwards = last.value < first.value
    if first.instant is not None and last.instant is not None:
        is_backwards = is_backwards | (last.instant < first.instant)
    return is_backwards


def _faults(raw: ir.Table, file: RawFile, book: BookSettings) -> ir.Table:
    """Every bad cell as a row.

    Each rule looks at its own columns alone and the rules are put under one another, so that an engine reads no more than it must.
    """
    import ibis

    fields = {field: name for name, field in file.fields.items()}
    parts = [part for name in columns_of(file.table) if (part := _wrong(raw, file, book, name)) is not None]
    parts += [
        _part(
            look(raw, file, book, ()), fields.get(field, field), raw[field], _code(raw[field].length() > LONGEST_FIELD, "oversized_field")
        )
        for field in (*fields, *file.extras)
        if raw[field].type().is_string()
    ]
    for start, end in SPANS:
        if end in columns_of(file.table) and (part := _backwards(raw, file, book, start, end)) is not None:
            parts.append(part)
    if file.table == "invoice_lines" and (undated := _undated(raw, file, book)) is not None:
        parts.append(undated)
    if not parts:
        nothing = ibis.literal("")
        return _part(look(raw, file, book, ()), "", nothing, nothing.nullif(""))
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _wrong(raw: ir.Table, file: RawFile, book: BookSettings, name: str) -> ir.Table | None:
    """The bad cells of one column, None where its type leaves nothing to be wrong."""
    import ibis

    looked = look(raw, file, book, (name,))
    if name not in looked.parsed:
        return None
    cell, code = looked.cells[name], looked.parsed[name].code
    if next(column.is_needed for column in STANDARD[file.table] if column.name == name):
        is_empty = _is_empty(cell)
        is_row = _is_row(looked.table, file)
        missing = _code(is_empty if is_row is None else is_empty & is_row, "missing_value")
        code = missing if code is None else ibis.coalesce(code, missing)
    return None if code is None else _part(looked, name, cell, code)


def _part(looked: Looked, column: str, value: Any, code: Any) -> ir.Table:
    import ibis

    shown = value.left(SHOWN) if value.type().is_string() else value.cast("string")
    part = looked.table.select(row=looked.row, column=ibis.literal(column), value=shown, code=code)
    return part.filter(part.code.notnull())


def _code(is_wrong: Any, code: str) -> Any:
    import ibis

    return ibis.ifelse(is_wrong, code, None)


def _backwards(raw: ir.Table, file: RawFile, book: BookSettings, start: str, end: str) -> ir.Table | None:
    """Spans that end before they start. The same moment is no fault: a book warns of states that are never in force."""
    cells = [cell_of(raw, file, name) for name in (start, end)]
    if any(cell is None for cell in cells):
        return None
    is_backwards = moments.is_backwards(*cells)
    if is_backwards is not None:
        return _part(look(raw, file, book, ()), end, cells[1], _code(is_backwards, "ends_before_start"))
    looked = look(raw, file, book, (start, end))
    return _part(looked, end, looked.cells[end], _code(_ends_first(looked, start, end), "ends_before_start"))


def _undated(raw: ir.Table, file: RawFile, book: BookSettings) -> ir.Table | None:
    """Invoice lines that no day tells the month of."""
    looked = look(raw, file, book, ("period_start", "issued_at"))
    if not looked.parsed:
        return None
    is_undated = ~reduce(or_, [looked.cells[name].notnull() for name in looked.cells])
    is_row = _is_row(looked.table, file)
    name = next(iter(looked.cells))
    return _part(looked, name, looked.cells[name], _code(is_undated if is_row is None else is_undated & is_row, "missing_value"))


def _extras(raw: ir.Table, file: RawFile, book: BookSettings) -> ir.Table | None:
    """The fields that the format does not know, one row for each value."""
    import ibis

    parts = []
    for name in file.extras:
        row = look(raw, file, book, ()).row
        part = raw.select(row=row, name=ibis.literal(file.headers[name]), value=values.plain_text(raw[name]).value)
        parts.append(part.filter(part.value.notnull()))
    return None if not parts else parts[0] if len(parts) == 1 else ibis.union(*parts)


def _readings(raw: ir.Table, file: RawFile, book: BookSettings) -> ir.Table | None:
    """Values that were read as another word, and how often."""
    import ibis

    parts = []
    for name in values.SYNONYMS:
        looked = look(raw, file, book, (name,)) if name in columns_of(file.table) and name in file.fields else None
        if looked:
            text = values.text_of(looked.cells[name])
            part = looked.table.select(column=ibis.literal(name), value=text, meaning=looked.parsed[name].value)
            part = part.filter(part.value.strip().lower().isin(tuple(values.SYNONYMS[name])))
            parts.append(part.group_by("column", "value", "meaning").aggregate(row_count=part.count()))
    return None if not parts else parts[0] if len(parts) == 1 else ibis.union(*parts)

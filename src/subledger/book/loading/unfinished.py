"""A load, an edit or another policy under way: what it stores is in the book and in nobody's sight, until it is recorded or undone."""

from __future__ import annotations

import json

from subledger.book.building import begun
from subledger.book.rows import highest
from subledger.engine import Engine
from subledger.ledger.tables import unbound
from subledger.model import tables
from subledger.model.tables import FACTS

_MARK = "unfinished_load"
STORED = "stored_load"
"""Where a load notes what it has stored, see `ended`."""
_KEYS = (
    (tables.SOURCES, "source_key"),
    (tables.CUSTOMER_KEYS, "customer_key"),
    (tables.ITEM_KEYS, "item_key"),
    (tables.TERMS, "terms_key"),
)


def begin(engine: Engine, load_id: int) -> None:
    """Writes down where a load begins, so that it can be undone, by whoever opens the book next if need be.

    One that goes on has begun already.
    """
    meta = unbound(tables.META)
    if not engine.rows(meta.filter(meta.key == _MARK).select("key")):
        engine.insert_rows(tables.META, [(_MARK, json.dumps({"load_id": load_id, "highest": last_keys(engine)}))])


def last_keys(engine: Engine) -> dict[str, int]:
    """The highest key there is, by table."""
    return {table.name: highest(engine, unbound(table), key) for table, key in _KEYS}


def end(engine: Engine) -> None:
    """The load is done with: recorded or undone."""
    meta = unbound(tables.META)
    engine.delete(tables.META, meta.filter(meta.key.isin((_MARK, STORED))).select("key"))


def undo(engine: Engine) -> None:
    """Takes back what a load stored before it failed or was killed."""
    meta = unbound(tables.META)
    marked = engine.rows(meta.filter(meta.key == _MARK).select("value"))
    if not marked:
        return
    said = json.loads(marked[0][0])
    load_id, last = int(said["load_id"]), said["highest"]
    begun.forget(engine, [each.prefix for each in begun.begun(engine) if each.load_id == load_id])
    if load_id == 1:
        # Nothing was there before: emptied is quicker than searched.
        for table in (*(table for table, _ in _KEYS), tables.EXTRAS, tables.EDITS, *FACTS):
            engine.create(table)
    else:
        _take_back(engine, load_id, last)
    end(engine)


def _take_back(engine: Engine, load_id: int, last: dict[str, int]) -> None:
    extras = unbound(tables.EXTRAS)
    engine.delete(tables.EXTRAS, extras.filter(extras.source_key > last[tables.SOURCES.name]).select("source_key").distinct())
    for table in FACTS:
        rows = unbound(table)
        engine.delete(table, rows.filter(rows.load_id == load_id).select("load_id").distinct())
        engine.mark(table, "gone_load_id", None, rows.filter(rows.gone_load_id == load_id).select("source_key", "row"))
    own = unbound(tables.OWN_POLICIES)
    engine.delete(tables.OWN_POLICIES, own.filter(own.load_id == load_id).select("load_id"))
    edits = unbound(tables.EDITS)
    engine.delete(tables.EDITS, edits.filter(edits.load_id == load_id).select("number"))
    engine.mark(tables.EDITS, "gone_load_id", None, edits.filter(edits.gone_load_id == load_id).select("number", "gone_load_id"))
    for table, key in _KEYS:
        rows = unbound(table)
        engine.delete(table, rows.filter(rows[key] > last[table.name]).select(key))

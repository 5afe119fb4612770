"""The list of edits: each with who made it, who undid it, and whether it still finds what it is about."""

from __future__ import annotations

from datetime import datetime

import ibis.expr.types as ir

from subledger.book.editing.edit import Edit, Undoing
from subledger.book.editing.finding import found_by, nothing
from subledger.engine import Engine
from subledger.ledger import edits
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables

_COLUMNS = ("number", "kind", "customer_key", "into_key", "item_id", "day", "cause", "undoes", "author", "reason", "load_id")


def listed(engine: Engine, ledger: Ledger) -> list[Edit]:
    """Every edit that a ledger knows, the newest first; undone ones too."""
    every, loads = unbound(tables.EDITS), unbound(tables.LOADS)
    known = every.filter(every.load_id <= ledger.load_id, every.kind != edits.FOLLOW)
    rows = engine.rows(known.order_by(known.number.desc()).select(*_COLUMNS))
    if not rows:
        return []
    moments: dict[int, datetime] = dict(engine.rows(loads.select("load_id", "known_at")))
    names = _names(engine, known)
    found = found_by(engine, ledger) if edits.CAUSE in ledger.edited else set()
    undone = {of: Undoing(number, author, reason, moments[load], load) for number, *_, of, author, reason, load in rows if of is not None}
    listed_ = []
    for number, kind, customer, into, item, day, cause, undoes, author, reason, load in rows:
        if undoes is None:
            is_astray = kind == edits.CAUSE and number not in undone and number not in found
            edit = Edit(
                *(number, kind, author, reason, moments[load], load, names[customer]),
                into=names.get(into),
                item=item,
                day=day,
                cause=cause,
                undone=undone.get(number),
                warning=nothing(names[customer], item, day) if is_astray else None,
            )
            listed_.append(edit)
    return listed_


def said(engine: Engine, ledger: Ledger) -> dict[int, str]:
    """What was edited at each moment, in words, by the number that the moment has among the loads."""
    words = {}
    for edit in listed(engine, ledger):
        words[edit.load_id] = f"edit {edit.number} by {edit.author}: {edit.says}"
        if edit.undone is not None:
            words[edit.undone.load_id] = f"edit {edit.number} undone by {edit.undone.author}: {edit.undone.reason}"
    return words


def _names(engine: Engine, known: ir.Table) -> dict[int, str]:
    keys = unbound(tables.CUSTOMER_KEYS)
    wanted = {key for pair in engine.rows(known.select("customer_key", "into_key")) for key in pair if key is not None}
    return dict(engine.rows(keys.filter(keys.customer_key.isin(sorted(wanted))).select("customer_key", "customer_id")))

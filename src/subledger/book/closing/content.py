"""Content: one hash of all that a ledger holds up to a day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import ibis

from subledger.engine import Engine
from subledger.ledger.tables import Ledger, unbound, wide
from subledger.model import tables

if TYPE_CHECKING:
    import ibis.expr.types as ir

CUSTOMERS = 5_000
"""So many customers are read at a time."""


def content_hash(engine: Engine, ledger: Ledger, end: date) -> str:
    """SHA-256 over every posting and movement before a day, by name and not by key.

    Each line is hashed by itself and the sum of these hashes is hashed: neither the order of rows nor the engine is in it, and a line
    that is there twice counts twice. Postings of one item, terms, day and cause are one line.
    Source: docs/closing.md#content
    """
    lines = total = 0
    for line in _lines(engine, ledger, end):
        lines, total = lines + 1, total + int.from_bytes(sha256(line).digest())
    return sha256(f"{lines} {total % 2**256:064x}".encode()).hexdigest()


def _lines(engine: Engine, ledger: Ledger, end: date) -> Iterator[bytes]:
    keys = unbound(tables.CUSTOMER_KEYS)
    highest = int(engine.rows(keys.agg(highest=keys.customer_key.max()))[0][0] or 0)
    for first in range(0, highest + 1, CUSTOMERS):
        for kind, rows in (("posting", _postings(ledger)), ("movement", _movements(ledger))):
            some = rows.filter(rows.customer_key >= first, rows.customer_key < first + CUSTOMERS, rows.day < ibis.date(end))
            for row in engine.rows(_named(some)):
                yield json.dumps([kind, *row]).encode()


def _postings(ledger: Ledger) -> ir.Table:
    rows = ledger.postings
    sums = rows.group_by("customer_key", "item_key", "terms_key", "day", "cause").agg(
        native_micros=wide(rows.native_micros).sum().cast("int64"), run_rate_micros=wide(rows.run_rate_micros).sum().cast("int64")
    )
    items, terms = unbound(tables.ITEM_KEYS), unbound(tables.TERMS)
    named = sums.join(items.select("item_key", "subscription_id", "item_id"), "item_key").join(
        terms.select("terms_key", "plan", "product", "currency"), "terms_key"
    )
    amounts = ("native_micros", "run_rate_micros")
    named = named.select("customer_key", "subscription_id", "item_id", "plan", "product", "currency", "day", "cause", *amounts)
    # Terms that differ in what no posting tells, as their status, are one line.
    whole = named.group_by(*(name for name in named.columns if name not in amounts)).agg(
        **{name: wide(named[name]).sum().cast("int64") for name in amounts}
    )
    return whole.filter((whole.native_micros != 0) | (whole.run_rate_micros != 0))


def _movements(ledger: Ledger) -> ir.Table:
    subscriptions = unbound(tables.ITEM_KEYS).select("subscription_key", "subscription_id").distinct()
    rows = ledger.movements.left_join(subscriptions, "subscription_key")
    return rows.select(
        "customer_key", "subscription_id", "day", "kind", "run_rate_micros", "opening_micros", "closing_micros", "paying_delta"
    )


def _named(rows: ir.Table) -> ir.Table:
    keys = unbound(tables.CUSTOMER_KEYS)
    named = rows.join(keys, "customer_key").mutate(day=rows.day.cast("string"))
    return named.select("customer_id", *(name for name in rows.columns if name != "customer_key"))

"""Ids that look alike: they differ only in case or in spaces."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.book.loading.touched import Touched
from subledger.book.rows import with_file
from subledger.ledger.tables import unbound
from subledger.model import tables
from subledger.model.errors import Fault
from subledger.model.tables import Table


def alike(touched: Touched) -> list[Fault]:
    """Of ids of customers and subscriptions that look alike each but the first, where it first stands."""
    subscriptions, items, keys = unbound(tables.SUBSCRIPTIONS), unbound(tables.ITEM_KEYS), unbound(tables.CUSTOMER_KEYS)
    held = subscriptions.join(items.select("item_key", "subscription_id"), "item_key").join(keys, "customer_key")
    listed = unbound(tables.CUSTOMERS).join(keys, "customer_key")
    customers = ibis.union(*(rows.select("customer_id", "source_key", "row") for rows in (held, listed)))
    found = _alike(touched, tables.CUSTOMER_KEYS, "customer_key", "customer_id", customers)
    # Without an id of its own a subscription bears its customer's: once is enough to say it.
    said = {fault.value for fault in found}
    others = _alike(touched, tables.ITEM_KEYS, "item_key", "subscription_id", held.select("subscription_id", "source_key", "row"))
    return found + [fault for fault in others if fault.value not in said]


def _alike(touched: Touched, keys: Table, key: str, column: str, places: ir.Table) -> list[Fault]:
    ids, new = unbound(keys), touched.new_keys(keys, key)
    if not touched.engine.rows(new.select(key).limit(1)):
        return []
    plain = _plain(ids, column)
    # What looks alike now did not before the load: one of the ids is new.
    near = plain.semi_join(_plain(new, column), "plain") if touched.last[keys.name] else plain
    # Keys are told apart first: they are small, and ids that several have are few.
    shared = near.group_by("plain").agg(first=near.key.min(), last=near.key.max())
    shared = shared.filter(shared.first != shared.last)
    if not touched.engine.rows(shared.select("first").limit(1)):
        return []
    near = near.semi_join(shared, "plain")
    groups = near.group_by("plain").agg(first=near.id.min(), last=near.id.max())
    groups = groups.filter(groups.first != groups.last)
    if not touched.engine.rows(groups.limit(1)):
        return []
    others = plain.select("id", "plain").distinct().join(groups, "plain").filter(lambda both: both.id != both.first)
    placed = places.rename(id=column).join(others.select("id", "first"), "id")
    first = placed.group_by("id", "first").agg(source_key=placed.source_key.min(), row=placed.row.min())
    return [
        Fault(
            "ids_alike",
            f"{column} {name!r} and {other!r} differ only in case or spaces",
            file=file,
            row=int(row),
            column=column,
            value=name,
            expected="one spelling of one id",
            hint="are they the same? write them the same; if not, rename one",
        )
        for file, row, name, other in touched.engine.rows(with_file(first).select("file", "row", "id", "first"))
    ]


def _plain(keys: ir.Table, column: str) -> ir.Table:
    key = keys[column.replace("_id", "_key")]
    return keys.select(id=keys[column], key=key, plain=keys[column].lower().replace(" ", "").replace("\t", ""))

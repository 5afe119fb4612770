"""Keys: small integers for customers, items and terms, so that a ledger of millions stays light."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from subledger.book.rows import highest
from subledger.engine import Engine
from subledger.ledger.tables import unbound
from subledger.ledger.usage import usage_lines
from subledger.model import tables
from subledger.model.tables import TERMS_COLUMNS, Table

_ITEM = ("customer_id", "subscription_id", "item_id")


def add_customers(engine: Engine, ids: Sequence[ir.Table]) -> None:
    """A key for every customer id that has none."""
    known = unbound(tables.CUSTOMER_KEYS)
    every = ibis.union(*ids, distinct=True) if len(ids) > 1 else ids[0].distinct()
    fresh = every.filter(every.customer_id.notnull()).anti_join(known, "customer_id")
    engine.insert(tables.CUSTOMER_KEYS, fresh.mutate(customer_key=_numbered(highest(engine, known, "customer_key"))))


def item_ids(engine: Engine, subscriptions: ir.Table, number: int) -> ir.Table:
    """The ids of the items in a file, each once: customers and items both get their keys from these fewer rows."""
    staged = Table(f"item_ids_{number}", dict.fromkeys(_ITEM, "string"))
    engine.fill(staged, subscriptions.select(*_ITEM).distinct())
    return unbound(staged)


def add_items(engine: Engine, ids: ir.Table) -> None:
    """A key for every item, and for every subscription, that has none.

    Shapes: customer_id, subscription_id, item_id as texts, each item once.
    """
    customers, known = unbound(tables.CUSTOMER_KEYS), unbound(tables.ITEM_KEYS)
    items = ids.join(customers, "customer_id").drop("customer_id")
    fresh = items.anti_join(known, ["customer_key", "subscription_id", "item_id"])
    staged = Table("fresh_items", {"customer_key": "int32", "subscription_id": "string", "item_id": "string"})
    engine.fill(staged, fresh)
    new = unbound(staged)
    owned = known.select("customer_key", "subscription_id", "subscription_key").distinct()
    unowned = new.select("customer_key", "subscription_id").distinct().anti_join(owned, ["customer_key", "subscription_id"])
    unowned = unowned.mutate(subscription_key=_numbered(highest(engine, known, "subscription_key")))
    staged_keys = Table("fresh_subscriptions", {"customer_key": "int32", "subscription_id": "string", "subscription_key": "int32"})
    engine.fill(staged_keys, ibis.union(owned, unowned.select(*owned.columns)))
    keyed = new.join(unbound(staged_keys), ["customer_key", "subscription_id"])
    engine.insert(tables.ITEM_KEYS, keyed.mutate(item_key=_numbered(highest(engine, known, "item_key"))))
    engine.drop(staged.name)
    engine.drop(staged_keys.name)


def add_terms(engine: Engine, rows: ir.Table) -> None:
    """A key for every kind of terms that has none."""
    known = unbound(tables.TERMS)
    fresh = rows.select(*TERMS_COLUMNS).distinct()
    fresh = fresh.anti_join(known, [fresh[name].identical_to(known[name]) for name in TERMS_COLUMNS])
    engine.insert(tables.TERMS, fresh.mutate(terms_key=_numbered(highest(engine, known, "terms_key"))))


def add_usage(engine: Engine, invoice_lines: ir.Table) -> None:
    """Keys for the items and terms that usage on invoices makes, under policies that count it."""
    lines = usage_lines(invoice_lines).join(unbound(tables.CUSTOMER_KEYS), "customer_key")
    add_items(engine, lines.select("customer_id", "subscription_id", item_id=lines.usage_item_id).distinct())
    add_terms(
        engine,
        lines.select(
            "plan",
            product=ibis.null("string"),
            kind=ibis.literal("usage"),
            currency=lines.currency,
            interval=ibis.literal("month"),
            interval_count=ibis.literal(1, "int32"),
            status=ibis.literal("active"),
            discount_duration=ibis.literal("forever"),
            tax_inclusive=ibis.literal(False),
        ),
    )


def keyed(engine: Engine, subscriptions: ir.Table, varying: Sequence[str]) -> ir.Table:
    """Rows of subscriptions with the keys of their customer, subscription, item and terms.

    varying: the terms columns that a file has; the others are the same in all its rows, so terms are told apart without them.
    """
    customers, items, terms = unbound(tables.CUSTOMER_KEYS), unbound(tables.ITEM_KEYS), unbound(tables.TERMS)
    named = items.join(customers, "customer_key").select(
        "customer_id", "subscription_id", "item_id", "customer_key", "subscription_key", "item_key"
    )
    # Most billing systems give every item an id of its own: then one text finds what three would.
    doubles = items.agg(doubles=items.count() - items.item_id.nunique())
    by = ["item_id"] if engine.rows(doubles) == [(0,)] else list(_ITEM)
    rows = subscriptions.join(named.drop(*(name for name in _ITEM if name not in by)), by)
    same = [name for name in TERMS_COLUMNS if name not in varying]
    if same:
        constant = subscriptions.select(*same).limit(1)
        terms = terms.semi_join(constant, [terms[name].identical_to(constant[name]) for name in same])
    found = terms.select("terms_key", **{f"of_{name}": terms[name] for name in varying})
    if not varying:
        return rows.cross_join(found)
    return rows.join(found, [_same(rows[name], found[f"of_{name}"], name) for name in varying])


def _same(left: ir.Value, right: ir.Value, name: str) -> ir.BooleanValue:
    return left.identical_to(right) if name in ("plan", "product") else left == right


def _numbered(last: int) -> ir.IntegerValue:
    return (ibis.row_number() + (last + 1)).cast("int32")

"""Keys: small integers for customers, items and terms, so that a ledger of millions stays light."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import ibis
import ibis.expr.types as ir

from subledger.book.rows import count, highest
from subledger.engine import Engine
from subledger.ledger.tables import definition, numbered, unbound
from subledger.ledger.usage import usage_lines
from subledger.model import tables
from subledger.model.tables import TERMS_COLUMNS, Table

_ITEM = ("customer_id", "subscription_id", "item_id")
_IDS = Table("customer_ids", {"customer_id": "string"})
_CUSTOMERS, _ITEMS = (replace(of, name=f"own_{of.name}") for of in (tables.CUSTOMER_KEYS, tables.ITEM_KEYS))
BESIDE = (_IDS.name, _CUSTOMERS.name, _ITEMS.name)
"""What a load keeps beside the book while it looks for keys."""
FEW = 5
"""Up to one customer in so many, a copy of their keys is quicker to look in than the book's."""


def item_ids(engine: Engine, subscriptions: ir.Table, number: int) -> ir.Table:
    """The ids of the items in a file, each once: customers and items both get their keys from these fewer rows."""
    staged = Table(f"item_ids_{number}", dict.fromkeys(_ITEM, "string"))
    engine.fill(staged, subscriptions.select(*_ITEM).distinct())
    return unbound(staged)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of the customers of a load and of their items: copies where they are few, else the book's own tables."""

    engine: Engine
    customers: Table
    items: Table

    @property
    def is_copied(self) -> bool:
        """Whether they are copies."""
        return self.customers != tables.CUSTOMER_KEYS

    def add_items(self, ids: ir.Table) -> None:
        """A key for every item, and for every subscription, that has none.

        Shapes: customer_id, subscription_id, item_id as texts, each item once.
        """
        engine, known, every = self.engine, unbound(self.items), unbound(tables.ITEM_KEYS)
        staged = Table("fresh_items", {"customer_key": "int32", "subscription_id": "string", "item_id": "string"})
        engine.fill(staged, _fresh_items(ids, unbound(self.customers), known))
        new = unbound(staged)
        if not count(engine, new):
            engine.drop(staged.name)
            return
        owned = known.select("customer_key", "subscription_id", "subscription_key").distinct()
        unowned = new.select("customer_key", "subscription_id").distinct().anti_join(owned, ["customer_key", "subscription_id"])
        unowned = unowned.mutate(subscription_key=_numbered(highest(engine, every, "subscription_key")))
        staged_keys = Table("fresh_subscriptions", {"customer_key": "int32", "subscription_id": "string", "subscription_key": "int32"})
        engine.fill(staged_keys, ibis.union(owned, unowned.select(*owned.columns)))
        keyed = new.join(unbound(staged_keys), ["customer_key", "subscription_id"])
        last = highest(engine, every, "item_key")
        engine.insert(self.items, keyed.mutate(item_key=_numbered(last)))
        if self.items != tables.ITEM_KEYS:
            engine.insert(tables.ITEM_KEYS, known.filter(known.item_key > numbered(last)))
        engine.drop(staged.name)
        engine.drop(staged_keys.name)

    def of(self, rows: ir.Table) -> ir.Table:
        """Rows with the key of their customer."""
        return rows.join(unbound(self.customers), "customer_id")


def add_customers(engine: Engine, ids: Sequence[ir.Table], *, is_batch: bool = False) -> Keys:
    """A key for every customer id that has none; where to look for the keys of these customers and of their items.

    is_batch: more customers follow, and memory is to hold no more than these.
    """
    known = unbound(tables.CUSTOMER_KEYS)
    every = ibis.union(*ids, distinct=True) if len(ids) > 1 else ids[0].distinct()
    engine.fill(_IDS, every.filter(every.customer_id.notnull()))
    wanted, last = unbound(_IDS), highest(engine, known, "customer_key")
    is_few = is_batch or count(engine, wanted) * FEW <= count(engine, known)
    keys = Keys(engine, _CUSTOMERS, _ITEMS) if is_few else Keys(engine, tables.CUSTOMER_KEYS, tables.ITEM_KEYS)
    own = unbound(keys.customers)
    if is_few:
        engine.fill(_CUSTOMERS, known.join(wanted, "customer_id"))
    engine.insert(keys.customers, wanted.anti_join(own, "customer_id").mutate(customer_key=_numbered(last)))
    if is_few:
        engine.insert(tables.CUSTOMER_KEYS, own.filter(own.customer_key > numbered(last)))
        engine.fill(_ITEMS, unbound(tables.ITEM_KEYS).semi_join(own, "customer_key"))
    engine.drop(_IDS.name)
    return keys


def add_terms(engine: Engine, rows: ir.Table) -> None:
    """A key for every kind of terms that has none."""
    known = unbound(tables.TERMS)
    engine.insert(tables.TERMS, _fresh_terms(rows, known).mutate(terms_key=_numbered(highest(engine, known, "terms_key"))))


@definition
def _fresh_items(ids: ir.Table, customers: ir.Table, known: ir.Table) -> ir.Table:
    items = ids.join(customers, "customer_id").drop("customer_id")
    return items.anti_join(known, ["customer_key", "subscription_id", "item_id"])


@definition
def _fresh_terms(rows: ir.Table, known: ir.Table) -> ir.Table:
    fresh = rows.select(*TERMS_COLUMNS).distinct()
    return fresh.anti_join(known, [fresh[name].identical_to(known[name]) for name in TERMS_COLUMNS])


def add_usage(keys: Keys, invoice_lines: ir.Table) -> None:
    """Keys for the items and terms that usage on invoices makes, under policies that count it."""
    lines = usage_lines(invoice_lines).join(unbound(keys.customers), "customer_key")
    keys.add_items(lines.select("customer_id", "subscription_id", item_id=lines.usage_item_id).distinct())
    add_terms(
        keys.engine,
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


def keyed(keys: Keys, subscriptions: ir.Table, varying: Sequence[str]) -> ir.Table:
    """Rows of subscriptions with the keys of their customer, subscription, item and terms.

    varying: the terms columns that a file has; the others are the same in all its rows, so terms are told apart without them.
    """
    items, customers = unbound(keys.items), unbound(keys.customers)
    # Most billing systems give every item an id of its own: then one text finds what three would.
    doubles = items.agg(doubles=items.count() - items.item_id.nunique())
    is_single = keys.engine.rows(doubles) == [(0,)]
    return _keyed(subscriptions, items, None if is_single else customers, unbound(tables.TERMS), tuple(varying))


@definition
def _keyed(subscriptions: ir.Table, items: ir.Table, customers: ir.Table | None, terms: ir.Table, varying: tuple[str, ...]) -> ir.Table:
    own = ("customer_key", "subscription_key", "item_key")
    if customers is None:
        rows = subscriptions.join(items.select("item_id", *own), "item_id")
    else:
        rows = subscriptions.join(items.join(customers, "customer_key").select(*_ITEM, *own), list(_ITEM))
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
    return (ibis.row_number() + numbered(last + 1)).cast("int32")

"""By what a book can be cut: attributes and the values they have."""

from __future__ import annotations

from collections.abc import Sequence

from subledger.book.looking.part import Seen
from subledger.engine import Engine
from subledger.ledger.tables import Ledger, unbound
from subledger.metrics.segments import Cut, asked_as
from subledger.model import tables
from subledger.model.errors import unknown

PLAIN = ("plan", "product", "currency", "interval", "country", "cause")
"""Attributes with few values, apart from the customers' own."""


def attributes(seen: Seen) -> tuple[str, ...]:
    """The attributes worth grouping by: those of few values, then the customers' further ones."""
    return (*PLAIN, *map(asked_as, seen.extras))


def extras(engine: Engine, ledger: Ledger) -> tuple[str, ...]:
    """The further attributes that customers have."""
    facts, customers = unbound(tables.EXTRAS), ledger.known(tables.CUSTOMERS)
    names = facts.semi_join(customers, ["source_key", "row"]).select("name").distinct().order_by("name")
    return tuple(name for (name,) in engine.rows(names))


def values(seen: Seen, attribute: str, limit: int = 200) -> list[str]:
    """The values an attribute has, in order. Raises: SubledgerError for an attribute the book does not have."""
    if attribute not in attributes(seen):
        raise unknown("attribute", attribute, attributes(seen))
    if attribute == "cause":
        return list(tables.CAUSES)
    rows = Cut(seen.ledger, attribute, ()).values(attribute)
    rows = rows.filter(rows.value.notnull()).distinct()
    return [str(value) for (value,) in seen.engine.rows(rows.order_by("value").limit(limit))]


def names(seen: Seen, customers: Sequence[str]) -> dict[str, str]:
    """The names of customers, by id; those that have none are left out."""
    keys, known = unbound(tables.CUSTOMER_KEYS), seen.ledger.known(tables.CUSTOMERS)
    rows = keys.filter(keys.customer_id.isin(list(customers))).join(known.select("customer_key", "name"), "customer_key")
    return {row["customer_id"]: row["name"] for row in seen.read(rows, ("customer_id", "name")) if row["name"]} if customers else {}

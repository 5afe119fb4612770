"""Segments: the attributes by which a book can be cut, and where each is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import Ledger, unbound
from subledger.metrics.query import MetricQuery, Where
from subledger.model import tables
from subledger.model.errors import unknown

OF_TERMS = ("plan", "product", "currency", "interval", "kind")
OF_ITEMS = ("subscription", "item")
OF_POSTINGS = ("cause",)
OF_CUSTOMERS = ("customer", "name", "country", "parent_id")
OWN = (*OF_TERMS, *OF_ITEMS, *OF_POSTINGS, *OF_CUSTOMERS)
"""The attributes every book has."""
OF_CUSTOMER = "customer."
"""Before a name: the customers' own column of that name, where the book has an attribute that is called so too."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How a query cuts the book: the segment of a row, and which rows are in.

    An attribute of items (plan, currency, …) can differ within one customer's day; an attribute of customers cannot.
    """

    ledger: Ledger
    by: str | None
    where: tuple[Where, ...]

    @property
    def names(self) -> list[str]:
        """Every attribute asked for, in one fixed order."""
        return sorted({*([self.by] if self.by else []), *(part.attribute for part in self.where)})

    @property
    def item_names(self) -> list[str]:
        """Those of them that are of items."""
        return [name for name in self.names if name in (*OF_TERMS, *OF_ITEMS, *OF_POSTINGS)]

    def of(self, rows: ir.Table) -> ir.Table:
        """The rows that are in, each with its `segment`.

        Shapes: rows need customer_key; for attributes of items also terms_key and item_key, or the attribute's own column at_NAME.
        """
        for name in self.names:
            rows = self.beside(rows, name)
        rows = rows.mutate(segment=rows[f"at_{self.by}"] if self.by else ibis.null("string"))
        return self.meeting(rows, self.names).drop(*(f"at_{name}" for name in self.names))

    def meeting(self, rows: ir.Table, names: Sequence[str]) -> ir.Table:
        """The rows that meet the filters of some attributes, which stand beside them."""
        for part in self.where:
            if part.attribute in names:
                rows = rows.filter(_meets(rows[f"at_{part.attribute}"], part))
        return rows

    def beside(self, rows: ir.Table, name: str) -> ir.Table:
        """The rows with an attribute as one more column, at_NAME; null where it is unknown."""
        column = f"at_{name}"
        if column in rows.columns:
            return rows
        if name in OF_POSTINGS:
            return rows.mutate(**{column: rows[name]})
        if name in OF_TERMS:
            terms = unbound(tables.TERMS)
            return _looked_up(rows, "terms_key", terms.select(key_=terms.terms_key, **{column: terms[name]}))
        if name in OF_ITEMS:
            items = unbound(tables.ITEM_KEYS)
            return _looked_up(rows, "item_key", items.select(key_=items.item_key, **{column: items[f"{name}_id"]}))
        found = self._of_customers(name)
        return _looked_up(rows, "customer_key", found.select("key_", **{column: found.value}))

    def values(self, name: str) -> ir.Table:
        """The values that an attribute has, repeated. Shapes: value."""
        if name in OF_POSTINGS:
            return self.ledger.postings.select(value=self.ledger.postings[name].cast("string"))
        if name in OF_TERMS:
            return unbound(tables.TERMS).select(value=name)
        if name in OF_ITEMS:
            return unbound(tables.ITEM_KEYS).select(value=f"{name}_id")
        return self._of_customers(name).select("value")

    def _of_customers(self, name: str) -> ir.Table:
        if name == "customer":
            keys = unbound(tables.CUSTOMER_KEYS)
            return keys.select(key_=keys.customer_key, value=keys.customer_id)
        customers = self.ledger.known(tables.CUSTOMERS)
        if name in OF_CUSTOMERS:
            return customers.select(key_=customers.customer_key, value=customers[name])
        extras = unbound(tables.EXTRAS)
        named = extras.filter(extras.name == name.removeprefix(OF_CUSTOMER)).select("source_key", "row", "value")
        return customers.select("source_key", "row", key_=customers.customer_key).join(named, ["source_key", "row"]).select("key_", "value")


def _looked_up(rows: ir.Table, key: str, found: ir.Table) -> ir.Table:
    return rows.left_join(found, [rows[key] == found.key_]).drop("key_")


def cut(ledger: Ledger, query: MetricQuery, extras: Sequence[str]) -> Cut:
    """The cut a query makes. extras: the customers' further attributes that the book has.

    Raises: SubledgerError for an attribute the book does not have.
    """
    allowed = (*OWN, *map(asked_as, extras), *(f"{OF_CUSTOMER}{name}" for name in extras))
    found = Cut(ledger, query.by, query.where)
    for name in found.names:
        if name not in allowed:
            raise unknown("attribute", name, tuple(dict.fromkeys(allowed)))
    return found


def asked_as(extra: str) -> str:
    """The name to ask for a further attribute of the customers by: its own, unless that means something else."""
    return f"{OF_CUSTOMER}{extra}" if extra in OWN or extra.startswith(OF_CUSTOMER) else extra


def _meets(value: ir.StringValue, part: Where) -> ir.BooleanValue:
    named = [text for text in part.values if text is not None]
    meets = value.isin(named).fill_null(False) if named else ibis.literal(False)
    if None in part.values:
        meets = meets | value.isnull()
    return ~meets if part.negated else meets

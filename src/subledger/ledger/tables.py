"""The book's tables as Ibis knows them: names and types, bound to no engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from typing import Any, TypeVar

import ibis
import ibis.expr.types as ir

from subledger.ledger import edits
from subledger.model import tables
from subledger.model.policy import Policy
from subledger.model.tables import Table

Seen = TypeVar("Seen", bound="Ledger")
_TEXTS = {"kind": "string", "cause": "string"}


@cache
def _unbound(name: str, columns: tuple[tuple[str, str], ...]) -> ir.Table:
    return ibis.table({column: _TEXTS.get(kind, kind) for column, kind in columns}, name=name)


def unbound(table: Table) -> ir.Table:
    """The table as an expression to build on; it is found by its name when run."""
    return _unbound(table.name, tuple(table.columns.items()))


def wide(amount: ir.IntegerValue) -> ir.DecimalValue:
    """An amount with room for any product or sum: sums of 64-bit integers overflow silently on some engines."""
    return amount.cast("decimal(38,0)")


def rank(word: ir.StringValue, among: Sequence[str]) -> ir.IntegerValue:
    """Where a word of a closed set stands in it: some engines sort such words by their place, others by their letters."""
    return word.cases(*((each, number) for number, each in enumerate(among)))


def numbered(load_id: int) -> ir.IntegerScalar:
    """The number of a load in an expression: what is compiled for one load serves every other."""
    return ibis.literal(load_id, "!int32")


definition = lru_cache(maxsize=512)
"""A definition is written out once for the tables it is about: on a small book that takes longer than running it."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """One ledger of a book: under which policy, in which reporting currency, knowing which loads.

    book_currency is what the user's own exchange rates lead into. load_id is the last load known.
    prefix sets the tables of one ledger apart from another's.
    Facts are read through here, so that nothing later than the view slips in, nor a load that is still under way.
    chosen, the prefix of copies that hold some customers alone, narrows it to them: every measure of it is then their own part.
    edited, the kinds of edits by people that are in force: what is read through here is as they left it.
    """

    policy: Policy
    currency: str
    book_currency: str
    load_id: int
    has_fx: bool = False
    prefix: str = ""
    chosen: str = ""
    edited: tuple[str, ...] = ()

    def seen_as(self, kind: Callable[..., Seen], **others: Any) -> Seen:
        """The same ledger as another kind of it, which shows a part of what it knows, or shows it otherwise."""
        return kind(**{field.name: getattr(self, field.name) for field in fields(Ledger)} | others)

    def named(self, table: Table) -> Table:
        """This ledger's own table of that kind."""
        return replace(table, name=self.prefix + table.name)

    @property
    def states(self) -> ir.Table:
        return self._own(self.named(tables.STATES))

    @property
    def postings(self) -> ir.Table:
        if edits.CAUSE not in self.edited:
            return self._own(self.named(tables.POSTINGS))
        return self.postings_with_edits.select(*tables.POSTINGS.columns)

    @property
    def postings_with_edits(self) -> ir.Table:
        """Postings, and of a cause that a person gave the cause it was and the edit's number.   Shapes: postings, edit, was_cause."""
        rows = self._own(self.named(tables.POSTINGS))
        if edits.CAUSE not in self.edited:
            return rows.mutate(edit=ibis.null("int32"), was_cause=ibis.null("string"))
        return edits.caused(rows, edits.overridden(self.items_told, self.edits))

    @property
    def movements(self) -> ir.Table:
        return self._own(self.named(tables.MOVEMENTS))

    @property
    def ahead(self) -> ir.Table:
        return self._own(self.named(tables.AHEAD))

    @property
    def rules(self) -> ir.Table:
        return unbound(self.named(tables.RULES))

    @property
    def rates(self) -> ir.Table:
        return unbound(self.named(tables.RATES))

    def keyed(self, table: Table) -> ir.Table:
        """A table of keys, of the ledger's own customers; each key that of the customer whom it counts for."""
        rows = self._own(table)
        return edits.merged(rows, self.edits) if edits.MERGE in self.edited else rows

    def _own(self, table: Table) -> ir.Table:
        return unbound(replace(table, name=self.chosen + table.name) if "customer_key" in table.columns else table)

    def net_day(self, day: ir.DateValue) -> ir.DateValue:
        """What stands for all days that are netted together: the day itself, or the first of its month."""
        return day if self.policy["movements.netting"] == "day" else day.truncate("M").cast("date")

    @property
    def items_told(self) -> ir.Table:
        """The keys of items under the customers that rows name."""
        return self._own(tables.ITEM_KEYS)

    def known(self, table: Table) -> ir.Table:
        """The facts of that kind that count, of customers as people have edited them: what figures are made of."""
        facts = self.told(table)
        if table is tables.CUSTOMERS and edits.MERGE in self.edited:
            # Who counts as another has that one's name and attributes.
            facts = facts.anti_join(edits.merged_away(self.edits), "customer_key")
        return self.counted(facts) if "customer_key" in table.columns else facts

    def told(self, table: Table) -> ir.Table:
        """The facts of that kind in force after the last load this ledger knows, as their rows tell them."""
        return self._in_force(self._own(table))

    def counted(self, rows: ir.Table) -> ir.Table:
        """Rows of customers without those that people excluded, each as that of the customer whom it counts for."""
        if edits.MERGE in self.edited:
            rows = edits.merged(rows, self.edits)
        return rows.anti_join(edits.excluded(self.edits), "customer_key") if edits.EXCLUDE in self.edited else rows

    @property
    def edits(self) -> ir.Table:
        """The edits by people in force after the last load this ledger knows."""
        return self._in_force(unbound(tables.EDITS))

    def _in_force(self, rows: ir.Table) -> ir.Table:
        return _in_force(rows, self.load_id)


@definition
def _in_force(rows: ir.Table, load_id: int) -> ir.Table:
    last = numbered(load_id)
    return rows.filter(rows.load_id <= last, rows.gone_load_id.isnull() | (rows.gone_load_id > last))

"""The book's tables as Ibis knows them: names and types, bound to no engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache

import ibis
import ibis.expr.types as ir

from subledger.model import tables
from subledger.model.policy import Policy
from subledger.model.tables import Table

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


definition = lru_cache(maxsize=512)
"""A definition is written out once for the tables it is about: on a small book that takes longer than running it."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """One ledger of a book: under which policy, in which reporting currency, knowing which loads.

    book_currency is what the user's own exchange rates lead into. load_id is the last load known.
    prefix sets the tables of one ledger apart from another's.
    Facts are read through here, so that nothing later than the view slips in, nor a load that is still under way.
    chosen, the prefix of copies that hold some customers alone, narrows it to them: every measure of it is then their own part.
    """

    policy: Policy
    currency: str
    book_currency: str
    load_id: int
    has_fx: bool = False
    prefix: str = ""
    chosen: str = ""

    def named(self, table: Table) -> Table:
        """This ledger's own table of that kind."""
        return replace(table, name=self.prefix + table.name)

    @property
    def states(self) -> ir.Table:
        return self._own(self.named(tables.STATES))

    @property
    def postings(self) -> ir.Table:
        return self._own(self.named(tables.POSTINGS))

    @property
    def movements(self) -> ir.Table:
        return self._own(self.named(tables.MOVEMENTS))

    @property
    def rules(self) -> ir.Table:
        return unbound(self.named(tables.RULES))

    @property
    def rates(self) -> ir.Table:
        return unbound(self.named(tables.RATES))

    def keyed(self, table: Table) -> ir.Table:
        """A table of keys, of the ledger's own customers."""
        return self._own(table)

    def _own(self, table: Table) -> ir.Table:
        return unbound(replace(table, name=self.chosen + table.name) if "customer_key" in table.columns else table)

    def net_day(self, day: ir.DateValue) -> ir.DateValue:
        """What stands for all days that are netted together: the day itself, or the first of its month."""
        return day if self.policy["movements.netting"] == "day" else day.truncate("M").cast("date")

    def known(self, table: Table) -> ir.Table:
        """The facts of that kind in force after the last load this ledger knows."""
        facts = self._own(table)
        return facts.filter(facts.load_id <= self.load_id, facts.gone_load_id.isnull() | (facts.gone_load_id > self.load_id))

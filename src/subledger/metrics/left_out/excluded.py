"""What customers whom people excluded would bring."""

from __future__ import annotations

from dataclasses import dataclass, replace

import ibis
import ibis.expr.types as ir

from subledger.ledger import edits
from subledger.ledger.fx import rate_day
from subledger.ledger.invoices import billed
from subledger.ledger.states import states
from subledger.ledger.tables import Ledger, definition, unbound
from subledger.ledger.usage import usage_keys
from subledger.metrics.left_out.found import found, in_force, nothing, told
from subledger.metrics.left_out.lines import as_found, of_days
from subledger.metrics.segments import Cut
from subledger.model import tables
from subledger.model.tables import Table, table

BY_PEOPLE = "excluded by "
"""How the reason of what a person excluded begins; who and why follow."""
HELD = replace(tables.STATES, name="states_excluded")
"""The states that customers whom people excluded would have."""
LENT = table("lent_rates", tables.RATES.columns)
"""Rates that only what people excluded needs, and a build so has not looked up: whoever asks in foreign currencies puts them there."""


@dataclass(frozen=True, slots=True)
class _Excluded(Ledger):
    """Those alone whom people excluded, as if they counted."""

    @property
    def rates(self) -> ir.Table:
        own, lent = unbound(self.named(tables.RATES)), unbound(LENT)
        return ibis.union(own, lent.select(*own.columns))

    def told(self, table: Table) -> ir.Table:
        facts = Ledger.told(self, table)
        return facts.semi_join(_whom(self), "customer_key")


def _of_excluded(ledger: Ledger) -> Ledger:
    return ledger.seen_as(_Excluded, edited=tuple(kind for kind in ledger.edited if kind != edits.EXCLUDE))


def _whom(ledger: Ledger) -> ir.Table:
    return edits.whole(edits.excluded(ledger.edits), ledger.edits)


@definition
def excluded_items(ledger: Ledger) -> ir.Table:
    """The items of customers whom people excluded: who has none of them has nothing that is left out so."""
    return ledger.items_told.semi_join(_whom(ledger), "customer_key")


@definition
def excluded_states(ledger: Ledger) -> ir.Table:
    """The states that customers whom people excluded would have.   Shapes: those of states."""
    only = _of_excluded(ledger)
    return states(only, usage_keys(only))


def excluded(cut: Cut) -> ir.Table:
    """What customers whom people excluded would bring, by who excluded them and why."""
    only = _of_excluded(cut.ledger)
    held = in_force(unbound(HELD))
    held = _why(held.filter(held.counts).join(cut.ledger.rules.select("terms_key", "currency"), "terms_key"), only)
    return told(replace(cut, ledger=only), found(held, held.why, held.run_rate_micros))


def excluded_lines(cut: Cut) -> ir.Table:
    """Invoice lines of the days of customers whom people excluded."""
    only = replace(cut, ledger=_of_excluded(cut.ledger))
    own = _why(of_days(billed(only.ledger.known(tables.INVOICE_LINES))), only.ledger)
    return told(only, as_found(only, own, own.why, nothing(), own.amount_micros))


def _why(rows: ir.Table, ledger: Ledger) -> ir.Table:
    """Rows of excluded customers with who excluded them and why."""
    by = edits.excluded(ledger.edits)
    why = by.select("customer_key", why=ibis.literal(BY_PEOPLE) + by.author + ": " + by.reason)
    return rows.join(why, "customer_key")


@definition
def unrated(ledger: Ledger) -> ir.Table:
    """The foreign currencies and days of which what people excluded needs a rate that the ledger has not got.   Shapes: currency, day."""
    only = _of_excluded(ledger)
    held = unbound(HELD).join(ledger.rules.select("terms_key", "currency"), "terms_key")
    lines = only.known(tables.INVOICE_LINES)
    first = lines.period_start.fill_null(lines.issued_day)
    days = ibis.union(held.select("currency", day="starts_day"), lines.filter(first.notnull()).select("currency", day=first))
    needed = days.filter(days.currency != ledger.currency).select("currency", day=rate_day(days.day, ledger.policy)).distinct()
    return needed.anti_join(unbound(ledger.named(tables.RATES)), ["currency", "day"])

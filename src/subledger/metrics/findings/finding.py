"""What a finding is, and the states that finders look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import Ledger, unbound
from subledger.metrics.holdings import reported
from subledger.model import tables

_SHAPE = {
    "customer_key": "int32",
    "item_key": "int32",
    "terms_key": "int32",
    "day": "date",
    "other_day": "date",
    "currency": "string",
    "yearly_micros": "decimal(38,0)",
    "value_micros": "int64",
    "usual_micros": "int64",
    "source_key": "int32",
    "row": "int64",
    "other_source_key": "int32",
    "other_row": "int64",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind of suspicion: its name, what it looks for, what to do, and the expression that finds it.

    says: the sentence of one finding, of its day, other_day, value and usual. share: how much of the yearly amount is at stake.
    Shapes of found: one row per suspicion with its keys, day and other_day, yearly_micros at stake (in currency), value_micros and
    usual_micros where amounts are compared, and the rows that show it (source_key, row; other_source_key, other_row). What does not
    apply is null.
    """

    name: str
    looks_for: str
    hint: str
    says: str
    found: Callable[[Ledger, date], ir.Table]
    share: Fraction = Fraction(1)


@lru_cache(maxsize=64)
def priced(finding: Finding, ledger: Ledger, day: date) -> ir.Table:
    """A finder's rows with `amount`: what is at stake, in the reporting currency at the rate of the finding's day.

    Units: scaled as holdings.scale says.
    """
    found = finding.found(ledger, day)
    return reported(found.mutate(amount=found.yearly_micros), "day", ledger)


def shaped(rows: ir.Table, **columns: ir.Value) -> ir.Table:
    """Rows in the one shape: what is not given is taken from the row, or null."""
    known = {name: rows[name] for name in _SHAPE if name in rows.columns} | columns
    return rows.select(**{name: known.get(name, ibis.null(kind)).cast(kind) for name, kind in _SHAPE.items()})


def counted(ledger: Ledger) -> ir.Table:
    """States that count and bring something, with their terms."""
    states = ledger.states.filter(ledger.states.counts, ledger.states.run_rate_micros > 0)
    rules = ledger.rules.select("terms_key", "offer_key", "currency", "status", "renewal_months", "renewal_days", "is_recurring")
    states = states.join(rules.filter(rules.is_recurring), "terms_key")
    plans = unbound(tables.TERMS).select("terms_key", "plan", "product")
    return states.join(plans, "terms_key").rename(yearly_micros="run_rate_micros")


def on(states: ir.Table, day: date) -> ir.Table:
    """Those in force at the end of a day."""
    return states.filter(states.starts_day <= ibis.date(day), states.ends_day > ibis.date(day))


def first_of(rows: ir.Table, of: str, *order: str) -> ir.Table:
    """The first row of each."""
    place = ibis.row_number().over(ibis.window(group_by=rows[of], order_by=[rows[name] for name in order]))
    return rows.mutate(place_=place).filter(lambda found: found.place_ == 0)

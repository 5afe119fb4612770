"""Ends and changes that look like slips of the pen."""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import Ledger
from subledger.ledger.timing import unbroken
from subledger.metrics.findings.finding import counted, shaped
from subledger.model import tables
from subledger.model.calendar import OPEN_END


def gap_of_a_day(ledger: Ledger, day: date) -> ir.Table:
    """A state that ends one day before the next of its item begins: a last day written where the first day after was meant."""
    states = counted(ledger)
    order = ibis.window(group_by=states.item_key, order_by=states.starts_day)
    before = ("ends_day", "yearly_micros", "source_key", "row")
    beside = states.mutate(**{f"before_{name}": states[name].lag().over(order) for name in before})
    gaps = beside.filter(beside.starts_day == beside.before_ends_day + ibis.interval(days=1), beside.starts_day <= ibis.date(day))
    return shaped(
        gaps,
        day=gaps.before_ends_day,
        other_day=gaps.starts_day,
        yearly_micros=gaps.before_yearly_micros,
        source_key=gaps.before_source_key,
        row=gaps.before_row,
        other_source_key=gaps.source_key,
        other_row=gaps.row,
    )


def ends_a_day_early(ledger: Ledger, day: date) -> ir.Table:
    """An item billed by the year that ends a day before whole years are over."""
    states = unbroken(counted(ledger), ibis.literal(True), "run")
    run = ibis.window(group_by=[states.item_key, states.run])
    order = ibis.window(group_by=states.item_key, order_by=states.starts_day)
    states = states.mutate(
        run_start=states.starts_day.min().over(run), run_end=states.ends_day.max().over(run), next_day=states.starts_day.lead().over(order)
    )
    last = states.filter(states.ends_day == states.run_end, states.run_end < OPEN_END, states.starts_day <= ibis.date(day))
    last = last.filter(last.renewal_months > 0, last.renewal_months % 12 == 0)
    after = (last.run_end + ibis.interval(days=1)).cast("date")
    is_term = (after.month() == last.run_start.month()) & (after.day() == last.run_start.day()) & (after.year() > last.run_start.year())
    # Where the next state begins a day later, the gap is the finding.
    early = last.filter(is_term, ~(last.next_day == after).fill_null(False))
    # A policy may end a state before its row does: that is no slip of the pen.
    told = ledger.told(tables.SUBSCRIPTIONS).select("source_key", "row", run_end="ends_day")
    early = early.semi_join(told, ["source_key", "row", "run_end"])
    return shaped(early, day=early.run_end, other_day=early.run_start)


def currency_flip(ledger: Ledger, day: date) -> ir.Table:
    """An item whose currency changes while its price stays the same number, or whose currency changes back."""
    states = counted(ledger)
    order = ibis.window(group_by=states.item_key, order_by=states.starts_day)
    before = ("ends_day", "currency", "unit_amount_micros", "source_key", "row")
    beside = states.mutate(
        **{f"before_{name}": states[name].lag().over(order) for name in before}, next_currency=states.currency.lead().over(order)
    )
    flips = beside.filter(beside.before_ends_day == beside.starts_day, beside.before_currency != beside.currency)
    is_same_number = flips.unit_amount_micros == flips.before_unit_amount_micros
    is_back = (flips.next_currency == flips.before_currency).fill_null(False)
    flips = flips.filter(is_same_number | is_back, flips.starts_day <= ibis.date(day))
    return shaped(
        flips,
        day=flips.starts_day,
        value_micros=flips.unit_amount_micros,
        other_source_key=flips.before_source_key,
        other_row=flips.before_row,
    )

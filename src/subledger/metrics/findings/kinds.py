"""What is written as one kind and behaves like another: charges that recur, set-ups that do, trials that do not end."""

from __future__ import annotations

from datetime import date, timedelta

import ibis
import ibis.expr.types as ir

from subledger.ledger.invoices import billed
from subledger.ledger.tables import Ledger, wide
from subledger.ledger.timing import unbroken
from subledger.metrics.findings.finding import counted, on, shaped
from subledger.model import tables

TRIAL_DAYS = 60
"""No trial is meant to run longer."""
ONCE = "(^|[^a-z])(set-?up|setup fee|onboarding|implementation|installation|training|migration|one[- ]?time|consulting|workshop)([^a-z]|$)"
"""Names of what is sold once."""


def repeated_one_time_charge(ledger: Ledger, day: date) -> ir.Table:
    """A charge made once, made again for the same amount in three months or more, one after the other, up to now."""
    lines = billed(ledger.known(tables.INVOICE_LINES))
    lines = lines.filter(lines.kind == "one_time", lines.amount_micros > 0)
    rows = lines.mutate(month_day=lines.issued_day.fill_null(lines.period_start), micros=lines.amount_micros)
    states = ledger.states.join(ledger.rules.select("terms_key", "currency", "is_held"), "terms_key")
    once = states.filter(~states.is_held, states.unit_amount_micros > 0)
    once = once.mutate(month_day=once.starts_day, micros=once.unit_amount_micros)
    columns = ("customer_key", "currency", "micros", "month_day", "source_key", "row")
    rows = ibis.union(rows.select(*columns), once.select(*columns))
    rows = rows.filter(rows.month_day <= ibis.date(day))
    rows = rows.mutate(month=rows.month_day.year().cast("int64") * 12 + rows.month_day.month().cast("int64"))
    found = rows.group_by("customer_key", "currency", "micros").agg(
        months=rows.month.nunique(),
        first_month=rows.month.min(),
        last_month=rows.month.max(),
        day=rows.month_day.max(),
        other_day=rows.month_day.min(),
        source_key=rows.source_key.max(),
        row=rows.row.max(),
    )
    found = found.filter(found.months >= 3, found.last_month - found.first_month + 1 == found.months)
    found = found.filter(found.day > ibis.date(day - timedelta(days=62)))
    return shaped(found, value_micros=found.micros, yearly_micros=wide(found.micros) * 12)


def recurring_set_up(ledger: Ledger, day: date) -> ir.Table:
    """An item that counts as recurring under a name of what is sold once."""
    held = on(counted(ledger), day)
    once = held.filter((held.plan.lower().re_search(ONCE) | held["product"].lower().re_search(ONCE)).fill_null(False))
    return shaped(once, day=once.starts_day)


def trial_that_counts(ledger: Ledger, day: date) -> ir.Table:
    """A trial that counts and has run longer than any is meant to."""
    trials = unbroken(counted(ledger), ibis.literal(True), "run").filter(lambda rows: rows.status == "trialing")
    since = trials.starts_day.min().over(ibis.window(group_by=[trials.item_key, trials.run]))
    trials = trials.mutate(since=since)
    late = on(trials, day)
    late = late.filter(late.since <= ibis.date(day - timedelta(days=TRIAL_DAYS)))
    return shaped(late, day=late.since)

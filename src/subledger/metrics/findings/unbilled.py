"""Subscriptions that go on without the invoices that others get."""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.types as ir

from subledger.ledger.invoices import billed
from subledger.ledger.tables import Ledger, unbound
from subledger.metrics.findings.finding import counted, on, shaped
from subledger.model import tables

LATE_DAYS = 35
"""So many days after it was due an invoice is missing."""


def missing_renewal(ledger: Ledger, day: date) -> ir.Table:
    """A subscription that goes on while its invoices stopped, and those of others did not."""
    lines = billed(ledger.known(tables.INVOICE_LINES))
    lines = lines.filter(lines.kind == "recurring", lines.issued_day.fill_null(lines.period_start).notnull())
    issued, begins = lines.issued_day.fill_null(lines.period_start), lines.period_start.fill_null(lines.issued_day)
    by = lines.group_by("customer_key", "subscription_id").agg(
        last_end=lines.period_end.max(), last_begin=begins.max(), last_issued=issued.max()
    )
    newest = lines.agg(newest=issued.max())
    held = on(counted(ledger), day)
    held = held.filter(held.status == "active")
    items = unbound(tables.ITEM_KEYS).select("item_key", "subscription_id")
    held = held.join(items, "item_key").join(by, ["customer_key", "subscription_id"]).cross_join(newest)
    interval = held.renewal_months.cast("int64") * 31 + held.renewal_days.cast("int64")
    # Billed in arrears, an invoice comes when its period is over; in advance, when the one before ends.
    is_ahead = (held.last_end.notnull() & (held.last_issued <= held.last_begin + ibis.interval(days=5))).fill_null(False)
    due = held.last_end.fill_null(held.last_begin) + ibis.ifelse(is_ahead, 0, interval).as_interval("D")
    late = held.mutate(due=due.cast("date"))
    late = late.filter(ibis.least(late.newest, ibis.date(day)) > late.due + ibis.interval(days=LATE_DAYS))
    return shaped(late, day=late.due, other_day=late.last_issued)


def never_invoiced_after_trial(ledger: Ledger, day: date) -> ir.Table:
    """A subscription that counts since its trial ended and was never invoiced, where others are."""
    lines = billed(ledger.known(tables.INVOICE_LINES))
    lines = lines.filter(lines.kind == "recurring")
    newest = lines.agg(newest=lines.issued_day.fill_null(lines.period_start).max())
    every = ledger.states.join(ledger.rules.select("terms_key", "status"), "terms_key")
    tried = every.filter(every.status == "trialing").select("item_key", trial_end="ends_day")
    held = on(counted(ledger), day)
    held = held.filter(held.status == "active").join(tried.group_by("item_key").agg(trial_end=tried.trial_end.max()), "item_key")
    items = unbound(tables.ITEM_KEYS).select("item_key", "subscription_id")
    held = held.join(items, "item_key").anti_join(lines, ["customer_key", "subscription_id"]).cross_join(newest)
    # Where nothing is invoiced, nothing is missed.
    held = held.filter(held.newest.notnull())
    late = held.filter(ibis.least(held.newest, ibis.date(day)) > held.trial_end + ibis.interval(days=LATE_DAYS))
    return shaped(late, day=late.trial_end)

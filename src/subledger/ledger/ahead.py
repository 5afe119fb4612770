"""What is known ahead: which states were signed before they start, which end was asked for before it comes, and what takes whose place."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.fx import rated
from subledger.ledger.tables import Ledger, definition, unbound
from subledger.ledger.timing import unbroken
from subledger.model import tables
from subledger.model.calendar import OPEN_END


@definition
def known(states: ir.Table) -> ir.Table:
    """The states that were signed before they start, or whose end was asked for before it comes."""
    return states.filter((states.signed_day < states.starts_day) | (states.cancel_requested_day < states.ends_day))


@definition
def ahead(ledger: Ledger) -> ir.Table:
    """States of which something was known ahead, with the days since when; OPEN_END where it never was.

    Grain: state.   Units: micros of the item's currency per year.
    promised_day: since when its start is signed, and promised_micros, what it will bring. replaced_day: since when something is signed that
    will stand in its place: a later state of its item's unbroken run, or an item of its kind that begins in its subscription on the
    day its own run ends, as a plan change makes it. cancelled_day: since when the end of its run is asked for. rated_day: see fx.rated.
    Source: docs/ledger.md#what-is-signed-and-what-is-cancelled-cmrr
    """
    states = rated(ledger, ledger.states.semi_join(known(ledger.states), "subscription_key"))
    rules = ledger.rules.select("terms_key", "is_recurring", is_scheduled=ledger.rules.status == "scheduled")
    kinds = unbound(tables.TERMS).select("terms_key", "kind")
    rows = unbroken(states.join(rules, "terms_key").join(kinds, "terms_key"), ibis.literal(True), "run")
    never, order = ibis.date(OPEN_END), ibis.window(group_by=rows.item_key, order_by=rows.starts_day)
    # A row that was cut in pieces starts with the first of them.
    is_cut = (rows.row.lag().over(order) == rows.row) & (rows.source_key.lag().over(order) == rows.source_key)
    is_signed = (rows.signed_day < rows.starts_day).fill_null(False) & ~is_cut.fill_null(False)
    rows = rows.mutate(
        promised_micros=ibis.ifelse(rows.is_scheduled, rows.worth_micros, rows.run_rate_micros),
        promised_day=ibis.ifelse(is_signed, rows.signed_day, never),
    )
    run = ibis.window(group_by=[rows.item_key, rows.run])
    later = ibis.window(group_by=[rows.item_key, rows.run], order_by=rows.starts_day, following=(1, None))
    rows = rows.mutate(
        run_start=rows.starts_day.min().over(run),
        run_end=rows.ends_day.max().over(run),
        followed_day=rows.promised_day.min().over(later).fill_null(never),
    )
    is_cancelled = (rows.ends_day == rows.run_end) & (rows.cancel_requested_day < rows.run_end)
    rows = rows.mutate(going_day=ibis.ifelse(is_cancelled, rows.cancel_requested_day, never))
    begins = rows.filter(rows.starts_day == rows.run_start, rows.counts | (rows.is_scheduled & rows.is_recurring))
    begins = begins.group_by(of=begins.subscription_key, like=begins.kind, day=begins.starts_day).agg(joined_day=begins.promised_day.min())
    rows = rows.mutate(cancelled_day=rows.going_day.min().over(run))
    rows = rows.left_join(begins, [rows.subscription_key == begins.of, rows.kind == begins.like, rows.run_end == begins.day])
    rows = rows.mutate(replaced_day=ibis.least(rows.followed_day, rows.joined_day.fill_null(never)))
    return rows.filter(ibis.least(rows.promised_day, rows.replaced_day, rows.cancelled_day) < never).select(*tables.AHEAD.columns)

"""Balances that are read from the states themselves: units, what is past due, what is committed or signed."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.fx import rate_day
from subledger.ledger.tables import Ledger, wide
from subledger.metrics.flows import bucket
from subledger.metrics.query import MetricQuery
from subledger.metrics.segments import Cut
from subledger.model.calendar import OPEN_END
from subledger.model.money import RATE_SCALE


def quantity(cut: Cut, query: MetricQuery) -> ir.Table:
    """Units in force with run-rate.   Units: micros of a unit."""
    states = cut.ledger.states
    return _held(cut, query, states.filter(states.run_rate_micros > 0), "quantity_micros")


def past_due(cut: Cut, query: MetricQuery) -> ir.Table:
    """Worth of past-due states, whether or not they count."""
    late = cut.ledger.rules.filter(cut.ledger.rules.status == "past_due").select("terms_key")
    return _held(cut, query, cut.ledger.states.semi_join(late, "terms_key"), "worth_micros", is_money=True)


def committed(cut: Cut, query: MetricQuery) -> ir.Table:
    """Run-rate of states whose contract goes on after the day."""
    states = cut.ledger.states
    bound = states.filter(states.committed_until > states.starts_day)
    bound = bound.mutate(held_until=ibis.least(bound.ends_day, bound.committed_until))
    return _held(cut, query, bound, "run_rate_micros", until="held_until", is_money=True)


def signed(cut: Cut, query: MetricQuery) -> ir.Table:
    """What is signed but not started, less what is cancelled but not ended: cmrr less mrr.

    A signed state stands for what it will bring, and takes the place of the state it follows, be that in force or signed too.
    """
    scheduled = cut.ledger.rules.select("terms_key", is_scheduled=cut.ledger.rules.status == "scheduled")
    states = cut.ledger.states.join(scheduled, "terms_key")
    states = states.mutate(promised=ibis.ifelse(states.is_scheduled, states.worth_micros, states.run_rate_micros))
    order = ibis.window(group_by=states.item_key, order_by=states.starts_day)
    before = ("starts_day", "ends_day", "signed_day", "run_rate_micros", "promised", "row", "source_key")
    beside = states.mutate(
        next_starts_day=states.starts_day.lead().over(order), **{f"before_{column}": states[column].lag().over(order) for column in before}
    )
    # A row that was cut in pieces starts with the first of them.
    is_cut = ((beside.before_row == beside.row) & (beside.before_source_key == beside.source_key)).fill_null(False)
    coming = beside.filter(beside.signed_day < beside.starts_day, ~is_cut)
    after = coming.filter((coming.before_ends_day == coming.starts_day).fill_null(False))
    planned = after.filter(after.before_signed_day.notnull())
    is_last = ~(beside.next_starts_day == beside.ends_day).fill_null(False)
    going = beside.filter(is_last, beside.cancel_requested_day < beside.ends_day, beside.run_rate_micros > 0)
    parts = (
        _span(coming, coming.signed_day, coming.starts_day, coming.promised),
        _span(after, ibis.greatest(after.signed_day, after.before_starts_day), after.starts_day, -after.before_run_rate_micros),
        _span(planned, ibis.greatest(planned.signed_day, planned.before_signed_day), planned.before_starts_day, -planned.before_promised),
        _span(going, ibis.greatest(going.cancel_requested_day, going.starts_day), going.ends_day, -going.run_rate_micros),
    )
    # What has not begun has no rate of its own day yet: it is taken at the rate of the day it was signed or cancelled.
    return _held(cut, query, ibis.union(*parts), "held", since="held_from", until="held_until", is_money=True, rated="rated_day")


def _span(states: ir.Table, since: ir.DateValue, until: ir.DateValue, amount: ir.IntegerValue) -> ir.Table:
    rated = ibis.ifelse(states.signed_day < states.starts_day, states.signed_day, states.starts_day).fill_null(states.starts_day)
    spans = states.mutate(held_from=since, held_until=until, held=amount, rated_day=rated)
    return spans.filter((spans.held_from < spans.held_until).fill_null(False), spans.held != 0)


def _held(
    cut: Cut,
    query: MetricQuery,
    states: ir.Table,
    amount: str,
    *,
    since: str = "starts_day",
    until: str = "ends_day",
    is_money: bool = False,
    rated: str = "starts_day",
) -> ir.Table:
    """How an amount held over spans changes per bucket and segment.

    Shapes: bucket, segment, amount.   Units: the amount's; money is in the reporting currency, scaled by scale(ledger).
    """
    rows = cut.of(states.mutate(cause=ibis.literal("start"), amount=wide(states[amount])))
    if is_money:
        rules = cut.ledger.rules.select("terms_key", "currency")
        rows = reported(rows.join(rules, "terms_key"), rated, cut.ledger)
    ended = rows.filter(rows[until] < OPEN_END)
    changes = ibis.union(
        rows.select("segment", "amount", day=rows[since]),
        ended.select("segment", day=ended[until], amount=-ended.amount).select("segment", "amount", "day"),
    )
    changes = changes.filter(changes.day < ibis.date(query.end))
    changes = changes.mutate(bucket=bucket(changes.day, query))
    return changes.group_by("bucket", "segment").agg(amount=changes.amount.sum())


def scale(ledger: Ledger) -> int:
    """By how much `reported` amounts are larger than micros."""
    return RATE_SCALE if ledger.has_fx else 1


def reported(rows: ir.Table, day: str, ledger: Ledger) -> ir.Table:
    """Rows with `amount` in the reporting currency at the rate of a column's day, exact: scaled, not rounded.

    Shapes: needs amount, currency and the column of the day.   Source: docs/ledger.md#currencies
    """
    if not ledger.has_fx:
        return rows
    rows = rows.mutate(rate_day_=rate_day(rows[day], ledger.policy))
    rates = ledger.rates.select(currency_=ledger.rates.currency, day_=ledger.rates.day, rate_=ledger.rates.rate_scaled)
    joined = rows.left_join(rates, [rows.currency == rates.currency_, rows.rate_day_ == rates.day_])
    home = wide(ibis.literal(RATE_SCALE, "int64"))
    rate = ibis.ifelse(joined.currency == ledger.currency, home, joined.rate_)
    return joined.mutate(amount=joined.amount * rate).drop("rate_day_", "currency_", "day_", "rate_")

"""Balances that are read from the states themselves: units, what is past due, what is committed or signed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import ibis
import ibis.expr.types as ir

from subledger.ledger.fx import rate_day
from subledger.ledger.tables import Ledger, wide
from subledger.metrics.days import Days
from subledger.metrics.flows import summed
from subledger.metrics.segments import Cut
from subledger.model.calendar import OPEN_END
from subledger.model.money import RATE_SCALE
from subledger.model.tables import KEYS, ORIGIN

_SPAN = (*KEYS, *ORIGIN, "starts_day", "ends_day", "held_from", "held_until", "held", "rated_day")


def quantity(cut: Cut, query: Days) -> ir.Table:
    """Units in force with run-rate.   Units: micros of a unit."""
    return _held(cut, query, quantity_spans(cut.ledger))


def past_due(cut: Cut, query: Days) -> ir.Table:
    """Worth of past-due states, whether or not they count."""
    return _held(cut, query, past_due_spans(cut.ledger), is_money=True)


def committed(cut: Cut, query: Days) -> ir.Table:
    """Run-rate of states whose contract goes on after the day."""
    return _held(cut, query, committed_spans(cut.ledger), is_money=True)


def signed(cut: Cut, query: Days) -> ir.Table:
    """What is signed but not started, less what is cancelled but not ended: cmrr less mrr."""
    return _held(cut, query, signed_spans(cut.ledger), is_money=True)


def quantity_spans(ledger: Ledger) -> ir.Table:
    """The spans over which units are held.

    Grain: state.   Shapes: keys, origin and days of the state, held_from, held_until, held, rated_day (whose rate a foreign amount takes).
    """
    states = ledger.states.filter(ledger.states.run_rate_micros > 0)
    return _spans(states, states.starts_day, states.ends_day, states.quantity_micros, states.starts_day)


def past_due_spans(ledger: Ledger) -> ir.Table:
    """The spans over which something is past due, and its worth. Shapes: those of quantity_spans."""
    late = ledger.rules.filter(ledger.rules.status == "past_due").select("terms_key")
    states = ledger.states.semi_join(late, "terms_key")
    return _spans(states, states.starts_day, states.ends_day, states.worth_micros, states.starts_day)


def committed_spans(ledger: Ledger) -> ir.Table:
    """The spans over which run-rate is under contract. Shapes: those of quantity_spans."""
    states = ledger.states
    bound = states.filter(states.committed_until > states.starts_day)
    return _spans(bound, bound.starts_day, ibis.least(bound.ends_day, bound.committed_until), bound.run_rate_micros, bound.starts_day)


def signed_spans(ledger: Ledger) -> ir.Table:
    """The spans over which something is signed and not started (above 0, what it replaces below), or cancelled and not ended (below 0).

    A signed state stands for what it will bring, and takes the place of the state it follows, be that in force or signed too.
    Shapes: those of quantity_spans.
    """
    scheduled = ledger.rules.select("terms_key", is_scheduled=ledger.rules.status == "scheduled")
    states = ledger.states.join(scheduled, "terms_key")
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
    return ibis.union(
        _signed(coming, coming.signed_day, coming.starts_day, coming.promised),
        _signed(after, ibis.greatest(after.signed_day, after.before_starts_day), after.starts_day, -after.before_run_rate_micros),
        _signed(planned, ibis.greatest(planned.signed_day, planned.before_signed_day), planned.before_starts_day, -planned.before_promised),
        _signed(going, ibis.greatest(going.cancel_requested_day, going.starts_day), going.ends_day, -going.run_rate_micros),
    )


def _signed(states: ir.Table, since: ir.DateValue, until: ir.DateValue, amount: ir.IntegerValue) -> ir.Table:
    # What has not begun has no rate of its own day yet: it is taken at the rate of the day it was signed or cancelled.
    rated = ibis.ifelse(states.signed_day < states.starts_day, states.signed_day, states.starts_day).fill_null(states.starts_day)
    spans = _spans(states, since, until, amount, rated)
    return spans.filter((spans.held_from < spans.held_until).fill_null(False), spans.held != 0)


def _spans(states: ir.Table, since: ir.DateValue, until: ir.DateValue, amount: ir.IntegerValue, rated: ir.DateValue) -> ir.Table:
    return states.mutate(held_from=since, held_until=until, held=amount, rated_day=rated).select(*_SPAN)


def held_on(ledger: Ledger, spans: Callable[[Ledger], ir.Table], day: date, *, is_money: bool) -> ir.Table:
    """What is held at the end of a day, state by state.

    Shapes: those of spans, and amount.   Units: those of the balance made of them.
    """
    rows = spans(ledger)
    rows = rows.filter(rows.held_from <= ibis.date(day), rows.held_until > ibis.date(day))
    return _priced(rows, ledger) if is_money else rows.mutate(amount=wide(rows.held))


def _priced(rows: ir.Table, ledger: Ledger) -> ir.Table:
    currencies = ledger.rules.select("terms_key", "currency")
    return reported(rows.mutate(amount=wide(rows.held)).join(currencies, "terms_key"), "rated_day", ledger)


def _held(cut: Cut, query: Days, spans: ir.Table, *, is_money: bool = False) -> ir.Table:
    """How an amount held over spans changes per bucket and segment.

    Shapes: bucket, segment, amount.   Units: the amount's; money is in the reporting currency, scaled by scale(ledger).
    """
    rows = cut.of(spans.mutate(cause=ibis.literal("start")))
    rows = _priced(rows, cut.ledger) if is_money and cut.ledger.has_fx else rows.mutate(amount=rows.held)
    ended = rows.filter(rows.held_until < OPEN_END)
    changes = ibis.union(
        rows.select("segment", "amount", day="held_from"),
        ended.select("segment", day=ended.held_until, amount=-ended.amount).select("segment", "amount", "day"),
    )
    changes = changes.filter(changes.day < ibis.date(query.end))
    return summed(changes, query, amount=wide(changes.amount).sum())


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

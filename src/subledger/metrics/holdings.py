"""Balances that are read from the states themselves: units, what is past due, what is committed or signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from subledger.ledger.fx import carried, month_by_month, rate_day
from subledger.ledger.tables import Ledger, wide
from subledger.metrics.days import Day, Days
from subledger.metrics.flows import summed
from subledger.metrics.query import MetricQuery
from subledger.metrics.segments import Cut
from subledger.metrics.spans import ahead_spans, committed_spans, past_due_spans, quantity_spans
from subledger.model.calendar import OPEN_END
from subledger.model.money import RATE_SCALE


@dataclass(frozen=True, slots=True)
class Held:
    """An amount that states hold over spans (metrics/spans.py), as a balance. kind: where its changes have one."""

    spans: Callable[[Ledger], ir.Table]
    is_money: bool = True
    kind: str | None = None

    def on(self, ledger: Ledger, day: Day) -> ir.Table:
        """What is held at the end of a day, state by state.

        Shapes: those of the spans, and amount.   Units: those of the balance; money is in the reporting currency, scaled by scale(ledger).
        """
        rows = _on(self.spans(ledger), day)
        return _on(_priced(rows, ledger), day) if self.is_money else rows.mutate(amount=wide(rows.held))

    def changes(self, cut: Cut, query: Days) -> ir.Table:
        """How what is held changes per bucket and segment.   Shapes: bucket, segment, amount, in the units of `on`."""
        rows = cut.of(self.spans(cut.ledger).mutate(cause=ibis.literal("start")))
        rows = _priced(rows, cut.ledger) if self.is_money and cut.ledger.has_fx else rows.mutate(amount=rows.held)
        ended = rows.filter(rows.held_until < OPEN_END)
        changes = ibis.union(
            rows.select("segment", "amount", day="held_from"),
            ended.select("segment", day=ended.held_until, amount=-ended.amount).select("segment", "amount", "day"),
        )
        changes = changes.filter(changes.day < ibis.date(query.end))
        return summed(changes, query, amount=wide(changes.amount).sum())

    def rows(self, cut: Cut, query: MetricQuery) -> ir.Table:
        """What is held at the end of the query's last day, state by state."""
        return cut.of(self.on(cut.ledger, query.last_day).mutate(cause=ibis.literal("start")))

    def __call__(self, cut: Cut, query: MetricQuery) -> ir.Table:
        rows = self.rows(cut, query)
        kind = ibis.null("string") if self.kind is None else ibis.literal(self.kind)
        return rows.select("customer_key", "segment", kind=kind, amount=rows.amount)


QUANTITY = Held(quantity_spans, is_money=False)
"""Units in force with run-rate, in micros of a unit."""
PAST_DUE = Held(past_due_spans)
"""Worth of past-due states, whether or not they count."""
COMMITTED = Held(committed_spans)
"""Run-rate of states whose contract goes on after the day."""
SIGNED = "signed"
"""The kind of what is signed or cancelled ahead, beside the kinds of movement."""
AHEAD = Held(ahead_spans, kind=SIGNED)
"""What is signed but not started, less what is cancelled but not ended: cmrr less mrr."""


def _on(spans: ir.Table, day: Day) -> ir.Table:
    return spans.filter(spans.held_from <= ibis.date(day), spans.held_until > ibis.date(day))


def _priced(rows: ir.Table, ledger: Ledger) -> ir.Table:
    """What is held as postings carry it: in the reporting currency, revalued when they are.   Shapes: amount and currency too."""
    rows = rows.join(ledger.rules.select("terms_key", "currency"), "terms_key")
    if ledger.has_fx:
        if ledger.policy["fx.rate"] == "month_end":
            rows = month_by_month(rows, ledger.rates)
        rows = carried(rows, ledger.rates, ledger.policy, ledger.currency)
    return rows.mutate(amount=wide(rows.held) * wide(ibis.literal(scale(ledger), "int64")))


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

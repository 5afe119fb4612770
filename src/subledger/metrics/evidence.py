"""Evidence: each sum behind a metric, customer by customer. What it adds up to is the sum itself, found on another path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import Ledger, wide
from subledger.metrics import holdings, presence
from subledger.metrics.query import MetricQuery
from subledger.metrics.revenue import invoiced
from subledger.metrics.segments import Cut
from subledger.metrics.trials import trial_events
from subledger.model import tables
from subledger.model.calendar import add_months

Evidence = Callable[[Ledger, MetricQuery], ir.Table]
"""Shapes: customer_key, amount.   Units: money in micros per year scaled by holdings.scale, units in micros, counts as they are."""


def whole(ledger: Ledger) -> Cut:
    """The whole book, cut by nothing."""
    return Cut(ledger, None, ())


def is_dated(ledger: Ledger, query: MetricQuery) -> bool:
    """Whether movements stand within the query's days: those netted by month stand on one day of it, and parts of months have none."""
    return ledger.policy["movements.netting"] == "day" or query.is_of_whole_months


def balance(ledger: Ledger, query: MetricQuery) -> ir.Table:
    """Each customer's run-rate at the query's end."""
    return _money(ledger, _changes(ledger, query))


def opening(ledger: Ledger, query: MetricQuery) -> ir.Table:
    """Each customer's run-rate before the query's first day."""
    changes = _changes(ledger, query)
    return _money(ledger, changes.filter(changes.day < ibis.date(query.start)))


def changed(ledger: Ledger, query: MetricQuery) -> ir.Table:
    """What each customer's run-rate gained within the query's days, by its postings."""
    changes = _changes(ledger, query)
    return _money(ledger, changes.filter(changes.day >= ibis.date(query.start)))


def _changes(ledger: Ledger, query: MetricQuery) -> ir.Table:
    if is_dated(ledger, query):
        return _moves(ledger, query)
    return ledger.postings.filter(ledger.postings.day < ibis.date(query.end))


def moved(*kinds: str) -> Evidence:
    """Movements of some kinds within the query's days."""
    return lambda ledger, query: _money(ledger, _within(ledger, query, kinds))


def movements_counted(kind: str) -> Evidence:
    """Movements of a kind within the query's days, one each."""

    def counted(ledger: Ledger, query: MetricQuery) -> ir.Table:
        return _within(ledger, query, (kind,)).select("customer_key", amount=_one())

    return counted


def _moves(ledger: Ledger, query: MetricQuery) -> ir.Table:
    return ledger.movements.filter(ledger.movements.day < ibis.date(query.end))


def _within(ledger: Ledger, query: MetricQuery, kinds: tuple[str, ...]) -> ir.Table:
    moves = _moves(ledger, query)
    return moves.filter(moves.day >= ibis.date(query.start), moves.kind.isin(kinds))


def _money(ledger: Ledger, moves: ir.Table) -> ir.Table:
    return moves.select("customer_key", amount=_scaled(ledger, moves.run_rate_micros))


def _scaled(ledger: Ledger, micros: ir.IntegerValue) -> ir.DecimalValue:
    return wide(micros) * wide(ibis.literal(holdings.scale(ledger), "int64"))


def _one() -> ir.DecimalValue:
    return wide(ibis.literal(1, "int64"))


def paying(which: str) -> Evidence:
    """Customers by whether they pay: at the opening, at the closing, joined (only at the closing) or lost (only at the opening)."""

    def found(ledger: Ledger, query: MetricQuery) -> ir.Table:
        rows = presence.paying(whole(ledger), query)
        each = rows.group_by(customer_key=rows.entity).agg(
            before=rows.delta.sum(where=rows.day < ibis.date(query.start)).fill_null(0), after=rows.delta.sum()
        )
        was, is_ = each.before > 0, each.after > 0
        kept = each.filter({"opening": was, "closing": is_, "joined": is_ & ~was, "lost": was & ~is_}[which])
        return kept.select("customer_key", amount=_one())

    return found


def movers(ledger: Ledger, query: MetricQuery) -> ir.Table:
    """Who paid at the opening, of what moves under the policy: customers, or each of their subscriptions."""
    mover = ledger.policy.mover
    rows = presence.paying(whole(ledger), query, mover)
    each = rows.filter(rows.day < ibis.date(query.start)).group_by("entity").agg(before=rows.delta.sum())
    each = each.filter(each.before > 0)
    if mover == "customer":
        return each.select(customer_key="entity", amount=_one())
    return each.join(owners(ledger), each.entity == owners(ledger).subscription_key).select("customer_key", amount=_one())


def subscriptions(ledger: Ledger, query: MetricQuery) -> ir.Table:
    """Subscriptions that pay at the closing, one each."""
    rows = presence.paying(whole(ledger), query, "subscription")
    each = rows.group_by(subscription_key=rows.entity).agg(after=rows.delta.sum())
    of = owners(ledger)
    return each.filter(each.after > 0).join(of, "subscription_key").select("customer_key", amount=_one())


def owners(ledger: Ledger) -> ir.Table:
    """Subscriptions with their customer and id, of all that the ledger has states or usage of."""
    items = ledger.keyed(tables.ITEM_KEYS)
    return items.select("subscription_key", "customer_key", "subscription_id").distinct()


def in_force(ledger: Ledger, query: MetricQuery) -> ir.Table:
    """Customers who hold any state at the closing, paying or not."""
    rows = presence.in_force(whole(ledger), query)
    each = rows.group_by(customer_key=rows.entity).agg(after=rows.delta.sum())
    return each.filter(each.after > 0).select("customer_key", amount=_one())


def retained(which: str) -> Evidence:
    """What customers were worth a trailing span before the end (base), and what is left of that (net, or gross: never more than then)."""

    def found(ledger: Ledger, query: MetricQuery) -> ir.Table:
        is_by_month = ledger.policy["movements.netting"] == "month"
        rows = ledger.postings if is_by_month else ledger.movements
        rows = rows.filter(rows.day < ibis.date(query.end))
        start = ibis.date(add_months(query.end, -query.trailing))
        each = rows.group_by("customer_key").agg(
            base=rows.run_rate_micros.sum(where=rows.day < start).fill_null(0).cast("int64"), now=rows.run_rate_micros.sum().cast("int64")
        )
        each = each.filter(each.base > 0)
        amount = {"base": each.base, "net": each.now, "gross": ibis.least(each.base, each.now)}[which]
        return each.select("customer_key", amount=_scaled(ledger, amount))

    return found


@dataclass(frozen=True, slots=True)
class Trials:
    """Trials that started, ended or converted within the query's days, one each."""

    what: str

    def rows(self, ledger: Ledger, query: MetricQuery) -> ir.Table:
        """Trial by trial. Shapes: those of trials.trial_events."""
        events = trial_events(whole(ledger))
        return events.filter(events.day >= ibis.date(query.start), events.day < ibis.date(query.end), events[self.what] > 0)

    def __call__(self, ledger: Ledger, query: MetricQuery) -> ir.Table:
        return self.rows(ledger, query).select("customer_key", amount=_one())


@dataclass(frozen=True, slots=True)
class Invoiced:
    """Invoice lines of a kind on the query's days; amounts × 12, so that they read like all money here."""

    kind: str

    def rows(self, ledger: Ledger, query: MetricQuery) -> ir.Table:
        """Line by line. Shapes: those of revenue.invoiced."""
        lines = invoiced(whole(ledger), query)
        lines = lines.filter(lines.kind == self.kind)
        return lines.mutate(amount=lines.amount * wide(ibis.literal(12, "int64")))

    def __call__(self, ledger: Ledger, query: MetricQuery) -> ir.Table:
        return self.rows(ledger, query).select("customer_key", "amount")

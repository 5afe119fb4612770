"""Evidence: each sum behind a metric, customer by customer. What it adds up to is the sum itself, found on another path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import Ledger, wide
from subledger.metrics import holdings, presence
from subledger.metrics.flows import moves, moves_within
from subledger.metrics.query import MetricQuery
from subledger.metrics.revenue import invoiced
from subledger.metrics.segments import Cut
from subledger.metrics.trials import trial_events
from subledger.model import tables
from subledger.model.calendar import add_months

Evidence = Callable[[Cut, MetricQuery], ir.Table]
"""Shapes: customer_key, segment, kind (of movement, null where none brought it), amount; several rows of a customer add up.

Units: money in micros per year scaled by holdings.scale, units in micros, counts as they are.
"""
PLACES = ("customer_key", "segment", "kind")


def whole(ledger: Ledger) -> Cut:
    """The whole book, cut by nothing."""
    return Cut(ledger, None, ())


def is_dated(ledger: Ledger, query: MetricQuery) -> bool:
    """Whether movements stand within the query's days: those netted by month stand on one day of it, and parts of months have none."""
    return ledger.policy["movements.netting"] == "day" or query.is_of_whole_months


def balance(cut: Cut, query: MetricQuery) -> ir.Table:
    """Each customer's run-rate at the query's end, by the kinds of movement that brought it where movements are dated."""
    if not is_dated(cut.ledger, query):
        return _posted(cut, query)
    return ibis.union(*_moved(cut, moves(cut, query)))


def ends(cut: Cut, query: MetricQuery) -> ir.Table:
    """Each customer's run-rate before the query's first day and at its end.   Shapes: customer_key, opening, closing."""
    # A share of a movement is the sum of its postings there: to add them up nothing has to be shared out.
    is_of_movements = is_dated(cut.ledger, query) and not cut.item_names
    rows = cut.of(cut.ledger.movements if is_of_movements else cut.ledger.postings)
    rows = rows.filter(rows.day < ibis.date(query.end))
    amount = _scaled(cut.ledger, rows.run_rate_micros)
    return rows.group_by("customer_key").agg(
        opening=wide(amount.sum(where=rows.day < ibis.date(query.start)).fill_null(0)), closing=wide(amount.sum().fill_null(0))
    )


def opening(cut: Cut, query: MetricQuery) -> ir.Table:
    """Each customer's run-rate before the query's first day."""
    rows = ends(cut, query)
    return rows.select("customer_key", segment=_nothing(), kind=_nothing(), amount=rows.opening)


def changed(cut: Cut, query: MetricQuery) -> ir.Table:
    """What each customer's run-rate gained within the query's days, by its postings."""
    rows = cut.ledger.postings
    return _posted(cut, query, rows.filter(rows.day >= ibis.date(query.start)))


def _posted(cut: Cut, query: MetricQuery, rows: ir.Table | None = None) -> ir.Table:
    posted = cut.ledger.postings if rows is None else rows
    inside = cut.of(posted.filter(posted.day < ibis.date(query.end)))
    return inside.select("customer_key", "segment", kind=_nothing(), amount=_scaled(cut.ledger, inside.run_rate_micros))


def moved(*kinds: str) -> Evidence:
    """Movements of some kinds within the query's days."""

    def found(cut: Cut, query: MetricQuery) -> ir.Table:
        rows = _within(cut, query, kinds)
        return rows.select(*PLACES, amount=_scaled(cut.ledger, rows.micros))

    return found


def crossed(cut: Cut, query: MetricQuery) -> ir.Table:
    """What went from one segment to another within the query's days."""
    return _moved(cut, moves_within(cut, query))[-1]


def movements_counted(kind: str) -> Evidence:
    """Movements of a kind within the query's days, one each."""

    def counted(cut: Cut, query: MetricQuery) -> ir.Table:
        rows = _within(cut, query, (kind,))
        # A movement that was shared out counts where a share goes along with it.
        return rows.select(*PLACES, amount=wide(rows.is_counted.cast("int64")) if cut.item_names else _one())

    return counted


def shares(cut: Cut, query: MetricQuery, kinds: tuple[str, ...]) -> ir.Table:
    """The movements of the query's days and of some kinds, one by one; what of each went between segments is a transfer.

    Shapes: customer_key, day, kind, micros, never 0.
    """
    rows = _within(cut, query, kinds)
    found = rows.select("customer_key", "day", "kind", "micros")
    if cut.item_names:
        found = ibis.union(found, rows.select("customer_key", "day", kind=ibis.literal("transfer"), micros=rows.transfer))
    return found.filter(found.micros != 0)


def _within(cut: Cut, query: MetricQuery, kinds: tuple[str, ...]) -> ir.Table:
    rows = moves_within(cut, query)
    return rows.filter(rows.kind.isin(kinds))


def _moved(cut: Cut, rows: ir.Table) -> list[ir.Table]:
    """What movements brought by their kinds, and what of them went between segments where the cut takes them apart."""
    found = [rows.select(*PLACES, amount=_scaled(cut.ledger, rows.micros))]
    if cut.item_names:
        crossing = _scaled(cut.ledger, rows.transfer)
        found.append(rows.select("customer_key", "segment", kind=ibis.literal("transfer"), amount=crossing))
    return found


def _scaled(ledger: Ledger, micros: ir.IntegerValue) -> ir.DecimalValue:
    return wide(micros) * wide(ibis.literal(holdings.scale(ledger), "int64"))


def _one() -> ir.DecimalValue:
    return wide(ibis.literal(1, "int64"))


def _nothing() -> ir.StringScalar:
    return ibis.null("string")


def counts_movements(cut: Cut, query: MetricQuery) -> bool:
    """Whether movements tell who pays: where they are of customers, whole and dated."""
    return cut.ledger.policy["movements.of"] == "customer" and not cut.item_names and is_dated(cut.ledger, query)


def customers(cut: Cut, query: MetricQuery) -> ir.Table:
    """Customers who pay at the closing, by the kinds of movement with which they began to and ended to where those tell."""
    if not counts_movements(cut, query):
        rows = presence.paying(cut, query)
        return rows.select("segment", customer_key=rows.entity, kind=_nothing(), amount=wide(rows.delta)).select(*PLACES, "amount")
    rows = moves(cut, query)
    rows = rows.filter(rows.paying_delta != 0)
    return rows.select(*PLACES, amount=wide(rows.paying_delta))


def paying(which: str) -> Evidence:
    """Customers by whether they pay: at the opening, joined (only at the closing) or lost (only at the opening)."""

    def found(cut: Cut, query: MetricQuery) -> ir.Table:
        rows = presence.paying(cut, query)
        each = rows.group_by("segment", customer_key=rows.entity).agg(
            before=rows.delta.sum(where=rows.day < ibis.date(query.start)).fill_null(0), after=rows.delta.sum()
        )
        was, is_ = each.before > 0, each.after > 0
        kept = each.filter({"opening": was, "joined": is_ & ~was, "lost": was & ~is_}[which])
        return kept.select("customer_key", "segment", kind=_nothing(), amount=_one())

    return found


def movers(cut: Cut, query: MetricQuery) -> ir.Table:
    """Who paid at the opening, of what moves under the policy: customers, or each of their subscriptions."""
    mover = cut.ledger.policy.mover
    rows = presence.paying(cut, query, mover)
    rows = rows.filter(rows.day < ibis.date(query.start))
    if mover == "subscription":
        return _owned(cut, rows)
    return rows.select("segment", customer_key=rows.entity, kind=_nothing(), amount=wide(rows.delta)).select(*PLACES, "amount")


def subscriptions(cut: Cut, query: MetricQuery) -> ir.Table:
    """Subscriptions that pay at the closing, one each."""
    return _owned(cut, presence.paying(cut, query, "subscription"))


def _owned(cut: Cut, rows: ir.Table) -> ir.Table:
    """Comings and goings of subscriptions as those of their customers."""
    of = owners(cut.ledger)
    owned = rows.join(of, [rows.entity == of.subscription_key])
    return owned.select("customer_key", "segment", kind=_nothing(), amount=wide(owned.delta))


def owners(ledger: Ledger) -> ir.Table:
    """Subscriptions with their customer and id, of all that the ledger has states or usage of."""
    items = ledger.keyed(tables.ITEM_KEYS)
    return items.select("subscription_key", "customer_key", "subscription_id").distinct()


def in_force(cut: Cut, query: MetricQuery) -> ir.Table:
    """Customers who hold any state at the closing, paying or not."""
    rows = presence.in_force(cut, query)
    return rows.select("segment", customer_key=rows.entity, kind=_nothing(), amount=wide(rows.delta)).select(*PLACES, "amount")


def retained(which: str) -> Evidence:
    """What customers were worth a trailing span before the end (base), and what is left of that (net, or gross: never more than then)."""

    def found(cut: Cut, query: MetricQuery) -> ir.Table:
        is_of_postings = cut.ledger.policy["movements.netting"] == "month" or cut.item_names
        rows = cut.of(cut.ledger.postings if is_of_postings else cut.ledger.movements)
        rows = rows.filter(rows.day < ibis.date(query.end))
        start = ibis.date(add_months(query.end, -query.trailing))
        each = rows.group_by("customer_key", "segment").agg(
            base=rows.run_rate_micros.sum(where=rows.day < start).fill_null(0).cast("int64"), now=rows.run_rate_micros.sum().cast("int64")
        )
        each = each.filter(each.base > 0)
        amount = {"base": each.base, "net": each.now, "gross": ibis.least(each.base, each.now)}[which]
        return each.select("customer_key", "segment", kind=_nothing(), amount=_scaled(cut.ledger, amount))

    return found


@dataclass(frozen=True, slots=True)
class Trials:
    """Trials that started, ended or converted within the query's days, one each."""

    what: str

    def rows(self, cut: Cut, query: MetricQuery) -> ir.Table:
        """Trial by trial. Shapes: those of trials.trial_events."""
        events = trial_events(cut)
        return events.filter(events.day >= ibis.date(query.start), events.day < ibis.date(query.end), events[self.what] > 0)

    def __call__(self, cut: Cut, query: MetricQuery) -> ir.Table:
        return self.rows(cut, query).select("customer_key", "segment", kind=_nothing(), amount=_one())


@dataclass(frozen=True, slots=True)
class Invoiced:
    """Invoice lines of a kind on the query's days; amounts × 12, so that they read like all money here."""

    kind: str

    def rows(self, cut: Cut, query: MetricQuery) -> ir.Table:
        """Line by line. Shapes: those of revenue.invoiced."""
        lines = invoiced(cut, query)
        lines = lines.filter(lines.kind == self.kind)
        return lines.mutate(amount=lines.amount * wide(ibis.literal(12, "int64")))

    def __call__(self, cut: Cut, query: MetricQuery) -> ir.Table:
        return self.rows(cut, query).select("customer_key", "segment", "amount", kind=_nothing()).select(*PLACES, "amount")

"""What each customer brings to a figure: every metric that is a sum over customers, taken apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import wide
from subledger.metrics import holdings, presence
from subledger.metrics.catalogue import BY_SLUG, SLUGS
from subledger.metrics.evidence import is_dated
from subledger.metrics.flows import moves
from subledger.metrics.holdings import Held
from subledger.metrics.query import MetricQuery
from subledger.metrics.revenue import invoiced
from subledger.metrics.segments import Cut
from subledger.metrics.trials import trial_events
from subledger.model import tables
from subledger.model.errors import SubledgerError, unknown
from subledger.model.money import MICROS, RATE_SCALE

PLACES = ("customer_key", "segment", "kind")
SIGNED = "signed"
"""The kind of what is signed or cancelled ahead, beside the kinds of movement."""


@dataclass(frozen=True, slots=True)
class Additive:
    """A figure that is a sum over customers.

    brought: rows of customer_key, segment, kind and amount. unit: what an amount of 1 is worth in the figure's own unit.
    """

    brought: Callable[[Cut, MetricQuery], ir.Table]
    unit: Fraction


def brought(cut: Cut, query: MetricQuery, metric: str) -> ir.Table:
    """What each customer brings to a figure: to a balance at the query's end, to a flow in its span.

    Grain: customer_key, segment, kind.   Shapes: amount, decimal(38,0), in units of ADDITIVE[metric].unit.
    kind: the kind of movement, where the figure is made of movements of several kinds; else null.
    """
    rows = ADDITIVE[metric].brought(cut, query)
    sums = rows.group_by(*PLACES).agg(amount=wide(rows.amount.sum()))
    return sums.filter(sums.amount != 0)


def has_kinds(metric: str, cut: Cut, query: MetricQuery) -> bool:
    """Whether a figure is made of movements of several kinds."""
    if metric == "customers":
        return _counts_movements(cut, query)
    is_run_rate = metric in ("mrr", "cmrr") or (metric == "arr" and cut.ledger.policy["arr.basis"] == "run_rate")
    return metric == "net_new_mrr" or (is_run_rate and is_dated(cut.ledger, query))


def additive(metric: str) -> None:
    """Raises for a metric that is none, and for one to which no steps add up."""
    if metric not in BY_SLUG:
        raise unknown("metric", metric, SLUGS)
    if metric not in ADDITIVE:
        raise SubledgerError(
            f"{metric} is a ratio ({BY_SLUG[metric].formula}): no steps add up to it",
            "not_additive",
            metric,
            "one of " + ", ".join(ADDITIVE),
            "bridge the figures it is made of, each on its own",
        )


def _exact(micros: ir.IntegerValue, scale: int = 1) -> ir.DecimalValue:
    # All money is scaled alike, so that the views of a bridge can be subtracted whether or not they have foreign currencies.
    return wide(micros) * wide(ibis.literal(RATE_SCALE // scale, "int64"))


def _run_rate(cut: Cut, query: MetricQuery) -> ir.Table:
    if not is_dated(cut.ledger, query):
        postings = cut.of(cut.ledger.postings.filter(cut.ledger.postings.day < ibis.date(query.end)))
        return postings.select("customer_key", "segment", kind=_kind(None), amount=_exact(postings.run_rate_micros))
    rows = moves(cut, query)
    parts = [rows.select(*PLACES, amount=_exact(rows.micros))]
    if cut.item_names:
        parts.append(rows.select("customer_key", "segment", kind=ibis.literal("transfer"), amount=_exact(rows.transfer)))
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _flow(cut: Cut, query: MetricQuery, kinds: tuple[str, ...], sign: int = 1) -> ir.Table:
    rows = _in(moves(cut, query), query)
    rows = rows.filter(rows.kind.isin(kinds))
    return rows.select(*PLACES, amount=_exact(rows.micros) * sign)


def _number(cut: Cut, query: MetricQuery, kind: str) -> ir.Table:
    rows = _in(moves(cut, query), query)
    rows = rows.filter(rows.kind == kind)
    each = rows.is_counted.cast("int64") if cut.item_names else ibis.literal(1, "int64")
    return rows.select(*PLACES, amount=wide(each))


def _held(cut: Cut, query: MetricQuery, held: Held, kind: str | None = None) -> ir.Table:
    rows = cut.of(held.rows(cut.ledger, query).mutate(cause=ibis.literal("start")))
    amount = _exact(rows.amount, holdings.scale(cut.ledger)) if held.is_money else rows.amount
    return rows.select("customer_key", "segment", kind=_kind(kind), amount=amount)


_COMMITTED = partial(_held, held=holdings.COMMITTED)


def _arr(cut: Cut, query: MetricQuery) -> ir.Table:
    return _COMMITTED(cut, query) if cut.ledger.policy["arr.basis"] == "committed" else _run_rate(cut, query)


def _cmrr(cut: Cut, query: MetricQuery) -> ir.Table:
    return ibis.union(_run_rate(cut, query), _held(cut, query, holdings.AHEAD, SIGNED))


def _churned(cut: Cut, query: MetricQuery) -> ir.Table:
    is_all = cut.ledger.policy["metrics.churned_mrr"] == "all_but_new"
    return _flow(cut, query, ("churn", "contraction", "expansion", "reactivation") if is_all else ("churn",), sign=-1)


def _counts_movements(cut: Cut, query: MetricQuery) -> bool:
    return cut.ledger.policy["movements.of"] == "customer" and not cut.item_names and is_dated(cut.ledger, query)


def _customers(cut: Cut, query: MetricQuery) -> ir.Table:
    if not _counts_movements(cut, query):
        rows = presence.paying(cut, query)
        return rows.select("segment", customer_key=rows.entity, kind=_kind(None), amount=wide(rows.delta)).select(*PLACES, "amount")
    rows = moves(cut, query)
    rows = rows.filter(rows.paying_delta != 0)
    return rows.select(*PLACES, amount=wide(rows.paying_delta))


def _subscriptions(cut: Cut, query: MetricQuery) -> ir.Table:
    rows = presence.paying(cut, query, "subscription")
    owners = cut.ledger.keyed(tables.ITEM_KEYS).select("subscription_key", "customer_key").distinct()
    owned = rows.join(owners, [rows.entity == owners.subscription_key])
    return owned.select("customer_key", "segment", kind=_kind(None), amount=wide(owned.delta))


def _trials(cut: Cut, query: MetricQuery) -> ir.Table:
    rows = _in(trial_events(cut), query)
    return rows.select("customer_key", "segment", kind=_kind(None), amount=wide(rows.started))


def _revenue(cut: Cut, query: MetricQuery, kind: str) -> ir.Table:
    rows = invoiced(cut, query)
    rows = rows.filter(rows.kind == kind)
    return rows.select("customer_key", "segment", kind=_kind(None), amount=_exact(rows.amount, holdings.scale(cut.ledger)))


def _in(rows: ir.Table, query: MetricQuery) -> ir.Table:
    return rows.filter(rows.day >= ibis.date(query.start), rows.day < ibis.date(query.end))


def _kind(of: str | None) -> ir.StringScalar:
    return ibis.null("string") if of is None else ibis.literal(of)


_MONEY = Fraction(1, MICROS * RATE_SCALE)
_GAINS, _LOSSES = ("new", "expansion", "reactivation"), ("contraction", "churn")
ADDITIVE: dict[str, Additive] = {
    "mrr": Additive(_run_rate, _MONEY / 12),
    "arr": Additive(_arr, _MONEY),
    "committed_arr": Additive(_COMMITTED, _MONEY),
    "cmrr": Additive(_cmrr, _MONEY / 12),
    "net_new_mrr": Additive(partial(_flow, kinds=(*_GAINS, *_LOSSES)), _MONEY / 12),
    "new_mrr": Additive(partial(_flow, kinds=("new",)), _MONEY / 12),
    "expansion_mrr": Additive(partial(_flow, kinds=("expansion",)), _MONEY / 12),
    "contraction_mrr": Additive(partial(_flow, kinds=("contraction",), sign=-1), _MONEY / 12),
    "churned_mrr": Additive(_churned, _MONEY / 12),
    "reactivation_mrr": Additive(partial(_flow, kinds=("reactivation",)), _MONEY / 12),
    "customers": Additive(_customers, Fraction(1)),
    "new_customers": Additive(partial(_number, kind="new"), Fraction(1)),
    "churned_customers": Additive(partial(_number, kind="churn"), Fraction(1)),
    "reactivated_customers": Additive(partial(_number, kind="reactivation"), Fraction(1)),
    "subscriptions": Additive(_subscriptions, Fraction(1)),
    "quantity": Additive(partial(_held, held=holdings.QUANTITY), Fraction(1, MICROS)),
    "trials": Additive(_trials, Fraction(1)),
    "past_due_mrr": Additive(partial(_held, held=holdings.PAST_DUE), _MONEY / 12),
    "usage_revenue": Additive(partial(_revenue, kind="usage"), _MONEY),
    "one_time_revenue": Additive(partial(_revenue, kind="one_time"), _MONEY),
    "recurring_revenue": Additive(partial(_revenue, kind="recurring"), _MONEY),
    "refunds": Additive(partial(_revenue, kind="refund"), _MONEY),
}
"""The figures that can be bridged, each with what a customer brings to it."""

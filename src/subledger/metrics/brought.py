"""What each customer brings to a figure: every metric that is a sum over customers, from the evidence behind its formula."""

from __future__ import annotations

from fractions import Fraction

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import wide
from subledger.metrics import holdings
from subledger.metrics.catalogue import BY_SLUG, SLUGS
from subledger.metrics.evidence import PLACES, counts_movements, is_dated
from subledger.metrics.formulas import FORMULAS, Part, formula
from subledger.metrics.query import MetricQuery
from subledger.metrics.segments import Cut
from subledger.model.errors import SubledgerError, unknown
from subledger.model.money import RATE_SCALE

ADDITIVE = tuple(slug for slug, of in FORMULAS.items() if not of.below)
"""The figures that are sums over customers: they can be bridged."""


def brought(cut: Cut, query: MetricQuery, metric: str) -> ir.Table:
    """What each customer brings to a figure: to a balance at the query's end, to a flow in its span.

    Grain: customer_key, segment, kind.   Shapes: amount, decimal(38,0), see worth.
    kind: the kind of movement, where the figure is made of movements of several kinds; else null.
    """
    parts = [_brought(cut, query, part) for part in formula(metric, cut.ledger.policy).above]
    rows = ibis.union(*parts) if len(parts) > 1 else parts[0]
    sums = rows.group_by(*PLACES).agg(amount=wide(rows.amount.sum()))
    return sums.filter(sums.amount != 0)


def _brought(cut: Cut, query: MetricQuery, part: Part) -> ir.Table:
    assert part.evidence is not None
    rows = part.evidence(cut, query)
    # All money is scaled alike, so that the views of a bridge can be subtracted whether or not they have foreign currencies.
    times = part.times * (RATE_SCALE // holdings.scale(cut.ledger) if part.unit == "money" else 1)
    return rows.select(*PLACES, amount=rows.amount * wide(ibis.literal(times, "int64")))


def has_kinds(metric: str, cut: Cut, query: MetricQuery) -> bool:
    """Whether a figure is made of movements of several kinds."""
    if metric == "customers":
        return counts_movements(cut, query)
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


def worth(amount: int, metric: str) -> Fraction:
    """An amount that is brought to a figure, in the figure's own unit."""
    part = FORMULAS[metric].above[0]
    return part.shown(amount, RATE_SCALE) / part.times

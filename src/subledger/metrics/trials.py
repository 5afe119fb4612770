"""Trials: when they start, when they end, and whether the subscription then paid."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.metrics.flows import bucket
from subledger.metrics.query import MetricQuery
from subledger.metrics.segments import Cut
from subledger.model.calendar import OPEN_END


def trials(cut: Cut, query: MetricQuery) -> ir.Table:
    """Trials started, ended and converted per bucket and segment.

    Grain: a trial is an unbroken run of trialing states of a subscription.   Shapes: bucket, segment, started, ended, converted.
    Converted: on the day the trial ended the subscription held a state with run-rate.
    """
    ledger = cut.ledger
    trialing = ledger.states.semi_join(ledger.rules.filter(ledger.rules.status == "trialing").select("terms_key"), "terms_key")
    order = ibis.window(group_by=trialing.item_key, order_by=trialing.starts_day)
    beside = trialing.mutate(
        goes_on=(trialing.ends_day.lag().over(order) == trialing.starts_day).fill_null(False),
        is_continued=(trialing.starts_day.lead().over(order) == trialing.ends_day).fill_null(False),
    )
    starts = cut.of(beside.filter(~beside.goes_on).mutate(cause=ibis.literal("start"), day=beside.starts_day))
    starts = starts.select("segment", "subscription_key", "day").distinct()
    ends = beside.filter(~beside.is_continued, beside.ends_day < OPEN_END)
    ends = cut.of(ends.mutate(cause=ibis.literal("start"), day=ends.ends_day)).select("segment", "subscription_key", "day").distinct()
    paying = ledger.states.filter(ledger.states.run_rate_micros > 0).select("subscription_key", "starts_day", "ends_day")
    paid = ends.join(paying, ["subscription_key"]).filter(lambda both: (both.starts_day <= both.day) & (both.day < both.ends_day))
    paid = paid.select("segment", "subscription_key", "day").distinct()
    one, none = ibis.literal(1, "int64"), ibis.literal(0, "int64")
    events = ibis.union(
        starts.select("segment", "day", started=one, ended=none, converted=none),
        ends.select("segment", "day", started=none, ended=one, converted=none),
        paid.select("segment", "day", started=none, ended=none, converted=one),
    )
    events = events.filter(events.day < ibis.date(query.end))
    events = events.mutate(bucket=bucket(events.day, query))
    return events.group_by("bucket", "segment").agg(
        started=events.started.sum(), ended=events.ended.sum(), converted=events.converted.sum()
    )

"""Trials: when they start, when they end, and whether the subscription then paid."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.metrics.days import Days
from subledger.metrics.flows import summed
from subledger.metrics.segments import Cut
from subledger.model.calendar import OPEN_END


def trials(cut: Cut, query: Days) -> ir.Table:
    """Trials started, ended and converted per bucket and segment.

    Grain: a trial is an unbroken run of trialing states of a subscription.   Shapes: bucket, segment, started, ended, converted.
    Converted: on the day the trial ended a state of the subscription with run-rate, and no trial itself, began.
    """
    events = trial_events(cut)
    events = events.filter(events.day < ibis.date(query.end))
    return summed(events, query, started=events.started.sum(), ended=events.ended.sum(), converted=events.converted.sum())


def trial_events(cut: Cut) -> ir.Table:
    """Each trial's start, end and conversion, on the day it happened.

    Grain: trial, event.   Shapes: customer_key, subscription_key, segment, day; started, ended, converted (0 or 1).
    """
    ledger = cut.ledger
    statuses = ledger.rules.select("terms_key", "status")
    states = ledger.states.join(statuses, "terms_key")
    inside = cut.of(states.mutate(cause=ibis.literal("start")))
    trialing = inside.filter(inside.status == "trialing")
    key, order = [trialing.subscription_key, trialing.segment], [trialing.starts_day, trialing.ends_day]
    earlier = ibis.window(group_by=key, order_by=order, preceding=(None, 1))
    trialing = trialing.mutate(until_now=trialing.ends_day.max().over(earlier))
    begins = trialing.until_now.isnull() | (trialing.until_now < trialing.starts_day)
    trialing = trialing.mutate(begins=begins.fill_null(True).cast("int64"))
    key, order = [trialing.subscription_key, trialing.segment], [trialing.starts_day, trialing.ends_day]
    trialing = trialing.mutate(run=trialing.begins.sum().over(ibis.cumulative_window(group_by=key, order_by=order)))
    runs = trialing.group_by("customer_key", "subscription_key", "segment", "run").agg(
        started_day=trialing.starts_day.min(), ended_day=trialing.ends_day.max()
    )
    starts = runs.select("customer_key", "subscription_key", "segment", day=runs.started_day)
    ended = runs.filter(runs.ended_day < OPEN_END)
    ends = ended.select("customer_key", "subscription_key", "segment", day=ended.ended_day)
    paying = states.filter(states.run_rate_micros > 0, states.status != "trialing")
    paid = ends.semi_join(paying.select("subscription_key", day=paying.starts_day), ["subscription_key", "day"])
    one, none = ibis.literal(1, "int64"), ibis.literal(0, "int64")
    who = ("customer_key", "subscription_key", "segment", "day")
    return ibis.union(
        starts.select(*who, started=one, ended=none, converted=none),
        ends.select(*who, started=none, ended=one, converted=none),
        paid.select(*who, started=none, ended=none, converted=one),
    )

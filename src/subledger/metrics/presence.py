"""Presence: when a customer or a subscription is there, as days on which it comes and goes."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import or_

import ibis
import ibis.expr.types as ir

from subledger.ledger.movements import pilots
from subledger.ledger.tables import unbound
from subledger.metrics.days import Days
from subledger.metrics.flows import bucket, summed
from subledger.metrics.segments import OF_TERMS, Cut
from subledger.model import tables
from subledger.model.calendar import OPEN_END


def paying(cut: Cut, query: Days, of: str = "customer") -> ir.Table:
    """The days on which a customer (or subscription) begins to pay in a segment (+1) or stops (−1).

    Grain: entity, segment, day.   Shapes: entity, segment, day, delta.
    """
    ledger, key = cut.ledger, f"{of}_key"
    # Movements netted by month stand on one day of it: within a month only postings tell.
    is_dated = ledger.policy["movements.netting"] == "day" or query.is_of_whole_months
    if of == ledger.policy["movements.of"] and not cut.item_names and is_dated:
        moves = ledger.movements.filter(ledger.movements.paying_delta != 0, ledger.movements.day < ibis.date(query.end))
        inside = cut.of(moves)
        return inside.select("segment", "day", entity=inside[key], delta=inside.paying_delta)
    return _transitions(_paid(cut, query, key))


def _paid(cut: Cut, query: Days, key: str, place: str = "segment") -> ir.Table:
    """What postings change of whether an entity pays, before the query's end.   Shapes: entity, place, day, amount, at_zero."""
    ledger = cut.ledger
    postings = ledger.postings.filter(ledger.postings.day < ibis.date(query.end))
    inside = cut.of(postings)
    rows = inside.select(place, "day", entity=inside[key], amount=inside.run_rate_micros, at_zero=ibis.literal(0, "int64"))
    if ledger.policy["counts.full_discount"] == "active":
        free = pilots(ledger.states)
        free = cut.of(free.filter(free.day < ibis.date(query.end)).mutate(cause=ibis.literal("discount")))
        rows = ibis.union(rows, free.select(place, "day", entity=free[key], amount=ibis.literal(0, "int64"), at_zero=free.pilots))
    return rows


def in_force(cut: Cut, query: Days) -> ir.Table:
    """The days on which a customer begins to hold any state, paying or not, or ends to.

    Grain: customer, segment, day.   Shapes: entity, segment, day, delta.   Scheduled states and one-time lines are not held.
    """
    ledger = cut.ledger
    held = ledger.rules.filter(ledger.rules.status != "scheduled", ledger.rules.is_held).select("terms_key")
    states = ledger.states.semi_join(held, "terms_key")
    inside = cut.of(states.mutate(cause=ibis.literal("start")))
    starts = inside.select(
        "segment", day=inside.starts_day, entity=inside.customer_key, amount=ibis.literal(1, "int64"), at_zero=ibis.literal(0, "int64")
    )
    ended = inside.filter(inside.ends_day < OPEN_END)
    ends = ended.select(
        "segment", day=ended.ends_day, entity=ended.customer_key, amount=ibis.literal(-1, "int64"), at_zero=ibis.literal(0, "int64")
    )
    rows = ibis.union(starts, ends)
    return _transitions(rows.filter(rows.day < ibis.date(query.end)))


def _transitions(rows: ir.Table) -> ir.Table:
    days = rows.group_by("entity", "segment", "day").agg(amount=rows.amount.sum().cast("int64"), at_zero=rows.at_zero.sum().cast("int64"))
    running = ibis.cumulative_window(group_by=[days.entity, days.segment], order_by=days.day)
    days = days.mutate(amount_after=days.amount.sum().over(running), at_zero_after=days.at_zero.sum().over(running))
    after = (days.amount_after > 0) | (days.at_zero_after > 0)
    before = (days.amount_after - days.amount > 0) | (days.at_zero_after - days.at_zero > 0)
    days = days.mutate(delta=after.cast("int32") - before.cast("int32"))
    return days.filter(days.delta != 0).select("entity", "segment", "day", "delta")


def customers(cut: Cut, query: Days) -> ir.Table:
    """How the number of paying customers changes, and how many are lost, see counted."""
    return counted(paying(cut, query), query)


def customers_of_span(cut: Cut, query: Days) -> ir.Table:
    """How many customers pay before the query's days and at their end, and how many of the first are not among the last.

    Grain: segment.   Shapes: opening, closing, lost.   Two days need no running sums, as many periods do.
    """
    by, has_free = cut.by if cut.by in OF_TERMS else None, cut.ledger.policy["counts.full_discount"] == "active"
    if by:
        # Numbers are grouped several times as fast as texts: a segment goes by the first terms that have its name.
        terms = unbound(tables.TERMS)
        first = terms.select("terms_key", of=terms.terms_key.min().over(ibis.window(group_by=terms[by])))
        rows = _paid(replace(cut, by=None), query, "customer_key", "terms_key").join(first, "terms_key")
        found = _at_ends(rows, query, "of", has_free=has_free)
        return found.join(terms, [found.of == terms.terms_key]).select("opening", "closing", "lost", segment=by).select(*_ENDS)
    return _at_ends(_paid(cut, query, "customer_key"), query, "segment", has_free=has_free).select(*_ENDS)


_ENDS = ("segment", "opening", "closing", "lost")


def _at_ends(rows: ir.Table, query: Days, place: str, *, has_free: bool) -> ir.Table:
    names = ("amount", "at_zero") if has_free else ("amount",)
    sums = {name: rows[name].sum().cast("int64") for name in names}
    sums |= {f"{name}_before": rows[name].sum(where=rows.day < ibis.date(query.start)).fill_null(0).cast("int64") for name in names}
    begins = [rows[name] > 0 for name in names]
    each = rows.group_by("entity", place).agg(**sums, begins=(begins[0] | begins[-1]).max())
    was, is_ = (reduce(or_, [each[name + when] > 0 for name in names]) for when in ("_before", ""))
    ever = each.filter(each.begins).mutate(was=was.cast("int64"), is_=is_.cast("int64"), left=(was & ~is_).cast("int64"))
    return ever.group_by(place).agg(opening=ever.was.sum(), closing=ever.is_.sum(), lost=ever.left.sum())


def movers(cut: Cut, query: Days) -> ir.Table:
    """How the number that pays changes, of what moves under the policy.   Shapes: those of changed."""
    return changed(paying(cut, query, cut.ledger.policy.mover), query)


def subscriptions(cut: Cut, query: Days) -> ir.Table:
    """How the number of paying subscriptions changes.   Shapes: those of changed."""
    return changed(paying(cut, query, "subscription"), query)


def holders(cut: Cut, query: Days) -> ir.Table:
    """How the number of customers in force changes.   Shapes: those of changed."""
    return changed(in_force(cut, query), query)


def changed(transitions: ir.Table, query: Days) -> ir.Table:
    """How the number present changes per bucket and segment.   Shapes: bucket, segment, change."""
    return summed(transitions, query, change=transitions.delta.sum())


def counted(transitions: ir.Table, query: Days) -> ir.Table:
    """How the number present changes per bucket and segment, and how many of the bucket's base are lost by its end.

    Shapes: bucket, segment, change, lost.   Comings and goings alternate, so who sums to −1 was there before and is not after.
    """
    rows = transitions.mutate(bucket=bucket(transitions.day, query))
    each = rows.group_by("bucket", "segment", "entity").agg(change=rows.delta.sum())
    return each.group_by("bucket", "segment").agg(change=each.change.sum(), lost=(each.change == -1).cast("int64").sum())

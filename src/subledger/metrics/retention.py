"""Retention: what the customers of one day are worth on another, for every period in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import unbound, wide
from subledger.metrics.days import Day, Days
from subledger.metrics.query import MetricQuery
from subledger.metrics.segments import Cut
from subledger.model.calendar import OPEN_END, add_months
from subledger.model.tables import Table, table

TICKS = table("ticks", {"day": "date", "base_index": "int32", "closing_index": "int32"})
"""For each day, how many of the query's base and closing boundaries lie on it or before."""


def ticks(query: MetricQuery) -> tuple[Table, list[tuple[date, int, int]]]:
    """The boundaries of a query, day by day: a balance held over [s, e) stands at boundary i when index(s) <= i < index(e)."""
    closings = [period.end for period in query.periods()]
    bases = [add_months(end, -query.trailing) for end in closings]
    first, last = min(bases) - timedelta(days=1), max(closings)
    rows, base, closing, day = [], 0, 0, first
    while day <= last:
        while base < len(bases) and bases[base] <= day:
            base += 1
        while closing < len(closings) and closings[closing] <= day:
            closing += 1
        rows.append((day, base, closing))
        day += timedelta(days=1)
    return TICKS, rows


def balances(cut: Cut, until: Day) -> ir.Table:
    """What each customer is worth in a segment, over the spans between its changes.

    Grain: entity, segment, starts_day.   Shapes: entity, segment, starts_day, ends_day, micros (above 0), first_day.
    """
    policy = cut.ledger.policy
    is_kept = policy.entity == ("customer_key",) and policy["movements.netting"] == "day" and not cut.item_names
    days = _kept(cut, until) if is_kept else _reckoned(cut, until)
    held = days.filter(days.balance > 0, days.ends_day > days.starts_day)
    first = held.starts_day.min().over(ibis.window(group_by=[held.entity, held.segment]))
    return held.select("entity", "segment", "starts_day", "ends_day", micros=held.balance, first_day=first)


def _kept(cut: Cut, until: Day) -> ir.Table:
    """Balances as customers' movements keep them; of two movements on one day the first lasts for no day."""
    moves = cut.of(cut.ledger.movements.filter(cut.ledger.movements.day < ibis.date(until)))
    order = [moves.day, *([(moves.kind != "fx").cast("int32")] if cut.ledger.has_fx else [])]
    next_day = moves.day.lead().over(ibis.window(group_by=moves.customer_key, order_by=order))
    return moves.select(
        "segment", entity="customer_key", balance="closing_micros", starts_day="day", ends_day=next_day.fill_null(ibis.date(OPEN_END))
    )


def _reckoned(cut: Cut, until: Day) -> ir.Table:
    """Balances as postings or movements add up to them."""
    ledger = cut.ledger
    is_by_month = ledger.policy["movements.netting"] == "month"
    rows = ledger.postings if cut.item_names or is_by_month else ledger.movements
    inside = cut.of(rows.filter(rows.day < ibis.date(until)))
    days = inside.group_by(entity=inside.customer_key, segment=inside.segment, day=inside.day).agg(
        micros=inside.run_rate_micros.sum().cast("int64")
    )
    order = [days.entity, days.segment]
    next_day = days.day.lead().over(ibis.window(group_by=order, order_by=days.day))
    running = ibis.cumulative_window(group_by=order, order_by=days.day)
    return days.select(
        "entity",
        "segment",
        balance=days.micros.sum().over(running).cast("int64"),
        starts_day="day",
        ends_day=next_day.fill_null(ibis.date(OPEN_END)),
    )


def between_ticks(cut: Cut, query: Days) -> ir.Table:
    """What is retained, see retained: of a query whose start is its first tick, the ticks lying beside the ledger."""
    return retained(cut, query, unbound(TICKS), (query.start, query.end))


def retained(cut: Cut, query: Days, ticks: ir.Table, days: Sequence[Day]) -> ir.Table:
    """What the customers of each base day were worth then and are worth at the period's end.

    Grain: segment, index.   Units: micros, changes from the index before: base, net, gross (never more than at the base).
    Formula: net = Σ closing of who had a balance at the base; gross = Σ per customer min(base, closing).
    Source: docs/metrics.md#nrr
    """
    held = balances(cut, query.end)
    first, last = ibis.date(days[0]), ibis.date(days[-1])
    held = held.mutate(since=_held_to(held.starts_day, first, last), until=_held_to(held.ends_day, first, last))
    from_tick, to_tick = ticks.view(), ticks.view()
    held = held.join(from_tick, [held.since == from_tick.day]).drop("day")
    held = held.rename(base_from="base_index", closing_from="closing_index").join(to_tick, [held.until == to_tick.day]).drop("day")
    base = held.filter(held.base_from < held.base_index).select(
        "entity", "segment", base=held.micros, lo=held.base_from, hi=held.base_index
    )
    now = held.filter(held.closing_from < held.closing_index)
    now = now.select(entity_="entity", segment_="segment", now=now.micros, lo_=now.closing_from, hi_=now.closing_index)
    pairs = base.join(now, [base.entity == now.entity_, base.segment.identical_to(now.segment_), base.lo < now.hi_, now.lo_ < base.hi])
    pairs = pairs.mutate(
        since=ibis.greatest(pairs.lo, pairs.lo_), until=ibis.least(pairs.hi, pairs.hi_), least=ibis.least(pairs.base, pairs.now)
    )
    # Spans between the same boundaries are summed before they are taken apart: there are few such spans.
    bases = base.group_by("segment", "lo", "hi").agg(base=_total(base.base))
    both = pairs.group_by("segment", "since", "until").agg(net=_total(pairs.now), gross=_total(pairs.least))
    none = wide(ibis.literal(0, "int64"))
    changes = ibis.union(
        bases.select("segment", index=bases.lo, base=bases.base, net=none, gross=none),
        bases.select("segment", index=bases.hi, base=-bases.base, net=none, gross=none),
        both.select("segment", index=both.since, base=none, net=both.net, gross=both.gross),
        both.select("segment", index=both.until, base=none, net=-both.net, gross=-both.gross),
    )
    return changes.group_by("segment", "index").agg(**{name: changes[name].sum() for name in ("base", "net", "gross")})


def _total(amount: ir.IntegerValue) -> ir.DecimalScalar:
    # Ibis takes a sum of whole decimals to have two places, and then for another type than the amounts beside it.
    return wide(amount).sum().cast("decimal(38,0)")


def _held_to(day: ir.DateValue, first: ir.DateScalar, last: ir.DateScalar) -> ir.DateValue:
    return ibis.greatest(ibis.least(day, last), first)

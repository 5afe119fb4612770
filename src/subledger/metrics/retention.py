"""Retention: what the customers of one day are worth on another, for every period in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import unbound, wide
from subledger.metrics.days import Day, Days, Given
from subledger.metrics.flows import BEFORE
from subledger.metrics.query import MetricQuery
from subledger.metrics.segments import Cut
from subledger.model.calendar import add_months
from subledger.model.tables import Table, table

TICKS = table("ticks", {"day": "date", "base_index": "int32", "closing_index": "int32"})
"""For each day, how many looks have their base on it or before, and how many their closing."""
FIRST_BASE, LAST_BASE, FIRST_CLOSING, LAST_CLOSING = (ibis.param("date") for _ in range(4))
"""The days of the first and the last look, which a definition leaves open."""
ALWAYS = 2**31 - 1
"""The index of a look after every other."""


class Look(NamedTuple):
    """Two days whose mornings are compared: balances as they stood before each."""

    base: date
    closing: date


def looks(query: MetricQuery) -> list[Look]:
    """For each period its end, and the day so many months before."""
    return [Look(add_months(period.end, -query.trailing), period.end) for period in query.periods()]


def ticks(looks: Sequence[Look]) -> tuple[Table, list[tuple[date, int, int]], Given]:
    """Looks in order, day by day, and their outermost days: a change of a day is met first by the look of its index."""
    (first_base, first), (last_base, last) = looks[0], looks[-1]
    rows, base, closing, day = [], 0, 0, first_base
    while day <= last:
        while base < len(looks) and looks[base].base <= day:
            base += 1
        while closing < len(looks) and looks[closing].closing <= day:
            closing += 1
        rows.append((day, base, closing))
        day += timedelta(days=1)
    return TICKS, rows, {FIRST_BASE: first_base, LAST_BASE: last_base, FIRST_CLOSING: first, LAST_CLOSING: last}


def retained(cut: Cut, query: Days) -> ir.Table:
    """What the customers of each base day were worth then and are worth at the period's end. The ticks lie beside the ledger.

    Grain: segment, since, until (the looks between which it stays so).   Units: micros: base, net, gross (never more than at the base).
    Formula: net = Σ closing of who had a balance at the base; gross = Σ per customer min(base, closing).
    Source: docs/metrics.md#nrr
    """
    del query
    base, now = _held(cut, "base_index", FIRST_BASE, LAST_BASE), _held(cut, "closing_index", FIRST_CLOSING, LAST_CLOSING)
    base = base.filter(base.micros > 0)
    now = now.select(of="entity", of_segment="segment", now="micros", met="since", left="until")
    is_same = [base.entity == now.of, *([base.segment.identical_to(now.of_segment)] if cut.by else [])]
    pairs = base.join(now, [*is_same, base.since < now.left, now.met < base.until])
    pairs = pairs.select(
        "segment",
        since=ibis.greatest(pairs.since, pairs.met),
        until=ibis.least(pairs.until, pairs.left),
        base=pairs.micros,
        net=pairs.now,
        gross=ibis.least(pairs.micros, pairs.now),
    )
    # Whoever had a balance at a base day has one ever after, be it 0: so every base is met just once.
    return pairs.group_by("segment", "since", "until").agg(**{name: wide(pairs[name]).sum() for name in ("base", "net", "gross")})


def kept(cut: Cut, query: Days) -> ir.Table:
    """The same for one look alone: of the mornings of the query's start and end.   Grain: segment.   Shapes: base, net, gross."""
    rows = changing(cut, query.end)
    sums = {"base": rows.change.sum(where=rows.day < ibis.date(query.start)).fill_null(0), "now": rows.change.sum()}
    each = rows.group_by("entity", *(["segment"] if cut.by else [])).agg(**{name: total.cast("int64") for name, total in sums.items()})
    each = each if cut.by else each.mutate(segment=ibis.null("string"))
    each = each.filter(each.base > 0)
    each = each.mutate(net=ibis.greatest(each.now, 0))
    each = each.mutate(gross=ibis.least(each.base, each.net))
    return each.group_by("segment").agg(**{name: wide(each[name]).sum() for name in ("base", "net", "gross")})


def _held(cut: Cut, index: str, first: ir.DateScalar, last: ir.DateScalar) -> ir.Table:
    """What each customer is worth in a segment from look to look.

    Grain: entity, segment, since.   Shapes: entity, segment, since, until (ALWAYS when nothing changes before the last), micros.
    """
    rows, whose = changes(cut, last), ("entity", *(["segment"] if cut.by else []))
    # What came before the first look is a sum; only what comes after it has to be put in order.
    earlier = rows.filter(rows.day < first)
    earlier = earlier.group_by(*whose).agg(micros=(earlier.after - earlier.before).sum().cast("int64"))
    earlier = earlier.mutate(day=ibis.date(BEFORE), place=ibis.literal(0, "int32"), since=ibis.literal(0, "int32"))
    later = rows.filter(rows.day >= first).join(unbound(TICKS), "day")
    columns = (*whose, "day", "place", "since", "micros")
    held = ibis.union(earlier.select(*columns), later.mutate(since=later[index], micros=later.after).select(*columns))
    order = ibis.window(group_by=[held[name] for name in whose], order_by=[held.day, held.place])
    held = held.mutate(until=held.since.lead().over(order).fill_null(ibis.literal(ALWAYS, "int32")))
    held = held if cut.by else held.mutate(segment=ibis.null("string"))
    return held.filter(held.since < held.until).select("entity", "segment", "since", "until", "micros")


def changes(cut: Cut, until: Day) -> ir.Table:
    """What each customer is worth in a segment before and after each of its days of change.

    Grain: entity, segment, day, place (of several changes on one day).   Shapes: before, after: never below 0.
    """
    policy = cut.ledger.policy
    is_kept = policy.entity == ("customer_key",) and policy["movements.netting"] == "day" and not cut.item_names
    found = _kept(cut, until) if is_kept else _reckoned(cut, until)
    return found.mutate(before=ibis.greatest(found.before, 0), after=ibis.greatest(found.after, 0))


def _kept(cut: Cut, until: Day) -> ir.Table:
    """Balances as customers' movements keep them."""
    moves = cut.of(cut.ledger.movements.filter(cut.ledger.movements.day < ibis.date(until)))
    place = (moves.kind != "fx").cast("int32") if cut.ledger.has_fx else ibis.literal(0, "int32")
    return moves.select("segment", "day", entity="customer_key", place=place, before="opening_micros", after="closing_micros")


def _reckoned(cut: Cut, until: Day) -> ir.Table:
    """Balances as postings or movements add up to them."""
    rows = changing(cut, until)
    days = rows.group_by("entity", "segment", "day").agg(change=rows.change.sum().cast("int64"))
    running = ibis.cumulative_window(group_by=[days.entity, days.segment], order_by=days.day)
    days = days.mutate(after=days.change.sum().over(running).cast("int64"))
    return days.select("entity", "segment", "day", place=ibis.literal(0, "int32"), before=days.after - days.change, after="after")


def changing(cut: Cut, until: Day) -> ir.Table:
    """What changes each customer's balance before a day.   Shapes: entity, segment, day, change."""
    ledger = cut.ledger
    rows = ledger.postings if cut.item_names or ledger.policy["movements.netting"] == "month" else ledger.movements
    inside = cut.of(rows.filter(rows.day < ibis.date(until)))
    return inside.select("segment", "day", entity="customer_key", change="run_rate_micros")

"""Flows of run-rate: what moved in each period, by kind and segment."""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import Ledger, wide
from subledger.metrics.days import Days
from subledger.metrics.segments import Cut
from subledger.model.calendar import SPAN

_UNITS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
BEFORE = date(1, 1, 1)
"""The bucket of all that happened before the first period."""


def bucket(day: ir.DateValue, query: Days) -> ir.DateValue:
    """The first day of the day's grain (of the whole span: its start), or BEFORE when the day lies before the query's start."""
    if query.grain == SPAN:
        return ibis.ifelse(day < ibis.date(query.start), ibis.date(BEFORE), ibis.date(query.start))
    return ibis.ifelse(day < ibis.date(query.start), ibis.date(BEFORE), truncated(day, query.grain))


def summed(rows: ir.Table, query: Days, *keys: str, **sums: ir.NumericScalar) -> ir.Table:
    """Sums per bucket, segment and keys, of rows before the query's end.

    Each day is summed first: days are few, so what it takes to put one into its bucket is not paid for every row.
    """
    days = rows.group_by("day", "segment", *keys).agg(**sums)
    days = days.mutate(bucket=bucket(days.day, query))
    return days.group_by("bucket", "segment", *keys).agg(**{name: days[name].sum() for name in sums})


def truncated(day: ir.DateValue, grain: str) -> ir.DateValue:
    """The first day of the day's week, month, quarter or year."""
    return day.truncate(_UNITS[grain]).cast("date")


def moved(cut: Cut, query: Days) -> ir.Table:
    """Movements per bucket, segment and kind.

    Grain: bucket, segment, kind.   Units: micros per year, decimal(38,0).
    Shapes: micros; transfer, what went between segments; customers, how many movements; paying, how many more began to pay than
    stopped: of a whole book, as no posting tells who pays.
    Source: docs/ledger.md#movements
    """
    rows = moves(cut, query)
    micros = wide(rows.micros).sum()
    if cut.item_names:
        customers = rows.is_counted.cast("int64").sum()
        found = summed(rows, query, "kind", micros=micros, transfer=wide(rows.transfer).sum(), customers=customers)
        return found.mutate(paying=_none())
    found = summed(rows, query, "kind", micros=micros, customers=rows.count(), paying=rows.paying_delta.sum())
    return found.select("bucket", "segment", "kind", "micros", _none().name("transfer"), "customers", "paying")


def posted(cut: Cut, query: Days) -> ir.Table:
    """Postings per bucket and segment: what balances gain on their very days, however movements are netted.

    Grain: bucket, segment.   Shapes: micros.   Units: micros per year, decimal(38,0).
    """
    rows = cut.of(cut.ledger.postings.filter(cut.ledger.postings.day < ibis.date(query.end)))
    return summed(rows, query, micros=wide(rows.run_rate_micros).sum())


def moves(cut: Cut, query: Days) -> ir.Table:
    """The movements that are in, one by one: what a roll-forward sums.

    Grain: customer, day, kind, place.   Units: micros per year.   Shapes: customer_key, day, kind, micros, segment and
    paying_delta; where the cut is by an attribute of items transfer and is_counted instead, as such a cut can take a movement apart.
    """
    return cut.of(_shared_out(cut, query) if cut.item_names else _whole(cut.ledger, query))


def _whole(ledger: Ledger, query: Days) -> ir.Table:
    rows = ledger.movements.filter(ledger.movements.day < ibis.date(query.end))
    return rows.select("customer_key", "day", "kind", "paying_delta", micros=rows.run_rate_micros)


def _shared_out(cut: Cut, query: Days) -> ir.Table:
    """Movements shared out to where their postings lie: what goes against a movement's sign is a transfer.

    The shares are reckoned over the whole book before any filter, so a filter shows the very rows that a grouping shows.
    """
    ledger = cut.ledger
    places = [f"at_{name}" for name in cut.item_names]
    postings = ledger.postings.filter(ledger.postings.day < ibis.date(query.end))
    for name in cut.item_names:
        postings = cut.beside(postings, name)
    entity = ledger.policy.entity
    business = postings.filter(postings.cause != "fx").mutate(net_day=ledger.net_day(postings.day))
    netted = business.group_by(*entity, "net_day", *places).agg(net=business.run_rate_micros.sum().cast("int64"))
    kinds = ledger.movements.filter(ledger.movements.kind != "fx")
    kinds = kinds.select(*entity, "day", "kind", net_day=ledger.net_day(kinds.day), sign=kinds.run_rate_micros.sign().cast("int64"))
    placed = netted.left_join(kinds, [*entity, "net_day"])
    placed = placed.drop(*(name for name in placed.columns if name.endswith("_right")))
    # Who came and went within a month has no movement: what the rates made of it is fx, as in the whole.
    is_fx = placed.kind.isnull()
    placed = placed.mutate(
        kind=placed.kind.fill_null("fx"), day=placed.day.fill_null(placed.net_day), sign=placed.sign.fill_null(0), is_fx=is_fx
    )
    placed = placed.mutate(along=ibis.greatest(placed.net * placed.sign, 0), against=ibis.greatest(-placed.net * placed.sign, 0))
    movement = [placed[key] for key in (*entity, "net_day")]
    # An unknown segment comes last, on every engine.
    order = [key for place in places for key in (placed[place].isnull().cast("int32"), placed[place].fill_null(""))]
    placed = placed.mutate(
        crossing=placed.against.sum().over(ibis.window(group_by=movement)).cast("int64"),
        reached=placed.along.sum().over(ibis.cumulative_window(group_by=movement, order_by=order)).cast("int64"),
    )
    taken = ibis.least(placed.crossing, placed.reached) - ibis.least(placed.crossing, placed.reached - placed.along)
    transfer = ibis.ifelse(placed.sign == 0, placed.net, (taken - placed.against) * placed.sign)
    placed = placed.mutate(transfer=ibis.ifelse(placed.is_fx, 0, transfer))
    shares = placed.select(
        "customer_key", "day", "kind", *places, micros=placed.net - placed.transfer, transfer=placed.transfer, is_counted=placed.along > 0
    )
    fx = postings.filter(postings.cause == "fx")
    revalued = fx.select(
        "customer_key", "day", *places, kind=ibis.literal("fx"), micros=fx.run_rate_micros, transfer=_none(), is_counted=ibis.literal(False)
    )
    return ibis.union(shares, revalued.select(*shares.columns))


def _none() -> ir.IntegerScalar:
    return ibis.literal(0, "int64")

"""Flows of run-rate: what moved in each period, by kind and segment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import Ledger, wide
from subledger.metrics.days import Days
from subledger.metrics.segments import OF_POSTINGS, OF_TERMS, Cut
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
    if cut.item_names:
        return ibis.union(moved_within(cut, query), _summed_up(_before(cut, query), query))
    return _summed_whole(moves(cut, query), query)


def moved_within(cut: Cut, query: Days) -> ir.Table:
    """Movements of the query's days alone. Shapes: those of moved."""
    rows = moves_within(cut, query)
    return _summed_up(rows, query) if cut.item_names else _summed_whole(rows, query)


def moved_before(cut: Cut, query: Days) -> ir.Table:
    """What moved before the query's days, as a whole. Shapes: those of moved, but the bucket."""
    if cut.item_names:
        rows = _before(cut, query)
        found = rows.group_by("segment", "kind").agg(micros=_exact(rows.micros))
        return found.mutate(transfer=_none(), customers=_none(), paying=_none())
    moves = cut.ledger.movements
    rows = cut.of(moves.filter(moves.day < ibis.date(query.start)))
    found = rows.group_by("segment", "kind").agg(
        micros=_exact(rows.run_rate_micros), customers=rows.count(), paying=rows.paying_delta.sum()
    )
    return found.select("segment", "kind", "micros", _none().name("transfer"), "customers", "paying")


def _summed_whole(rows: ir.Table, query: Days) -> ir.Table:
    micros = wide(rows.micros).sum()
    found = summed(rows, query, "kind", micros=micros, customers=rows.count(), paying=rows.paying_delta.sum())
    return found.select("bucket", "segment", "kind", "micros", _none().name("transfer"), "customers", "paying")


def _summed_up(rows: ir.Table, query: Days) -> ir.Table:
    sums = {"micros": _exact(rows.micros), "transfer": _exact(rows.transfer), "customers": rows.is_counted.cast("int64").sum()}
    return summed(rows, query, "kind", **sums).mutate(paying=_none())


def _exact(amount: ir.IntegerValue) -> ir.DecimalScalar:
    return wide(amount).sum().cast("decimal(38,0)")


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


def moves_within(cut: Cut, query: Days) -> ir.Table:
    """The movements of the query's days alone, one by one. Shapes: those of moves."""
    rows = cut.of(_shared_out(cut, query, is_within=True)) if cut.item_names else moves(cut, query)
    return rows.filter(rows.day >= ibis.date(query.start))


def _before(cut: Cut, query: Days) -> ir.Table:
    """What came about before the query's days: only its sum is asked for, and there is no need to net postings for that.

    Shapes: those of moves, all on the day BEFORE.
    """
    ledger = cut.ledger
    rows = ledger.postings.filter(ledger.net_day(ledger.postings.day) < ledger.net_day(ibis.date(query.start)))
    if all(name in (*OF_TERMS, *OF_POSTINGS) for name in cut.names):
        # Terms and causes are few: summed first, not every posting has its own looked up.
        rows = rows.group_by("terms_key", "cause").agg(run_rate_micros=wide(rows.run_rate_micros).sum())
    rows = cut.of(rows)
    return rows.mutate(
        day=ibis.date(BEFORE), kind=ibis.literal("fx"), micros=rows.run_rate_micros, transfer=_none(), is_counted=ibis.literal(False)
    )


def _whole(ledger: Ledger, query: Days) -> ir.Table:
    rows = ledger.movements.filter(ledger.movements.day < ibis.date(query.end))
    return rows.select("customer_key", "day", "kind", "paying_delta", micros=rows.run_rate_micros)


def _shared_out(cut: Cut, query: Days, *, is_within: bool = False) -> ir.Table:
    """Movements shared out to where their postings lie: what goes against a movement's sign is a transfer.

    The shares are reckoned over the whole book before any filter, so a filter shows the very rows that a grouping shows.
    """
    ledger = cut.ledger
    places = [f"at_{name}" for name in cut.item_names]
    postings = ledger.postings.filter(ledger.postings.day < ibis.date(query.end))
    if is_within:
        # Movements are shared out one by one: those of other days are nobody's concern.
        postings = postings.filter(ledger.net_day(postings.day) >= ledger.net_day(ibis.date(query.start)))
    for name in cut.item_names:
        postings = cut.beside(postings, name)
    postings = postings.mutate(net_day=ledger.net_day(postings.day))
    if any(part.attribute in cut.item_names for part in cut.where):
        # A movement none of whose postings is in has no share that is.
        touched = cut.meeting(postings, cut.item_names).select(*ledger.policy.entity, "net_day").distinct()
        postings = postings.semi_join(touched, [*ledger.policy.entity, "net_day"])
    entity = (*ledger.policy.entity, "net_day")
    business = postings.filter(postings.cause != "fx")
    kinds = _kinds(ledger, query, is_within=is_within)
    # Most movements are of one posting and lie where it lies; only the others have to be shared out.
    several = business.group_by(*entity).agg(postings=business.count())
    several = several.filter(several.postings > 1)
    alone = _of_kinds(business.anti_join(several, entity).mutate(net=business.run_rate_micros), kinds, entity)
    alone = alone.mutate(transfer=_none(), along=alone.net * alone.sign)
    columns = (*entity, "day", "kind", "net", "along", "transfer", *places)
    rest = business.semi_join(several, entity).group_by(*entity, *places).agg(net=business.run_rate_micros.sum().cast("int64"))
    placed = ibis.union(alone.select(*columns), _crossing(_of_kinds(rest, kinds, entity), entity, places).select(*columns))
    shares = placed.select(
        "customer_key", "day", "kind", *places, micros=placed.net - placed.transfer, transfer=placed.transfer, is_counted=placed.along > 0
    )
    fx = postings.filter(postings.cause == "fx")
    revalued = fx.select(
        "customer_key", "day", *places, kind=ibis.literal("fx"), micros=fx.run_rate_micros, transfer=_none(), is_counted=ibis.literal(False)
    )
    return ibis.union(shares, revalued.select(*shares.columns))


def _kinds(ledger: Ledger, query: Days, *, is_within: bool) -> ir.Table:
    """What kind a movement is of, the day it is dated on, and its sign."""
    kinds = ledger.movements.filter(ledger.movements.kind != "fx", ledger.net_day(ledger.movements.day) < ibis.date(query.end))
    if is_within:
        kinds = kinds.filter(ledger.net_day(kinds.day) >= ledger.net_day(ibis.date(query.start)))
    sign = kinds.run_rate_micros.sign().cast("int64")
    return kinds.select(*ledger.policy.entity, "day", "kind", net_day=ledger.net_day(kinds.day), sign=sign)


def _of_kinds(netted: ir.Table, kinds: ir.Table, entity: Sequence[str]) -> ir.Table:
    """What was netted, with the kind, day and sign of its movement."""
    found = netted.drop("day") if "day" in netted.columns else netted
    found = found.left_join(kinds, list(entity))
    found = found.drop(*(name for name in found.columns if name.endswith("_right")))
    # Who came and went within a month has no movement: what the rates made of it is fx, as in the whole.
    return found.mutate(
        kind=found.kind.fill_null("fx"),
        day=found.day.fill_null(found.net_day),
        sign=found.sign.fill_null(0),
        is_fx=found.kind.isnull(),
    )


def _crossing(placed: ir.Table, entity: Sequence[str], places: Sequence[str]) -> ir.Table:
    """What of each movement goes along with its sign, and what crosses between places: as much as goes against it."""
    placed = placed.mutate(along=ibis.greatest(placed.net * placed.sign, 0), against=ibis.greatest(-placed.net * placed.sign, 0))
    movement = [placed[key] for key in entity]
    # An unknown segment comes last, on every engine.
    order = [key for place in places for key in (placed[place].isnull().cast("int32"), placed[place].fill_null(""))]
    placed = placed.mutate(
        crossing=placed.against.sum().over(ibis.window(group_by=movement)).cast("int64"),
        reached=placed.along.sum().over(ibis.cumulative_window(group_by=movement, order_by=order)).cast("int64"),
    )
    taken = ibis.least(placed.crossing, placed.reached) - ibis.least(placed.crossing, placed.reached - placed.along)
    transfer = ibis.ifelse(placed.sign == 0, placed.net, (taken - placed.against) * placed.sign)
    return placed.mutate(transfer=ibis.ifelse(placed.is_fx, 0, transfer))


def _none() -> ir.IntegerScalar:
    return ibis.literal(0, "int64")

"""Who moved: the movements behind a flow, the largest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.types as ir

from subledger.book.looking.part import Part, Seen, named, sums
from subledger.ledger.tables import definition, rank, wide
from subledger.metrics.by_month import MONTHS, within
from subledger.metrics.days import END, START, AnyDays, Days
from subledger.metrics.flows import moves_within, truncated
from subledger.metrics.measures import monthly
from subledger.metrics.query import MetricQuery
from subledger.metrics.segments import Cut
from subledger.model.tables import KINDS

COLUMNS = ("customer_id", "name", "day", "kind", "causes", "amount")


def movers(seen: Seen, cut: Cut, query: MetricQuery, kinds: Sequence[str], limit: int, offset: int) -> Part:
    """Movements of the query's span and of these kinds, all kinds when none is named.

    Grain: customer, day, kind.   Units: reporting currency per month, losses negative.   causes: why, in the ledger's words.
    """
    days, given = AnyDays(query.grain, query.is_of_whole_months), {START: query.start, END: query.end}
    count, (total,) = seen.summed(_summed(cut, days, tuple(kinds)), given)
    rows = seen.read(_listed(cut, days, tuple(kinds), limit, offset), (*COLUMNS[:-1], "micros"), given)
    for row in rows:
        _finish(row)
    return seen.part(COLUMNS, rows, count, total)


def largest(seen: Seen, cut: Cut, query: MetricQuery, each: int) -> Part:
    """Of every kind the largest movements of the query's span, so many of each, with how many there are of the kind and their sum.

    Grain: customer, day, kind.   Columns: those of movers, and of_kind, total.   Units: reporting currency per month.
    """
    days, given = AnyDays(query.grain, query.is_of_whole_months), {START: query.start, END: query.end}
    rows = seen.read(_largest(cut, days, each), (*COLUMNS[:-1], "micros", "of_kind", "total"), given)
    for row in rows:
        _finish(row)
        row["of_kind"], row["total"] = int(row["of_kind"]), monthly(int(row["total"]))
    return seen.part((*COLUMNS, "of_kind", "total"), rows)


def counts(seen: Seen, cut: Cut, query: MetricQuery) -> dict[str, int]:
    """How many movements of each kind the query's span has."""
    found: Counter[str] = Counter()
    if query.is_of_whole_months:
        for _, (kind, count) in within(_counts, cut, query.start, query.end, seen.asked):
            found[kind] += int(count)
    else:
        for _, kind, count in seen.asked.rows(_counts(cut, MONTHS), {START: query.start, END: query.end}):
            found[kind] += int(count)
    return dict(found)


@definition
def _summed(cut: Cut, days: AnyDays, kinds: tuple[str, ...]) -> ir.Table:
    return sums(_moves(cut, days, kinds), "micros")


@definition
def _listed(cut: Cut, days: AnyDays, kinds: tuple[str, ...], limit: int, offset: int) -> ir.Table:
    found = _moves(cut, days, kinds)
    if not cut.item_names:
        # Names are looked up of no more than can be shown, unless there are many of one amount.
        most = found.order_by(ibis.desc(found.micros.abs())).limit(limit + offset)
        found = found.filter(found.micros.abs() >= most.agg(least=most.micros.abs().min()).as_scalar())
    rows = named(found, cut.ledger)
    shown = _with_causes(_ordered(rows).limit(limit, offset=offset), cut, days)
    # To join is to lose the order.
    return _ordered(shown).select(*COLUMNS[:-1], "micros")


@definition
def _largest(cut: Cut, days: AnyDays, each: int) -> ir.Table:
    found = _moves(cut, days, ())
    of_kind = ibis.window(group_by=found.kind)
    order = ibis.window(group_by=found.kind, order_by=[ibis.desc(found.micros.abs()), found.day, found.customer_key])
    ranked = found.mutate(
        of_kind=found.micros.count().over(of_kind), total=found.micros.sum().over(of_kind), place=ibis.row_number().over(order)
    )
    shown = _with_causes(named(ranked.filter(ranked.place < each), cut.ledger), cut, days)
    return _ordered(shown).select(*COLUMNS[:-1], "micros", "of_kind", "total")


@definition
def _counts(cut: Cut, days: AnyDays) -> ir.Table:
    found = _moves(cut, days, ())
    return found.group_by(truncated(found.day, days.grain).name("month"), "kind").agg(movements=found.count())


def _ordered(rows: ir.Table) -> ir.Table:
    return rows.order_by([ibis.desc(rows.micros.abs()), rows.day, rows.customer_id, rank(rows.kind, KINDS)])


def _finish(row: dict[str, Any]) -> None:
    row["causes"] = tuple(sorted(row["causes"].split(","))) if row["causes"] else ()
    row["amount"] = monthly(int(row.pop("micros")))


def _moves(cut: Cut, query: Days, kinds: Sequence[str]) -> ir.Table:
    rows = moves_within(cut, query)
    parts = [rows.select("customer_key", "day", "kind", "micros")]
    if "transfer" in rows.columns:
        parts.append(rows.select("customer_key", "day", kind=ibis.literal("transfer"), micros=rows.transfer))
    each = ibis.union(*parts) if len(parts) > 1 else parts[0]
    if kinds:
        each = each.filter(each.kind.isin(list(kinds)))
    if cut.item_names or cut.ledger.policy.entity != ("customer_key",):
        each = each.group_by("customer_key", "day", "kind").agg(micros=wide(each.micros).sum())
    return each.filter(each.micros != 0)


def _with_causes(found: ir.Table, cut: Cut, query: Days) -> ir.Table:
    """What is found, each with its causes: those are looked up first and gathered then, as few movements are shown of many."""
    ledger = cut.ledger
    days = ledger.postings.day
    # A movement may be dated within a month whose postings began before the span.
    postings = ledger.postings.filter(ledger.net_day(days) >= ledger.net_day(ibis.date(query.start)), days < ibis.date(query.end))
    postings = postings.filter(postings.cause != "fx")
    causes = postings.select(cause_key=postings.customer_key, net_day=ledger.net_day(postings.day), cause=postings.cause)
    # What exchange rates did has no cause: on no day.
    found = found.mutate(at=ibis.ifelse(found.kind == "fx", ibis.null("date"), ledger.net_day(found.day)))
    each = found.left_join(causes, [found.customer_key == causes.cause_key, found.at == causes.net_day])
    each = each.select(*found.columns, "cause").distinct()
    return each.group_by(*found.columns).agg(causes=each.cause.group_concat(",")).drop("at")

"""Who moved: the movements behind a flow, the largest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.types as ir

from subledger.book.looking.part import Part, Seen
from subledger.ledger.tables import wide
from subledger.metrics.flows import moves
from subledger.metrics.measures import monthly
from subledger.metrics.query import MetricQuery
from subledger.metrics.segments import Cut

COLUMNS = ("customer_id", "name", "day", "kind", "causes", "amount")


def movers(seen: Seen, cut: Cut, query: MetricQuery, kinds: Sequence[str], limit: int, offset: int) -> Part:
    """Movements of the query's span and of these kinds, all kinds when none is named.

    Grain: customer, day, kind.   Units: reporting currency per month, losses negative.   causes: why, in the ledger's words.
    """
    found = _moves(cut, query, kinds)
    count, (total,) = seen.summed(found, "micros")
    named = seen.named(_with_causes(found, cut, query))
    ordered = named.order_by([ibis.desc(named.micros.abs()), named.day, named.customer_id, named.kind]).limit(limit, offset=offset)
    rows = seen.read(ordered, ("customer_id", "name", "day", "kind", "causes", "micros"))
    for row in rows:
        _finish(row)
    return seen.part(COLUMNS, rows, count, total)


def largest(seen: Seen, cut: Cut, query: MetricQuery, each: int) -> Part:
    """Of every kind the largest movements of the query's span, so many of each, with how many there are of the kind and their sum.

    Grain: customer, day, kind.   Columns: those of movers, and of_kind, total.   Units: reporting currency per month.
    """
    found = _moves(cut, query, ())
    of_kind = ibis.window(group_by=found.kind)
    order = ibis.window(group_by=found.kind, order_by=[ibis.desc(found.micros.abs()), found.day, found.customer_key])
    ranked = found.mutate(
        of_kind=found.micros.count().over(of_kind), total=found.micros.sum().over(of_kind), place=ibis.row_number().over(order)
    )
    named = seen.named(_with_causes(ranked.filter(ranked.place < each), cut, query))
    ordered = named.order_by([ibis.desc(named.micros.abs()), named.day, named.customer_id, named.kind])
    rows = seen.read(ordered, (*COLUMNS[:-1], "micros", "of_kind", "total"))
    for row in rows:
        _finish(row)
        row["of_kind"], row["total"] = int(row["of_kind"]), monthly(int(row["total"]))
    return seen.part((*COLUMNS, "of_kind", "total"), rows)


def _finish(row: dict[str, Any]) -> None:
    row["causes"] = tuple(sorted(row["causes"].split(","))) if row["causes"] else ()
    row["amount"] = monthly(int(row.pop("micros")))


def _moves(cut: Cut, query: MetricQuery, kinds: Sequence[str]) -> ir.Table:
    rows = moves(cut, query)
    rows = rows.filter(rows.day >= ibis.date(query.start))
    parts = [rows.select("customer_key", "day", "kind", "micros")]
    if "transfer" in rows.columns:
        parts.append(rows.select("customer_key", "day", kind=ibis.literal("transfer"), micros=rows.transfer))
    each = ibis.union(*parts) if len(parts) > 1 else parts[0]
    if kinds:
        each = each.filter(each.kind.isin(list(kinds)))
    summed = each.group_by("customer_key", "day", "kind").agg(micros=wide(each.micros).sum())
    return summed.filter(summed.micros != 0)


def _with_causes(found: ir.Table, cut: Cut, query: MetricQuery) -> ir.Table:
    ledger = cut.ledger
    days = ledger.postings.day
    # A movement may be dated within a month whose postings began before the span.
    postings = ledger.postings.filter(ledger.net_day(days) >= ledger.net_day(ibis.date(query.start)), days < ibis.date(query.end))
    postings = postings.filter(postings.cause != "fx")
    causes = postings.select(cause_key=postings.customer_key, net_day=ledger.net_day(postings.day), cause=postings.cause).distinct()
    causes = causes.group_by("cause_key", "net_day").agg(causes=causes.cause.group_concat(","))
    found = found.mutate(at=ledger.net_day(found.day))
    is_of = [found.customer_key == causes.cause_key, found.at == causes.net_day, found.kind != "fx"]
    return found.left_join(causes, is_of).drop("cause_key", "net_day", "at")

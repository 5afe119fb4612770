"""What lies beside MRR: what is past due, and what invoices charged."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import ibis
import ibis.expr.types as ir

from subledger.book.looking.part import Part, Seen, named
from subledger.book.rows import with_file
from subledger.ledger.tables import definition, unbound
from subledger.metrics import holdings
from subledger.metrics.days import END
from subledger.metrics.holdings import scale
from subledger.metrics.measures import monthly
from subledger.metrics.query import MetricQuery
from subledger.metrics.revenue import invoiced
from subledger.metrics.segments import Cut
from subledger.model import tables
from subledger.model.calendar import OPEN_END
from subledger.model.money import MICROS

PAST_DUE = ("customer_id", "name", "plan", "since", "until", "counts", "amount", "file", "row")
CHARGES = ("customer_id", "name", "day", "kind", "plan", "invoice_id", "amount", "file", "row")


def past_due(seen: Seen, cut: Cut, until: date, limit: int | None = None) -> Part:
    """Past-due states in force at the end of the day before until, whether or not they count, the largest first."""
    given = {END: until}
    columns = ("customer_id", "name", "plan", "starts_day", "ends_day", "counts", "amount", "file", "row")
    found = seen.read(_late_named(cut, limit), columns, given)
    count, total = len(found), sum((int(row["amount"]) for row in found), 0)
    if limit is not None and count >= limit:
        count, total = seen.engine.rows(_late_summed(cut), given)[0]
    per = scale(cut.ledger)
    for row in found:
        row["since"], ends = row.pop("starts_day"), row.pop("ends_day")
        row["until"] = None if ends == OPEN_END else ends
        row["amount"] = monthly(int(row["amount"]), per)
    return seen.part(PAST_DUE, found, int(count), monthly(int(total or 0), per))


@definition
def _late(cut: Cut) -> ir.Table:
    """Past-due states that are worth anything, each with its worth in the reporting currency."""
    held = holdings.PAST_DUE.on(cut.ledger, END - ibis.interval(days=1))
    return cut.of(held.mutate(cause=ibis.literal("start")))


@definition
def _late_summed(cut: Cut) -> ir.Table:
    rows = _late(cut)
    return rows.agg(count=rows.count(), total=rows.amount.sum())


@definition
def _late_named(cut: Cut, limit: int | None) -> ir.Table:
    terms, sources = unbound(tables.TERMS).select("terms_key", "plan"), unbound(tables.SOURCES).select("source_key", "file")
    rows = named(_late(cut).join(terms, "terms_key").join(sources, "source_key"), cut.ledger)
    shown = rows.order_by([ibis.desc(rows.amount), rows.customer_id, rows.row]).limit(limit)
    return shown.select("customer_id", "name", "plan", "starts_day", "ends_day", "counts", "amount", "file", "row")


def charges(seen: Seen, cut: Cut, query: MetricQuery, kind: str, limit: int, offset: int) -> Part:
    """Invoice lines of a kind (usage, one_time, recurring, refund) in the query's span, the largest first, in the reporting currency."""
    rows = invoiced(cut, query)
    rows = rows.filter(rows.kind == kind)
    count, total = seen.engine.rows(rows.agg(count=rows.count(), total=rows.amount.sum()))[0]
    per_unit = MICROS * scale(cut.ledger)
    listed = named(with_file(rows), cut.ledger)
    shown = listed.order_by([ibis.desc(listed.amount.abs()), listed.day, listed.customer_id, listed.row]).limit(limit, offset=offset)
    found = seen.read(shown, CHARGES)
    for row in found:
        row["amount"] = Fraction(int(row["amount"]), per_unit)
    return seen.part(CHARGES, found, int(count), Fraction(int(total or 0), per_unit))

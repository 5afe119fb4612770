"""Who is in a cohort: its customers, what they began with and what is left at an age."""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.types as ir

from subledger.book.looking.part import Part, Seen, named, sums
from subledger.ledger.tables import definition, wide
from subledger.metrics.cohorts import AGES, aged
from subledger.metrics.days import END, START, AnyDays
from subledger.metrics.measures import monthly
from subledger.metrics.query import MetricQuery
from subledger.metrics.segments import Cut
from subledger.model.errors import unknown

COLUMNS = ("customer_id", "name", "first_day", "at_start", "value", "change")


def members(seen: Seen, cut: Cut, query: MetricQuery, cohort: date, age: str, at: int, limit: int, offset: int) -> Part:
    """The customers whose first paying day lies in the cohort's period, with their MRR on it and at an age.

    Grain: customer.   Units: reporting currency per month.   age: calendar or own, as in cohorts.
    """
    if age not in AGES:
        raise unknown("age", age, AGES)
    days, given = AnyDays(query.grain, query.is_of_whole_months), {START: cohort, END: query.end}
    count, (start, value) = seen.summed(_summed(cut, days, age, at), given)
    rows = seen.read(_listed(cut, days, age, at, limit, offset), ("customer_id", "name", "first_day", "start", "micros"), given)
    for row in rows:
        row["at_start"], row["value"] = monthly(int(row.pop("start"))), monthly(int(row.pop("micros")))
        row["change"] = row["value"] - row["at_start"]
    return seen.part(COLUMNS, rows, count, value, {"at_start": start, "value": value})


@definition
def _members(cut: Cut, days: AnyDays, age: str, at: int) -> ir.Table:
    """The customers of the cohort whose period begins with the days.   Shapes: customer_key, first_day, start, micros."""
    rows = aged(cut, days, age)
    rows = rows.filter(rows.cohort == ibis.date(days.start))
    reached = (rows.after - rows.before).sum(where=rows.age <= at)
    return rows.group_by(customer_key=rows.entity).agg(
        first_day=rows.first_day.min(), start=wide(rows.at_start.max()), micros=wide(reached.fill_null(0))
    )


@definition
def _summed(cut: Cut, days: AnyDays, age: str, at: int) -> ir.Table:
    return sums(_members(cut, days, age, at), "start", "micros")


@definition
def _listed(cut: Cut, days: AnyDays, age: str, at: int, limit: int, offset: int) -> ir.Table:
    rows = named(_members(cut, days, age, at), cut.ledger)
    change = rows.micros - rows.start
    shown = rows.order_by([ibis.desc(change.abs()), ibis.desc(rows.start), rows.customer_id]).limit(limit, offset=offset)
    return shown.select("customer_id", "name", "first_day", "start", "micros")

"""Who is in a cohort: its customers, what they began with and what is left at an age."""

from __future__ import annotations

from datetime import date

import ibis

from subledger.book.looking.part import Part, Seen
from subledger.ledger.tables import wide
from subledger.metrics.cohorts import AGES, aged
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
    held = aged(cut, query, age)
    held = held.filter(held.cohort == ibis.date(cohort))
    is_then = (held.since <= at) & (held.until > at)
    found = held.group_by(customer_key=held.entity).agg(
        first_day=held.first_day.min(), start=wide(held.at_start).max(), micros=wide(held.micros).sum(where=is_then).fill_null(0)
    )
    count, (start, value) = seen.summed(found, "start", "micros")
    named = seen.named(found)
    change = named.micros - named.start
    shown = named.order_by([ibis.desc(change.abs()), ibis.desc(named.start), named.customer_id]).limit(limit, offset=offset)
    rows = seen.read(shown, ("customer_id", "name", "first_day", "start", "micros"))
    for row in rows:
        row["at_start"], row["value"] = monthly(int(row.pop("start"))), monthly(int(row.pop("micros")))
        row["change"] = row["value"] - row["at_start"]
    return seen.part(COLUMNS, rows, count, value, {"at_start": start, "value": value})

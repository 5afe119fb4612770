"""Cohorts: customers by when they first paid, and what is left of them at each age."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import definition, wide
from subledger.metrics.days import Days
from subledger.metrics.flows import truncated
from subledger.metrics.retention import changes
from subledger.metrics.segments import Cut
from subledger.model.calendar import MONTHS

OF = ("customers", "net", "gross")
AGES = ("calendar", "own")


@definition
def cohorts(cut: Cut, query: Days, age: str) -> ir.Table:
    """What each cohort gains and loses at each age: of customers who first paid from the query's start on.

    Grain: cohort (first day of its period), age.   Shapes: customers, net, gross: changes from the age before; base: at age −1.
    Units: micros per year; gross takes the smaller of now and the first paying day, per customer.
    Calendar age k is the end of the k-th period after the cohort's own; own age k is the customer's k-th anniversary of its
    first paying day.
    """
    rows = aged(cut, query, age)
    one = ibis.literal(1, "int64")
    base = rows.filter(rows.day == rows.first_day, rows.after > 0)
    parts = ibis.union(
        base.select("cohort", age=ibis.literal(-1, "int64"), customers=one, net=base.at_start, gross=base.at_start),
        rows.select(
            "cohort",
            "age",
            customers=(rows.after > 0).cast("int64") - (rows.before > 0).cast("int64"),
            net=rows.after - rows.before,
            gross=ibis.least(rows.after, rows.at_start) - ibis.least(rows.before, rows.at_start),
        ),
    )
    return parts.group_by("cohort", "age").agg(**{name: wide(parts[name]).sum() for name in OF})


def aged(cut: Cut, query: Days, age: str) -> ir.Table:
    """The changes of each customer who first paid from the query's start on, with the age at which they are.

    Grain: entity, day, fx apart.   Shapes: entity, day, before, after (retention.changes), first_day, cohort, age, at_start: what it was
    worth on its first day.
    """
    rows = changes(cut, query.end)
    first = rows.filter(rows.after > 0).group_by("entity").agg(first_day=rows.day.min())
    first = first.filter(first.first_day >= ibis.date(query.start))
    rows = rows.filter(rows.day >= ibis.date(query.start))
    began = rows.filter(rows.after > 0).join(first, "entity").filter(lambda found: found.day == found.first_day)
    began = began.select("first_day", of="entity", at_start="after", cohort=truncated(began.first_day, query.grain))
    found = rows.join(began, [rows.entity == began.of, rows.day >= began.first_day]).drop("of")
    ages = _own_age if age == "own" else _calendar_age
    return found.mutate(age=ages(found.day, found.first_day, query.grain))


def _calendar_age(day: ir.DateValue, first: ir.DateValue, grain: str) -> ir.IntegerValue:
    if grain in MONTHS:
        return (_month(truncated(day, grain)) - _month(truncated(first, grain))).cast("int64") // MONTHS[grain]
    days = truncated(day, grain).delta(truncated(first, grain), unit="day")
    return days.cast("int64") // (7 if grain == "week" else 1)


def _own_age(day: ir.DateValue, first: ir.DateValue, grain: str) -> ir.IntegerValue:
    """The first anniversary on or after a day; an anniversary that a month does not have is its last day."""
    if grain not in MONTHS:
        step = 7 if grain == "week" else 1
        return (day.delta(first, unit="day").cast("int64") + step - 1) // step
    last_of_month = (day.truncate("M").cast("date") + ibis.interval(months=1) - ibis.interval(days=1)).day()
    anniversary = ibis.least(first.day(), last_of_month)
    months = _month(day) - _month(first) + (anniversary < day.day()).cast("int64")
    step = MONTHS[grain]
    return (months.cast("int64") + step - 1) // step


def _month(day: ir.DateValue) -> ir.IntegerValue:
    return day.year().cast("int64") * 12 + day.month().cast("int64")

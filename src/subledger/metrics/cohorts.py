"""Cohorts: customers by when they first paid, and what is left of them at each age."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import definition, wide
from subledger.metrics.days import Days
from subledger.metrics.flows import truncated
from subledger.metrics.retention import balances
from subledger.metrics.segments import Cut
from subledger.model.calendar import MONTHS

OF = ("customers", "net", "gross")
AGES = ("calendar", "own")


@definition
def cohorts(cut: Cut, query: Days, age: str) -> ir.Table:
    """What each cohort gains and loses at each age.

    Grain: cohort (first day of its period), age.   Shapes: customers, net, gross: changes from the age before; base: at age −1.
    Units: micros per year; gross takes the smaller of now and the first paying day, per customer.
    Calendar age k is the end of the k-th period after the cohort's own; own age k is the customer's k-th anniversary of its
    first paying day.
    """
    held = aged(cut, query, age)
    one, minus = ibis.literal(1, "int64"), ibis.literal(-1, "int64")
    base = held.filter(held.starts_day == held.first_day)
    stays = held.filter(held.since < held.until)
    changes = ibis.union(
        base.select("cohort", age=ibis.literal(-1, "int64"), customers=one, net=base.micros, gross=base.micros),
        stays.select("cohort", age=stays.since, customers=one, net=stays.micros, gross=stays.least),
        stays.select("cohort", age=stays.until, customers=minus, net=-stays.micros, gross=-stays.least),
    )
    return changes.group_by("cohort", "age").agg(**{name: wide(changes[name]).sum() for name in OF})


def aged(cut: Cut, query: Days, age: str) -> ir.Table:
    """What each customer is worth over the ages at which it is worth that.

    Grain: entity, span.   Shapes: entity, cohort, since and until (ages), micros, at_start, least (of both), starts_day, first_day.
    """
    held = balances(cut, query.end)
    start = held.filter(held.starts_day == held.first_day).select(entity_="entity", at_start=held.micros)
    held = held.join(start, [held.entity == start.entity_]).drop("entity_")
    ages = _own_age if age == "own" else _calendar_age
    return held.mutate(
        cohort=truncated(held.first_day, query.grain),
        since=ages(held.starts_day, held.first_day, query.grain),
        until=ages(held.ends_day, held.first_day, query.grain),
        least=ibis.least(held.micros, held.at_start),
    )


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

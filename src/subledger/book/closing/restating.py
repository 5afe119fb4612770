"""Restating: what a load makes of months that were over before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

import ibis
import ibis.expr.types as ir

from subledger.book import opening
from subledger.book.building.refreshing import CHANGED, Refreshed
from subledger.engine import Engine
from subledger.ledger.tables import Ledger, unbound, wide
from subledger.model.calendar import OPEN_END, add_months, grain_start, label
from subledger.model.money import mrr


@dataclass(frozen=True, slots=True)
class Restated:
    """An earlier month whose closing MRR a load changed.

    known_at: up to when the book knew before, so that a bridge can begin there; None where no time tells the two loads apart.
    """

    month: str
    before: Fraction
    after: Fraction
    known_at: datetime | None = None


def restated(engine: Engine, of: Ledger, renewed: Ledger | Refreshed, moment: datetime) -> list[Restated]:
    """The months over in a ledger in force whose closing MRR the one that takes its place changes; the largest change first.

    moment: from when the load is known. To be asked before the new one is published.
    Cost: one grouped sum over the postings of the customers who changed, and one over all where some sum did.
    """
    if of.load_id == 0:
        return []
    moved = _moved(engine, of, renewed)
    until = _until(engine, of) if any(moved.values()) else None
    if until is None:
        return []
    rows = of.postings
    gained = _gained(engine, rows.filter(rows.day < ibis.date(grain_start(until, "month"))))
    known = opening.known_at(engine, of.load_id)
    known_at = known if known and known < moment else None
    found, was, change = [], 0, 0
    month = min(*gained, *moved, until)
    while add_months(month, 1) <= until:
        was, change = was + gained.get(month, 0), change + moved.get(month, 0)
        if change:
            found.append(Restated(label(month, "month"), mrr(was), mrr(was + change), known_at))
        month = add_months(month, 1)
    return sorted(found, key=lambda each: -abs(each.after - each.before))


def _moved(engine: Engine, of: Ledger, renewed: Ledger | Refreshed) -> dict[date, int]:
    """How much more run-rate each month gains."""
    if isinstance(renewed, Refreshed):
        before, after = of.postings.semi_join(unbound(CHANGED), "customer_key"), renewed.part.postings
    else:
        before, after = of.postings, renewed.postings
    was, now = _gained(engine, before), _gained(engine, after)
    return {month: now.get(month, 0) - was.get(month, 0) for month in {*was, *now}}


def _gained(engine: Engine, postings: ir.Table) -> dict[date, int]:
    """Run-rate gained per month, in micros per year."""
    days = postings.group_by("day").agg(micros=wide(postings.run_rate_micros).sum())
    gained: dict[date, int] = {}
    for day, micros in engine.rows(days):
        month = grain_start(day, "month")
        gained[month] = gained.get(month, 0) + int(micros)
    return gained


def _until(engine: Engine, of: Ledger) -> date | None:
    """The last day on which any state of a ledger begins or ends, up to the day of its newest load."""
    rows = of.states
    ended = rows.filter(rows.ends_day < OPEN_END)
    # Each by itself: what is filtered before it is read costs less than half of what is filtered as it is added up.
    last = [engine.rows(each)[0][0] for each in (rows.agg(day=rows.starts_day.max()), ended.agg(day=ended.ends_day.max()))]
    days = [day for day in last if day is not None]
    return min(max(days), opening.today(engine, of.load_id)) if days else None

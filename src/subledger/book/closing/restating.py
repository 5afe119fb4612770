"""Restating: what a load makes of months that were over before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

import ibis

from subledger.book import opening
from subledger.book.building import ledgers
from subledger.engine import Engine
from subledger.ledger.tables import Ledger, wide
from subledger.model.calendar import add_months, grain_start, label
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


@dataclass(frozen=True, slots=True)
class Reported:
    """What a book said before a load: run-rate gained per month, and the day up to which its data reached."""

    gained: dict[date, int]
    until: date | None
    known_at: datetime | None


def reported(engine: Engine, settings: opening.Settings) -> Reported:
    """What the book's own ledger says now, before a load is published."""
    ledger = _own(engine, settings)
    reach = opening.span(engine, ledger)
    until = min(reach[1], opening.today(engine, ledger.load_id)) if reach else None
    return Reported(_gained(engine, ledger, until) if until else {}, until, opening.known_at(engine, ledger.load_id))


def restated(engine: Engine, settings: opening.Settings, before: Reported, moment: datetime) -> list[Restated]:
    """The months over before a load, known at a moment, whose closing MRR it changed; the largest change first.

    Cost: one grouped sum over the postings, as for what was reported.
    """
    if before.until is None:
        return []
    after = _gained(engine, _own(engine, settings), before.until)
    known_at = before.known_at if before.known_at and before.known_at < moment else None
    found, was, now = [], 0, 0
    month = min((*before.gained, *after), default=before.until)
    while add_months(month, 1) <= before.until:
        was, now = was + before.gained.get(month, 0), now + after.get(month, 0)
        if was != now:
            found.append(Restated(label(month, "month"), mrr(was), mrr(now), known_at))
        month = add_months(month, 1)
    return sorted(found, key=lambda each: -abs(each.after - each.before))


def _own(engine: Engine, settings: opening.Settings) -> Ledger:
    """The ledger in force of the book's own policy and currency."""
    found = ledgers.find(engine, settings.policy, settings.currency, settings.currency)
    if found is None:
        raise LookupError("a book keeps the ledger of its own policy")
    return found


def _gained(engine: Engine, ledger: Ledger, until: date) -> dict[date, int]:
    """Run-rate gained per month, in micros per year, of the months that end by a day."""
    rows = ledger.postings.filter(ledger.postings.day < ibis.date(grain_start(until, "month")))
    days = rows.group_by("day").agg(micros=wide(rows.run_rate_micros).sum())
    gained: dict[date, int] = {}
    for day, micros in engine.rows(days):
        month = grain_start(day, "month")
        gained[month] = gained.get(month, 0) + int(micros)
    return gained

"""Closing: a month's figures as they were reported, kept beside what the book says of it now."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from fractions import Fraction

from subledger.book import opening
from subledger.book.building import ledgers
from subledger.book.closing.content import content_hash
from subledger.engine import Engine
from subledger.ledger.tables import Ledger, unbound
from subledger.metrics.catalogue import METRICS
from subledger.metrics.query import MetricQuery
from subledger.metrics.run import Asked, run
from subledger.model import tables
from subledger.model.calendar import Period, add_months, grain_start, label
from subledger.model.errors import SubledgerError
from subledger.model.policy import Policy
from subledger.model.view import period

CLOSED, REOPENED = "closed", "reopened"
FIGURES = tuple(metric.slug for metric in METRICS if metric.rollup in ("last", "sum"))
"""What is closed: every balance and flow. Ratios follow from them."""
Figures = Mapping[str, Fraction]
Of = tuple[str, str, str]
"""A month, a policy's hash and a currency."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A month as it was closed, and whether it was reopened since.

    A month is closed under one policy and in one currency at a time; each such closing stands for itself.
    figures: exact, by slug.   known_at: up to when the book knew.   content_hash: of the ledger up to the month's end.
    """

    month: str
    closed_at: datetime
    note: str | None
    policy: Policy
    currency: str
    load_id: int
    known_at: datetime
    figures: Figures
    content_hash: str
    reopened_at: datetime | None = None
    reason: str | None = None

    @property
    def of(self) -> Of:
        """What is closed: the month, under a policy and in a currency."""
        return self.month, self.policy.hash, self.currency


def close_month(engine: Engine, ledger: Ledger, asked: Asked, text: str, note: str | None) -> Closing:
    """Writes down a month's figures as the ledger has them now, under its policy and in its currency.

    Raises: SubledgerError for a month that is not over, is closed already, or is none.
    """
    month = month_of(text)
    _refuse_open(engine, ledger, month)
    last = last_of(closings(engine), month, ledger.policy, ledger.currency)
    if last is not None and last.reopened_at is None:
        raise SubledgerError(
            f"{month.label} was closed on {last.closed_at:%Y-%m-%d} under {last.policy.name} in {last.currency}",
            "month_closed",
            month.label,
            "a month that is open",
            f"subledger reopen {month.label} --reason TEXT",
        )
    figures = figures_of(ledger, asked, [month.start])[month.start]
    known_at = opening.known_at(engine, ledger.load_id)
    record = json.dumps({slug: str(value) for slug, value in figures.items()})
    of = (ledgers.written(ledger.policy), ledger.policy.hash, ledger.currency, ledger.load_id, known_at)
    _write(engine, month, CLOSED, note, *of, record, content_hash(engine, ledger, month.end))
    return closings(engine)[-1]


def reopen_month(engine: Engine, policy: Policy, currency: str, text: str, reason: str) -> Closing:
    """Writes down that a month closed under a policy and in a currency is open again; what it was closed with stays.

    Raises: SubledgerError for a month that is not closed, and for no reason.
    """
    month = month_of(text)
    opening.refuse_reader(engine)
    if not reason.strip():
        raise SubledgerError("a month is reopened for a reason", "no_reason", reason, "a few words")
    last = last_of(closings(engine), month, policy, currency)
    if last is None or last.reopened_at is not None:
        raise not_closed(month, policy, currency)
    _write(engine, month, REOPENED, reason, ledgers.written(policy), policy.hash, currency, *(None for _ in range(4)))
    found = last_of(closings(engine), month, policy, currency)
    return found or last


def closings(engine: Engine) -> list[Closing]:
    """Every closing, in the order in which they were made."""
    record = unbound(tables.CLOSINGS)
    found: list[Closing] = []
    for _, day, event, at, note, written, _, currency, load_id, known_at, figures, content in engine.rows(record.order_by("number")):
        month = label(day, "month")
        policy = ledgers.recalled(written) if written else None
        if event == CLOSED and policy:
            exact = {slug: Fraction(value) for slug, value in json.loads(figures).items()}
            found.append(Closing(month, at, note, policy, currency, load_id, known_at, exact, content))
        else:
            # A reopening that names no policy is of a time when a month had one closing.
            of = (month, policy.hash, currency) if policy else None
            place = max(place for place, each in enumerate(found) if (each.of == of if of else each.month == month))
            found[place] = replace(found[place], reopened_at=at, reason=note)
    return found


def month_of(text: str) -> Period:
    """The month of a text such as 2025-03."""
    if not re.fullmatch(r"\d{4}-\d\d", text, re.ASCII):
        raise SubledgerError(f"{text!r} is not a month", "not_a_month", text, "YYYY-MM, as 2025-03")
    month = period(text)
    opening.refuse_beyond(month.start)
    return month


def closable(engine: Engine, ledger: Ledger) -> list[date]:
    """The first day of every month that the book's data covers to its end, whether it is closed or not."""
    span = opening.span(engine, ledger)
    if span is None:
        return []
    first, known = grain_start(span[0], "month"), opening.today(engine, ledger.load_id)
    last = min(add_months(grain_start(known, "month"), -1), grain_start(span[1], "month"))
    many = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(first, after) for after in range(many)]


def _refuse_open(engine: Engine, ledger: Ledger, month: Period) -> None:
    """Raises for a month that the book's data does not cover to its end."""
    span, months = opening.span(engine, ledger), closable(engine, ledger)
    if span is None:
        raise SubledgerError(f"{month.label} cannot be closed: the book is empty", "month_not_over", month.label, "a book with a load")
    if month.start not in months:
        known = opening.today(engine, ledger.load_id)
        why = f"the book knows up to {known}" if month.end > known else f"its data is from {span[0]} to {span[1]}"
        whole = f"a month from {label(months[0], 'month')} to {label(months[-1], 'month')}" if months else "a book that knows a whole month"
        hint = "load what has come since, then close it" if not months or month.start > months[-1] else None
        raise SubledgerError(f"{month.label} is not over in the book's data: {why}", "month_not_over", month.label, whole, hint)


def not_closed(month: Period, policy: Policy, currency: str) -> SubledgerError:
    """The error for a month that nobody closed, or that is open again."""
    return SubledgerError(
        f"{month.label} is not closed under {policy.name} in {currency}",
        "month_not_closed",
        month.label,
        "a closed month: subledger closed",
        f"subledger close {month.label}",
    )


def last_of(found: Iterable[Closing], month: Period, policy: Policy, currency: str) -> Closing | None:
    """A month's last closing under a policy and in a currency, reopened or not."""
    return next((each for each in reversed(list(found)) if each.of == (month.label, policy.hash, currency)), None)


def _write(engine: Engine, month: Period, event: str, *rest: object) -> None:
    record = unbound(tables.CLOSINGS)
    number = int(engine.rows(record.agg(last=record.number.max()))[0][0] or 0) + 1
    now = datetime.now(UTC).replace(tzinfo=None)
    engine.insert_rows(tables.CLOSINGS, [(number, month.start, event, now, *rest)])


def figures_of(ledger: Ledger, asked: Asked, months: list[date]) -> dict[date, dict[str, Fraction]]:
    """What the ledger says of months: one question for all from the first to the last of them."""
    found: dict[date, dict[str, Fraction]] = {month: {} for month in months}
    query = MetricQuery(FIGURES, min(months), add_months(max(months), 1), "month")
    for of, _, metric, value in run(ledger, query, asked):
        if of.start in found and value is not None:
            found[of.start][metric.slug] = Fraction(value)
    return found

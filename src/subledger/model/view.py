"""Views: from where a book is looked at. As of when, under which policy, known when, actual or planned."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from subledger.model.calendar import Period, grain_next, label
from subledger.model.errors import SubledgerError
from subledger.model.policy import Policy

ACTUAL, BUDGET = "actual", "budget"
EXPECTED = "day[@policy][@known-at], as 2025-03-31@standard or 2025-03@budget"


@dataclass(frozen=True, slots=True)
class View:
    """A point to look from. A balance is that of the period's end, a flow that of the whole period.

    policy: a policy, its name or file, or settings; None is the book's own. known_at: None is all that is known.
    """

    period: Period
    policy: Policy | str | Path | Mapping[str, object] | None = None
    known_at: datetime | None = None
    scenario: str = ACTUAL


def parse_view(text: str) -> View:
    """A view from its text: a day or a period, then perhaps a policy, a time, or `budget`.

    >>> view = parse_view("2025-03-31@board.toml@2025-04-05T12:00:00Z")
    >>> view.period.label, view.policy, view.known_at.isoformat()
    ('2025-03-31', 'board.toml', '2025-04-05T12:00:00+00:00')
    >>> parse_view("2025-Q1@budget").scenario
    'budget'
    """
    first, *rest = (part.strip() for part in text.split("@"))
    found = period(first)
    if not all(rest):
        raise SubledgerError(f"the view {text!r} has an empty part", "view", text, EXPECTED)
    known_at = _instant(rest[-1]) if rest else None
    named = rest[:-1] if known_at else rest
    if named == [BUDGET]:
        return View(found, None, known_at, BUDGET)
    # A policy's file may have an @ in its name.
    return View(found, "@".join(named) or None, known_at)


def _instant(text: str) -> datetime | None:
    if not re.match(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


_LABELS = {
    "day": r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
    "week": r"(?P<year>\d{4})-W(?P<week>\d\d)",
    "month": r"(?P<year>\d{4})-(?P<month>\d\d)",
    "quarter": r"(?P<year>\d{4})-Q(?P<quarter>[1-4])",
    "year": r"(?P<year>\d{4})",
}


def period(text: str) -> Period:
    """A period from its label.

    >>> period("2025-W05").start, period("2025-Q1").end
    (datetime.date(2025, 1, 27), datetime.date(2025, 4, 1))
    """
    for grain, pattern in _LABELS.items():
        found = re.fullmatch(pattern, text, re.ASCII)
        if found:
            return _period(text, grain, {name: int(number) for name, number in found.groupdict().items()})
    raise SubledgerError(
        f"{text!r} is neither a day nor a period", "view", text, "2025-03-31, 2025-W13, 2025-03, 2025-Q1 or 2025, then perhaps @policy"
    )


def _period(text: str, grain: str, of: Mapping[str, int]) -> Period:
    try:
        if grain == "week":
            start = date.fromisocalendar(of["year"], of["week"], 1)
        else:
            start = date(of["year"], of.get("month", 3 * of.get("quarter", 1) - 2), of.get("day", 1))
        return Period(label(start, grain), start, grain_next(start, grain))
    except (ValueError, OverflowError):
        raise SubledgerError(f"{text}: there is no such {grain} in the calendar", "view", text, f"a {grain} that exists") from None


def closing(of: Period) -> Period:
    """What a balance at a period's end is asked of: its last day; its last month, where both end, as some policies know months only."""
    last = of.last_day
    return Period(of.label, last.replace(day=1) if of.end.day == 1 else last, of.end)

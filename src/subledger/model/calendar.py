"""Days, periods and time zones. Intervals are half-open; a period's balance is that of its last day's end."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from subledger.model.errors import SubledgerError, unknown

OPEN_END = date(9999, 12, 31)
"""The end of what has no end."""
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2200, 1, 1)
"""The days a book can hold: [FIRST_DAY, LAST_DAY)."""

GRAINS = ("day", "week", "month", "quarter", "year")
SPAN = "span"
"""No grain of the calendar: all that is asked for as one period."""
MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A labelled span of days [start, end)."""

    label: str
    start: date
    end: date

    @property
    def last_day(self) -> date:
        """The day at whose end the period's balances stand."""
        return self.end - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """That day so many months on, held to the month's end.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def grain_start(day: date, grain: str) -> date:
    """The first day of the day's week (Monday), month, quarter or year."""
    if grain in ("day", SPAN):
        return day
    if grain == "week":
        return day - timedelta(days=day.weekday())
    months = MONTHS[grain]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def grain_next(start: date, grain: str, steps: int = 1) -> date:
    """The first day of the period so many steps after the one that begins at start."""
    if grain in ("day", "week"):
        return start + timedelta(days=steps * (1 if grain == "day" else 7))
    return add_months(start, MONTHS[grain] * steps)


def label(start: date, grain: str) -> str:
    """How a period is written: 2025-01-31, 2025-W05, 2025-01, 2025-Q1, 2025."""
    if grain == "day":
        return start.isoformat()
    if grain == "week":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02d}"
    if grain == "month":
        return f"{start:%Y-%m}"
    return f"{start.year}-Q{(start.month + 2) // 3}" if grain == "quarter" else f"{start.year}"


def periods(start: date, end: date, grain: str) -> list[Period]:
    """The periods of a grain that cover [start, end), the outer two cut to it.

    >>> [p.label for p in periods(date(2025, 1, 15), date(2025, 3, 2), "month")]
    ['2025-01', '2025-02', '2025-03']
    """
    if grain not in (*GRAINS, SPAN):
        raise unknown("grain", grain, GRAINS)
    if start >= end:
        raise SubledgerError(f"the span {start} to {end} is empty", "empty_span", expected="--from before --to (exclusive)")
    if grain == SPAN:
        return [Period(f"{start} to {end - timedelta(days=1)}", start, end)]
    return list(_periods(start, end, grain))


def _periods(start: date, end: date, grain: str) -> Iterator[Period]:
    first = grain_start(start, grain)
    while first < end:
        following = grain_next(first, grain)
        yield Period(label(first, grain), max(first, start), min(following, end))
        first = following


def zone(name: str) -> ZoneInfo:
    """The IANA time zone of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SubledgerError(f"unknown time zone {name!r}", "unknown_timezone", name, "an IANA name such as UTC or Europe/Berlin") from None


@dataclass(frozen=True, slots=True)
class Offset:
    """From this UTC instant on, the zone's clocks are this far ahead of UTC."""

    since: datetime
    ahead: timedelta


@cache
def offsets(name: str, first_year: int = FIRST_DAY.year, last_year: int = 2100) -> tuple[Offset, ...]:
    """Every change of a zone's clocks between two years, oldest first, the state at the beginning in front.

    The day of an instant is read from this table in every engine, as engines disagree about zones.
    """
    info = zone(name)
    found: list[Offset] = []
    moment = datetime(first_year, 1, 1, tzinfo=UTC)
    end = datetime(last_year, 1, 1, tzinfo=UTC)
    while moment < end:
        ahead = _ahead(info, moment)
        if not found or found[-1].ahead != ahead:
            found.append(Offset(_changed(info, moment, ahead) if found else moment, ahead))
        moment += timedelta(days=7)
    return tuple(found)


def _ahead(info: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(info).utcoffset() or timedelta()


def _changed(info: ZoneInfo, after: datetime, ahead: timedelta) -> datetime:
    low, high = after - timedelta(days=7), after
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        low, high = (low, middle) if _ahead(info, middle) == ahead else (middle, high)
    return high.replace(second=0, microsecond=0)


def local_time_exists(name: str, local: datetime) -> bool:
    """Whether a wall-clock time occurs in a zone: in spring an hour does not."""
    info = zone(name)
    back = local.replace(tzinfo=info).astimezone(UTC).astimezone(info).replace(tzinfo=None)
    return back == local.replace(tzinfo=None)

"""Movements month by month: each month is asked of a ledger once, and whole months add up to any longer period."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from subledger.metrics.days import END, START, AnyDays
from subledger.metrics.flows import moved_before, moved_within
from subledger.metrics.segments import Cut
from subledger.model.calendar import add_months

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from subledger.metrics.run import Asked

    Definition = Callable[[Cut, AnyDays], ir.Table]

MONTHS = AnyDays("month", is_of_whole_months=True)
Rows = list[tuple[Any, ...]]


def moved_by_month(cut: Cut, start: date, end: date, asked: Asked) -> Iterator[tuple[date | None, tuple[Any, ...]]]:
    """What moved in each whole month of [start, end), by its first day, and before them all, by none.

    Shapes: those of flows.moved, but the bucket.
    """
    for row in _before(cut, start, asked):
        yield None, row
    yield from within(moved_within, cut, start, end, asked)


def within(definition: Definition, cut: Cut, start: date, end: date, asked: Asked) -> Iterator[tuple[date, tuple[Any, ...]]]:
    """What a definition finds in each whole month of [start, end), by its first day. Its rows begin with their bucket."""
    found: dict[date, Rows | None] = {month: asked.recalled((definition, cut, month)) for month in _months(start, end)}
    unknown = [month for month, rows in found.items() if rows is None]
    if unknown:
        found |= _asked(definition, cut, unknown[0], add_months(unknown[-1], 1), asked)
    for month, rows in found.items():
        for row in rows or ():
            yield month, row


def _asked(definition: Definition, cut: Cut, start: date, end: date, asked: Asked) -> dict[date, Rows]:
    """One question for all months, also for those between that are known."""
    found: dict[date, Rows] = {month: [] for month in _months(start, end)}
    for month, *row in asked.rows(_defined(definition, cut), {START: start, END: end}):
        found[month].append(tuple(row))
    for month, rows in found.items():
        asked.remember((definition, cut, month), rows)
    return found


def _before(cut: Cut, start: date, asked: Asked) -> Rows:
    """What moved before a month: as it is remembered, also with the months since an earlier one added."""
    between: Rows = []
    month = start
    while (earlier := asked.recalled((moved_before, cut, month))) is None:
        month = add_months(month, -1)
        rows = asked.recalled((moved_within, cut, month))
        if rows is None:
            earlier = asked.rows(_defined(moved_before, cut), {START: start})
            asked.remember((moved_before, cut, start), earlier)
            return earlier
        between += rows
    return [*earlier, *between]


def _months(start: date, end: date) -> list[date]:
    found = [start]
    while (following := add_months(found[-1], 1)) < end:
        found.append(following)
    return found


@lru_cache(maxsize=512)
def _defined(definition: Definition, cut: Cut) -> ir.Table:
    return definition(cut, MONTHS)

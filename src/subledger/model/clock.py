"""The wall clocks of a time zone, as expressions: which day of the book an instant falls on.

An instant is compared with the zone's own changes of clock, as engines disagree about zones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from subledger.model.calendar import offsets

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True, slots=True)
class Clock:
    """A time zone's clocks as a table of changes."""

    zone: str

    def from_local(self, local: ir.TimestampValue) -> ir.TimestampValue:
        """The UTC instant of a wall-clock time; the first of the two where clocks go back."""
        return self._moved(local, -1, is_local=True)

    def to_local(self, instant: ir.TimestampValue) -> ir.TimestampValue:
        """The wall-clock time of a UTC instant."""
        return self._moved(instant, 1, is_local=False)

    def is_fixed_utc(self) -> bool:
        """Whether the zone's clocks are those of UTC for ever."""
        changes = _changes(self.zone, False)
        return len(changes) == 1 and changes[0][1] == 0

    def _moved(self, moment: ir.TimestampValue, sign: int, *, is_local: bool) -> ir.TimestampValue:
        if self.is_fixed_utc():
            return moment
        changes = _changes(self.zone, is_local)
        return moment + (_ahead(moment, changes, 0, len(changes)) * sign).as_interval("s")


@cache
def _changes(zone: str, is_local: bool) -> tuple[tuple[datetime, int], ...]:
    """From which moment on clocks are how many seconds ahead; by wall clock, a moment that never was counts as before the change."""
    found = []
    before = None
    for offset in offsets(zone):
        key = offset.since.replace(tzinfo=None)
        if is_local:
            key += max(offset.ahead, before or offset.ahead)
        found.append((key, int(offset.ahead.total_seconds())))
        before = offset.ahead
    return tuple(found)


def _ahead(moment: Any, changes: tuple[tuple[datetime, int], ...], low: int, high: int) -> Any:
    """A search by halves as nested conditions: eight comparisons for a century of summer times."""
    import ibis

    if len({seconds for _, seconds in changes[low:high]}) == 1:
        return ibis.literal(changes[low][1], "int64")
    middle = (low + high) // 2
    return ibis.ifelse(moment < changes[middle][0], _ahead(moment, changes, low, middle), _ahead(moment, changes, middle, high))

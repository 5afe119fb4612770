"""The wall clocks of a time zone, as expressions: which day of the book an instant falls on.

An instant is compared with the zone's own changes of clock, as engines disagree about zones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from subledger.model.calendar import offsets

if TYPE_CHECKING:
    import ibis.expr.types as ir

FIRST_CHANGE, LAST_CHANGE = 1990, 2100
"""The years whose changes of clocks are known."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time zone's clocks as a table of changes, searched by halves: eight comparisons for a century of summer times."""

    zone: str

    def from_local(self, wall: ir.TimestampValue) -> ir.TimestampValue:
        """The UTC instant of a wall-clock time; the first of the two where clocks go back."""
        return wall if self.is_utc() else wall - _found(wall, _local_changes(self.zone)).as_interval("s")

    def to_local(self, instant: ir.TimestampValue) -> ir.TimestampValue:
        """The wall-clock time of a UTC instant."""
        return instant if self.is_utc() else instant + _found(instant, _changes(self.zone)).as_interval("s")

    def is_skipped(self, wall: ir.TimestampValue) -> ir.BooleanValue | None:
        """Whether a wall-clock time never was, as clocks went forward over it; None when they never do."""
        return _found(wall, _gaps(self.zone)) if len(_gaps(self.zone)) > 1 else None

    def is_utc(self) -> bool:
        """Whether the zone's clocks are those of UTC for ever."""
        return [seconds for _, seconds in _changes(self.zone)] == [0]


Steps = tuple[tuple[datetime, Any], ...]


@cache
def _changes(zone: str) -> Steps:
    """From which UTC instant on clocks are how many seconds ahead."""
    return tuple(
        (change.since.replace(tzinfo=None), int(change.ahead.total_seconds())) for change in offsets(zone, FIRST_CHANGE, LAST_CHANGE)
    )


@cache
def _local_changes(zone: str) -> Steps:
    """The same by wall clock: the skipped hour counts as before the change, the doubled one too."""
    before = None
    found = []
    for since, ahead in _changes(zone):
        found.append((since + timedelta(seconds=max(ahead, ahead if before is None else before)), ahead))
        before = ahead
    return tuple(found)


@cache
def _gaps(zone: str) -> Steps:
    """From which wall-clock time on times are skipped, or no longer are."""
    changes = _changes(zone)
    found: list[tuple[datetime, bool]] = [(changes[0][0], False)]
    for (_, before), (since, ahead) in pairwise(changes):
        if ahead > before:
            found += [(since + timedelta(seconds=before), True), (since + timedelta(seconds=ahead), False)]
    return tuple(found)


def _found(moment: Any, steps: Steps) -> Any:
    """What holds from the last step at or before a moment."""
    import ibis

    if len({value for _, value in steps}) == 1:
        value = steps[0][1]
        return ibis.literal(value, "boolean" if isinstance(value, bool) else "int64")
    half = len(steps) // 2
    return ibis.ifelse(moment < steps[half][0], _found(moment, steps[:half]), _found(moment, steps[half:]))

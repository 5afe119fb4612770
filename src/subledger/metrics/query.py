"""What is asked: which metrics, over which periods, of which part of the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from subledger.model.calendar import Period, periods
from subledger.model.errors import SubledgerError


@dataclass(frozen=True, slots=True)
class Where:
    """A part of the book: an attribute and the values it may have. Negated: any but these. None is an unknown value."""

    attribute: str
    values: tuple[str | None, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class MetricQuery:
    """Metrics per period [start, end), by an attribute, of a part of the book. trailing: months that nrr and grr look back."""

    metrics: tuple[str, ...]
    start: date
    end: date
    grain: str = "month"
    by: str | None = None
    where: tuple[Where, ...] = ()
    trailing: int = 12

    @property
    def last_day(self) -> date:
        """The day at whose end closing balances stand."""
        return self.end - timedelta(days=1)

    @property
    def is_of_whole_months(self) -> bool:
        """Whether every period begins and ends with a month."""
        return self.grain not in ("day", "week") and self.start.day == 1 and self.end.day == 1

    def periods(self) -> list[Period]:
        """The periods asked for, the outer two cut to [start, end)."""
        return periods(self.start, self.end, self.grain)


def parse_where(texts: Sequence[str]) -> tuple[Where, ...]:
    """Filters from texts such as plan=pro, country!=US or country= (unknown). Repeated attributes widen: plan=a, plan=b is either.

    >>> parse_where(["plan=pro", "plan=team"])
    (Where(attribute='plan', values=('pro', 'team'), negated=False),)
    """
    found: dict[tuple[str, bool], list[str | None]] = {}
    for text in texts:
        attribute, sign, value = text.partition("=")
        negated = attribute.endswith("!")
        attribute = attribute.removesuffix("!").strip()
        if not sign or not attribute:
            raise SubledgerError(f"cannot read the filter {text!r}", "filter", text, "ATTRIBUTE=VALUE or ATTRIBUTE!=VALUE")
        found.setdefault((attribute, negated), []).append(value.strip() or None)
    return tuple(Where(attribute, tuple(values), negated) for (attribute, negated), values in found.items())

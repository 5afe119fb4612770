"""The budget: what was planned of a metric in some months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from subledger.engine import Engine
from subledger.ledger.tables import Ledger
from subledger.metrics.catalogue import BY_SLUG
from subledger.model import tables
from subledger.model.calendar import Period, add_months, grain_start
from subledger.model.errors import SubledgerError
from subledger.model.money import MICROS

NUMBER_AND_PRICE = MappingProxyType({"mrr": ("customers", "arpa"), "new_mrr": ("new_customers", "asp")})
"""Metrics that are a number of customers at a price each."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The lines of a budget, by month, metric and segment."""

    lines: dict[tuple[date, str, str | None], Fraction]

    def of(self, metric: str, months: Sequence[date]) -> Fraction | None:
        """A metric over some months: of a balance the last, of a flow the sum; None where a month that is needed is not planned."""
        found = [self._line(metric, month) for month in _needed(metric, months)]
        return None if None in found else sum((value for value in found if value is not None), Fraction(0))

    def _line(self, metric: str, month: date) -> Fraction | None:
        """What is planned for a month: the line of no segment; else the sum of its segments; else number × price."""
        if (month, metric, None) in self.lines:
            return self.lines[month, metric, None]
        parts = [value for (at, name, _), value in self.lines.items() if (at, name) == (month, metric)]
        if parts:
            return sum(parts, Fraction(0))
        if metric in NUMBER_AND_PRICE:
            number, price = (self._line(name, month) for name in NUMBER_AND_PRICE[metric])
            return number * price if number is not None and price is not None else None
        return None

    def needed(self, metric: str, months: Sequence[date]) -> Fraction:
        """The same. Raises: SubledgerError where it is not planned."""
        value = self.of(metric, months)
        if value is None:
            planned = sorted(at for at, name, _ in self.lines if name == metric)
            expected = f"months from {planned[0]:%Y-%m} to {planned[-1]:%Y-%m}" if planned else "a budget that plans it"
            span = f"{months[0]:%Y-%m}" + (f" to {months[-1]:%Y-%m}" if len(months) > 1 else "")
            hint = "load a budget.csv with month,metric,value"
            raise SubledgerError(f"the budget has no {metric} of {span}", "no_budget", span, expected, hint)
        return value

    def price(self, metric: str, months: Sequence[date]) -> Fraction | None:
        """What one customer of a metric is planned to pay; None where the budget says neither how many nor at what price."""
        number, price = NUMBER_AND_PRICE[metric]
        planned, count = self.of(metric, months), self.of(number, months)
        if planned is not None and count is not None:
            return planned / count if count else None
        return self._line(price, months[-1]) if len(_needed(metric, months)) == 1 else None

    def segments(self, metric: str, months: Sequence[date]) -> dict[str, Fraction]:
        """What is planned of each segment."""
        found: dict[str, Fraction] = {}
        for (month, name, segment), value in self.lines.items():
            if name == metric and segment is not None and month in _needed(metric, months):
                found[segment] = found.get(segment, Fraction(0)) + value
        return found


def budget(engine: Engine, ledger: Ledger) -> Budget:
    """The budget that a ledger knows."""
    rows = ledger.known(tables.BUDGET).select("month", "metric", "segment", "value_micros")
    return Budget({(month, metric, segment): Fraction(int(micros), MICROS) for month, metric, segment, micros in engine.rows(rows)})


def months_of(period: Period, *, is_balance: bool) -> list[date]:
    """The months of a period; of a balance on a month's last day that month.

    Raises: SubledgerError where it is not made of whole months.
    """
    is_day = period.start == period.last_day
    first = grain_start(period.last_day, "month") if is_balance and is_day else period.start
    if period.end.day != 1 or first.day != 1:
        expected = "a month, quarter or year" + (", or a month's last day" if is_balance else "")
        raise SubledgerError(f"a budget is by month, and {period.label} is none", "view", period.label, expected)
    found = []
    while first < period.end:
        found.append(first)
        first = add_months(first, 1)
    return found


def _needed(metric: str, months: Sequence[date]) -> Sequence[date]:
    is_flow = metric in BY_SLUG and BY_SLUG[metric].rollup == "sum"
    return months if is_flow else months[-1:]

"""Exchange rates of a book: the user's own before the central bank's."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from subledger.model.calendar import add_months
from subledger.model.errors import Fault
from subledger.model.money import RATE_SCALE, scaled_rate
from subledger.sources.ecb import ecb_rate, newest_day


class Rates:
    """What one unit of a currency is in the reporting currency, by day.

    own: the user's rates (day, currency, rate scaled by 10**12) into the book's own currency. A user's rate holds until the next one.
    today: what lies after it is taken at the newest rate known, as a rate of the future cannot be.
    In another reporting currency the user's rates go by way of the book's.
    """

    def __init__(self, reporting: str, book: str, today: date, own: Iterable[tuple[date, str, int]] = ()) -> None:
        self.reporting, self.book, self.today = reporting, book, today
        self._days: dict[str, list[date]] = defaultdict(list)
        self._own: dict[str, list[int]] = defaultdict(list)
        for day, currency, rate in sorted(own):
            self._days[currency].append(day)
            self._own[currency].append(rate)

    def on(self, currency: str, day: date) -> int | None:
        """The rate of a day, scaled; None where there is none."""
        if self.reporting == self.book:
            return self._into_book(currency, day)
        if not self._is_own(currency, day) and not self._is_own(self.reporting, day):
            return _scaled(ecb_rate(currency, self.reporting, day))
        above, below = self._into_book(currency, day), self._into_book(self.reporting, day)
        return scaled_rate(Fraction(above, below)) if above and below else None

    def _is_own(self, currency: str, day: date) -> bool:
        return bisect_right(self._days[currency], day) > 0

    def _into_book(self, currency: str, day: date) -> int | None:
        if currency == self.book:
            return RATE_SCALE
        if self._is_own(currency, day):
            return self._own[currency][bisect_right(self._days[currency], day) - 1]
        return _scaled(ecb_rate(currency, self.book, day))

    def newest(self, currency: str) -> int | None:
        """The newest rate known."""
        return self.on(currency, max([newest_day(), *self._days[currency]]))

    def of_month(self, currency: str, first: date) -> int | None:
        """The rate of a month's last day; of the newest day known in the month while it still runs."""
        last = add_months(first, 1) - timedelta(days=1)
        if self._is_own(currency, last):
            return self.on(currency, last)
        return self.on(currency, min(last, newest_day())) if newest_day() >= first else None

    def wanted(self, currency: str, day: date, setting: str) -> int | None:
        """The rate that a policy's fx.rate takes for a rate_day of ledger.fx."""
        if day > self.today:
            return self.newest(currency)
        return self.of_month(currency, day) if setting == "month_end" else self.on(currency, day)

    def newest_month(self, currency: str) -> date:
        """The first day of the newest month with a rate of its own for a currency."""
        return max([newest_day(), *self._days[currency]]).replace(day=1)


def _scaled(rate: Fraction | None) -> int | None:
    return None if rate is None else scaled_rate(rate)


def missing(gaps: Iterable[tuple[str, date]], reporting: str, book: str) -> list[Fault]:
    """The faults for rates that are nowhere: one per currency, naming the days."""
    by_currency: dict[str, list[date]] = defaultdict(list)
    for currency, day in gaps:
        by_currency[currency].append(day)
    return [_missing(currency, sorted(days), reporting, book) for currency, days in sorted(by_currency.items())]


def _missing(currency: str, days: list[date], reporting: str, book: str) -> Fault:
    span = f"on {days[0]}" if len(days) == 1 else f"on {len(days)} days from {days[0]} to {days[-1]}"
    return Fault(
        "missing_rate",
        f"no exchange rate from {currency} to {reporting} {span}",
        column="currency",
        value=currency,
        expected=f"a rate on {days[0]} or before it",
        hint=f"add fx_rates.csv with day,currency,rate: {days[0]},{currency},<{book} for one {currency}>",
    )

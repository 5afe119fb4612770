"""Readings: what a list may be, when it is not the MRR at the end of its day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType

from subledger.book.reconciling.amounts import Amounts, as_lists, at_end
from subledger.engine import Engine
from subledger.ledger.tables import Ledger
from subledger.model.calendar import add_months

_MONTH = Fraction(52, 12)
FACTORS = MappingProxyType(
    {
        Fraction(12): "a year's worth: × 12",
        Fraction(1, 12): "a twelfth: ÷ 12",
        Fraction(100): "in hundredths: × 100",
        Fraction(1, 100): "÷ 100",
        Fraction("4.33") / _MONTH: "a month of 4.33 weeks for one of 52/12",
        Fraction(30, 7) / _MONTH: "a month of 30/7 weeks for one of 52/12",
        Fraction(4) / _MONTH: "a month of 4 weeks for one of 52/12",
    }
)
"""What an amount may be multiplied by, and what that is."""
LISTS = MappingProxyType(
    {
        "began": "rows that began in the month, whether or not they still run",
        "ended": "rows that ended in the month",
        "closed": "rows of the month that have an end; what runs on without one is missing",
        "touched": "every row in force on some day of the month, what ended in it too",
    }
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a list: its amounts by customer. of_one: it may be true of one customer where it is not of the list."""

    name: str
    says: str
    amounts: Amounts
    of_one: bool


def readings(engine: Engine, ledger: Ledger, day: date, own: Amounts) -> Iterator[Reading]:
    """The ways to read a list that are no policy: of another day, in another unit, or rows of the month added up."""
    first = day.replace(day=1)
    before = day - timedelta(days=1)
    for name, of in (("day_before", before), ("month_start", first), ("month_before", first - timedelta(days=1)), ("month_end", _end(day))):
        if of != day and (of != before or name == "day_before"):
            yield Reading(name, f"MRR at the end of {of}", at_end(engine, ledger, of), name == "day_before")
    for factor, says in FACTORS.items():
        yield Reading(f"times {factor}", says, {name: amount * factor for name, amount in own.items()}, True)
    for name, amounts in as_lists(engine, ledger, day).items():
        yield Reading(name, LISTS[name], amounts, False)


def _end(day: date) -> date:
    return add_months(day.replace(day=1), 1) - timedelta(days=1)

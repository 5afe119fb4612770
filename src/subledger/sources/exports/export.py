"""An export as it was read: one amount per customer, perhaps of several days, or changes to be added up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from subledger.model.calendar import add_months
from subledger.model.errors import Fault

LIST, CHANGES = "list", "changes"


@dataclass(frozen=True, slots=True)
class Entry:
    """One amount of one customer, exact, in major units. A month stands at its last day; no day or currency where the file has none."""

    customer: str
    amount: Fraction
    day: date | None
    row: int
    currency: str | None = None


@dataclass(slots=True)
class Export:
    """A file's entries, what kind of list it is, its currency where it names one, and what was wrong or should be known.

    form: a list has what a customer pays, changes have by how much that changed. is_monthly: its days are months.
    currency: none is chosen yet where the file names several. is_native: its amounts are of what is priced in that currency alone.
    places: the most decimals that any amount has.
    """

    name: str
    form: str = LIST
    is_monthly: bool = False
    currency: str | None = None
    is_native: bool = False
    places: int = 0
    entries: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def days(self) -> Sequence[date]:
        """The days it speaks of, in order."""
        return sorted({entry.day for entry in self.entries if entry.day})

    @property
    def currencies(self) -> Mapping[str, int]:
        """The currencies that it names, with the number of amounts in each, the most first."""
        return dict(Counter(entry.currency for entry in self.entries if entry.currency).most_common())

    def native(self, currency: str) -> Export:
        """Its amounts in one of its currencies."""
        entries = [entry for entry in self.entries if entry.currency == currency]
        return replace(self, currency=currency, is_native=True, entries=entries)

    def on(self, day: date) -> dict[str, Fraction]:
        """Each customer's amount at the end of a day: that of the day or its month, or all changes up to it."""
        found: dict[str, Fraction] = defaultdict(Fraction)
        wanted = month_end(day) if self.is_monthly else day
        for entry in self.entries:
            if entry.day is None or entry.day == wanted or (self.form == CHANGES and entry.day < wanted):
                found[entry.customer] += entry.amount
        return dict(found)


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return add_months(day.replace(day=1), 1) - timedelta(days=1)

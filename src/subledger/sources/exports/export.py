"""An export as it was read: one amount per customer, perhaps of several days, or changes to be added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from subledger.model.calendar import add_months
from subledger.model.errors import Fault

LIST, CHANGES = "list", "changes"


@dataclass(frozen=True, slots=True)
class Entry:
    """One amount of one customer, exact, in major units. A month stands at its last day; no day where the file has none."""

    customer: str
    amount: Fraction
    day: date | None
    row: int


@dataclass(slots=True)
class Export:
    """A file's entries, what kind of list it is, its currency where it names one, and what was wrong or should be known.

    form: a list has what a customer pays, changes have by how much that changed. is_monthly: its days are months.
    places: the most decimals that any amount has.
    """

    name: str
    form: str = LIST
    is_monthly: bool = False
    currency: str | None = None
    places: int = 0
    entries: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def days(self) -> Sequence[date]:
        """The days it speaks of, in order."""
        return sorted({entry.day for entry in self.entries if entry.day})

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

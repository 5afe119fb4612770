"""One priced line of a subscription as it now stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from subledger.sources.demo.company import Discount, Plan

COUNTED = frozenset({"active", "past_due"})


@dataclass(slots=True)
class Line:
    """A priced line as it now stands; `worth_micros` is the sum of the effects so far."""

    item_id: str
    plan: Plan
    unit_minor: int
    quantity: int
    status: str
    discount: Discount | None
    lifts_on: date | None
    priced_on: date
    changed_on: date
    worth_micros: int = 0

    @property
    def is_counted(self) -> bool:
        """Whether the line adds to the run-rate under the `standard` policy."""
        return self.plan.kind == "recurring" and self.status in COUNTED

    def full_hundredths(self) -> int:
        """Hundredths of minor units per billing interval, after the discounts that count."""
        return self.unit_minor * self.quantity * 100 - self.off_hundredths(self.discount)

    def off_hundredths(self, discount: Discount | None) -> int:
        """Hundredths of minor units that a discount takes off per billing interval; one given once does not count."""
        if discount is None or discount.duration == "once":
            return 0
        return self.unit_minor * self.quantity * discount.percent + discount.amount * 100

    def kept_percent(self) -> int:
        """The percentage of the price that remains."""
        return 100 if self.discount is None or self.discount.duration == "once" else 100 - self.discount.percent

"""Measures: the few sums per period and segment from which every metric follows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from subledger.model.money import MICROS
from subledger.model.policy import Policy


@dataclass(slots=True)
class Measures:
    """All that was read of one period and segment. Money is in major units per month, exact.

    changed: what a balance gained where no movements tell (parts of months). movers_opening: how many of what moves paid at the opening.
    """

    policy: Policy
    opening: Fraction = Fraction(0)
    moves: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    transfer: Fraction = Fraction(0)
    changed: Fraction = Fraction(0)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    customers_opening: int = 0
    customers: int = 0
    customers_lost: int = 0
    movers_opening: int = 0
    subscriptions: int = 0
    in_force: int = 0
    quantity: Fraction = Fraction(0)
    past_due: Fraction = Fraction(0)
    committed_arr: Fraction = Fraction(0)
    signed: Fraction = Fraction(0)
    retained_base: int = 0
    retained_net: int = 0
    retained_gross: int = 0
    churn_before: Fraction | None = None
    trials_started: int = 0
    trials_ended: int = 0
    trials_converted: int = 0
    invoiced: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))

    @property
    def closing(self) -> Fraction:
        """The balance at the period's end: opening and everything that moved."""
        return self.opening + sum(self.moves.values(), Fraction(0)) + self.transfer + self.changed

    def kinds(self, *names: str) -> Fraction:
        """The movements of these kinds together, losses negative."""
        return sum((self.moves.get(name, Fraction(0)) for name in names), Fraction(0))

    def count(self, kind: str) -> int:
        """How many movements of a kind there were."""
        return self.counts.get(kind, 0)

    def revenue(self, kind: str) -> Fraction:
        """What invoices charged for that kind."""
        return self.invoiced.get(kind, Fraction(0))


def monthly(micros: int, scale: int = 1) -> Fraction:
    """Micros per year, perhaps scaled, as major units per month."""
    return Fraction(micros, 12 * MICROS * scale)

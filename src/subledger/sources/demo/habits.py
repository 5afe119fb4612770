"""How customers of each tier tend to behave; chances are per thousand."""

from __future__ import annotations

from dataclasses import dataclass

from subledger.sources.demo.company import (
    BUSINESS,
    ENTERPRISE,
    MONTHLY,
    QUARTERLY,
    STARTER,
    TEAM,
    TWO_YEARLY,
    WEEKLY,
    YEARLY,
    Plan,
    Term,
)


@dataclass(frozen=True, slots=True)
class Habits:
    """Chances of each thing, per month unless the name says otherwise."""

    leaves: int
    leaves_at_contract_end: int
    adds_seats: int
    drops_seats: int
    upgrades: int
    downgrades: int
    takes_add_on: int
    drops_add_on: int
    pauses: int
    moves_to_yearly: int
    payment_fails_at_billing: int
    failed_payment_is_lost: int


HABITS = {
    STARTER: Habits(37, 290, 52, 15, 14, 0, 5, 25, 7, 5, 30, 230),
    TEAM: Habits(24, 190, 84, 22, 9, 5, 14, 14, 4, 7, 22, 190),
    BUSINESS: Habits(15, 130, 98, 27, 3, 4, 22, 9, 2, 8, 16, 100),
    ENTERPRISE: Habits(8, 85, 108, 28, 0, 2, 26, 7, 0, 0, 10, 40),
}

TERMS: dict[Plan, tuple[tuple[tuple[Term, int], int], ...]] = {
    STARTER: (((MONTHLY, 0), 70), ((YEARLY, 12), 17), ((WEEKLY, 0), 7), ((QUARTERLY, 0), 6)),
    TEAM: (((MONTHLY, 0), 57), ((YEARLY, 12), 30), ((QUARTERLY, 0), 11), ((WEEKLY, 0), 2)),
    BUSINESS: (((MONTHLY, 0), 20), ((MONTHLY, 12), 14), ((YEARLY, 12), 52), ((QUARTERLY, 0), 14)),
    ENTERPRISE: (((YEARLY, 12), 62), ((TWO_YEARLY, 24), 14), ((MONTHLY, 12), 14), ((QUARTERLY, 12), 10)),
}
"""Billing term and months of commitment, with their shares."""

SEATS = {STARTER: (2.2, 0.6, 12), TEAM: (5.5, 0.55, 45), BUSINESS: (12.0, 0.6, 140), ENTERPRISE: (38.0, 0.7, 400)}
"""Typical seats at the start, their spread, and the most."""

LEAVING_REASONS = (
    ("too expensive", 24),
    ("not using it enough", 20),
    ("missing feature", 12),
    ("switched to a competitor", 14),
    ("project ended", 9),
    ("built in-house", 5),
    ("company closed or acquired", 5),
    ("support was too slow", 3),
    ("voluntary", 8),
)

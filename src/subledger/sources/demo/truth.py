"""Ground truth of the demo company, summed from what each event says it did, never from the rows.

Policy `standard`: customer-level movements, netted per day; amounts are micros of the native currency per year.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from subledger.sources.demo.company import HISTORY_START, MINOR_DIGITS, add_months
from subledger.sources.demo.events import Begun, Ended, Event, StatusChanged
from subledger.sources.demo.life import life
from subledger.sources.demo.market import market

KINDS = ("new", "expansion", "contraction", "churn", "reactivation")
MONTHS = tuple(add_months(HISTORY_START, index).isoformat()[:7] for index in range(36))


@dataclass(slots=True)
class Truth:
    """What happened, by month and currency: amounts and counts of movements, and trials."""

    amounts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    trials: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add_life(self, currency: str, events: list[Event]) -> None:
        """One customer's events, which come in the order of days."""
        worth, has_paid = 0, False
        for day, of_the_day in groupby(events, key=attrgetter("day")):
            net = 0
            for event in of_the_day:
                net += event.effect_micros
                self._count_trial(event)
            kind = movement_kind(worth, worth + net, has_paid)
            worth += net
            has_paid = has_paid or worth > 0
            if kind:
                key = (day.isoformat()[:7], currency, kind)
                self.amounts[key] += net
                self.counts[key] += 1

    def _count_trial(self, event: Event) -> None:
        month, change = event.day.isoformat()[:7], event.change
        if isinstance(change, Begun) and change.status == "trialing":
            self.trials[month, "started"] += 1
        if isinstance(change, StatusChanged | Ended) and change.was == "trialing":
            self.trials[month, "ended"] += 1
            self.trials[month, "converted"] += isinstance(change, StatusChanged) and change.status == "active"

    def months(self) -> list[dict[str, object]]:
        """The truth month by month, with opening and closing balances."""
        closing: defaultdict[str, int] = defaultdict(int)
        customers: defaultdict[str, int] = defaultdict(int)
        months: list[dict[str, object]] = []
        for month in MONTHS:
            currencies: dict[str, dict[str, int]] = {}
            for currency in MINOR_DIGITS:
                opening = closing[currency]
                amounts = {kind: self.amounts[month, currency, kind] for kind in KINDS}
                counts = {kind: self.counts[month, currency, kind] for kind in KINDS}
                closing[currency] += sum(amounts.values())
                customers[currency] += counts["new"] + counts["reactivation"] - counts["churn"]
                currencies[currency] = {"opening": opening, **amounts, "closing": closing[currency]}
                currencies[currency] |= {f"{kind}_count": count for kind, count in counts.items()}
                currencies[currency]["customers"] = customers[currency]
            trials = {f"trials_{what}": self.trials[month, what] for what in ("started", "ended", "converted")}
            months.append({"month": month, "customers": sum(customers.values()), **trials, "currencies": currencies})
        return months


def movement_kind(before: int, after: int, has_paid: bool) -> str:
    """What a customer's day amounts to; empty when nothing, or nothing in sum, happened."""
    if before == after:
        return ""
    if before == 0:
        return "reactivation" if has_paid else "new"
    if after == 0:
        return "churn"
    return "expansion" if after > before else "contraction"


def truth(seed: int = 7, customers: int = 4000) -> Truth:
    """The truth about the company of this seed and size."""
    known = Truth()
    for customer in market(seed, customers):
        known.add_life(customer.currency, life(seed, customer))
    return known


def write_truth(path: Path, seed: int = 7, customers: int = 4000) -> Path:
    """Writes the truth as JSON: run-rates in micros of native currency per year, losses negative."""
    months = truth(seed, customers).months()
    document = {"seed": seed, "customers": customers, "policy": "standard", "unit": "micros per year", "months": months}
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return path

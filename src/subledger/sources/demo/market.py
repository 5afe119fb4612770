"""Who becomes a customer of the demo company, from where and when."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import TypeVar

from subledger.sources.demo.company import (
    BUSINESS,
    ENTERPRISE,
    HISTORY_END,
    HISTORY_START,
    STARTER,
    TEAM,
    Plan,
    add_months,
)
from subledger.sources.demo.names import TRADES, company_name

COUNTRIES = {
    "US": ("USD", 54, 0),
    "CA": ("USD", 6, 0),
    "AU": ("USD", 4, 10),
    "SG": ("USD", 2, 9),
    "IN": ("USD", 2, 18),
    "BR": ("USD", 2, 0),
    "GB": ("GBP", 10, 20),
    "DE": ("EUR", 5, 19),
    "FR": ("EUR", 3, 20),
    "NL": ("EUR", 2, 21),
    "ES": ("EUR", 2, 21),
    "IE": ("EUR", 1, 23),
    "IT": ("EUR", 1, 22),
    "SE": ("EUR", 1, 25),
    "JP": ("JPY", 5, 10),
}
"""Currency, share of new customers in percent, and sales tax in percent, by country."""

COUNTRY_SHARES = tuple((country, share) for country, (_, share, _) in COUNTRIES.items())
INDUSTRY_SHARES = (24, 12, 9, 11, 10, 7, 8, 6, 10, 3)
SEASON = (138, 100, 108, 102, 98, 94, 72, 68, 136, 112, 100, 70)
INSTALLED_BASE_DAYS = 45
TIER_SHARES: tuple[tuple[Plan, int], ...] = ((STARTER, 455), (TEAM, 370), (BUSINESS, 145), (ENTERPRISE, 30))
SIZES = {
    STARTER: (("1-10", 75), ("11-50", 25)),
    TEAM: (("1-10", 25), ("11-50", 55), ("51-200", 20)),
    BUSINESS: (("11-50", 25), ("51-200", 50), ("201-1000", 25)),
    ENTERPRISE: (("201-1000", 45), ("1001+", 55)),
}
CHANNELS = {
    STARTER: (("organic", 45), ("paid_search", 30), ("content", 15), ("referral", 10)),
    TEAM: (("organic", 30), ("paid_search", 25), ("content", 20), ("referral", 15), ("partner", 10)),
    BUSINESS: (("outbound", 35), ("partner", 20), ("events", 20), ("content", 15), ("referral", 10)),
    ENTERPRISE: (("outbound", 55), ("events", 25), ("partner", 20)),
}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as the billing system lists it, and the plan and day it starts with."""

    number: int
    name: str
    country: str
    created_at: date
    parent_id: str
    industry: str
    size: str
    channel: str
    tier: Plan
    starts_on: date

    @property
    def customer_id(self) -> str:
        """The identifier that every file uses."""
        return f"cus_{self.number:04d}"

    @property
    def is_installed_base(self) -> bool:
        """Whether it came with the installed base that history begins with."""
        return (self.starts_on - HISTORY_START).days < INSTALLED_BASE_DAYS

    @property
    def currency(self) -> str:
        """The currency that customers of this country pay in."""
        return COUNTRIES[self.country][0]


def pick(random: Random, shares: tuple[tuple[T, int], ...]) -> T:
    """One of several, each as likely as its share."""
    return random.choices([thing for thing, _ in shares], [share for _, share in shares])[0]


def starting_days(random: Random, customers: int) -> list[date]:
    """When each customer starts: an installed base in the first weeks, then growth with its seasons."""
    installed = customers // 16
    days = [HISTORY_START + timedelta(days=random.randrange(INSTALLED_BASE_DAYS)) for _ in range(installed)]
    months = [add_months(HISTORY_START, index) for index in range(36)]
    weights = list(accumulate((60 + 3 * index) * SEASON[month.month - 1] for index, month in enumerate(months)))
    for _ in range(customers - installed):
        month = months[bisect(weights, random.randrange(weights[-1]))]
        days.append(month + timedelta(days=random.randrange((add_months(month, 1) - month).days)))
    return sorted(min(day, HISTORY_END) for day in days)


def market(seed: int, customers: int) -> list[Customer]:
    """Every customer that the company will have met, in the order of their first day."""
    random = Random(f"{seed}/market")
    taken: set[str] = set()
    met: list[Customer] = []
    for number, day in enumerate(starting_days(random, customers), start=1):
        met.append(_meet(random, number, day, taken, met))
    return met


def _meet(random: Random, number: int, day: date, taken: set[str], met: list[Customer]) -> Customer:
    tier = pick(random, TIER_SHARES)
    parent = _parent(random, tier, met)
    country = parent.country if parent else pick(random, COUNTRY_SHARES)
    industry = parent.industry if parent else random.choices(list(TRADES), INDUSTRY_SHARES)[0]
    if (day - HISTORY_START).days < INSTALLED_BASE_DAYS:
        known_days = random.randrange(60, 700)
    else:
        known_days = random.randrange(41, 120) if tier in (BUSINESS, ENTERPRISE) else random.randrange(3)
    return Customer(
        number,
        company_name(random, industry, country, taken),
        country,
        day - timedelta(days=known_days),
        parent.customer_id if parent else "",
        industry,
        pick(random, SIZES[tier]),
        pick(random, CHANNELS[tier]),
        tier,
        day,
    )


def _parent(random: Random, tier: Plan, met: list[Customer]) -> Customer | None:
    """A group that the customer belongs to, for a few of them."""
    if tier is STARTER or random.random() > 0.04:
        return None
    groups = [customer for customer in met[-400:] if customer.tier in (BUSINESS, ENTERPRISE) and not customer.parent_id]
    return random.choice(groups) if groups else None

"""What the demo company sells: plans, terms, prices in four currencies, and one price rise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

HISTORY_START = date(2023, 1, 1)
HISTORY_END = date(2025, 12, 31)
KNOWN_AT = datetime(2026, 1, 1, tzinfo=UTC)
"""When the company's export was made: what lies after it is planned, on whatever day the demo is run."""
PRICE_RISE = date(2024, 7, 1)

MINOR_DIGITS = {"USD": 2, "EUR": 2, "GBP": 2, "JPY": 0}


@dataclass(frozen=True, slots=True)
class Term:
    """How often a subscription is billed: `count` times `interval`."""

    interval: str
    count: int
    months: int
    list_numerator: int
    list_denominator: int
    yearly_numerator: int
    yearly_denominator: int

    def boundary(self, billed_from: date, index: int) -> date:
        """The day on which the billing interval of this index begins."""
        if self.months:
            return add_months(billed_from, index * self.months)
        return billed_from + timedelta(days=7 * self.count * index)


WEEKLY = Term("week", 1, 0, 1, 4, 52, 1)
MONTHLY = Term("month", 1, 1, 1, 1, 12, 1)
QUARTERLY = Term("quarter", 1, 3, 57, 20, 4, 1)
YEARLY = Term("year", 1, 12, 10, 1, 1, 1)
TWO_YEARLY = Term("year", 2, 24, 19, 1, 1, 2)


@dataclass(frozen=True, slots=True)
class Plan:
    """A priced thing on the price list; prices are per unit and month, in minor units, before and after the rise."""

    name: str
    product: str
    kind: str
    before: tuple[int, int, int, int]
    after: tuple[int, int, int, int]

    def list_price(self, currency: str, term: Term, day: date) -> int:
        """The price of one unit for one billing interval, in minor units, as the price list of the day has it."""
        prices = self.after if day >= PRICE_RISE else self.before
        monthly = prices[tuple(MINOR_DIGITS).index(currency)]
        if self.kind == "usage":
            return monthly
        return (monthly * term.list_numerator + term.list_denominator // 2) // term.list_denominator


STARTER = Plan("Starter", "Platform", "recurring", (1900, 1800, 1600, 2600), (2100, 2000, 1750, 2900))
TEAM = Plan("Team", "Platform", "recurring", (3900, 3600, 3200, 5400), (4200, 3900, 3450, 5800))
BUSINESS = Plan("Business", "Platform", "recurring", (6900, 6400, 5600, 9600), (7400, 6900, 6000, 10300))
ENTERPRISE = Plan("Enterprise", "Platform", "recurring", (9900, 9200, 8000, 13800), (10500, 9800, 8500, 14600))
TIERS = (STARTER, TEAM, BUSINESS, ENTERPRISE)

PRIORITY_SUPPORT = Plan("Priority Support", "Platform", "recurring", (9900, 9200, 8000, 13800), (10500, 9800, 8500, 14600))
SINGLE_SIGN_ON = Plan("Single Sign-On", "Platform", "recurring", (400, 350, 300, 550), (400, 350, 300, 550))
INSIGHTS_CORE = Plan("Insights Core", "Insights", "recurring", (14900, 13900, 11900, 20800), (15900, 14900, 12900, 22000))
INSIGHTS_PRO = Plan("Insights Pro", "Insights", "recurring", (59000, 55000, 47000, 82000), (62000, 58000, 49500, 86000))
ADD_ONS = (PRIORITY_SUPPORT, SINGLE_SIGN_ON, INSIGHTS_CORE, INSIGHTS_PRO)

API_CALLS = Plan("API Calls (per thousand)", "Platform", "usage", (40, 38, 32, 60), (40, 38, 32, 60))
SET_UP_FEE = Plan("Onboarding", "Services", "one_time", (150000, 140000, 120000, 210000), (160000, 150000, 130000, 220000))


@dataclass(frozen=True, slots=True)
class Discount:
    """What is taken off a line: a share, or an amount in minor units per billing interval."""

    duration: str
    percent: int = 0
    amount: int = 0


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    month_index = day.year * 12 + day.month - 1 + months
    year, month = month_index // 12, month_index % 12 + 1
    if day.day <= 28:
        return date(year, month, day.day)
    last_day = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last_day))


def micros(minor: int, currency: str) -> int:
    """Minor units as micros of the currency."""
    return minor * int(10 ** (6 - MINOR_DIGITS[currency]))


def major_text(minor: int, currency: str) -> str:
    """Minor units as the file writes them, in major units: 1250 cents are 12.50."""
    digits = MINOR_DIGITS[currency]
    if digits == 0:
        return str(minor)
    sign = "-" if minor < 0 else ""
    whole, part = divmod(abs(minor), 10**digits)
    return f"{sign}{whole}.{part:0{digits}d}"

"""What the company planned and what it spent: the budget the board agreed each year, and marketing and sales spend."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from subledger.sources.demo.company import HISTORY_START, add_months
from subledger.sources.demo.market import SEASON

BUDGET_COLUMNS = ("month", "metric", "value")
SPEND_COLUMNS = ("month", "amount", "channel")
COMPANY_SIZE = 4000

OPENING_MRR = (0, 410_000, 880_000)
INSTALLED_BASE_MRR = (88_000, 36_000)
YEARLY_NEW_MRR = (270_000, 440_000, 560_000)
CHURN_PER_MILLE = (11, 14, 15)
EXPANSION_PER_MILLE = (15, 19, 18)
"""The plan of each year, in US dollars for a company of 4,000 customers, made before the year began."""

CHANNEL_SPEND = {"paid_search": 21_000, "content": 11_000, "events": 15_000, "partner": 9_000, "outbound": 46_000}
"""Spend in the first month by channel, in US dollars; organic and referral cost nothing."""


def budget_rows(customers: int) -> Iterator[tuple[str, str, str]]:
    """MRR, new MRR and churned MRR by month, scaled to the size of the company."""
    for year in range(3):
        mrr = OPENING_MRR[year]
        for month in _months(year):
            new = _new_mrr(year, month)
            churned = mrr * CHURN_PER_MILLE[year] // 1000
            mrr += new - churned + mrr * EXPANSION_PER_MILLE[year] // 1000
            for metric, value in (("mrr", mrr), ("new_mrr", new), ("churned_mrr", churned)):
                yield f"{month:%Y-%m}", metric, str(value * customers // COMPANY_SIZE // 100 * 100)


def _new_mrr(year: int, month: date) -> int:
    """New MRR of the month by the season; the installed base comes on top in the first two months of all."""
    seasonal = YEARLY_NEW_MRR[year] * SEASON[month.month - 1] // sum(SEASON)
    return seasonal + (INSTALLED_BASE_MRR[month.month - 1] if year == 0 and month.month <= 2 else 0)


def spend_rows(seed: int, customers: int) -> Iterator[tuple[str, str, str]]:
    """Marketing and sales spend by month and channel: growing, seasonal, a little uneven."""
    random = Random(f"{seed}/spend")
    for index in range(36):
        month = add_months(HISTORY_START, index)
        for channel, first in CHANNEL_SPEND.items():
            season = (100 + SEASON[month.month - 1]) // 2
            dollars = first * (100 + 4 * index) * season * random.randint(92, 110) // 1_000_000
            yield f"{month:%Y-%m}", f"{dollars * customers // COMPANY_SIZE}.00", channel


def _months(year: int) -> list[date]:
    return [add_months(HISTORY_START, 12 * year + index) for index in range(12)]

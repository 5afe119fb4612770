"""All companies in one book, for engines on which a book takes seconds whatever its size.

Ids begin with the company's name, and an attribute of the customers says whose they are.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import subledger
from companies.reading import FOLDER, Figures, Question, companies, found, policy_of, questions

CURRENCY, TIMEZONE = "USD", "Europe/Berlin"
"""One company's days are those of Berlin; the others say no time of day, so that any zone is the same to them."""
TABLES = ("subscriptions", "customers", "invoice_lines", "fx_rates")
IDS = ("customer_id", "parent_id", "subscription_id", "item_id", "invoice_id")
NAMED = ("customer_id", "subscription_id", "segment")
UNDER: tuple[Mapping[str, Mapping[str, Any]], ...] = (
    {},
    {
        "02_five_movements": {"movements.reactivation_gap_days": 10},
        "04_price_quantity_discount": {"counts.discounts.repeating": "ignore"},
        "06_trials": {"counts.past_due": "drop"},
        "08_pause": {"movements.new_again_after_days": 60},
        "09_currencies": {"fx.rate": "latest"},
        "11_intervals": {"calendar.weeks_per_month": "4", "calendar.days_per_month": "30.4375"},
        "13_usage_refunds": {"counts.usage": "trailing_mean:3"},
        "14_days": {"calendar.timezone": "America/New_York"},
        "18_formulas_that_differ": {"metrics.churn_rate": "churned_of_all", "metrics.returns": "apart"},
    },
    {
        "02_five_movements": {"movements.reactivation_gap_days": 11},
        "04_price_quantity_discount": {"counts.discounts.once": "subtract"},
        "07_past_due": {"counts.past_due": 30},
        "09_currencies": {"fx.rate": "fixed:2025-02-28"},
        "11_intervals": {"calendar.weeks_per_month": "365.25/84"},
        "13_usage_refunds": {"counts.usage": "committed"},
        "18_formulas_that_differ": {"metrics.churn_rate": "churned_less_returned"},
    },
    {
        "02_five_movements": {"movements.reactivation_as": "expansion"},
        "12_committed": {"timing.cancel": "request"},
        "18_formulas_that_differ": {"metrics.ltv": "month"},
    },
    {
        "02_five_movements": {"movements.reactivation_as": "new"},
        "18_formulas_that_differ": {"metrics.ltv": "mean:1"},
    },
    {
        "08_pause": {"movements.reactivation_gap_days": 62},
        "12_committed": {"arr.basis": "committed"},
        "18_formulas_that_differ": {
            "metrics.arpu": "paying",
            "metrics.churn_rate": "churned",
            "metrics.churned_mrr": "all_but_new",
            "metrics.retention_months": 1,
            "metrics.trial_conversion": "of_started",
        },
        "19_carried": {"counts.past_due": "drop"},
    },
    {
        "02_five_movements": {"movements.netting": "month"},
        "08_pause": {"movements.reactivation_gap_days": 61},
        "18_formulas_that_differ": {"movements.netting": "month"},
    },
    {
        "05_plan_change": {"timing.change": "at_renewal"},
        "06_trials": {"counts.trialing": True},
        "11_intervals": {"calendar.weeks_per_month": "4.33"},
        "14_days": {"timing.change": "at_renewal"},
        "17_own_policy": {"calendar.weeks_per_month": "4.33", "counts.past_due": 14, "movements.reactivation_gap_days": 30},
    },
    {
        "02_five_movements": {"movements.new_again_after_days": 123},
        "03_two_subscriptions": {"movements.of": "subscription"},
        "04_price_quantity_discount": {"counts.discounts.forever": "ignore"},
        "07_past_due": {"counts.unpaid": True},
        "11_intervals": {"rounding.item": "minor_unit"},
        "13_usage_refunds": {"counts.refunds": "reduce"},
        "18_formulas_that_differ": {"metrics.churn_rate": "churned", "movements.of": "subscription"},
        "19_carried": {"fx.rate": "month_end"},
    },
    {
        "02_five_movements": {"movements.new_again_after_days": 122},
        "04_price_quantity_discount": {"counts.full_discount": "active"},
        "07_past_due": {"counts.past_due": "drop"},
        "08_pause": {"counts.paused": True},
        "09_currencies": {"fx.rate": "month_end"},
        "11_intervals": {"calendar.weeks_per_month": "30/7", "calendar.days_per_month": "30"},
        "13_usage_refunds": {"counts.usage": "last_month"},
        "16_official_rates": {"fx.rate": "month_end"},
        "18_formulas_that_differ": {"metrics.ltv": "discounted:10"},
        "19_carried": {"counts.past_due": "drop", "fx.rate": "month_end"},
    },
)
"""Policies, each of the settings that questions to these companies ask for: what one company asks for means nothing to the others."""

Row = dict[str, Any]


def written(folder: Path, *others: Path) -> Path:
    """The files of all companies, and of others, as those of one."""
    tables: dict[str, list[Row]] = {"customers": []}
    for of in (*(FOLDER / company for company in companies()), *others):
        own = {name: _rows(of / f"{name}.csv") for name in TABLES}
        named = {row["customer_id"]: row for row in own.pop("customers")}
        holders = sorted({row["customer_id"] for rows in own.values() for row in rows if "customer_id" in row})
        own["customers"] = [{"company": of.name, "customer_id": holder} | named.get(holder, {}) for holder in holders]
        for name, rows in own.items():
            tables.setdefault(name, []).extend({column: _within(of.name, column, cell) for column, cell in row.items()} for row in rows)
    # Two companies may know the same rate of a day.
    tables["fx_rates"] = list({(row["day"], row["currency"]): row for row in tables["fx_rates"]}.values())
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, sorted({column for row in rows for column in row}))
            writer.writeheader()
            writer.writerows(rows)
    return folder


def _rows(path: Path) -> list[Row]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines())) if path.exists() else []


def _within(company: str, column: str, cell: str) -> str:
    return f"{company}/{cell}" if column in IDS and cell else cell


def policies() -> list[dict[str, Any]]:
    """The settings of every policy that questions are asked under; the first is the standard."""
    return [{name: value for settings in entry.values() for name, value in settings.items()} for entry in UNDER]


def asked_under(number: int) -> list[Question]:
    """The questions to be asked under a policy: those whose settings are among the ones it has for their company."""
    return [question for question in questions() if _number(question) == number]


def _number(question: Question) -> int:
    wanted, of = policy_of(question).items(), question.company
    return next(number for number, entry in enumerate(UNDER) if wanted <= entry.get(of, {}).items())


def answers(book: subledger.Book, number: int) -> dict[str, tuple[Figures, Figures]]:
    """What the book of all companies gives under a policy, and what was reckoned, by question."""
    asked, policy = asked_under(number), policies()[number]
    days = [day for question in asked for name in ("from", "to") if (day := question.options.get(name)) and day.day == 1]
    with book.snapshot():
        postings = cache(lambda: book.postings(policy=policy).rows)
        every: dict[str, Any] = {company: One(company, book, policy, (min(days), max(days)), postings) for company in companies()}
        return {str(question): found(question, every[question.company]) for question in asked}


@dataclass(frozen=True, slots=True)
class One:
    """One company of the book, asked as if it had a book of its own.

    days: months are asked for over all of them, of all companies; the book then remembers what the next question needs.
    """

    company: str
    book: subledger.Book
    policy: Mapping[str, Any]
    days: tuple[date, date]
    every_posting: Callable[[], list[Row]]

    def metrics(self, names: Iterable[str], **asked: Any) -> Any:
        return self._by_period(partial(self.book.metrics, list(names)), **asked)

    def movements(self, **asked: Any) -> Any:
        return self._by_period(self.book.movements, **asked)

    def cohorts(self, **asked: Any) -> Any:
        return self.book.cohorts(**asked | {"policy": self.policy, "where": self._where()})

    def customers(self, **asked: Any) -> Any:
        return self._own(self.book.customers(**asked | {"policy": self.policy, "where": self._where()}).rows)

    def postings(self, **_: Any) -> Any:
        return self._own(row for row in self.every_posting() if row["customer_id"].startswith(f"{self.company}/"))

    def _by_period(self, ask: Callable[..., Any], **asked: Any) -> Any:
        asked |= {"policy": self.policy}
        if "by" in asked or "where" in asked:
            return self._own(ask(**asked | {"where": self._where(*asked.get("where", ()))}).rows)
        start, end = asked["start"], asked["end"]
        if asked.get("grain", "month") == "month" and start.day == end.day == 1:
            asked |= {"start": self.days[0], "end": self.days[1]}
        rows = ask(**asked, by="company").rows
        return self._own(row for row in rows if row["segment"] == self.company and start <= row["start"] and row["end"] <= end)

    def _where(self, *parts: str) -> list[str]:
        return [f"company={self.company}", *(part.replace("customer=", f"customer={self.company}/") for part in parts)]

    def _own(self, rows: Iterable[Row]) -> Any:
        """Rows with the ids that the company's own files have."""
        before = f"{self.company}/"
        return SimpleNamespace(
            rows=[row | {name: row[name].removeprefix(before) for name in NAMED if isinstance(row.get(name), str)} for row in rows]
        )

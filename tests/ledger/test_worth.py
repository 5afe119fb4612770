"""What a state is worth, to the micro: random prices, quantities, discounts and taxes against fractions by the rule of docs/ledger.md."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

import pytest

import subledger

ROWS = 500
COLUMNS = (
    "customer_id,unit_amount,quantity,discount_percent,discount_amount,discount_duration,tax_percent,tax_inclusive,interval,interval_count"
)
POLICIES: dict[str, dict[str, Any]] = {
    "standard": {},
    "cents, tax and every discount": {
        "calendar.weeks_per_month": "365.25/84",
        "calendar.days_per_month": "30.4375",
        "counts.discounts.once": "subtract",
        "counts.tax": "include",
        "rounding.item": "minor_unit",
    },
    "list prices": {"calendar.weeks_per_month": "30/7", "counts.discounts.repeating": "ignore", "counts.discounts.forever": "ignore"},
}
MONTHS = {"month": Fraction(12), "quarter": Fraction(4), "half_year": Fraction(2), "year": Fraction(1)}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [drawn(Random(seed)) | {"customer_id": f"customer_{seed}"} for seed in range(ROWS)]


@pytest.fixture(scope="module")
def book(rows: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[subledger.Book]:
    lines = [",".join(str(row[name]) for name in COLUMNS.split(",")) + ",2025-01-05" for row in rows]
    folder = tmp_path_factory.mktemp("worth")
    (folder / "subscriptions.csv").write_text("\n".join([f"{COLUMNS},starts_at", *lines]) + "\n", "utf-8")
    with subledger.init(None, currency="USD", timezone="UTC") as book:
        book.load(folder)
        yield book


@pytest.mark.parametrize("name", POLICIES)
def test_worth(name: str, rows: list[dict[str, Any]], book: subledger.Book) -> None:
    policy = POLICIES[name]
    given = {row["customer_id"]: Fraction(row["arr"]) for row in book.customers(date(2025, 1, 31), policy=policy)}
    wanted = {row["customer_id"]: worth(row, policy) for row in rows}
    assert given == {customer: amount for customer, amount in wanted.items() if amount}


def drawn(chance: Random) -> dict[str, Any]:
    """The pricing of a state: now plain, now with all the decimals that a column takes."""
    return {
        "unit_amount": number(chance, 10 ** chance.choice((1, 2, 4))),
        "quantity": number(chance, 10 ** chance.choice((1, 2))),
        "discount_percent": chance.choice(("0", "100", number(chance, 100))),
        "discount_amount": chance.choice(("0", number(chance, 10**5))),
        "discount_duration": chance.choice(("once", "repeating", "forever")),
        "tax_percent": chance.choice(("0", "19", "7.7", number(chance, 40))),
        "tax_inclusive": chance.choice(("true", "false")),
        "interval": chance.choice(("day", "week", *MONTHS)),
        "interval_count": chance.choice((1, 1, 2, 3, 7, 11, 99)),
    }


def number(chance: Random, most: int) -> str:
    """A decimal below a number, of no, two or six places."""
    places = chance.choice((0, 2, 6))
    whole = chance.choice((0, 1, chance.randrange(most)))
    return f"{whole}.{chance.randrange(10**places):0{places}}" if places else str(whole)


def worth(row: dict[str, Any], policy: dict[str, Any]) -> Fraction:
    """What a row is worth per year under a policy, rounded once, half to even."""
    percent, amount = Fraction(row["discount_percent"]), Fraction(row["discount_amount"])
    duration = row["discount_duration"]
    if policy.get(f"counts.discounts.{duration}", "ignore" if duration == "once" else "subtract") == "ignore":
        percent = amount = Fraction(0)
    net = max(Fraction(0), Fraction(row["unit_amount"]) * Fraction(row["quantity"]) * (100 - percent) / 100 - amount)
    tax = (100 + Fraction(row["tax_percent"])) / 100
    is_in, is_wanted = row["tax_inclusive"] == "true", policy.get("counts.tax") == "include"
    if is_in != is_wanted:
        net = net / tax if is_in else net * tax
    exact = net * per_year(row["interval"], policy) / row["interval_count"]
    if policy.get("rounding.item") == "minor_unit":
        return Fraction(12 * round(exact / 12 * 100), 100)
    return Fraction(round(exact * 10**6), 10**6)


def per_year(interval: str, policy: dict[str, Any]) -> Fraction:
    if interval not in MONTHS:
        above, _, below = policy.get(f"calendar.{interval}s_per_month", {"day": "365/12", "week": "52/12"}[interval]).partition("/")
        return 12 * Fraction(above) / Fraction(below or 1)
    return MONTHS[interval]

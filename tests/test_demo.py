"""The demo company: the same every time, rich in everything a book must handle, and true to its own ground truth."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest

from subledger.sources.demo import write_demo, write_truth

Row = dict[str, str]
Deltas = dict[tuple[str, str], dict[str, int]]

FILES = ("subscriptions", "customers", "invoice_lines", "budget", "spend")
INTERVALS_PER_YEAR = {"week": 52, "month": 12, "quarter": 4, "year": 1}
END = "2025-12-31"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Row]]:
    folder = write_demo(tmp_path_factory.mktemp("demo"))
    return {name: read(folder / f"{name}.csv") for name in FILES}


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    path = write_truth(tmp_path_factory.mktemp("truth") / "truth.json")
    months: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["months"]
    return months


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run_rate(row: Row) -> int:
    """Micros per year under `standard`, in whole steps: an inexact one would not be a demo of exactness."""
    if row["kind"] != "recurring" or row["status"] not in ("active", "past_due"):
        return 0
    net = Decimal(row["unit_amount"]) * Decimal(row["quantity"])
    if row["discount_duration"] in ("repeating", "forever"):
        net = net * (100 - Decimal(row["discount_percent"])) / 100 - Decimal(row["discount_amount"])
    worth = net * INTERVALS_PER_YEAR[row["interval"]] / int(row["interval_count"]) * 1_000_000
    assert net >= 0 and worth == int(worth), row
    return int(worth)


def daily_changes(rows: list[Row]) -> Deltas:
    """What each customer gains or loses on each day, netted, by (customer, currency)."""
    changes: Deltas = defaultdict(lambda: defaultdict(int))
    for row in rows:
        of_customer = changes[row["customer_id"], row["currency"]]
        of_customer[row["starts_at"]] += run_rate(row)
        if row["ends_at"]:
            of_customer[row["ends_at"]] -= run_rate(row)
    return changes


def month_ends() -> list[date]:
    firsts = [date(2023 + index // 12, index % 12 + 1, 1) for index in range(1, 37)]
    return [first - timedelta(days=1) for first in firsts]


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    first, second, other = (write_demo(tmp_path / name, seed, 200) for name, seed in (("a", 7), ("b", 7), ("c", 8)))
    for name in FILES:
        assert (first / f"{name}.csv").read_bytes() == (second / f"{name}.csv").read_bytes()
    assert (first / "subscriptions.csv").read_bytes() != (other / "subscriptions.csv").read_bytes()
    truths = [write_truth(tmp_path / f"{name}.json", 7, 200).read_bytes() for name in ("a", "b")]
    assert truths[0] == truths[1]


@pytest.mark.parametrize("customers", [1, 16, 40])
def test_a_company_may_be_tiny(tmp_path: Path, customers: int) -> None:
    write_demo(tmp_path, customers=customers)
    assert len(read(tmp_path / "customers.csv")) == customers


def test_balances_of_every_month_are_the_truth(company: dict[str, list[Row]], truth: list[dict[str, Any]]) -> None:
    """Which rows are in force at the end of the month, and what they are worth, per currency and customer."""
    worth = [(row, run_rate(row)) for row in company["subscriptions"]]
    for day, month in zip(month_ends(), truth, strict=True):
        balances: dict[str, Counter[str]] = defaultdict(Counter)
        for row, micros in worth:
            if row["starts_at"] <= day.isoformat() and (not row["ends_at"] or row["ends_at"] > day.isoformat()):
                balances[row["currency"]][row["customer_id"]] += micros
        assert month["month"] == f"{day:%Y-%m}"
        paying = {currency: sum(micros > 0 for micros in of.values()) for currency, of in balances.items()}
        assert sum(paying.values()) == month["customers"]
        for currency, known in month["currencies"].items():
            assert balances[currency].total() == known["closing"], (day, currency)
            assert paying[currency] == known["customers"], (day, currency)


def test_movements_of_every_month_are_the_truth(company: dict[str, list[Row]], truth: list[dict[str, Any]]) -> None:
    """The daily net change of each customer, by what the customer paid before and after."""
    found: Counter[tuple[str, str, str]] = Counter()
    for (_, currency), changes in daily_changes(company["subscriptions"]).items():
        before, has_paid = 0, False
        for day, change in sorted(changes.items()):
            after = before + change
            if change:
                kind = "expansion" if change > 0 else "contraction"
                kind = kind if before else "reactivation" if has_paid else "new"
                kind = kind if after else "churn"
                found[day[:7], currency, kind] += change
                found[day[:7], currency, f"{kind}_count"] += 1
            before, has_paid = after, has_paid or after > 0
    for month in truth:
        for currency, known in month["currencies"].items():
            for kind in ("new", "expansion", "contraction", "churn", "reactivation"):
                for name in (kind, f"{kind}_count"):
                    assert found[month["month"], currency, name] == known[name], (month["month"], currency, name)


def test_trials_are_the_truth(company: dict[str, list[Row]], truth: list[dict[str, Any]]) -> None:
    found: Counter[tuple[str, str]] = Counter()
    for _, states in by_item(company["subscriptions"]):
        for trial, after in zip(states, [*states[1:], None], strict=True):
            if trial["status"] == "trialing":
                found["started", trial["starts_at"][:7]] += 1
                found["ended", trial["ends_at"][:7]] += 1
                found["converted", trial["ends_at"][:7]] += after is not None and after["status"] == "active"
    for month in truth:
        for what in ("started", "ended", "converted"):
            assert found[what, month["month"]] == month[f"trials_{what}"], (month["month"], what)
    converted, ended = (sum(month[f"trials_{what}"] for month in truth) for what in ("converted", "ended"))
    assert 0.55 < converted / ended < 0.65


def by_item(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    ordered = sorted(rows, key=lambda row: (row["item_id"], row["starts_at"]))
    return [(item, list(states)) for item, states in groupby(ordered, key=lambda row: row["item_id"])]


def test_states_of_an_item_follow_each_other(company: dict[str, list[Row]]) -> None:
    """They touch, never overlap, never last no time, and each is worth its own row."""
    for _, states in by_item(company["subscriptions"]):
        for before, after in pairwise(states):
            assert before["ends_at"] == after["starts_at"]
            assert {**before, "starts_at": "", "ends_at": ""} != {**after, "starts_at": "", "ends_at": ""}
        for state in states:
            assert "2023-01-01" <= state["starts_at"] <= END
            assert not state["ends_at"] or state["starts_at"] < state["ends_at"] <= END
            assert not state["cancel_requested_at"] or state["starts_at"] < state["cancel_requested_at"] <= END
        assert len({state["subscription_id"] for state in states}) == 1


def test_amounts_have_the_minor_units_of_their_currency(company: dict[str, list[Row]]) -> None:
    for row in company["subscriptions"]:
        for column in ("unit_amount", "discount_amount"):
            places = -int(Decimal(row[column]).as_tuple().exponent)
            assert places == (0 if row["currency"] == "JPY" else 2), row


def test_every_kind_of_thing_is_there(company: dict[str, list[Row]]) -> None:
    rows = company["subscriptions"]
    counts = {column: Counter(row[column] for row in rows) for column in rows[0]}
    assert min(counts["status"][status] for status in ("active", "trialing", "past_due", "unpaid", "paused")) > 50
    assert min(counts["status"][status] for status in ("scheduled", "incomplete")) > 10
    assert min(counts["interval"][interval] for interval in INTERVALS_PER_YEAR) > 200
    assert min(counts["discount_duration"][duration] for duration in ("once", "repeating", "forever")) > 100
    assert min(counts["currency"][currency] for currency in ("USD", "EUR", "GBP", "JPY")) > 300
    assert 0.65 < counts["currency"]["USD"] / len(rows) < 0.8
    assert set(counts["product"]) == {"Platform", "Insights"} and set(counts["kind"]) == {"recurring", "usage"}
    assert len(counts["plan"]) == 9 and counts["interval_count"]["2"] > 20
    assert counts["cancel_reason"]["involuntary"] > 50 and counts["cancel_reason"]["too expensive"] > 100
    assert sum(Decimal(row["discount_amount"]) > 0 for row in rows) > 50
    assert sum(Decimal(row["discount_percent"]) == 100 and row["discount_duration"] == "repeating" for row in rows) > 20
    assert sum(bool(row["signed_at"]) for row in rows) > 100
    assert all(not row["signed_at"] or row["signed_at"] < row["starts_at"] for row in rows)
    yearly = [row for row in rows if row["interval"] == "year" and row["kind"] == "recurring"]
    assert all(row["committed_until"] > row["starts_at"] for row in yearly)


def test_lives_turn_in_every_direction(company: dict[str, list[Row]]) -> None:
    tiers = ["Starter", "Team", "Business", "Enterprise"]
    turns: Counter[str] = Counter()
    for _, states in by_item(company["subscriptions"]):
        for before, after in pairwise(states):
            turns[f"{before['status']} to {after['status']}"] += 1
            turns["more seats"] += int(after["quantity"]) > int(before["quantity"])
            turns["fewer seats"] += int(after["quantity"]) < int(before["quantity"])
            if before["plan"] != after["plan"]:
                turns["upgrade" if tiers.index(after["plan"]) > tiers.index(before["plan"]) else "downgrade"] += 1
            elif before["interval"] != after["interval"]:
                turns["other interval"] += 1
            elif before["unit_amount"] != after["unit_amount"]:
                turns["price rise"] += 1
                assert after["starts_at"] >= "2024-07-01"
        if states[-1]["ends_at"]:
            turns[f"{states[-1]['status']} to nothing"] += 1
    least = {
        "more seats": 1000,
        "fewer seats": 300,
        "upgrade": 200,
        "downgrade": 50,
        "price rise": 800,
        "other interval": 50,
        "trialing to active": 500,
        "trialing to nothing": 400,
        "past_due to active": 200,
        "past_due to unpaid": 80,
        "unpaid to nothing": 60,
        "unpaid to active": 5,
        "active to paused": 50,
        "paused to active": 40,
        "paused to nothing": 10,
        "active to nothing": 1000,
        "incomplete to active": 20,
        "scheduled to active": 20,
    }
    assert {turn: turns[turn] for turn, count in least.items() if turns[turn] < count} == {}


def test_customers_are_a_market(company: dict[str, list[Row]]) -> None:
    customers = company["customers"]
    assert len({row["name"] for row in customers}) == len(customers) == 4000
    assert len({row["country"] for row in customers}) == 15
    assert {len({row[column] for row in customers}) for column in ("industry", "size", "channel")} == {10, 5, 7}
    ids = {row["customer_id"] for row in customers}
    parents = {row["parent_id"] for row in customers} - {""}
    assert len(parents) > 20 and parents <= ids
    first_days: dict[str, str] = {}
    for row in company["subscriptions"]:
        first_days[row["customer_id"]] = min(row["starts_at"], first_days.get(row["customer_id"], END))
    assert set(first_days) == ids
    assert all(row["created_at"] <= first_days[row["customer_id"]] for row in customers)


def test_invoices_belong_to_states(company: dict[str, list[Row]]) -> None:
    lines = company["invoice_lines"]
    assert 30_000 < len(lines) < 120_000
    assert len({row["line_id"] for row in lines}) == len(lines)
    items = {row["item_id"] for row in company["subscriptions"]} | {""}
    assert all(row["item_id"] in items and row["period_start"] < row["period_end"] for row in lines)
    assert all(row["issued_at"] <= END and row["paid_at"] <= END for row in lines)
    statuses = Counter(row["invoice_status"] for row in lines)
    assert min(statuses[status] for status in ("paid", "open", "void", "uncollectible")) > 50
    assert all((row["invoice_status"] == "paid") == bool(row["paid_at"]) for row in lines)
    assert {row["kind"] for row in lines} == {"recurring", "usage", "one_time"}
    refunds = [row for row in lines if row["refunded_at"]]
    assert len(refunds) > 100
    assert all(0 < Decimal(row["refunded_amount"]) <= Decimal(row["amount"]) for row in refunds)
    assert all(row["paid_at"] < row["refunded_at"] <= END for row in refunds)
    assert {row["is_proration"] for row in lines} == {"true", "false"}


def test_whole_intervals_are_invoiced_at_the_price_of_their_state(company: dict[str, list[Row]]) -> None:
    states = dict(by_item(company["subscriptions"]))
    for line in company["invoice_lines"]:
        if line["kind"] != "recurring" or line["is_proration"] == "true":
            continue
        (state,) = (state for state in states[line["item_id"]] if state["starts_at"] <= line["period_start"] < (state["ends_at"] or "9999"))
        gross = Decimal(line["amount"]) + Decimal(line["discount"])
        assert gross == Decimal(state["unit_amount"]) * Decimal(state["quantity"]), line
        assert state["status"] in ("active", "past_due") and state["interval"] == line["interval"]


def test_plans_and_spend_cover_every_month(company: dict[str, list[Row]]) -> None:
    months = [f"{day:%Y-%m}" for day in month_ends()]
    for metric in ("mrr", "new_mrr", "churned_mrr"):
        assert [row["month"] for row in company["budget"] if row["metric"] == metric] == months
    for channel in {row["channel"] for row in company["spend"]}:
        assert [row["month"] for row in company["spend"] if row["channel"] == channel] == months
    assert {row["channel"] for row in company["spend"]} <= {row["channel"] for row in company["customers"]}


def test_the_company_is_believable(truth: list[dict[str, Any]]) -> None:
    """In dollars: grows to about 1.5 M of MRR, loses 1.5 to 3 % of it a month, and a few customers carry much of it."""
    in_dollars = {"USD": Decimal(1), "EUR": Decimal("1.09"), "GBP": Decimal("1.27"), "JPY": Decimal("0.0068")}

    def mrr(month: dict[str, Any], *names: str) -> Decimal:
        of = month["currencies"]
        dollars = (of[currency][name] * rate for currency, rate in in_dollars.items() for name in names)
        return sum(dollars, Decimal(0)) / 12_000_000

    assert 1_000_000 < mrr(truth[-1], "closing") < 1_700_000
    assert 2_000 <= truth[-1]["customers"] <= 2_600
    last_years = truth[12:]
    losses = -sum(mrr(month, "churn", "contraction") for month in last_years)
    assert Decimal("0.015") < losses / sum(mrr(month, "opening") for month in last_years) < Decimal("0.03")
    new = {name: sum(mrr(month, "new") for month in truth if month["month"][5:] in name) for name in ("0109", "0708")}
    assert new["0109"] > new["0708"]

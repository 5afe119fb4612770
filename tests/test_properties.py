"""What must not change a figure does not, and what scales it scales it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import agreement
import histories
import pytest

START, END = date(2023, 1, 1), date(2026, 1, 1)
SEEDS = (11,)


def company(seed: int) -> dict[str, list[dict]]:
    chance = Random(seed)
    return agreement.company(
        [(chance.randrange(2**32), chance.randint(1, 3), chance.randint(1, 5)) for _ in range(30)], currencies=("USD",)
    )


def figures(tables: dict[str, list[dict]], start: date = START, end: date = END) -> list[tuple]:
    with agreement.loaded(tables) as book:
        rows = book.movements(start, end, "day").rows
    return [tuple(row[name] for name in ("opening", "new", "expansion", "contraction", "churn", "reactivation", "closing")) for row in rows]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    tables = company(seed)
    shuffled = {name: Random(seed).sample(rows, len(rows)) for name, rows in tables.items()}
    assert figures(shuffled) == figures(tables)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_state_split_in_two_changes_nothing(seed: int) -> None:
    tables = company(seed)
    split = dict(tables, subscriptions=[part for row in tables["subscriptions"] for part in halves(row)])
    assert len(split["subscriptions"]) > len(tables["subscriptions"])
    assert figures(split) == figures(tables)


def halves(row: dict) -> list[dict]:
    starts, ends = row["starts_at"], row.get("ends_at") or ""
    if len(starts) > 10 or not ends or date.fromisoformat(starts) + timedelta(days=1) >= date.fromisoformat(ends[:10]):
        return [row]
    middle = (date.fromisoformat(starts) + timedelta(days=1)).isoformat()
    return [{**row, "ends_at": middle}, {**row, "starts_at": middle}]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_stranger_adds_just_its_own(seed: int) -> None:
    tables = company(seed)
    stranger = {"customer_id": "stranger", "subscription_id": "s", "unit_amount": "7", "starts_at": "2024-02-29", "status": "active"}
    with_stranger = dict(
        tables, subscriptions=[*tables["subscriptions"], stranger], customers=[*tables["customers"], {"customer_id": "stranger"}]
    )
    alone = figures({"subscriptions": [stranger]})
    both = [tuple(a + b for a, b in zip(*rows, strict=True)) for rows in zip(figures(tables), alone, strict=True)]
    assert figures(with_stranger) == both


@pytest.mark.parametrize("seed", SEEDS)
def test_twice_the_quantity_is_twice_the_money(seed: int) -> None:
    tables = company(seed)
    whole = [row for row in tables["subscriptions"] if not row.get("discount_amount") and not row.get("tax_percent")]
    once = dict(
        tables,
        subscriptions=[{**row, "quantity": "3", "discount_percent": "", "interval": "month", "interval_count": "1"} for row in whole],
    )
    twice = dict(once, subscriptions=[{**row, "quantity": "6"} for row in once["subscriptions"]])
    assert figures(twice) == [tuple(2 * amount for amount in row) for row in figures(once)]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_shift_of_whole_weeks_shifts_the_figures(seed: int) -> None:
    tables = company(seed)
    days = timedelta(days=7 * 52)
    plain = [row for row in tables["subscriptions"] if len(row["starts_at"]) == 10]
    moved = [{**row, **{name: shifted(row.get(name), days) for name in ("starts_at", "ends_at", "cancel_requested_at")}} for row in plain]
    moved = [{name: value for name, value in row.items() if name not in ("committed_until", "signed_at")} for row in moved]
    assert figures(dict(tables, subscriptions=moved), START + days, END + days) == figures(dict(tables, subscriptions=plain))


def shifted(text: str | None, days: timedelta) -> str:
    return (date.fromisoformat(text[:10]) + days).isoformat() + text[10:] if text else ""


@pytest.mark.parametrize("by", ["plan", "product", "currency", "country", "subscription"])
def test_segments_sum_to_the_total_and_a_filter_is_a_segment(by: str) -> None:
    chance = Random(8)
    tables = agreement.company([(chance.randrange(2**32), 3, 5) for _ in range(30)])
    with agreement.loaded(tables) as book:
        total = book.movements(START, END, "quarter").rows
        parts = book.movements(START, END, "quarter", by=by).rows
        names = [name for name in book.movements(START, END, "quarter").columns if name not in ("period", "start", "end")]
        for row in total:
            own = [part for part in parts if part["period"] == row["period"]]
            assert {name: sum(part[name] for part in own) for name in names} == {name: row[name] for name in names}
        segment = next(part["segment"] for part in parts if part["segment"] and part["closing"])
        filtered = book.movements(START, END, "quarter", where=[f"{by}={segment}"]).rows
        assert [{name: row[name] for name in names} for row in filtered] == [
            {name: part[name] for name in names} for part in parts if part["segment"] == segment
        ]


def test_histories_draw_what_they_promise() -> None:
    rows = company(3)["subscriptions"]
    assert {row.get("status") for row in rows} >= {"active", "trialing", "past_due", "paused"}
    assert len(histories.SETTINGS) >= 24

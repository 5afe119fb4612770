"""The oracle itself, against figures worked out by hand; and its own books balance on random histories."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from histories import histories, policies, rates
from hypothesis import HealthCheck, given, settings
from oracle import KINDS, Oracle

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def day(text: str) -> date:
    return date.fromisoformat(text)


def row(starts: str, ends: str = "", price: str = "100", **columns: str) -> dict:
    """A state of customer c's item i."""
    return {
        "customer_id": "c",
        "subscription_id": "s",
        "item_id": "i",
        "unit_amount": price,
        "starts_at": starts,
        "ends_at": ends,
    } | columns


def book(*rows: dict, policy: dict | None = None, lines=(), customers=(), **options) -> Oracle:
    """An oracle over a few rows."""
    return Oracle({"subscriptions": rows, "invoice_lines": lines, "customers": customers}, policy, **options)


def mrr(oracle: Oracle, text: str) -> Fraction:
    """MRR at the end of a day."""
    return Fraction(oracle.run_rate(day(text)), 12 * 10**6)


def posted(oracle: Oracle) -> list[tuple]:
    """(day, plan, cause, run-rate in major units) of every posting, without order."""
    return sorted((str(p[5]), p[3] or "", p[6], Fraction(p[7], 10**6)) for p in oracle.postings())


def moved(oracle: Oracle) -> list[tuple]:
    """(day, kind, MRR) of every movement."""
    return [(str(m[2]), m[3], Fraction(m[4], 12 * 10**6)) for m in oracle.movements()]


def test_1200_a_year_is_100_a_month():
    assert mrr(book(row("2024-01-10", price="1200", interval="year")), "2024-01-10") == 100
    assert mrr(book(row("2024-01-10", price="300", interval="quarter")), "2024-01-10") == 100
    assert mrr(book(row("2024-01-10", price="700", interval="month", interval_count="7")), "2024-01-10") == 100
    assert book(row("2024-01-10", price="100", interval_count="7")).run_rate(day("2024-01-10")) == 171_428_571


def test_a_state_counts_from_its_first_day_to_the_day_before_its_end():
    oracle = book(row("2024-02-29", "2024-03-31"))
    assert [mrr(oracle, text) for text in ("2024-02-28", "2024-02-29", "2024-03-30", "2024-03-31")] == [0, 100, 100, 0]
    assert moved(book(row("2024-02-29", "2024-02-29"))) == []


def test_a_day_is_a_day_of_the_policys_zone():
    rows = [row("2024-03-01T03:00:00Z"), row("2024-03-01", item_id="j")]
    assert [str(p[5]) for p in book(*rows).postings()] == ["2024-03-01", "2024-03-01"]
    assert [str(p[5]) for p in book(*rows, policy={"calendar.timezone": "America/New_York"}).postings()] == ["2024-02-29", "2024-03-01"]


@pytest.mark.parametrize(
    "factor, expected",
    [("52/12", 433_333_333), ("30/7", 428_571_429), ("4.33", 433_000_000), ("4", 400_000_000), ("365.25/84", 434_821_429)],
)
def test_100_a_week_under_each_factor(factor, expected):
    oracle = book(row("2024-01-01", interval="week"), policy={"calendar.weeks_per_month": factor})
    assert round(Fraction(oracle.run_rate(day("2024-01-01")), 12)) == expected


def test_discounts_tax_and_cents():
    figure = lambda policy=None, **columns: mrr(book(row("2024-01-01", **columns), policy=policy), "2024-01-01")  # noqa: E731
    assert figure(discount_percent="20", discount_amount="5") == 75
    assert figure(discount_percent="20", discount_duration="once") == 100
    assert figure(discount_amount="250") == 0
    assert figure(price="119", tax_percent="19", tax_inclusive="true") == 100
    assert figure({"counts.tax": "include"}, tax_percent="19") == 119
    assert figure({"rounding.item": "minor_unit"}, price="100", interval="year") == Fraction("8.33")
    assert figure({"rounding.item": "minor_unit"}, price="0.125") == Fraction("0.12")


def test_price_and_quantity_and_discount_change_together():
    oracle = book(
        row("2024-01-01", "2024-02-01", price="10", quantity="2"), row("2024-02-01", price="15", quantity="3", discount_percent="10")
    )
    assert posted(oracle)[1:] == [
        ("2024-02-01", "", "discount", -54),
        ("2024-02-01", "", "price", 180),
        ("2024-02-01", "", "quantity", 120),
    ]
    assert moved(oracle) == [("2024-01-01", "new", 20), ("2024-02-01", "expansion", Fraction("20.5"))]


def test_a_plan_change_is_two_postings_and_a_transfer_between_plans():
    oracle = book(row("2024-01-01", "2024-02-10", plan="basic"), row("2024-02-10", plan="pro", price="150"))
    assert posted(oracle)[1:] == [("2024-02-10", "basic", "plan", -1200), ("2024-02-10", "pro", "plan", 1800)]
    total = oracle.roll_forward(day("2024-02-01"), day("2024-03-01"), "month")[0]
    basic, pro = oracle.roll_forward(day("2024-02-01"), day("2024-03-01"), "month", by="plan")
    assert (total["opening"], total["expansion"], total["transfer"], total["closing"]) == (100, 50, 0, 150)
    assert (basic["segment"], basic["opening"], basic["transfer"], basic["closing"]) == ("basic", 100, -100, 0)
    assert (pro["segment"], pro["transfer"], pro["expansion"], pro["closing"]) == ("pro", 100, 50, 150)
    only = oracle.roll_forward(day("2024-02-01"), day("2024-03-01"), "month", where=[("plan", "pro")])[0]
    assert only == {name: value for name, value in pro.items() if name != "segment"}


def test_same_price_on_another_plan_is_a_transfer_of_nothing():
    same = book(row("2024-01-01", "2024-02-10", plan="a"), row("2024-02-10", plan="b"))
    assert moved(same)[1:] == [("2024-02-10", "transfer", 0)]
    default = book(row("2024-01-01", "2024-02-10", plan="a", item_id=""), row("2024-02-10", plan="b", item_id=""))
    assert posted(default)[1:] == [("2024-02-10", "a", "plan", -1200), ("2024-02-10", "b", "plan", 1200)]
    assert moved(default)[1:] == [("2024-02-10", "transfer", 0)]


def test_a_plan_change_with_more_seats_and_a_discount_adds_up():
    oracle = book(
        row("2024-01-01", "2024-02-01", plan="a", price="10", quantity="2"),
        row("2024-02-01", plan="b", price="20", quantity="3", discount_percent="50"),
    )
    # 240 a year before; seats +120, plan +360, discount -360; all but the old plan's end stands on the new plan
    assert posted(oracle)[1:] == [
        ("2024-02-01", "a", "plan", -240),
        ("2024-02-01", "b", "discount", -360),
        ("2024-02-01", "b", "plan", 600),
        ("2024-02-01", "b", "quantity", 120),
    ]


def test_causes_of_starts_and_ends():
    oracle = book(
        row("2024-01-01"),
        row("2024-02-01", "2024-03-01", item_id="j", price="7"),
        row("2024-04-01", "2024-05-01", price="3", subscription_id="t", item_id="k", cancel_reason="involuntary"),
    )
    assert [p[2] for p in posted(oracle)] == ["start", "add_on", "removal", "start", "delinquency"]
    oracle = book(
        row("2024-01-01", "2024-02-01", status="trialing"),
        row("2024-02-01", "2024-03-01"),
        row("2024-03-01", "2024-04-01", status="paused"),
        row("2024-04-01", "2024-05-01"),
        row("2024-05-01", status="unpaid"),
    )
    assert [(p[0], p[2]) for p in posted(oracle)] == [
        ("2024-02-01", "start"),
        ("2024-03-01", "pause"),
        ("2024-04-01", "resume"),
        ("2024-05-01", "delinquency"),
    ]


def test_a_hundred_percent_off_is_churn_or_active_at_nothing():
    rows = [row("2024-01-01", "2024-02-01"), row("2024-02-01", "2024-03-01", discount_percent="100"), row("2024-03-01")]
    assert [m[1] for m in moved(book(*rows))] == ["new", "churn", "reactivation"]
    active = book(*rows, policy={"counts.full_discount": "active"})
    assert [m[1] for m in moved(active)] == ["new", "contraction", "expansion"]
    assert active.metric("customers", day("2024-02-01"), day("2024-03-01")) == 1
    free = book(row("2024-01-01", discount_percent="100"), policy={"counts.full_discount": "active"})
    assert moved(free) == [("2024-01-01", "new", 0)] and free.postings() == []


@pytest.mark.parametrize(
    "policy, kinds",
    [
        ({}, ["new", "churn", "reactivation"]),
        ({"movements.reactivation_gap_days": 10}, ["new", "churn", "reactivation"]),
        ({"movements.reactivation_gap_days": 11}, ["new", "contraction", "expansion"]),
        ({"movements.new_again_after_days": 10}, ["new", "churn", "reactivation"]),
        ({"movements.new_again_after_days": 9}, ["new", "churn", "new"]),
        ({"movements.reactivation_as": "expansion"}, ["new", "churn", "expansion"]),
    ],
)
def test_a_return_after_ten_days(policy, kinds):
    assert [m[1] for m in moved(book(row("2024-01-01", "2024-03-01"), row("2024-03-11"), policy=policy))] == kinds


def test_netting_by_month():
    month = {"movements.netting": "month"}
    assert moved(book(row("2024-01-05", "2024-01-20"), policy=month)) == []
    both = book(row("2024-01-05", "2024-01-20"), row("2024-01-20", "2024-02-10", price="130"), row("2024-02-15", price="90"), policy=month)
    assert moved(both) == [("2024-01-20", "new", 130), ("2024-02-15", "contraction", -40)]


def test_movements_of_subscriptions():
    rows = [row("2024-01-01"), row("2024-02-01", subscription_id="t", item_id="j", price="30")]
    assert [m[1] for m in moved(book(*rows))] == ["new", "expansion"]
    assert [m[1] for m in moved(book(*rows, policy={"movements.of": "subscription"}))] == ["new", "new"]


@pytest.mark.parametrize("setting, last_day", [("keep", None), ("drop", "2024-01-31"), (30, "2024-03-01"), (60, "2024-03-31")])
def test_past_due_counts_for_so_many_days_of_the_run(setting, last_day):
    oracle = book(
        row("2024-01-01", "2024-02-01"),
        row("2024-02-01", "2024-02-10", status="past_due"),
        row("2024-02-10", status="past_due"),
        policy={"counts.past_due": setting},
    )
    if last_day is None:
        assert mrr(oracle, "2024-12-31") == 100
    else:
        assert (mrr(oracle, last_day), mrr(oracle, str(day(last_day) + timedelta(days=1)))) == (100, 0)
        assert posted(oracle)[-1][2] == "delinquency"
    assert oracle.metric("past_due_mrr", day("2024-05-01"), day("2024-06-01")) == 100


def test_a_change_waits_for_the_renewal():
    oracle = book(
        row("2024-01-31", "2024-02-10", price="10"),
        row("2024-02-10", "2024-03-05", price="20"),
        row("2024-03-05", "2024-03-20", price="30"),
        row("2024-03-20", "2024-04-30", price="40"),
        policy={"timing.change": "at_renewal"},
    )
    assert [(str(s.starts_day), str(s.ends_day), s.run_rate // 12_000_000) for s in oracle.states()] == [
        ("2024-01-31", "2024-02-29", 10),
        ("2024-02-29", "2024-03-31", 20),
        ("2024-03-31", "2024-04-30", 40),
    ]


def test_cancel_on_request():
    rows = [row("2024-01-01", "2024-06-01", cancel_requested_at="2024-03-15")]
    assert moved(book(*rows))[1] == ("2024-06-01", "churn", -100)
    assert moved(book(*rows, policy={"timing.cancel": "request"}))[1] == ("2024-03-15", "churn", -100)


def usage(first: str, amount: str, **columns: str) -> dict:
    return {"customer_id": "c", "subscription_id": "s", "item_id": "u", "kind": "usage", "amount": amount, "period_start": first} | columns


def test_usage_of_last_month_and_of_three_months():
    lines = [
        usage("2024-06-03", "30"),
        usage("2024-06-30", "70"),
        usage("2024-06-30", "9", invoice_status="void"),
        usage("2024-07-01", "40"),
    ]
    last = book(lines=lines, policy={"counts.usage": "last_month"})
    assert [mrr(last, text) for text in ("2024-06-30", "2024-07-01", "2024-07-31", "2024-08-01", "2024-09-01")] == [0, 100, 100, 40, 0]
    mean = book(lines=lines, policy={"counts.usage": "trailing_mean:3"})
    assert [round(12 * mrr(mean, f"2024-{month:02d}-15"), 6) for month in range(6, 12)] == [0, 400, 560, 560, 160, 0]
    apart = book(lines=lines)
    assert mrr(apart, "2024-07-01") == 0 and apart.metric("usage_revenue", day("2024-06-01"), day("2024-07-01")) == 100


def test_a_refund_lowers_the_run_rate_for_its_period():
    line = {
        "customer_id": "c",
        "subscription_id": "s",
        "amount": "100",
        "refunded_amount": "30",
        "refunded_at": "2024-02-05",
        "period_start": "2024-02-01",
        "period_end": "2024-03-01",
    }
    oracle = book(row("2024-01-01"), lines=[line], policy={"counts.refunds": "reduce"})
    assert [mrr(oracle, text) for text in ("2024-02-04", "2024-02-05", "2024-02-29", "2024-03-01")] == [100, 70, 70, 100]
    assert moved(oracle)[1:] == [("2024-02-05", "contraction", -30), ("2024-03-01", "expansion", 30)]
    whole = book(
        row("2024-01-01"), lines=[line | {"refunded_amount": "500"}], policy={"counts.refunds": "reduce", "counts.full_discount": "active"}
    )
    assert moved(whole)[1:] == [("2024-02-05", "churn", -100), ("2024-03-01", "reactivation", 100)]


def euro(currency: str, when: date) -> Fraction:
    """1.10 in January 2024, 1.20 in February, 1.30 afterwards."""
    return Fraction(10 + min(max(when.month, 1), 3) if when.year == 2024 else 13, 10)


@pytest.mark.parametrize(
    "setting, expected",
    [
        (
            "movement",
            [
                ("2024-01-10", "new", 110),
                ("2024-02-10", "fx", 10),
                ("2024-02-10", "expansion", 24),
                ("2024-03-10", "fx", 12),
                ("2024-03-10", "churn", -156),
            ],
        ),
        (
            "month_end",
            [
                ("2024-01-10", "new", 110),
                ("2024-02-01", "fx", 10),
                ("2024-02-10", "expansion", 24),
                ("2024-03-01", "fx", 12),
                ("2024-03-10", "churn", -156),
            ],
        ),
        ("latest", [("2024-01-10", "new", 130), ("2024-02-10", "expansion", 26), ("2024-03-10", "churn", -156)]),
        ("fixed:2024-01-31", [("2024-01-10", "new", 110), ("2024-02-10", "expansion", 22), ("2024-03-10", "churn", -132)]),
    ],
)
def test_exchange_rates_move_on_a_line_of_their_own(setting, expected):
    oracle = book(
        row("2024-01-10", "2024-02-10", currency="EUR"),
        row("2024-02-10", "2024-03-10", currency="EUR", price="120"),
        policy={"fx.rate": setting},
        rates=euro,
    )
    assert moved(oracle) == expected


def test_what_is_carried_is_rounded_to_a_micro_half_to_even():
    for rate, micros in (("0.5", 0), ("1.5", 2), ("0.51", 1)):
        oracle = book(
            row("2024-01-01", price="0.000001", interval="year", currency="EUR"), rates=lambda currency, when, rate=rate: Fraction(rate)
        )
        assert oracle.run_rate(day("2024-01-01")) == micros


def test_retention_churn_and_ltv():
    rows = [row("2023-01-01", customer_id="up", price="50"), row("2023-01-01", "2024-03-15", customer_id="gone")]
    rows[0] |= {"ends_at": "2023-07-01"}
    rows += [row("2023-07-01", customer_id="up", price="80"), row("2024-01-01", customer_id="late", price="1000")]
    oracle = book(*rows)
    span = (day("2024-03-01"), day("2024-04-01"))
    assert oracle.metric("nrr", *span) == Fraction(80, 150)
    assert oracle.metric("grr", *span) == Fraction(50, 150)
    assert oracle.metric("customer_churn_rate", *span) == Fraction(1, 3)
    assert oracle.metric("gross_mrr_churn_rate", *span) == Fraction(100, 1180)
    assert oracle.metric("ltv", *span) is None
    # of the six months October to March, March alone has churn: a third; the closing customers are two
    assert oracle.metric("ltv", day("2024-04-01"), day("2024-05-01")) == Fraction(1080, 2) / (Fraction(1, 3) / 6)
    assert oracle.metric("arpa", day("2022-01-01"), day("2022-02-01")) is None
    assert oracle.metric("asp", day("2024-01-01"), day("2024-02-01")) == 1000


def test_trials():
    rows = [
        row("2024-01-10", "2024-01-24", status="trialing", subscription_id="a"),
        row("2024-01-24", subscription_id="a"),
        row("2024-01-10", "2024-01-20", status="trialing", subscription_id="a", item_id="j"),
        row("2024-01-15", "2024-01-29", status="trialing", subscription_id="b", item_id="k"),
    ]
    oracle = book(*rows)
    assert oracle.metric("trials", day("2024-01-01"), day("2024-02-01")) == 2
    assert oracle.metric("trial_conversion_rate", day("2024-01-01"), day("2024-02-01")) == Fraction(1, 2)
    assert oracle.metric("arpu", day("2024-01-01"), day("2024-01-16")) == 0
    assert oracle.metric("arpu", day("2024-03-01"), day("2024-04-01")) == 100


def test_committed_and_contracted():
    rows = [
        row("2024-01-01", price="1000", committed_until="2024-12-31"),
        row("2024-01-01", "2024-05-01", customer_id="d", price="10", cancel_requested_at="2024-03-01"),
        row("2024-06-01", customer_id="e", price="70", signed_at="2024-03-10"),
    ]
    oracle = book(*rows)
    assert oracle.metric("committed_arr", day("2024-03-01"), day("2024-04-01")) == 12_000
    assert oracle.metric("cmrr", day("2024-03-01"), day("2024-03-10")) == 1000
    assert oracle.metric("cmrr", day("2024-03-01"), day("2024-03-11")) == 1070
    assert oracle.metric("cmrr", day("2024-03-01"), day("2024-04-01")) == 1070
    assert oracle.metric("arr", day("2025-01-01"), day("2025-02-01")) == 12 * 1070
    assert book(*rows, policy={"arr.basis": "committed"}).metric("arr", day("2025-01-01"), day("2025-02-01")) == 0


def test_cohorts():
    rows = [
        row("2024-01-10", "2024-02-20", customer_id="a"),
        row("2024-01-20", "2024-02-01", customer_id="b", price="50"),
        row("2024-02-01", "2024-03-20", customer_id="b", price="80"),
    ]
    oracle = book(*rows)
    until = day("2024-03-31")
    assert oracle.cohorts("customers", "month", "calendar", until) == [{"cohort": "2024-01", "size": 2, "base": 2, "values": [2, 1, 0]}]
    assert oracle.cohorts("net", "month", "calendar", until)[0]["values"] == [1_800_000_000, 960_000_000, 0]
    assert oracle.cohorts("gross", "month", "own", until)[0]["values"] == [1_800_000_000, 1_800_000_000, 0]


def test_periods_are_clipped_and_named():
    rows = book(row("2024-01-01")).roll_forward(day("2024-12-30"), day("2025-01-08"), "week")
    assert [(r["period"], str(r["start"]), str(r["end"])) for r in rows] == [
        ("2025-W01", "2024-12-30", "2025-01-06"),
        ("2025-W02", "2025-01-06", "2025-01-08"),
    ]
    rows = book(row("2024-01-01")).roll_forward(day("2024-02-10"), day("2024-07-01"), "quarter")
    assert [r["period"] for r in rows] == ["2024-Q1", "2024-Q2"] and str(rows[0]["start"]) == "2024-02-10"


@SLOW
@given(histories(customers=(1, 4)), policies())
def test_the_oracles_books_balance(tables, policy):
    oracle = Oracle(tables, policy, rates=rates)
    for rows in oracle.items.values():
        held = [row for row in rows if row.starts_day < row.ends_day]
        assert all(a.ends_day <= b.starts_day for a, b in pairwise(held))
    balances = Counter()
    for *key, _, micros in oracle.postings():
        balances[tuple(key[:3])] += micros
    for key in {key[:3] for key in oracle.items}:
        assert balances[key] == sum(oracle.at(other, oracle.last).run_rate for other in oracle.items if other[:3] == key)
    for by in (None, "plan", "product", "currency", "subscription", "country"):
        rows = oracle.roll_forward(day("2023-02-10"), day("2026-01-20"), "month", by=by)
        for found in rows:
            assert found["opening"] + sum(found[kind] for kind in KINDS) == found["closing"]
        for period in {found["period"] for found in rows}:
            assert sum(found["transfer"] for found in rows if found["period"] == period) == 0

"""Each finder beside a company that is clean: it finds the fault that is put in, with its price and its rows, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

import subledger
from subledger.book import FINDINGS, at_stake
from subledger.book.policies import policy
from subledger.engine.compile import compiled
from subledger.ledger.tables import Ledger
from subledger.metrics.findings import Finding, priced

BookOf = Callable[..., subledger.Book]
DAY = date(2025, 7, 31)
COLUMNS = "customer_id,subscription_id,item_id,plan,kind,unit_amount,quantity,currency,interval,status,starts_at,ends_at"
CLEAN = [
    "acme,  s1,  i1,  pro,  recurring, 100,  2, USD, month, active,   2025-01-01, 2025-03-01",
    "acme,  s1,  i1,  pro,  recurring, 100,  5, USD, month, active,   2025-03-01,",
    "beta,  s2,  i2,  pro,  recurring, 100,  1, USD, month, active,   2025-01-01,",
    "gamma, s3,  i3,  pro,  recurring, 120,  1, USD, month, active,   2025-01-01,",
    "delta, s4,  i4,  pro,  recurring, 90,   1, USD, month, active,   2025-01-01,",
    "delta, s4,  i4b, seat, recurring, 10,   4, USD, month, active,   2025-02-01,",
    "eps,   s5,  i5,  pro,  recurring, 1000, 1, USD, year,  active,   2024-02-01, 2025-02-01",
    "zeta,  s6,  i6,  pro,  recurring, 100,  1, USD, month, trialing, 2025-01-01, 2025-01-15",
    "zeta,  s6,  i6,  pro,  recurring, 100,  1, USD, month, active,   2025-01-15,",
    "zeta,  s7,  i7,  pro,  recurring, 100,  3, USD, month, active,   2025-04-01,",
    "eta,   s8,  i8,  pro,  recurring, 95,   1, EUR, month, active,   2025-01-01, 2025-05-01",
    "theta, s9,  i9,  pro,  recurring, 1000, 1, USD, year,  active,   2025-01-01,",
    "theta, s9,  i9b, setup, one_time, 500,  1, USD, month, active,   2025-01-01, 2025-02-01",
]
CUSTOMERS = [
    "acme,  Acme Inc.,  US, , a@acme.test",
    "beta,  Beta GmbH,  DE, , b@beta.test",
    "gamma, Gamma,      US, , ",
    "delta, Delta,      US, , ",
    "eps,   Eps,        US, , ",
    "zeta,  Zeta Ltd,   GB, , ",
    "eta,   Eta,        DE, , ",
    "theta, Theta,      US, , ",
]
INVOICES = "invoice_id,line_id,customer_id,subscription_id,kind,amount,period_start,period_end,issued_at"
BILLED = [("acme", "s1"), ("beta", "s2"), ("gamma", "s3"), ("delta", "s4"), ("zeta", "s6"), ("zeta", "s7")]
MONTHS = [f"2025-{month:02d}-01" for month in range(1, 9)]


def line(customer: str, subscription: str, month: int, kind: str = "recurring", amount: str = "100") -> str:
    start, end = MONTHS[month], MONTHS[month + 1]
    number = f"{customer}_{subscription}_{month}_{kind}"
    return f"in_{number},li_{number},{customer},{subscription},{kind},{amount},{start},{end},{start}"


INVOICED = [line(*who, month) for who in BILLED for month in range(7)]
RATES = "day,currency,rate\n2024-01-01,EUR,1.10"


def company(book_of: BookOf, states: list[str] = CLEAN, customers: list[str] = CUSTOMERS, lines: list[str] = INVOICED) -> subledger.Book:
    return book_of(
        subscriptions="\n".join([COLUMNS, *states]),
        customers="\n".join(["customer_id,name,country,parent_id,mail", *customers]),
        invoice_lines="\n".join([INVOICES, *lines]),
        fx_rates=RATES,
    )


def found(book: subledger.Book, **options: object) -> list[tuple[str, str, Fraction]]:
    return [(row["finding"], row["customer"], row["mrr_at_stake"]) for row in book.findings(as_of=DAY, **options)]


def replaced(rows: list[str], old: str, *new: str) -> list[str]:
    assert len([row for row in rows if row.startswith(old)]) == 1
    return [part for row in rows for part in (new if row.startswith(old) else [row])]


def test_a_clean_company_has_none(book_of: BookOf) -> None:
    assert found(company(book_of)) == []


def test_a_clean_company_has_none_of_any_kind_under_another_policy(book_of: BookOf) -> None:
    assert found(company(book_of), policy={"counts.trialing": True, "fx.rate": "month_end"}) == []


STATES = {
    "twice_on_a_plan": (["beta, s20, i20, pro, recurring, 100, 1, USD, month, active, 2025-06-01,"], "beta", 100),
    "year_booked_as_month": (["iota, s20, i20, pro, recurring, 1000, 1, USD, month, active, 2025-06-01,"], "iota", Fraction(11000, 12)),
    "month_booked_as_year": (["iota, s20, i20, pro, recurring, 100, 1, USD, year, active, 2025-06-01,"], "iota", Fraction(1100, 12)),
    "price_outlier": (["iota, s20, i20, pro, recurring, 7, 1, USD, month, active, 2025-06-01,"], "iota", 7),
    "recurring_set_up": (["beta, s2, i20, Onboarding fee, recurring, 40, 1, USD, month, active, 2025-06-01,"], "beta", 40),
    "ends_a_day_early": (["iota, s20, i20, basic, recurring, 1200, 1, USD, year, active, 2024-03-01, 2025-02-28"], "iota", 100),
    "repeated_one_time_charge": (
        [
            f"beta, s2, i2{month}, support, one_time, 60, 1, USD, month, active, 2025-{month:02d}-01, 2025-{month:02d}-02"
            for month in (5, 6, 7)
        ],
        "beta",
        60,
    ),
}


@pytest.mark.parametrize("name", STATES)
def test_a_row_more(name: str, book_of: BookOf) -> None:
    more, customer, stake = STATES[name]
    book = company(book_of, [*CLEAN, *more], [*CUSTOMERS, "iota, Iota, US, , "])
    assert found(book) == [(name, customer, stake)]
    (row,) = book.findings(as_of=DAY)
    assert (row["file"], row["row"]) == ("subscriptions.csv", len(CLEAN) + len(more) + 1)
    assert at_stake([row]) == stake


def test_a_plan_has_no_usual_price_from_three_customers(book_of: BookOf) -> None:
    few = [row for row in CLEAN if row.startswith(("acme", "beta"))]
    assert found(company(book_of, [*few, "delta, s4, i4, pro, recurring, 1200, 1, USD, month, active, 2025-01-01,"])) == []


def test_a_gap_of_a_day(book_of: BookOf) -> None:
    states = replaced(
        CLEAN, "acme,  s1,  i1,  pro,  recurring, 100,  2", "acme,s1,i1,pro,recurring,100,2,USD,month,active,2025-01-01,2025-02-28"
    )
    book = company(book_of, states)
    assert found(book) == [("gap_of_a_day", "acme", 200)]
    (row,) = book.findings("gap_of_a_day", as_of=DAY)
    assert (row["day"], row["row"], row["other_row"]) == (date(2025, 2, 28), 2, 3)


def test_an_annual_term_that_goes_on_a_day_later_is_a_gap_and_no_early_end(book_of: BookOf) -> None:
    states = replaced(
        CLEAN,
        "eps,",
        "eps,s5,i5,pro,recurring,1000,1,USD,year,active,2024-02-01,2025-01-31",
        "eps,s5,i5,pro,recurring,1000,1,USD,year,active,2025-02-01,2026-02-01",
    )
    assert [name for name, *_ in found(company(book_of, states))] == ["gap_of_a_day"]


def test_a_currency_at_the_same_number(book_of: BookOf) -> None:
    states = replaced(
        CLEAN,
        "eta,",
        "eta,s8,i8,pro,recurring,95,1,EUR,month,active,2025-01-01,2025-03-01",
        "eta,s8,i8,pro,recurring,95,1,USD,month,active,2025-03-01,2025-05-01",
    )
    assert found(company(book_of, states)) == [("currency_flip", "eta", 95)]
    honest = [row.replace("95,1,USD", "104.5,1,USD") for row in states]
    assert found(company(book_of, honest)) == []


@pytest.mark.parametrize(
    ("iota", "doubles"),
    [
        ("iota, ACME,        US, ,     ", True),
        ("iota, Acme Inc,    ,   ,     ", True),
        ("iota, Acme,        DE, ,     ", False),
        ("iota, Acme GmbH,   US, ,     ", False),
        ("iota, Acme Inc.,   US, acme, ", False),
        ("iota, Another,     US, ,     A@acme.test", True),
    ],
)
def test_a_customer_twice(iota: str, doubles: bool, book_of: BookOf) -> None:
    states = [*CLEAN, "iota, s20, i20, pro, recurring, 110, 1, USD, month, active, 2025-06-01,"]
    assert found(company(book_of, states, [*CUSTOMERS, iota])) == ([("doubled_customer", "iota", 110)] if doubles else [])


def test_invoices_that_stop(book_of: BookOf) -> None:
    kept = [row for row in INVOICED if not (row.startswith("in_beta") and row.split(",")[6] > "2025-04-01")]
    book = company(book_of, lines=kept)
    assert found(book) == [("missing_renewal", "beta", 100)]
    (row,) = book.findings(as_of=DAY)
    assert row["says"] == "had its last invoice on 2025-04-01; the next was due on 2025-05-01"


def test_invoices_that_stop_for_all_are_not_loaded_yet(book_of: BookOf) -> None:
    assert found(company(book_of, lines=[row for row in INVOICED if row.split(",")[6] < "2025-04-01"])) == []


def test_a_charge_on_invoices_month_after_month(book_of: BookOf) -> None:
    once = [line("gamma", "s3", month, "one_time", "75") for month in (4, 5, 6)]
    assert found(company(book_of, lines=[*INVOICED, *once])) == [("repeated_one_time_charge", "gamma", 75)]
    assert found(company(book_of, lines=[*INVOICED, *once[:2]])) == []
    assert found(company(book_of, lines=[*INVOICED, once[0], once[2], line("gamma", "s3", 1, "one_time", "75")])) == []


def test_a_trial_that_counts_and_does_not_end(book_of: BookOf) -> None:
    states = replaced(CLEAN, "zeta,  s7", "zeta,s7,i7,pro,recurring,100,3,USD,month,trialing,2025-04-01,")
    lines = [row for row in INVOICED if ",s7," not in row]
    assert found(company(book_of, states, lines=lines)) == []
    assert found(company(book_of, states, lines=lines), policy={"counts.trialing": True}) == [("trial_that_counts", "zeta", 300)]


def test_a_trial_that_became_active_and_was_never_invoiced(book_of: BookOf) -> None:
    lines = [row for row in INVOICED if ",s6," not in row]
    assert found(company(book_of, lines=lines)) == [("never_invoiced_after_trial", "zeta", 100)]
    assert found(company(book_of, lines=[])) == []


def test_every_kind_is_seeded_here() -> None:
    seeded = {
        *STATES,
        "gap_of_a_day",
        "currency_flip",
        "doubled_customer",
        "missing_renewal",
        "trial_that_counts",
        "never_invoiced_after_trial",
    }
    assert {each.name for each in FINDINGS} == seeded


def test_a_row_found_twice_is_at_stake_once(book_of: BookOf) -> None:
    book = company(book_of, [*CLEAN, "beta, s20, i20, Onboarding, recurring, 40, 1, USD, month, active, 2025-06-01,"])
    (row,) = book.findings(as_of=DAY)
    assert at_stake([row, {**row, "mrr_at_stake": Fraction(30)}]) == 40


def test_a_kind_that_is_none(book_of: BookOf) -> None:
    with pytest.raises(subledger.SubledgerError, match="unknown finding") as caught:
        company(book_of).findings("price_outlyer")
    assert caught.value.hint == "did you mean 'price_outlier'?"


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.name)
def test_a_finder_is_an_expression_of_any_engine(finding: Finding, dialect: str) -> None:
    ledger = Ledger(policy("standard"), "USD", "USD", 1, has_fx=True)
    assert compiled(priced(finding, ledger, DAY), dialect).startswith(("SELECT", "WITH"))


def test_an_end_that_a_policy_made_is_none(book_of: BookOf) -> None:
    columns = "customer_id,subscription_id,item_id,plan,unit_amount,currency,interval,starts_at,ends_at,cancel_requested_at"
    book = book_of(subscriptions=f"{columns}\nacme, s1, i1, pro, 1200, USD, year, 2024-03-01, 2025-03-01, 2025-02-28")
    assert found(book, policy={"timing.cancel": "request"}) == []

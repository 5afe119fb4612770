"""A list in several currencies: each amount beside what is priced in its own currency, nothing added or converted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from company_files import files

import subledger
from subledger.book.reconciling import Reconciliation
from subledger.model.errors import BadInput

STATES = """
customer_id, subscription_id, plan, unit_amount, currency, discount_percent, starts_at,  ends_at
acme,        s1,              pro,  100,         USD,      0,                2025-01-01,
acme,        s2,              pro,  40,          EUR,      0,                2025-01-01,
beta,        s3,              pro,  80,          EUR,      0,                2025-01-01, 2025-06-10
beta,        s3,              pro,  90,          EUR,      0,                2025-06-10,
gamma,       s4,              pro,  12000,       JPY,      0,                2025-01-01,
delta,       s5,              pro,  200,         EUR,      25,               2025-01-01,
zeta,        s6,              pro,  60,          USD,      0,                2025-01-01,
"""
# The columns of a billing system's own report of MRR per subscriber: one row per customer and currency, one column per month.
LIST = """Customer,Customer Email,Customer ID,Start Date,End Date,Currency,2025-06
Acme Inc,a@example.com,acme,2025-01-01,,usd,100.00
Acme Inc,a@example.com,acme,2025-01-01,,eur,40.00
Beta,b@example.com,beta,2025-01-01,,eur,80.00
Gamma,c@example.com,gamma,2025-01-01,,jpy,12000
Delta,d@example.com,delta,2025-01-01,,eur,200.00
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subledger.Book]:
    with subledger.init(None) as made:
        made.load(files(tmp_path_factory.mktemp("company"), subscriptions=STATES))
        yield made


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("list") / "MRR_per_Subscriber_-_monthly.csv"
    path.write_text(LIST, "utf-8")
    return path


def told(found: Reconciliation) -> dict[str, tuple[Fraction, Fraction | None, str]]:
    return {each.customer: (each.ours, each.theirs, each.reason) for each in found.accounts}


def test_the_books_currency_is_compared_first(book: subledger.Book, path: Path) -> None:
    found = book.reconcile(path)
    assert (found.currency, found.as_of) == ("USD", date(2025, 6, 30))
    assert told(found) == {"acme": (100, 100, "agrees"), "zeta": (60, None, "missing_there")}
    said = "is in EUR (3) and USD (1) and JPY (1): compared is what is priced in USD, nothing converted"
    assert said in found.notes[-1]
    assert found.notes[-1].endswith("the rest with --currency EUR, --currency JPY")


def test_another_is_compared_in_its_own_amounts(book: subledger.Book, path: Path) -> None:
    found = book.reconcile(path, currency="EUR")
    assert told(found) == {"acme": (40, 40, "agrees"), "beta": (90, 80, "setting"), "delta": (150, 200, "setting")}
    assert next(each.key for each in found.accounts if each.customer == "beta") == "timing.change = at_renewal"
    assert (found.ours, found.theirs, found.unexplained) == (280, 320, 0)
    # Nothing is converted, so no rate is asked for, and nothing of the comparison stays.
    yen = book.reconcile(path, currency="JPY")
    assert (told(yen), yen.currency) == ({"gamma": (12000, 12000, "agrees")}, "JPY")
    assert not [name for (name,) in book._engine._run("SELECT table_name FROM duckdb_tables()") if name.startswith("native_")]


def test_a_list_of_one_currency_is_held_against_what_is_converted(book: subledger.Book, tmp_path: Path) -> None:
    whole = {row["customer_id"]: row["mrr"] for row in book.customers(as_of=date(2025, 6, 30))}
    assert whole["acme"] > 140 > whole["zeta"]
    rows = "".join(f"{name},{float(amount):.6f},USD,2025-06-30\n" for name, amount in whole.items())
    (tmp_path / "theirs.csv").write_text("customer_id,mrr,currency,day\n" + rows, "utf-8")
    found = book.reconcile(tmp_path / "theirs.csv")
    assert {each.reason for each in found.accounts} == {"agrees"}
    assert "is converted to USD, at the rates that each policy takes (fx.rate)" in found.notes[-1]


def test_a_currency_that_the_list_lacks(book: subledger.Book, path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        book.reconcile(path, currency="GBP")
    [fault] = caught.value.found
    assert (fault.code, fault.value, fault.expected) == ("other_currency", "GBP", "EUR or USD or JPY")

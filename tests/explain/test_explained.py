"""What is said of a figure adds up to it: every metric, whole and by customer, on random histories under random policies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import agreement
import histories
import pytest
from company_files import files

import subledger
from subledger.book import METRICS
from subledger.metrics.formulas import FORMULAS
from subledger.model.errors import InvariantBroken

SLUGS = tuple(metric.slug for metric in METRICS)
START, END = date(2024, 3, 1), date(2024, 9, 1)
CUSTOMERS = 7


def drawn(seed: int) -> dict[str, list[dict]]:
    chance = Random(seed)
    return agreement.company([(chance.randrange(2**32), chance.randint(1, 4), chance.randint(1, 6)) for _ in range(CUSTOMERS)])


def policy_of(seed: int) -> dict[str, Any]:
    """A policy with a few settings drawn."""
    chance = Random(seed)
    names = chance.sample(sorted(histories.SETTINGS), chance.randint(2, 8))
    return agreement.shown({name: chance.choice(histories.SETTINGS[name]) for name in names})


@pytest.fixture(scope="module")
def book() -> Iterator[subledger.Book]:
    with agreement.loaded(drawn(5)) as opened:
        yield opened


def of_formula(found: Any) -> Fraction | int | None:
    """The value again, from the rows of parts alone."""
    value: Any = sum(row["amount"] for row in found.of("part") if row["side"] == "above")
    for side in ("below", "rate"):
        rows = [row["amount"] for row in found.of("part") if row["side"] == side]
        if rows:
            value = None if value is None or None in rows or not sum(rows) else Fraction(value) / sum(rows)
    return value


def adds_up(book: subledger.Book, slug: str, policy: dict[str, Any], where: tuple[str, ...] = ()) -> None:
    found = book.explain(slug, start=START, end=END, policy=policy, most=3, where=where)
    (expected,) = book.metrics(slug, START, END, "year", policy=policy, where=where).rows
    assert found.value == expected["value"]
    assert of_formula(found) == found.value
    for column, side in (("amount", "above"), ("below", "below")):
        if found.of("customer"):
            parts = sum(row["amount"] for row in found.of("part") if row["side"] == side)
            assert sum(row[column] or 0 for row in found.of("customer")) == parts
    assert len([row for row in found.of("customer") if row["customer"] is not None]) <= 3


@pytest.mark.parametrize("slug", SLUGS)
def test_the_whole_adds_up(slug: str, book: subledger.Book) -> None:
    adds_up(book, slug, {})


@pytest.mark.parametrize("where", [("plan=pro", "plan=team"), ("country!=DE",)], ids=["of items", "of customers"])
def test_a_part_adds_up_and_so_do_its_customers(where: tuple[str, ...], book: subledger.Book) -> None:
    for slug in Random(str(where)).sample(SLUGS, 4):
        adds_up(book, slug, {}, where)
    whole = book.explain("mrr", start=START, end=END, where=where)
    each = [book.explain("mrr", customer=f"c{number}", start=START, end=END, where=where) for number in range(CUSTOMERS)]
    for part in whole.of("part"):
        assert sum(row["amount"] for found in each for row in found.of("part") if row["name"] == part["name"]) == part["amount"]


def test_a_flow_has_causes_and_a_balance_has_none(book: subledger.Book) -> None:
    adds_up(book, "expansion_mrr", {}, ("cause=quantity",))
    assert book.explain("expansion_mrr", start=START, end=END, customer="c1", where=["cause!=price"]).of("left out") == []
    with pytest.raises(subledger.SubledgerError, match="mrr has no cause"):
        book.explain("mrr", END, where=["cause=price"])
    with pytest.raises(subledger.SubledgerError, match="unknown attribute 'plam'"):
        book.explain("mrr", END, where=["plam=pro"])


@pytest.mark.parametrize("seed", (1, 2))
def test_the_whole_adds_up_under_any_policy(seed: int, book: subledger.Book) -> None:
    for slug in Random(seed).sample(SLUGS, 6):
        adds_up(book, slug, policy_of(seed))


def test_the_whole_adds_up_where_a_policy_chooses_the_formula(book: subledger.Book) -> None:
    policy = {
        "metrics.churn_rate": "churned_less_returned",
        "metrics.churned_mrr": "all_but_new",
        "metrics.returns": "apart",
        "metrics.arpu": "paying",
        "metrics.trial_conversion": "of_started",
        "metrics.ltv": "discounted:10",
        "arr.basis": "committed",
    }
    for slug in ("arr", "customer_churn_rate", "churned_mrr", "net_mrr_churn_rate", "quick_ratio", "arpu", "trial_conversion_rate", "ltv"):
        adds_up(book, slug, policy)
    for rate in ("churned", "churned_of_all"):
        adds_up(book, "customer_churn_rate", {"metrics.churn_rate": rate, "movements.of": "subscription"})


CUT_STATES = {"counts.full_discount": "active", "counts.past_due": 14}
OF_SUBSCRIPTIONS = {"arr.basis": "committed", "movements.of": "subscription"}


@pytest.mark.parametrize(
    ("slug", "policy"),
    [
        ("mrr", CUT_STATES),
        ("nrr", CUT_STATES),
        ("cmrr", {"fx.rate": "month_end", "timing.cancel": "request"}),
        ("arr", OF_SUBSCRIPTIONS),
        ("customers", OF_SUBSCRIPTIONS),
        ("net_new_mrr", {"movements.netting": "month"}),
        ("past_due_mrr", {"timing.change": "at_renewal"}),
        ("trials", {}),
        ("usage_revenue", {}),
    ],
)
def test_customers_add_up_to_the_whole(slug: str, policy: dict[str, Any], book: subledger.Book) -> None:
    whole = book.explain(slug, start=START, end=END, policy=policy)
    each = [book.explain(slug, customer=f"c{number}", start=START, end=END, policy=policy) for number in range(CUSTOMERS)]
    for part in whole.of("part"):
        if part["side"] != "rate":
            same = [
                row["amount"] for found in each for row in found.of("part") if (row["side"], row["name"]) == (part["side"], part["name"])
            ]
            assert sum(same) == part["amount"], part["name"]


def test_a_balance_of_one_customer_goes_back_to_its_first_row(book: subledger.Book) -> None:
    for number in range(CUSTOMERS):
        found = book.explain("mrr", END, f"c{number}")
        assert found.start is None
        for what in ("movement", "posting", "state"):
            assert sum(row["amount"] for row in found.of(what)) == found.value
        assert all(row["file"] and row["row"] for row in found.of("posting") if row["cause"] != "fx")


def test_within_a_month_that_is_netted_postings_tell(book: subledger.Book) -> None:
    policy = {"movements.netting": "month"}
    found = book.explain("mrr", date(2024, 5, 17), policy=policy)
    assert [row["name"] for row in found.of("part")] == ["opening", "changed"]
    assert found.value == sum(row["mrr"] for row in book.customers(date(2024, 5, 17), policy=policy))
    for name in ("c0", "c3"):
        own = book.explain("mrr", date(2024, 5, 17), name, policy=policy)
        assert sum(row["amount"] for row in own.of("posting")) == own.value


def test_every_metric_has_a_formula() -> None:
    assert tuple(FORMULAS) == SLUGS


def test_rows_that_do_not_add_up_are_not_shown(book: subledger.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from subledger.book.explaining import explained as explaining

    monkeypatch.setattr(sys.modules[explaining.__module__], "customer_rows", lambda *_: [])
    with pytest.raises(InvariantBroken, match="do not add up"):
        book.explain("mrr", END)


def test_the_same_in_any_view(tmp_path: Path) -> None:
    rates = "day,currency,rate\n2024-01-01,EUR,1.25"
    with subledger.init(None) as book:
        for month, price in ((1, 100), (2, 140)):
            text = f"customer_id,unit_amount,starts_at\nacme,{price},2024-01-01\nbeta,50,2024-02-01"
            folder = files(tmp_path / str(month), subscriptions=text, fx_rates=rates)
            book.load(folder, known_at=datetime(2025, month, 1, tzinfo=UTC))
        then = datetime(2025, 1, 15, tzinfo=UTC)
        day = date(2024, 6, 30)
        assert [book.explain("mrr", day, **view).value for view in ({}, {"known_at": then}, {"currency": "EUR"})] == [190, 150, 152]
        old = book.explain("mrr", day, "acme", known_at=then, currency="EUR")
        assert (old.value, old.currency) == (80, "EUR")
        (posting,) = old.of("posting")
        assert (posting["native"], posting["currency"], posting["amount"]) == (100, "USD", 80)


def test_a_customer_or_metric_that_is_none(book: subledger.Book) -> None:
    with pytest.raises(subledger.SubledgerError, match="no customer 'nobody'"):
        book.explain("mrr", END, "nobody")
    with pytest.raises(subledger.SubledgerError, match="unknown metric") as caught:
        book.explain("mmr", END)
    assert caught.value.hint == "did you mean 'mrr'?"
    with pytest.raises(subledger.SubledgerError, match="both say when it ends"):
        book.explain("mrr", END, end=END)

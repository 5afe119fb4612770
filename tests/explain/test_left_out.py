"""What is not in a number: each reason on a company small enough to reckon by hand, with its amount and the setting behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from company_files import files

import subledger
from subledger.book.policies import policy
from subledger.engine.compile import compiled
from subledger.engine.dialects import DIALECTS
from subledger.ledger.tables import Ledger
from subledger.metrics.evidence import whole
from subledger.metrics.left_out import REASONS, days, left_out, lines, moved, priced
from subledger.metrics.left_out import states as states_
from subledger.metrics.segments import Cut

BookOf = Callable[..., subledger.Book]
DAY = date(2025, 3, 31)
HEAD = (
    "customer_id,item_id,plan,kind,unit_amount,interval,discount_percent,discount_duration,tax_percent,tax_inclusive,status,"
    "starts_at,ends_at,cancel_requested_at,signed_at"
)
PAYS = "pays, p1, pro, recurring, 100, month, , , , , active, 2025-01-01, , ,"
LATER = "later, z1, pro, recurring, 1, month, , , , , active, 2026-01-01, , ,"
"""Something known of a later time, so that the day is not the newest."""


def left(book: subledger.Book, metric: str = "mrr", customer: str | None = None, **options: Any) -> list[tuple[Any, ...]]:
    rows = book.explain(metric, DAY, customer, **options).of("left out")
    return [(row["name"], row["amount"], row["because"]) for row in rows]


STATES: dict[str, tuple[str, dict[str, Any], tuple[Any, ...]]] = {
    "trial": (
        "one, i1, pro, recurring, 60, month, , , , , trialing, 2025-03-01, , ,",
        {},
        ("trialing", 60, "trialing: not counted, counts.trialing = false"),
    ),
    "unpaid": (
        "one, i1, pro, recurring, 60, month, , , , , unpaid, 2025-03-01, , ,",
        {},
        ("unpaid", 60, "unpaid: not counted, counts.unpaid = false"),
    ),
    "paused": (
        "one, i1, pro, recurring, 600, year, , , , , paused, 2025-03-01, , ,",
        {},
        ("paused", 50, "paused: not counted, counts.paused = false"),
    ),
    "incomplete": (
        "one, i1, pro, recurring, 60, month, , , , , incomplete, 2025-03-01, , ,",
        {},
        ("incomplete", 60, "incomplete: not counted, counts.incomplete = false"),
    ),
    "after the grace": (
        "one, i1, pro, recurring, 60, month, , , , , past_due, 2025-03-01, , ,",
        {"counts.past_due": 14},
        ("past_due", 60, "past_due: not counted, after 14 days, counts.past_due = 14"),
    ),
    "a metered price has no month": (
        "one, i1, calls, usage, 0.05, month, , , , , active, 2025-03-01, , ,",
        {},
        ("usage", None, "usage: not counted, counts.usage = apart"),
    ),
    "once": (
        "one, i1, setup, one_time, 500, month, , , , , active, 2025-03-05, 2025-03-06, ,",
        {},
        ("one-time lines", None, "charged once, never run-rate"),
    ),
    "a discount once": (
        "one, i1, pro, recurring, 60, month, 50, once, , , active, 2025-03-01, , ,",
        {},
        ("discounts ignored", -30, "not taken off, counts.discounts.once = ignore"),
    ),
    "a discount": (
        "one, i1, pro, recurring, 60, month, 50, forever, , , active, 2025-03-01, , ,",
        {},
        ("discounts", 30, "taken off the list price, counts.discounts.forever = subtract"),
    ),
    "tax in the price": (
        "one, i1, pro, recurring, 119, month, , , 19, true, active, 2025-03-01, , ,",
        {},
        ("tax", 19, "not counted, counts.tax = exclude"),
    ),
    "tax on top": (
        "one, i1, pro, recurring, 100, month, , , 19, false, active, 2025-03-01, , ,",
        {},
        ("tax", 19, "not counted, counts.tax = exclude"),
    ),
    "signed": (
        "one, i1, pro, recurring, 60, month, , , , , active, 2025-04-15, , , 2025-03-15",
        {},
        ("signed, not started", 60, "counts from its first day; in cmrr"),
    ),
    "cancelled": (
        "one, i1, pro, recurring, 60, month, , , , , active, 2025-01-01, 2025-06-01, 2025-03-10,",
        {"timing.cancel": "request"},
        ("cancelled, still served", 60, "gone since the cancellation was asked for, timing.cancel = request"),
    ),
    "rounding": (
        "one, i1, pro, recurring, 100, year, , , , , active, 2025-03-01, , ,",
        {"rounding.item": "minor_unit"},
        ("rounding", Fraction(100, 12) - Fraction("8.33"), "each item rounded, rounding.item = minor_unit"),
    ),
}


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subledger.Book]:
    """A book of all of them, each held by the customer of its own name."""
    rows = [state.replace("one, i1", f"{what}, {what}", 1) for what, (state, _, _) in STATES.items()]
    with subledger.init(None) as book:
        book.load(files(tmp_path_factory.mktemp("states"), subscriptions="\n".join([HEAD, PAYS, LATER, *rows])))
        yield book


def near(told: Fraction | None, amount: Fraction | int | None) -> bool:
    return told == amount or (told is not None and amount is not None and abs(told - amount) < Fraction(1, 10**6))


@pytest.mark.parametrize("what", STATES)
def test_a_state(what: str, states: subledger.Book) -> None:
    _, policy, (name, amount, because) = STATES[what]
    ((said, told, why),) = left(states, customer=what, policy=policy)
    assert (said, why) == (name, because)
    assert near(told, amount)


@pytest.mark.parametrize("policy", [{}, *(policy for _, policy, _ in STATES.values() if policy)], ids=str)
def test_of_the_whole_book_each_reason_is_told_once(policy: dict[str, Any], states: subledger.Book) -> None:
    rows = {row["because"]: row for row in states.explain("mrr", DAY, policy=policy).of("left out")}
    expected = [left_out for _, own, left_out in STATES.values() if own in ({}, policy)]
    held = Counter(because for _, _, because in expected)
    for name, _, because in expected:
        amounts = [amount for _, amount, why in expected if why == because]
        assert (rows[because]["name"], rows[because]["count"], rows[because]["customer"]) == (name, held[because], held[because])
        assert near(rows[because]["amount"], None if None in amounts else sum(amounts))
    assert set(rows) == set(held)
    assert left(states, customer="pays", policy=policy) == []


def test_a_change_that_waits_for_the_renewal(book_of: BookOf) -> None:
    states = [
        "one, i1, pro, recurring, 60, month, , , , , active, 2025-01-20, 2025-03-25, ,",
        "one, i1, pro, recurring, 90, month, , , , , active, 2025-03-25, , ,",
    ]
    book = book_of(subscriptions="\n".join([HEAD, LATER, *states]))
    reason = ("changed, not renewed", 30, "the change waits for the renewal, timing.change = at_renewal")
    assert left(book, policy={"timing.change": "at_renewal"}) == [reason]
    assert left(book, customer="one", policy={"timing.change": "at_renewal"}) == [reason]


def test_what_is_signed_takes_the_place_of_what_runs(book_of: BookOf) -> None:
    states = [
        "one, i1, pro, recurring, 60, month, , , , , active, 2025-01-01, 2025-05-01, ,",
        "one, i1, pro, recurring, 90, month, , , , , active, 2025-05-01, , , 2025-03-01",
    ]
    book = book_of(subscriptions="\n".join([HEAD, LATER, *states]))
    assert left(book) == [("signed, not started", 30, "counts from its first day; in cmrr")]
    assert left(book, "cmrr") == []
    assert book.explain("cmrr", DAY).value == 90


def test_what_begins_later_is_told_of_the_newest_day_alone(book_of: BookOf) -> None:
    book = book_of(subscriptions="\n".join([HEAD, PAYS, "one, i1, pro, recurring, 60, month, , , , , active, 2025-05-01, , ,"]))
    assert left(book) == []
    newest = book.explain("mrr", date(2025, 5, 1)).of("left out")
    assert newest == []
    soon = book_of(subscriptions="\n".join([HEAD, PAYS, "one, i1, pro, recurring, 60, month, , , , , active, 2199-05-01, , ,"]))
    rows = soon.explain("mrr").of("left out")
    assert [(row["name"], row["amount"]) for row in rows] == [("begins later", 60)]


LINES = "invoice_id,line_id,customer_id,item_id,kind,amount,period_start,period_end,issued_at,refunded_amount,refunded_at,invoice_status"


def test_what_invoices_say(book_of: BookOf) -> None:
    book = book_of(
        subscriptions="\n".join([HEAD, PAYS, LATER]),
        invoice_lines="\n".join(
            [
                LINES,
                "a, a1, pays, p1, usage,     40, 2025-02-01, 2025-03-01, 2025-03-01, , ,",
                "b, b1, pays, p1, one_time,  70, ,           ,           2025-03-09, , ,",
                "c, c1, pays, p1, recurring, 100, 2025-03-01, 2025-04-01, 2025-03-01, 20, 2025-03-05,",
                "d, d1, pays, p1, recurring, 100, 2025-03-01, 2025-04-01, 2025-03-01, ,  , draft",
            ]
        ),
    )
    found = {row["name"]: (row["amount"], row["charged"]) for row in book.explain("mrr", DAY, "pays").of("left out")}
    assert found == {"usage": (40, 40), "one-time charges": (None, 70), "refunds ignored": (-20, -20)}
    reduced = book.explain("mrr", DAY, "pays", policy={"counts.refunds": "reduce"})
    assert reduced.value == 80
    assert [(row["name"], row["amount"]) for row in reduced.of("left out")][1:] == [("refunds", 20), ("one-time charges", None)]
    revenue = book.explain("recurring_revenue", DAY, "pays")
    assert revenue.value == 100
    assert [(row["name"], row["charged"]) for row in revenue.of("left out")] == [("draft invoices", 100)]
    assert [(row["file"], row["row"], row["amount"]) for row in revenue.of("line")] == [("invoice_lines.csv", 4, 100)]


def test_a_foreign_customer_whom_a_person_excluded_has_its_amount_after_any_build(book_of: BookOf) -> None:
    book = book_of(
        subscriptions=f"{HEAD},currency\n{PAYS}, USD\n{LATER}, USD\none, i1, pro, recurring, 60, month, , , , , active, 2025-02-01,,,,EUR",
        fx_rates="day,currency,rate\n2024-12-01,EUR,1.00\n2025-02-01,EUR,1.25",
    )
    book.edits.exclude("one", author="Anna", reason="a test")
    book.rebuild()
    for view in ({}, {"policy": "stripe"}, {"policy": {"fx.rate": "fixed:2024-12-15"}}):
        (row,) = book.explain("mrr", DAY, **view).of("left out")
        assert (row["because"], row["amount"]) == ("excluded by Anna: a test", 60 if len(view) and view["policy"] != "stripe" else 75)
    euros = book.explain("mrr", DAY, currency="EUR").of("left out")
    assert [row["amount"] for row in euros if row["name"] == "excluded"] == [60]


def test_rates_that_moved_since_the_last_change(book_of: BookOf) -> None:
    book = book_of(
        subscriptions=f"{HEAD},currency\npays, p1, pro, recurring, 100, month, , , , , active, 2025-01-01, , , , EUR\n{LATER}, EUR",
        fx_rates="day,currency,rate\n2024-12-01,EUR,1.00\n2025-03-01,EUR,1.10",
    )
    found = book.explain("mrr", DAY, "pays")
    assert found.value == 100
    (state,) = found.of("state")
    assert (state["native"], state["currency"]) == (100, "EUR")
    assert state["because"] == "active states count; carried at the rate of 2025-01-01, fx.rate = movement"
    # The ledger reads the rates it needs: the newest of them on the day is that of the change itself.
    assert found.of("left out") == []


def test_who_came_after_the_start_of_a_retention(book_of: BookOf) -> None:
    book = book_of(
        subscriptions="""
        customer_id, unit_amount, starts_at,  ends_at
        old,         100,         2024-01-01, 2025-01-01
        old,         150,         2025-01-01,
        new,         30,          2025-02-01,
        """
    )
    assert left(book, "nrr") == [("joined since", 30, "did not pay at the start")]
    assert left(book, "grr") == [("joined since", 30, "did not pay at the start"), ("growth", 50, "more than at the start; in nrr")]


def test_arr_of_contracts_leaves_out_what_has_none(book_of: BookOf) -> None:
    book = book_of(
        subscriptions="""
        customer_id, unit_amount, starts_at,  committed_until
        bound,       100,         2025-01-01, 2025-12-31
        free,        30,          2025-01-01,
        """
    )
    policy = {"arr.basis": "committed"}
    assert [(row["customer_id"], row["mrr"], row["arr"]) for row in book.customers(DAY, policy=policy)] == [
        ("bound", 100, 1200),
        ("free", 30, 0),
    ]
    found = book.explain("arr", DAY, policy=policy)
    assert (found.value, [row["name"] for row in found.of("part")]) == (1200, ["under contract"])
    assert left(book, "arr", policy=policy) == [("no contract", 360, "no contract beyond the day, arr.basis = committed")]
    (held,) = book.explain("arr", DAY, "bound", policy=policy).of("held")
    assert (held["amount"], held["until"], held["row"]) == (1200, date(2025, 12, 31), 2)
    assert sum(row["arr"] for row in book.customers(DAY)) == 1560


def test_of_a_part_only_what_lies_in_it_is_told(book_of: BookOf) -> None:
    trial = "{0}, i{0}, {1}, recurring, {2}, month, , , , , trialing, 2025-03-01, , ,"
    book = book_of(
        subscriptions="\n".join([HEAD, PAYS, LATER, trial.format("one", "pro", 60), trial.format("two", "team", 40)]),
        invoice_lines="\n".join(
            [f"{LINES},plan", *(f"{of}, {of}1, pays, , one_time, 70, , , 2025-03-09, , , , {of}" for of in ("pro", "team"))]
        ),
        customers="customer_id,country\none,DE\ntwo,FR\npays,FR\nlater,FR",
    )
    book.edits.exclude("two", author="Anna", reason="a test")

    def told(*where: str) -> dict[str, tuple[Any, Any]]:
        return {row["name"]: (row["amount"], row["charged"]) for row in book.explain("mrr", DAY, where=where).of("left out")}

    assert told() == {"trialing": (60, None), "one-time charges": (None, 140)}
    assert told("plan=pro") == {"trialing": (60, None), "one-time charges": (None, 70)}
    assert told("country=FR") == {"one-time charges": (None, 140)}
    book.edits.exclude("pays", author="Anna", reason="another")
    assert told("country=FR") == {"excluded": (100, None)}
    assert told("country=DE") == {"trialing": (60, None)}


@pytest.mark.parametrize("dialect", [dialect.name for dialect in DIALECTS if dialect.is_run])
def test_it_is_an_expression_of_any_engine(dialect: str) -> None:
    settings = {"timing.cancel": "request", "rounding.item": "minor_unit"}
    ledger = Ledger(policy({"name": "other", **settings}), "USD", "USD", 1, has_fx=True, edited=("exclude",))
    steps = (
        states_.aside(ledger, states_.OF_STATES),
        states_.reasons_aside(ledger, states_.OF_STATES),
        lines.aside(ledger, lines.OF_LINES),
        moved.lost(ledger),
        priced.to_price(ledger, priced.OF_PRICES),
        priced.priced(),
        left_out(whole(ledger), REASONS - {"refund"}),
    )
    for step in steps:
        assert compiled(step, dialect, days(DAY, DAY)).startswith(("SELECT", "WITH"))


def test_only_what_there_is_gets_asked(book_of: BookOf, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[frozenset[str]] = []

    def noting(cut: Cut, present: frozenset[str]) -> Any:
        asked.append(present)
        return left_out(cut, present)

    monkeypatch.setattr("subledger.book.explaining.aside.left_out", noting)
    book = book_of(subscriptions="\n".join([HEAD, PAYS, "one, i1, pro, recurring, 60, month, 50, once, , , trialing, 2025-03-01, , ,"]))
    assert left(book, customer="pays") == []
    assert left(book) == [("trialing", 60, "trialing: not counted, counts.trialing = false")]
    assert asked == [frozenset(), {"uncounted"}]

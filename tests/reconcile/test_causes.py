"""Planted causes: each customer's amount is made wrong in one way, and that way is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from company_files import files
from reconcile.planted_company import listed

import subledger
from subledger.book.reconciling import Account, Reconciliation

STATES = """
customer_id, subscription_id, plan, unit_amount, quantity, currency, interval, discount_percent, status, starts_at, ends_at
acme,    s1,  pro,   100,   1, USD, month, 0,  active,   2025-01-01,
beta,    s2,  pro,   100,   1, USD, month, 0,  active,   2025-01-01,
beta,    s2b, seats, 30,    1, USD, month, 0,  active,   2025-01-01,
gamma,   s3,  pro,   55,    1, USD, month, 0,  trialing, 2025-06-20,
delta,   s4,  pro,   200,   1, USD, month, 25, active,   2025-01-01,
eps,     s5,  pro,   60,    1, USD, month, 0,  active,   2025-01-01, 2025-06-12
eps,     s5,  pro,   60,    2, USD, month, 0,  active,   2025-06-12,
zeta,    s6,  pro,   80,    1, USD, month, 0,  past_due, 2025-01-01,
Eta One, s7,  pro,   33,    1, USD, month, 0,  active,   2025-01-01,
theta,   s8,  pro,   1000,  1, USD, year,  0,  active,   2025-01-01,
iota,    s9,  pro,   10,    1, USD, month, 0,  active,   2025-01-01, 2025-05-20
kappa,   s10, pro,   90,    1, USD, month, 0,  active,   2025-01-01,
lambda,  s11, pro,   12,    1, USD, month, 0,  active,   2025-01-01,
mu,      s12, pro,   77,    1, USD, month, 0,  active,   2025-06-30,
"""
RIGHT = {
    "acme": "100", "beta": "130", "delta": "150", "eps": "120", "zeta": "80", "Eta One": "33", "theta": "83.33", "kappa": "90",
    "lambda": "12", "mu": "77",
}  # fmt: skip
LISTED = "counts.discounts.forever = ignore"
CAUSES = {
    "acme": ("1200.00", "reading", "times 12", "a year's worth: × 12"),
    "beta": ("100", "item", "lacks", "theirs lacks the item s2b:seats"),
    "gamma": ("55", "left_out", "trialing", "theirs has it in. trialing: trialing: not counted, counts.trialing = false"),
    "eps": ("60", "setting", "timing.change = at_renewal", "a change counts from the next renewal (timing.change = at_renewal)"),
    "iota": ("10", "reading", "before_last_change", "as it was before the change of 2025-05-20"),
    "delta": ("200", "setting", LISTED, f"a discount without end leaves MRR as it is ({LISTED})"),
    "kappa": ("180", "item", "twice", "theirs has the item s10:pro twice"),
    "nobody": ("5", "missing_here", "", "no such customer in the book"),
    "theta": ("83.33", "agrees", "", ""),
    "lambda": ("47.11", "unexplained", "", ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subledger.Book]:
    with subledger.init(None) as made:
        made.load(files(tmp_path_factory.mktemp("causes"), subscriptions=STATES))
        yield made


@pytest.fixture(scope="module")
def found(book: subledger.Book, tmp_path_factory: pytest.TempPathFactory) -> Reconciliation:
    theirs = {name: amount for name, amount in RIGHT.items() if name not in ("zeta", "Eta One", "mu")}
    theirs |= {name: cause[0] for name, cause in CAUSES.items()} | {"eta  one": "33"}
    return book.reconcile(listed(tmp_path_factory.mktemp("list") / "theirs.csv", dict(theirs)))


def of(found: Reconciliation, name: str) -> Account:
    return next(each for each in found.accounts if each.customer == name)


@pytest.mark.parametrize("name", CAUSES)
def test_each_cause_is_found(found: Reconciliation, name: str) -> None:
    account = of(found, name)
    assert (account.reason, account.key, account.because) == CAUSES[name][1:]
    assert account.unexplained == (Fraction("35.11") if name == "lambda" else 0)


def test_ids_in_other_letters_are_one_customer(found: Reconciliation) -> None:
    account = of(found, "Eta One")
    assert (account.their_id, account.reason, account.gap) == ("eta  one", "agrees", 0)


def test_who_is_missing_there_is_told_by_what_could_take_them_out(found: Reconciliation) -> None:
    # Past due for half a year: two presets drop it. mu began on the day itself, and no policy takes it out.
    assert of(found, "zeta").reason == "setting"
    assert "counts.past_due = 30" in of(found, "zeta").because
    assert of(found, "mu").reason == "missing_there"


def test_gaps_add_up(found: Reconciliation) -> None:
    assert found.ours == sum(Fraction(amount) for name, amount in RIGHT.items() if name != "theta") + Fraction(1000, 12)
    assert found.theirs - found.ours == sum(each.gap for each in found.accounts)
    assert sum(gap for *_, gap in found.reasons()) == found.theirs - found.ours
    assert found.unexplained == Fraction("35.11")


def test_nothing_is_told_by_being_similar(book: subledger.Book, tmp_path: Path) -> None:
    near = RIGHT | {"delta": "199.98", "acme": "1199.98", "kappa": "90.01"}
    found = book.reconcile(listed(tmp_path / "theirs.csv", dict(near)))
    assert {each.customer for each in found.accounts if each.reason == "unexplained"} == {"delta", "acme", "kappa"}
    half = book.reconcile(listed(tmp_path / "half.csv", RIGHT | {"theta": "83.338333"}))
    assert of(half, "theta").reason == "agrees"


def test_a_list_of_another_day_is_told_as_one(book: subledger.Book, tmp_path: Path) -> None:
    may = {row["customer_id"]: row["mrr"] for row in book.customers(as_of=date(2025, 5, 31))}
    found = book.reconcile(listed(tmp_path / "theirs.csv", may))
    assert found.reading is not None
    assert found.reading.says == "MRR at the end of 2025-06-01; or MRR at the end of 2025-05-31"
    assert found.unexplained == 0


def test_whole_units(book: subledger.Book, tmp_path: Path) -> None:
    found = book.reconcile(listed(tmp_path / "theirs.csv", RIGHT | {"theta": "83"}))
    assert (of(found, "theta").reason, of(found, "theta").because) == ("rounding", "rounded to whole units")


FORMS: dict[str, Callable[[], str]] = {
    "one column per month": lambda: "Customer,Name,2025-05,2025-06\n" + "".join(f"{n},x,1,{a}\n" for n, a in RIGHT.items()),
    "one row per month": lambda: "account_id,month,MRR (USD)\n" + "".join(f"{n},2025-05,1\n{n},2025-06,{a}\n" for n, a in RIGHT.items()),
    "changes": lambda: changes(),
    "semicolons": lambda: "Customer;MRR\n" + "".join(f"{n};{a}\n" for n, a in RIGHT.items()),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_list_is_read(book: subledger.Book, tmp_path: Path, form: str) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text(FORMS[form](), "utf-8")
    found = book.reconcile(path, as_of=date(2025, 6, 30))
    assert {each.reason for each in found.accounts} == {"agrees"}, found.notes
    assert len(found.accounts) == len(RIGHT)


def changes() -> str:
    rows = ["customer_id,date,mrr_change,currency"]
    for name, amount in RIGHT.items():
        later = float(Fraction(amount) - 1)
        rows += [f"{name},2025-02-01T10:00:00Z,1,usd", f"{name},2025-06-30,{later:.2f},usd", f"{name},2025-07-01,50,usd"]
    return "\n".join(rows) + "\n"


def test_what_people_edited_is_named(tmp_path: Path) -> None:
    """Their list knows nothing of the edits: who was merged, into whom, and who was excluded."""
    by = {"author": "Anna", "reason": "asked"}
    with subledger.init(None) as book:
        book.load(files(tmp_path / "told", subscriptions=STATES))
        book.edits.merge("mu", "acme", **by)
        book.edits.exclude("beta", **by)
        found = book.reconcile(listed(tmp_path / "theirs.csv", RIGHT))
    merged, excluded = "mu counts as acme; edit 1 by Anna: asked", "beta is excluded; edit 2 by Anna: asked"
    told = {name: (of(found, name).reason, of(found, name).because, of(found, name).gap) for name in ("mu", "acme", "beta")}
    assert told == {"mu": ("edit", merged, 77), "acme": ("edit", merged, -77), "beta": ("edit", excluded, 130)}
    assert (found.unexplained, found.proposed) == (0, "standard")
    assert {each.reason for each in found.accounts} == {"edit", "agrees"}

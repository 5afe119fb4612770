"""Every named invariant holds on a sound book and catches the fault it is there for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from company_files import files
from conftest import places

import subledger
from subledger.ledger.checks import CHECKS

COMPANY = """
customer_id, subscription_id, item_id, plan,  unit_amount, quantity, starts_at,  ends_at
acme,        s1,              i1,      basic, 100,         1,        2025-01-01, 2025-03-01
acme,        s1,              i1,      pro,   150,         2,        2025-03-01, 2025-06-01
acme,        s1,              i2,      extra, 20,          1,        2025-02-01,
beta,        s3,              i3,      basic, 100,         1,        2025-01-15, 2025-04-01
beta,        s3,              i3,      basic, 80,          1,        2025-07-01,
"""

FAULTS: dict[str, list[str]] = {
    "intervals_disjoint": ["UPDATE states SET ends_day = ends_day + 5 WHERE ends_day < '9999-01-01'"],
    "ledger_equals_states": ["UPDATE postings SET native_micros = native_micros + 1 WHERE cause = 'start'"],
    "items_equal_states": [
        "UPDATE postings SET item_key = (SELECT item_key FROM item_keys WHERE item_id = 'i3') WHERE cause = 'add_on'",
    ],
    "plans_equal_states": ["DELETE FROM postings WHERE cause = 'plan'"],
    "movements_equal_postings": ["UPDATE movements SET run_rate_micros = run_rate_micros - 1 WHERE kind = 'churn'"],
    "opening_plus_movements": ["UPDATE movements SET closing_micros = closing_micros + 12 WHERE kind = 'expansion'"],
    "kinds_fit_balances": ["UPDATE movements SET kind = 'contraction' WHERE kind = 'expansion'"],
    "customers_counted": ["UPDATE movements SET paying_delta = 0 WHERE kind = 'churn'"],
    "reporting_follows_native": ["UPDATE postings SET run_rate_micros = run_rate_micros - 7 WHERE cause = 'start'"],
    "no_orphans": ["DELETE FROM item_keys WHERE item_id = 'i2'"],
}


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[subledger.Book]:
    """The company's book, on the engines whose tables can be changed behind a book's back and changed again."""
    with subledger.init(places(request)()) as made:
        made.load(files(tmp_path_factory.mktemp("company"), subscriptions=COMPANY))
        yield made


class Undone(Exception):
    """Ends a transaction that is to leave nothing."""


@contextmanager
def tampered(book: subledger.Book, *statements: str) -> Iterator[None]:
    """A book whose ledger in force was changed behind its back, for as long as it is looked at."""
    prefix = book._ledger(None, None, None).prefix
    with suppress(Undone), book._engine.transaction():
        for statement in statements:
            book._engine._connection.execute(re.sub(r"\b(states|postings|movements)\b", rf"{prefix}\1", statement))
        yield
        raise Undone


def test_every_check_has_a_fault_it_must_catch() -> None:
    assert set(FAULTS) == {check.name for check in CHECKS}


def test_a_sound_book_passes_every_check(book: subledger.Book) -> None:
    assert book.check() == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_seeded_fault_is_caught(name: str, book: subledger.Book) -> None:
    with tampered(book, *FAULTS[name]):
        violations = book.check(name)
    assert {violation.check for violation in violations} == {name}
    assert all(violation.where and violation.expected != violation.actual for violation in violations)


def test_a_movement_on_the_wrong_day_is_caught(book: subledger.Book) -> None:
    with tampered(book, "UPDATE movements SET day = day + 1 WHERE kind = 'churn'"):
        assert book.check("movements_equal_postings")


def test_amounts_swapped_between_customers_are_caught(book: subledger.Book) -> None:
    with tampered(book, "UPDATE postings SET customer_key = 3 - customer_key WHERE day = '2025-01-01' OR day = '2025-01-15'"):
        assert book.check("ledger_equals_states")


def test_a_build_that_breaks_a_check_publishes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from subledger.ledger import movements

    path = tmp_path / "book.duckdb"
    with subledger.init(path) as book:
        book.load(files(tmp_path / "first", subscriptions=COMPANY))
        before = book.movements().rows
    whole = movements._classified

    def losing_churn(moves: object, *rest: object) -> object:
        kept = whole(moves, *rest)
        return kept.filter(kept.kind != "churn")

    monkeypatch.setattr(movements, "_classified", losing_churn)
    monkeypatch.setattr(movements, "movements", movements.movements.__wrapped__)
    with subledger.open(path, writes=True) as book, pytest.raises(subledger.InvariantBroken) as caught:
        book.load(files(tmp_path / "second", subscriptions=COMPANY.replace("80,", "90,")))
    assert {violation.check for violation in caught.value.violations} >= {"movements_equal_postings"}
    with subledger.open(path) as book:
        assert book.movements().rows == before
        assert book.check() == []

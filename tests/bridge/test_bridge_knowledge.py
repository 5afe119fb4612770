"""Bridges of knowledge: rates that come, go and reach further, what is built for them, and what is left of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from company_files import files

import subledger
from subledger.book.bridging import knowing
from subledger.book.building import building

TIMES = ("2027-02-01T00:00:00Z", "2027-03-05T00:00:00Z")
ACME = "customer_id, unit_amount, currency, starts_at\nacme, 100, EUR, 2025-01-10\nbeta, 50, USD, 2025-01-10"
Learnt = Callable[..., subledger.Book]


@pytest.fixture
def learnt(tmp_path: Path) -> Iterator[Learnt]:
    """A book that learnt of each load's tables: learnt({...}, {...})."""
    opened: list[subledger.Book] = []

    def made(*loads: dict[str, str], policy: object = "standard") -> subledger.Book:
        opened.append(subledger.init(None, currency="USD", timezone="UTC", policy=policy))
        for number, tables in enumerate(loads):
            opened[0].load(files(tmp_path / str(number), **tables), known_at=datetime.fromisoformat(TIMES[number]))
        return opened[0]

    yield made
    for book in opened:
        book.close()


def steps(book: subledger.Book, day: str, **asked: object) -> dict[str, int]:
    bridge = book.bridge(f"{day}@{TIMES[0]}", day, **asked)
    return {step.key: int(step.amount) for step in bridge.steps}


def test_a_new_month_s_rate_moves_who_did_not_change(learnt: Learnt) -> None:
    rates = "day, currency, rate\n2025-01-01, EUR, 1.10\n2027-01-01, EUR, 1.10"
    month_end = {"fx.rate": "month_end"}
    book = learnt({"subscriptions": ACME, "fx_rates": rates}, {"fx_rates": rates + "\n2027-02-10, EUR, 1.30"})
    assert steps(book, "2027-02-28", policy=month_end) == {"fx_rates": 20, "deletions": 0, "corrections": 0, "late_rows": 0}


def test_rates_that_are_gone_come_last(learnt: Learnt) -> None:
    before = {"subscriptions": ACME, "fx_rates": "day, currency, rate\n2025-01-01, EUR, 1.10\n2025-01-05, EUR, 1.40"}
    after = {"subscriptions": ACME.replace("beta, 50", "beta, 70"), "fx_rates": "day, currency, rate\n2025-01-01, EUR, 1.10"}
    book = learnt(before, after)
    assert steps(book, "2025-01-31") == {"deletions": 0, "corrections": 20, "late_rows": 0, "fx_rates_gone": -30}
    [row] = book.bridge(f"2025-01-31@{TIMES[0]}", "2025-01-31").step("fx_rates_gone").rows
    assert (row.file, row.row, row.change) == ("fx_rates.csv", 3, "gone")


def test_an_attribute_that_was_corrected_moves_its_customer(learnt: Learnt) -> None:
    rows = "customer_id, unit_amount, starts_at\nacme, 100, 2025-01-10"
    before = {"subscriptions": rows, "customers": "customer_id, country\nacme, US"}
    book = learnt(before, {"customers": "customer_id, country\nacme, DE"})
    assert steps(book, "2025-01-31", where=["country=US"]) == {"deletions": 0, "corrections": -100, "late_rows": 0}


def test_only_customers_that_changed_are_built_anew(learnt: Learnt, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "customer_id, unit_amount, starts_at\n" + "\n".join(f"c{number}, 10, 2025-01-10" for number in range(40))
    book = learnt(
        {"subscriptions": rows}, {"subscriptions": rows.replace("c7, 10", "c7, 12").replace("c8, 10,", "c8, 10, ") + "\nnew, 5, 2025-01-11"}
    )
    built, build = [], building.build

    def counted(engine: object, ledger: object, *asked: object, **options: object) -> object:
        found = build(engine, ledger, *asked, **options)
        if isinstance(found, knowing.Between):
            states = found.states
            built.append(engine.rows(states.agg(states=states.count()))[0][0])
        return found

    monkeypatch.setattr(building, "build", counted)
    assert steps(book, "2025-01-31") == {"deletions": 0, "corrections": 2, "late_rows": 5}
    assert built == [1]


def test_nothing_of_what_lies_between_is_left(learnt: Learnt) -> None:
    book = learnt({"subscriptions": ACME}, {"subscriptions": ACME.replace("100", "110") + "\ngamma, 5, USD, 2025-01-11"})
    assert steps(book, "2025-01-31")["late_rows"] == 5
    assert not [name for name in book._engine.names() if name.startswith(("between_", "bridge_"))]


def test_loads_that_change_nothing_here_are_steps_of_nothing(learnt: Learnt) -> None:
    book = learnt({"subscriptions": ACME}, {"spend": "month, amount\n2025-01, 100"})
    assert steps(book, "2025-01-31") == {"deletions": 0, "corrections": 0, "late_rows": 0}

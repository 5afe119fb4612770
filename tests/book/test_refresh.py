"""A refresh after a load leaves every ledger of the book as a full build would."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import agreement
import histories
import pytest

import subledger
from subledger.book.building import ledgers
from subledger.ledger.tables import Ledger
from subledger.model import tables

CUSTOMERS, LOADS, MOST_CHANGED = 30, 2, 5
SEEDS = [(0, ("USD",)), (1, ("USD", "EUR", "JPY"))]
CONTENT = (tables.RULES, tables.STATES, tables.POSTINGS, tables.MOVEMENTS)


def content(book: subledger.Book) -> dict[tuple[str, str], list[list[tuple]]]:
    """Every row of every ledger that a book keeps."""
    return {
        (of.policy.hash, of.currency): [book._engine._connection.execute(statement(of, each)).fetchall() for each in CONTENT]
        for of in ledgers.kept(book._engine, book.currency)
    }


def statement(of: Ledger, each: tables.Table) -> str:
    return f'SELECT {", ".join(each.columns)} FROM "{of.named(each).name}" ORDER BY ALL'


def prefixes(book: subledger.Book) -> set[str]:
    return {of.prefix for of in ledgers.kept(book._engine, book.currency)}


def drawn(chance: Random) -> tuple[int, int, int]:
    return chance.randrange(2**32), chance.randint(1, 4), chance.randint(1, 6)


def changed(shapes: list[tuple[int, int, int]], chance: Random) -> list[tuple[int, int, int]]:
    """The same company with a few customers who come, go, or turn out to have another history."""
    after = list(shapes)
    for _ in range(chance.randint(0, MOST_CHANGED)):
        what = chance.choice(("correct", "correct", "come", "go"))
        if what == "come":
            after.append(drawn(chance))
        elif what == "go" and len(after) > CUSTOMERS:
            after.pop()
        else:
            after[chance.randrange(len(after))] = drawn(chance)
    return after


def random_policy(chance: Random) -> dict[str, object]:
    values = {name: chance.choice(allowed) for name, allowed in histories.SETTINGS.items() if chance.random() < 0.3}
    return agreement.shown(values)


def edited(book: subledger.Book, number: int) -> None:
    """Something that people edit after each load, so that the next load comes upon it."""
    by = {"author": "Anna", "reason": "a reason"}
    if number:
        book.edits.exclude("c2", **by)
        book.edits.undo(1, **by)
    else:
        book.edits.merge("c0", "c1", **by)


@pytest.mark.parametrize(("seed", "currencies"), SEEDS)
def test_a_refresh_ends_where_a_full_build_does(seed: int, currencies: tuple[str, ...], tmp_path: Path) -> None:
    chance = Random(f"{os.environ.get('SUBLEDGER_DRAW', '')}{seed}{currencies}")
    shapes = [drawn(chance) for _ in range(CUSTOMERS)]
    refreshed = 0
    with agreement.loaded(agreement.company(shapes, order=seed, currencies=currencies)) as book:
        book.keep(random_policy(chance))
        for number in range(LOADS):
            shapes = changed(shapes, chance)
            folder = tmp_path / str(number)
            folder.mkdir()
            before = prefixes(book)
            book.load(agreement.written(agreement.company(shapes, order=seed, currencies=currencies), folder))
            edited(book, number)
            refreshed += prefixes(book) == before
            book.use_policy(random_policy(chance) | {"name": f"policy {number}"}, author="Anna", reason="a reason")
            found = content(book)
            assert book.check() == []
            book.rebuild()
            assert content(book) == found
    assert refreshed, "no load was small enough for a refresh"


def increment(company: dict[str, list[dict]], customers: set[str], chance: Random) -> dict[str, list[dict]]:
    """Other prices of the states of some customers, and other amounts of their invoice lines."""
    other = {"subscriptions": "unit_amount", "invoice_lines": "amount"}
    return {
        name: [row | {column: str(chance.randint(1, 500))} for row in company[name] if row["customer_id"] in customers]
        for name, column in other.items()
    }


@pytest.mark.parametrize("engine", ["duckdb", "postgres"], indirect=True, scope="module")
def test_increments_end_where_a_full_build_does(engine: Callable[[], str | None], tmp_path: Path) -> None:
    chance = Random(f"{os.environ.get('SUBLEDGER_DRAW', '')}increments")
    company = agreement.company([drawn(chance) for _ in range(CUSTOMERS)], currencies=("USD",))
    with subledger.init(engine()) as book:
        book.load(written(company, tmp_path / "first"))
        book.keep(random_policy(chance) | {"counts.usage": "last_month"})
        for number in range(LOADS):
            some = {f"c{each}" for each in chance.sample(range(CUSTOMERS), MOST_CHANGED - 1)}
            before = prefixes(book)
            loaded = book.load(written(increment(company, some, chance), tmp_path / str(number)), increment=True)
            assert loaded.changed and prefixes(book) == before, "no refresh"
            assert book.check() == []
            assert len(book.refresh(full=True)) == 2
            book.edits.merge(f"c{number}", f"c{number + 10}", author="Anna", reason="their facts lie with two customers then")


def written(company: dict[str, list[dict]], folder: Path) -> Path:
    folder.mkdir()
    return agreement.written(company, folder)


def test_other_rates_are_no_refresh(tmp_path: Path) -> None:
    from company_files import files

    company = "customer_id, unit_amount, currency, starts_at\nacme, 100, EUR, 2025-01-01\n"
    others = "".join(f"c{number}, 10, USD, 2025-01-01\n" for number in range(10))
    with subledger.init() as book:
        book.load(files(tmp_path / "first", subscriptions=company + others, fx_rates="day, currency, rate\n2024-12-01, EUR, 1.10\n"))
        before = prefixes(book)
        book.load(files(tmp_path / "second", fx_rates="day, currency, rate\n2024-12-01, EUR, 1.20\n"))
        assert prefixes(book) != before
        assert book.customers(None).rows[0]["mrr"] == 120


def test_a_month_s_first_rate_reaches_who_did_not_change(tmp_path: Path) -> None:
    from company_files import files

    rates = "day, currency, rate\n2025-01-01, EUR, 1.10\n2027-01-01, EUR, 1.10\n"
    company = "customer_id, unit_amount, currency, starts_at\nacme, 100, EUR, 2025-01-01\n"
    with subledger.init(policy={"name": "month ends", "fx.rate": "month_end"}) as book:
        book.load(files(tmp_path / "first", subscriptions=company, fx_rates=rates))
        book.load(files(tmp_path / "second", fx_rates=rates + "2027-02-10, EUR, 1.30\n"))
        found = content(book)
        book.rebuild()
        assert content(book) == found


def test_a_full_refresh_says_where_a_ledger_was_not_what_a_build_makes(tmp_path: Path) -> None:
    from company_files import files

    with subledger.init() as book:
        book.load(files(tmp_path, subscriptions="customer_id, unit_amount, starts_at\nacme, 100, 2025-01-01\nbeta, 7, 2025-02-01\n"))
        assert book.refresh() == []
        assert [currency for _, currency in book.refresh(full=True)] == ["USD"]
        (of,) = ledgers.kept(book._engine, "USD")
        postings, right = of.named(tables.POSTINGS).name, content(book)
        book._engine._connection.execute(f"UPDATE \"{postings}\" SET run_rate_micros = 1 WHERE day = DATE '2025-02-01'")
        with pytest.raises(subledger.InvariantBroken) as caught:
            book.refresh(full=True)
        (broken,) = caught.value.violations
        assert (broken.check, broken.where) == ("refresh_equals_build", "postings of customer beta on 2025-02-01")
        assert content(book) == right


def test_a_refresh_takes_the_rates_that_there_are_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from company_files import files

    from subledger.book.loading import rates

    with subledger.init() as book:
        book.load(files(tmp_path, subscriptions="customer_id, unit_amount, currency, starts_at\nacme, 100, EUR, 2025-01-02\n"))
        before, known = book.customers(None).rows[0]["mrr"], rates.ecb_rate
        monkeypatch.setattr(rates, "ecb_rate", lambda *asked: known(*asked) * 2)
        assert [policy.name for policy, _ in book.refresh()] == ["standard"]
        assert book.customers(None).rows[0]["mrr"] == 2 * before
        assert book.refresh() == []

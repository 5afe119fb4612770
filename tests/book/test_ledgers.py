"""The ledgers that a book keeps: several policies side by side, published whole, read while another load runs."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from company_files import files

import subledger
from subledger.book import METRICS
from subledger.book.building import building, ledgers
from subledger.ledger.tables import unbound
from subledger.model import tables
from subledger.model.settings import KEYS, OF_LEDGERS
from subledger.sources.demo import write_demo

FIRST = """
customer_id, item_id, plan,  unit_amount, starts_at,  ends_at,    status
acme,        i1,      basic, 100,         2025-01-01, ,           active
beta,        i2,      basic, 50,          2025-02-01, 2025-03-01, trialing
beta,        i2,      basic, 50,          2025-03-01, ,           active
"""
SECOND = FIRST + "gamma, i3, basic, 30, 2025-03-01, , trialing\n"
YEAR = (date(2024, 7, 1), date(2025, 7, 1))
TRIALS = {"name": "with trials", "counts.trialing": True}


def mrr(book: subledger.Book, **view: object) -> int:
    return int(book.metrics("mrr", date(2025, 3, 1), date(2025, 4, 1), **view).rows[0]["value"])


def tables_of(book: subledger.Book) -> set[str]:
    return {name.split("_")[1] for name in book._engine.names() if name.startswith("ledger_")}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "book.duckdb"
    with subledger.init(path) as book:
        book.load(files(tmp_path / "first", subscriptions=FIRST))
    return path


def test_a_kept_policy_is_built_once_and_by_every_load(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with subledger.open(path, writes=True) as book:
        book.keep(TRIALS)
        book.keep(TRIALS)
        book.load(files(tmp_path / "second", subscriptions=SECOND))
        assert len(ledgers.kept(book._engine, "USD")) == 2
    monkeypatch.setattr(building, "build", None)
    with subledger.open(path) as book:
        assert (mrr(book), mrr(book, policy=TRIALS)) == (150, 180)


def test_policies_that_choose_other_formulas_share_a_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every setting that no ledger is built by, set the other way: the same rows of every table of the ledger, read without a build."""
    settings = {"arr.basis": "committed", "metrics.churn_rate": "churned", "metrics.churned_mrr": "all_but_new", "metrics.returns": "apart"}
    settings |= {"metrics.arpu": "paying", "metrics.trial_conversion": "of_started", "metrics.ltv": "mean:1"}
    other = {"name": "other formulas", **settings, "metrics.retention_months": 3}
    assert set(other) == set(KEYS) - set(OF_LEDGERS) | {"name"}
    of = write_demo(tmp_path / "demo", customers=40)
    with subledger.init(None, policy=other) as apart, subledger.init(None) as book:
        apart.load(of)
        book.load(of)
        wanted = apart.metrics([metric.slug for metric in METRICS], *YEAR)
        assert book.metrics([metric.slug for metric in METRICS], *YEAR).rows != wanted.rows
        for table in tables.LEDGER:
            own, theirs = (each._engine.rows(unbound(each._ledger(None, None, None).named(table))) for each in (book, apart))
            assert Counter(own) == Counter(theirs), table.name
        monkeypatch.setattr(building, "build", None)
        found = book.metrics([metric.slug for metric in METRICS], *YEAR, policy=other)
        assert (found.rows, found.policy.hash) == (wanted.rows, wanted.policy.hash)


def test_only_the_ledgers_in_force_take_room(path: Path, tmp_path: Path) -> None:
    with subledger.open(path, writes=True) as book:
        before = tables_of(book)
        book.load(files(tmp_path / "second", subscriptions=SECOND))
        assert len(before) == len(tables_of(book)) == 1
        assert before != tables_of(book)


def test_a_failed_load_leaves_nothing_behind(path: Path, tmp_path: Path) -> None:
    with subledger.open(path, writes=True) as book:
        tables = sorted(book._engine.names())
        content = [book._engine._connection.execute(f'SELECT * FROM "{name}" ORDER BY ALL').fetchall() for name in tables]
        wrong = SECOND + "ACME, i4, basic, 10, 2025-01-01, , active\n" + "acme, i1, basic, 10, 2025-02-01, , active\n"
        with pytest.raises(subledger.BadInput) as caught:
            book.load(files(tmp_path / "wrong", subscriptions=wrong))
        assert {fault.code for fault in caught.value.found} == {"ids_alike", "overlap"}
        assert sorted(book._engine.names()) == tables
        assert [book._engine._connection.execute(f'SELECT * FROM "{name}" ORDER BY ALL').fetchall() for name in tables] == content
        assert book.load(files(tmp_path / "second", subscriptions=SECOND)).load_id == 2


def test_a_reader_sees_one_build_while_another_is_published(path: Path, tmp_path: Path) -> None:
    second = files(tmp_path / "second", subscriptions=SECOND.replace("100,", "200,"))
    with subledger.open(path, writes=True) as book:
        reader = book.reader()
        with reader.snapshot():
            before = (mrr(reader), reader.customers(date(2025, 3, 31)).rows)
            loading = threading.Thread(target=book.load, args=(second,))
            loading.start()
            loading.join()
            assert (mrr(reader), reader.customers(date(2025, 3, 31)).rows) == before
        assert (mrr(reader), mrr(book)) == (250, 250)
        reader.close()


def test_a_reader_does_not_write(path: Path, tmp_path: Path) -> None:
    with subledger.open(path, writes=True) as book, book.reader() as reader:
        writes: tuple[Callable[[], object], ...] = (lambda: reader.load(tmp_path), reader.rebuild, lambda: reader.keep(TRIALS))
        for write in writes:
            with pytest.raises(subledger.SubledgerError, match="opened to be read"):
                write()


def test_a_kept_policy_can_be_forgotten(path: Path) -> None:
    with subledger.open(path, writes=True) as book:
        book.keep(TRIALS)
        assert [policy.name for policy, _ in book.kept()] == ["standard", "with trials"]
        book.forget(TRIALS)
        assert [policy.name for policy, _ in book.kept()] == ["standard"]
        assert len({name.split("_")[1] for name in book._engine.names() if name.startswith("ledger_")}) == 1
        with pytest.raises(subledger.SubledgerError, match="keeps no ledger of with trials"):
            book.forget(TRIALS)
        with pytest.raises(subledger.SubledgerError, match="its own policy"):
            book.forget("standard")

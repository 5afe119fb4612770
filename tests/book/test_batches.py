"""Books that are built some customers at a time: the same ledger as built at once, and a build that was killed goes on."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import agreement
import pytest
from book.test_refresh import content, drawn
from company_files import files

import subledger
from subledger.book.building import begun
from subledger.book.loading import loading
from subledger.model.errors import SubledgerError
from subledger.model.memory import parse_memory

MONTHS = {"name": "months", "fx.rate": "month_end", "counts.full_discount": "active", "movements.of": "subscription"}
BOOKS = [(("USD",), "standard"), (("USD", "EUR", "JPY"), MONTHS)]


def said(book: subledger.Book) -> list[object]:
    """What a book says under each policy it keeps, by names and not by keys."""
    return [[book.postings(policy=of).rows, book.ledger_movements(policy=of).rows] for of, _ in book.kept()]


@pytest.mark.parametrize(("currencies", "policy"), BOOKS)
def test_built_in_batches_a_ledger_is_the_same(
    currencies: tuple[str, ...], policy: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(f"{os.environ.get('SUBLEDGER_DRAW', '')}{currencies}")
    company = agreement.company([drawn(chance) for _ in range(12)], order=0, currencies=currencies)
    folder = agreement.written(company, tmp_path)
    monkeypatch.setattr(loading, "IDS_PER_STATE", 1)
    told: list[str] = []
    with subledger.init(policy=policy) as book, subledger.init(policy=policy) as in_batches:
        in_batches._engine.most_rows = len(company["subscriptions"]) // chance.randint(2, 3)
        for each in (book, in_batches):
            each.load(folder, tell=told.append)
        assert said(in_batches) == said(book)
        assert {"storing batch 2", "batch 2"} <= {step.split(" of ")[0] for step in told}
        assert in_batches.check() == []
        book.edits.merge("c0", "c1", author="Anna", reason="one company")
        at_once = content(book)
        book._engine.most_rows = in_batches._engine.most_rows
        book.rebuild()
        assert content(book) == at_once


@dataclass(frozen=True)
class Work:
    """Something that builds a ledger, and what is to be there before."""

    do: Callable[[subledger.Book, Path, list[str]], object]
    is_first: bool = False


def keep(book: subledger.Book, folder: Path, told: list[str]) -> None:
    book.keep("chartmogul", tell=told.append)


WORKS = {
    "load": Work(lambda book, folder, told: book.load(folder, tell=told.append), is_first=True),
    "rebuild": Work(lambda book, folder, told: book.rebuild(told.append)),
    "refresh": Work(lambda book, folder, told: book.refresh(full=True, tell=told.append)),
    "keep": Work(keep),
}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company of twenty customers, and the book it makes at once."""
    folder = tmp_path_factory.mktemp("batches")
    rows = "".join(f"c{n},pro,{n}0,{n},active,2025-0{n % 4 + 1}-01,{'2025-06-01' if n % 5 == 0 else ''}\n" for n in range(1, 21))
    files(folder / "files", subscriptions="customer_id,plan,unit_amount,quantity,status,starts_at,ends_at\n" + rows)
    subledger.init(folder / "empty.duckdb").close()
    shutil.copy(folder / "empty.duckdb", folder / "whole.duckdb")
    with subledger.open(folder / "whole.duckdb", writes=True) as book:
        book.load(folder / "files")
    return folder


@pytest.mark.parametrize("name", WORKS)
def test_a_build_that_was_killed_goes_on(name: str, company: Path, tmp_path: Path) -> None:
    work, chance = WORKS[name], Random(f"{os.environ.get('SUBLEDGER_DRAW', '')}{name}")
    path, told = tmp_path / "book.duckdb", list[str]()
    shutil.copy(company / ("empty.duckdb" if work.is_first else "whole.duckdb"), path)
    kill_at(path, work, company / "files", chance.randint(1, 2), chance.choice(("insert", "commit")))
    with subledger.open(path, writes=True) as book:
        (was,) = begun.begun(book._engine)
        assert 0 < was.done < was.batches
        # How many batches there are is what was begun with, whatever memory there is now.
        work.do(book, company / "files", told)
        assert not begun.begun(book._engine)
        assert min(step for step in told if step.startswith("batch")).startswith(f"batch {was.done + 1} of {was.batches}")
        assert "reading" not in told
        found = said(book)
        assert book.check() == []
    with subledger.open(company / "whole.duckdb") as whole:
        expected = [[whole.postings(policy=of).rows, whole.ledger_movements(policy=of).rows] for of in kept(found, name)]
    assert found == expected


def kept(found: list[object], name: str) -> list[str]:
    return ["standard", "chartmogul"][: len(found)] if name == "keep" else ["standard"]


def kill_at(path: Path, work: Work, folder: Path, done: int, where: str) -> None:
    """Does a work in a process of its own, which kills itself after so many batches, in the middle of the next or when it is noted."""
    child = os.fork()
    if not child:
        try:
            with subledger.open(path, writes=True) as book:
                engine, note = book._engine, begun.note
                engine.most_rows = 6

                def noting(on: object, build: begun.Begun) -> None:
                    if build.done > done and where == "commit":
                        os.kill(os.getpid(), signal.SIGKILL)
                    note(on, build)
                    if build.done == done and where == "insert":
                        kill_in_insert(engine)

                begun.note = noting
                work.do(book, folder, [])
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL


def kill_in_insert(engine: object) -> None:
    insert, left = engine.insert, 4

    def inserting(*given: object) -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        insert(*given)

    engine.insert = inserting


def test_another_load_takes_back_what_was_ended(company: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.duckdb"
    shutil.copy(company / "empty.duckdb", path)
    kill_at(path, WORKS["load"], company / "files", 2, "commit")
    rows = "customer_id,unit_amount,starts_at\nalone,10,2025-01-01\n"
    with subledger.open(path, writes=True, memory="500MB") as book:
        assert book.load(files(tmp_path / "other", subscriptions=rows)).load_id == 1
        assert [row["customer_id"] for row in book.postings().rows] == ["alone"]
        assert not begun.begun(book._engine)
        assert book.check() == []


@pytest.mark.parametrize("text", ["lots", "1", "-1GB", "80%", "100MB"])
def test_what_is_no_memory_is_said(text: str) -> None:
    with pytest.raises(SubledgerError) as error:
        parse_memory(text)
    assert error.value.code == "memory"
    assert error.value.expected

"""Readers and writers of books in one folder of ClickHouse's engine, and writers that die: the last good book is in force, whole."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count
from pathlib import Path

import pytest

import subledger
from subledger import SubledgerError
from subledger.engine.clickhouse import shelf

HERE = Path(__file__).parent
numbers = count()


def folder(at: Path, *amounts: int) -> Path:
    """A company of so many customers who each pay so much."""
    to = at / f"company_{next(numbers)}"
    to.mkdir()
    rows = "".join(f"c{number}, {amount}, 2025-01-01\n" for number, amount in enumerate(amounts))
    (to / "subscriptions.csv").write_text(f"customer_id, unit_amount, starts_at\n{rows}")
    return to


def mrr(book: subledger.Book) -> int:
    return int(book.metrics("mrr", date(2025, 1, 1), date(2025, 2, 1)).rows[0]["value"])


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.fixture
def address(clickhouse: str, tmp_path: Path) -> Iterator[str]:
    """A book of one customer who pays 10."""
    at = f"{clickhouse}?database=at_once_{next(numbers)}"
    with subledger.init(at) as book:
        book.load(folder(tmp_path, 10))
    yield at


def test_a_reader_sees_one_build_whatever_is_published(address: str, tmp_path: Path) -> None:
    with subledger.open(address) as early, subledger.open(address, writes=True) as writer:
        reader = writer.reader()
        with reader.snapshot():
            assert reader.build.load_id == 1
            for amount in (20, 40):
                writer.load(folder(tmp_path, amount))
            # Neither has asked for a ledger before: all the same it is the one of their build, and not gone.
            assert (mrr(reader), mrr(early), mrr(writer)) == (10, 10, 40)
        with reader.snapshot():
            assert mrr(reader) == 40
        reader.close()


def test_readers_in_threads_see_whole_builds_while_loads_publish(address: str, tmp_path: Path) -> None:
    def look(reader: subledger.Book) -> set[tuple[int, int]]:
        found = set()
        for _ in range(15):
            with reader.snapshot():
                found.add((reader.build.load_id, mrr(reader)))
        return found

    with subledger.open(address, writes=True) as writer, ThreadPoolExecutor(2) as pool:
        readers = [writer.reader() for _ in range(2)]
        looking = [pool.submit(look, reader) for reader in readers]
        for amount in (20, 30):
            writer.load(folder(tmp_path, amount))
        assert set().union(*(each.result() for each in looking)) <= {(1, 10), (2, 20), (3, 30)}
        for reader in readers:
            reader.close()


def test_what_nobody_reads_any_more_is_dropped(address: str, tmp_path: Path) -> None:
    with subledger.open(address, writes=True) as writer:
        for amount in (20, 30):
            writer.load(folder(tmp_path, amount))
        engine = writer._engine
        engine.sweep()
        assert shelf.parts(engine._client) == engine._draft.parts


def test_a_small_load_refreshes_to_what_a_full_build_makes(address: str, tmp_path: Path) -> None:
    with subledger.open(address, writes=True) as book:
        book.load(folder(tmp_path, *range(1, 11)))
        book.load(folder(tmp_path, *range(1, 10), 40))
        # A full build that differs is refused.
        book.refresh(full=True)
        assert mrr(book) == sum(range(1, 10)) + 40


def test_a_second_writer_is_told_who_has_the_book(address: str) -> None:
    with subledger.open(address, writes=True):
        with pytest.raises(SubledgerError, match=f"process {os.getpid()}") as caught:
            subledger.open(address, writes=True)
        assert caught.value.code == "book_in_use"
        with subledger.open(address) as reader:
            assert mrr(reader) == 10
    with subledger.open(address, writes=True) as after:
        assert mrr(after) == 10


def test_another_process_is_told_who_has_the_folder(address: str) -> None:
    asking = [sys.executable, "-m", "subledger", "metrics", "mrr", "--book", address]
    with subledger.open(address):
        refused = subprocess.run(asking, capture_output=True, text=True, env=environment(), check=False)
    assert refused.returncode == 2
    assert refused.stderr.startswith("error[book_in_use]: ") and f"process {os.getpid()}" in refused.stderr


def test_a_forked_process_is_refused(address: str) -> None:
    with subledger.open(address):
        child = os.fork()
        if not child:
            try:
                subledger.open(address)
            except SubledgerError as error:
                os._exit(7 if error.code == "book_in_use" else 1)
            os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


@pytest.mark.parametrize("wanted", ["comparing", "checks"])
def test_a_writer_that_is_killed_leaves_the_last_good_book(wanted: str, tmp_path: Path) -> None:
    # A process has one folder open at a time: here nobody has the one that the tests share.
    at, new = f"chdb://{tmp_path / 'books'}", folder(tmp_path, 20, 30)
    with subledger.init(at) as book:
        book.load(folder(tmp_path, 10))
    command = [sys.executable, str(HERE / "killed.py"), at, str(new)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as process:
        next(line for line in process.stdout or () if line.strip() == wanted)
        process.kill()
    with subledger.open(at) as book:
        assert (book.build.load_id, mrr(book), book.check()) == (1, 10, [])
    with subledger.open(at, writes=True) as book:
        book.load(new)
        assert (mrr(book), book.check()) == (50, [])

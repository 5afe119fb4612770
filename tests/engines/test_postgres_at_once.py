"""Readers and writers of one book at once, and writers that die: the last good book is in force, whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import psycopg
import pytest
from book.killing import watched

import subledger
from subledger import SubledgerError

COMPANY = "customer_id, unit_amount, starts_at\n"
numbers = count()


def folder(at: Path, *amounts: int) -> Path:
    """A company of so many customers who each pay so much."""
    to = at / f"company_{next(numbers)}"
    to.mkdir()
    (to / "subscriptions.csv").write_text(COMPANY + "".join(f"c{n}, {amount}, 2025-01-01\n" for n, amount in enumerate(amounts)))
    return to


def mrr(book: subledger.Book) -> int:
    return int(book.metrics("mrr", date(2025, 1, 1), date(2025, 2, 1)).rows[0]["value"])


@pytest.fixture
def address(postgres: str, tmp_path: Path) -> Iterator[str]:
    """A book of one customer who pays 10."""
    at = f"{postgres}?schema=at_once_{next(numbers)}"
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


def test_what_readers_kept_from_being_dropped_goes_later(address: str, tmp_path: Path) -> None:
    with subledger.open(address, writes=True) as writer:
        with subledger.open(address):
            for amount in (20, 30):
                writer.load(folder(tmp_path, amount))
            held = writer._engine.names()
        writer.load(folder(tmp_path, 40))
        assert len([name for name in writer._engine.names() if name.endswith("_postings")]) == 1
        assert len([name for name in held if name.endswith("_postings")]) > 1


def test_a_second_writer_is_told_who_has_the_book(address: str) -> None:
    with subledger.open(address, writes=True):
        with pytest.raises(SubledgerError, match=f"process {os.getpid()}") as caught:
            subledger.open(address, writes=True)
        assert caught.value.code == "book_in_use"
        with subledger.open(address) as reader:
            assert mrr(reader) == 10
    with subledger.open(address, writes=True) as after:
        assert mrr(after) == 10


CUT = ("postings are inserted", "the publication is recorded", "the transaction ends")


@pytest.mark.parametrize("when", CUT)
def test_a_lost_connection_leaves_the_last_good_book(when: str, address: str, postgres: str, tmp_path: Path) -> None:
    calls: list[str] = []

    def cut(call: str) -> None:
        calls.append(call)
        is_publishing = calls.count("begin") > calls.count("committed")
        reached = {CUT[0]: call == "insert", CUT[1]: call == "insert_rows" and is_publishing, CUT[2]: call == "commit"}
        if reached[when]:
            with psycopg.connect(postgres, autocommit=True) as connection:
                connection.execute("SELECT pg_terminate_backend(%s)", [pid])

    with subledger.open(address, writes=True) as writer:
        pid = watched(writer._engine, cut)._connection.info.backend_pid
        with pytest.raises(SubledgerError) as caught:
            writer.load(folder(tmp_path, 20))
    assert caught.value.code == "connection_lost"
    with subledger.open(address) as book:
        assert mrr(book) == 10 and book.build.load_id == 1
    with subledger.open(address, writes=True) as book:
        book.load(folder(tmp_path, 20))
        assert mrr(book) == 20 and book.check() == []


def test_a_reader_needs_no_right_to_write(address: str, postgres: str) -> None:
    schema = address.partition("schema=")[2]
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE ROLE looker LOGIN PASSWORD 'l'")
        for right in ("USAGE ON", "SELECT ON ALL TABLES IN"):
            connection.execute(f'GRANT {right} SCHEMA "{schema}" TO looker'.encode())
    given = psycopg.conninfo.conninfo_to_dict(postgres)
    with subledger.open(f"postgresql://looker:l@{given['host']}:{given['port']}/{given['dbname']}?schema={schema}") as book:
        assert book.metrics("mrr", date(2025, 1, 1), date(2025, 2, 1), policy="stripe").rows[0]["value"] == 10

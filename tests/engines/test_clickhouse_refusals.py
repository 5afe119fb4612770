"""What goes wrong between a book and ClickHouse is said in words, and never with a password."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import subledger
from subledger import SubledgerError
from subledger.book import stands
from subledger.faces.cli.app import run
from subledger.model.address import Address


@pytest.fixture
def address(clickhouse: str) -> str:
    """A book that stands."""
    at = f"{clickhouse}?database=standing"
    if not stands(at):
        subledger.init(at).close()
    return at


def refused(at: str) -> SubledgerError:
    with pytest.raises(SubledgerError) as caught:
        subledger.open(at)
    return caught.value


def test_where_nothing_stands_there_is_no_book(address: str, tmp_path: Path) -> None:
    assert refused(address.replace("standing", "nowhere")).code == "no_book"
    assert refused(f"chdb://{tmp_path}/nowhere").code == "no_book"
    assert not (tmp_path / "nowhere").exists()


def test_a_book_is_not_made_over_another(address: str) -> None:
    with pytest.raises(SubledgerError) as caught:
        subledger.init(address)
    assert caught.value.code == "book_exists"


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "to_anna.txt").write_text("Dear Anna")
    for at in (tmp_path / "letters", tmp_path / "letters" / "to_anna.txt"):
        assert refused(f"chdb://{at}").code == "not_a_book"
        with pytest.raises(SubledgerError) as caught:
            subledger.init(f"chdb://{at}")
        assert caught.value.code == "not_a_book"
    assert [each.name for each in (tmp_path / "letters").iterdir()] == ["to_anna.txt"]
    with pytest.raises(SubledgerError, match="there is no folder"):
        subledger.init(f"chdb://{tmp_path}/nothing/here")


def test_a_database_of_another_program_is_refused(address: str) -> None:
    with subledger.open(address) as book:
        book._engine._client.command("CREATE DATABASE IF NOT EXISTS theirs")
        book._engine._client.command("CREATE TABLE IF NOT EXISTS theirs.customers (id Int32) ENGINE = Memory")
    at = address.replace("standing", "theirs")
    assert refused(at).code == "not_a_book"
    with pytest.raises(SubledgerError) as caught:
        subledger.init(at)
    assert caught.value.code == "book_exists"


def test_an_older_book_is_refused_with_what_to_do(clickhouse: str) -> None:
    at = f"{clickhouse}?database=older"
    with subledger.init(at) as book:
        engine = book._engine
        (meta,) = engine._draft.tables["subledger_book"].parts
        engine._client.command(f"ALTER TABLE \"{meta}\" UPDATE value = '0' WHERE key = 'format' SETTINGS mutations_sync = 2")
    error = refused(at)
    assert error.code == "book_version" and "format 0" in str(error)


def test_a_process_has_one_folder_open(address: str, tmp_path: Path) -> None:
    with subledger.open(address), pytest.raises(SubledgerError, match="another folder") as caught:
        subledger.init(f"chdb://{tmp_path}/other")
    assert caught.value.code == "book_in_use"
    subledger.init(f"chdb://{tmp_path}/other").close()


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("clickhouse://finance:s3cret@127.0.0.1:1/books", "no_server"),
        ("clickhouse://finance:s3cr/of:the@127.0.0.1:1/books", "bad_address"),
        ("clickhouse://finance:s3cr?of:the@127.0.0.1:1/books", "bad_address"),
        ("clickhouse://finance@127.0.0.1:1/books?password=s3cret&colour=blue", "bad_address"),
        ("clickhouse://finance:s3cret@127.0.0.1:port/books", "bad_address"),
        ("clickhouse://finance:s3cret@127.0.0.1:1/my-books", "bad_address"),
    ],
)
def test_a_wrong_address_is_said_without_its_password(at: str, code: str, capsys: Any) -> None:
    assert run(["metrics", "mrr", "--book", at]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"error[{code}]: ")
    assert "s3cr" not in error and "of:the" not in error and "s3cr" not in str(Address(at))


def test_a_load_that_fails_takes_its_new_book_away(clickhouse: str, tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "subscriptions.csv").write_text("customer_id, unit_amount, starts_at\nacme, much, 2025-01-01\n")
    at = f"{clickhouse}?database=failed"
    for _ in range(2):
        assert run(["load", str(tmp_path), "--book", at]) == 1
        assert "error[not_a_number]" in capsys.readouterr().err


def test_one_engine_is_all_that_is_imported(address: str) -> None:
    others = "('pyspark', 'psycopg')"
    asked = f"import sys, subledger; subledger.open({address!r}).close(); print([name for name in {others} if name in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
    )
    assert found.stdout.strip() == "[]"

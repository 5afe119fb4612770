"""Opening: what is at a path is a book, or an error says what it is instead; nothing is made or touched on the way."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

import subledger

HOLDS_IT_OPEN = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


@dataclass(frozen=True)
class Case:
    """What stands at the path, and what is said of it. {path} and {folder} are filled in."""

    put: Callable[[Path], object]
    code: str
    message: str
    expected: str
    hint: str | None


def _database(path: Path, *statements: str) -> None:
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)


def _book(path: Path, *statements: str) -> None:
    subledger.init(path).close()
    if statements:
        _database(path, *statements)


_NO_BOOK = "a book made by subledger init, load or demo"
_MOVE = "name another --book, or move this file away"
CASES = {
    "nothing": Case(
        lambda path: None,
        "no_book",
        "there is no book at {path}",
        "a book",
        "make one: subledger load FOLDER, or subledger demo",
    ),
    "a folder": Case(
        lambda path: path.mkdir(),
        "not_a_book",
        "{path} is a folder, not a book",
        "a book's file",
        "load a folder with: subledger load FOLDER",
    ),
    "an empty file": Case(lambda path: path.touch(), "not_a_book", "{path} is not a book", _NO_BOOK, _MOVE),
    "a text": Case(lambda path: path.write_text("customer_id,plan\n"), "not_a_book", "{path} is not a book", _NO_BOOK, _MOVE),
    "a long text": Case(lambda path: path.write_text("acme,pro\n" * 10_000), "not_a_book", "{path} is not a book", _NO_BOOK, _MOVE),
    "half a book": Case(
        lambda path: (_book(path), path.write_bytes(path.read_bytes()[:5000])), "not_a_book", "{path} is not a book", _NO_BOOK, _MOVE
    ),
    "another program's database": Case(
        lambda path: _database(path, "CREATE TABLE readings AS SELECT 1 AS degrees"),
        "not_a_book",
        "{path} is a database of another program",
        "a book",
        "name another --book",
    ),
    "a book of another format": Case(
        lambda path: _book(path, "UPDATE subledger_book SET value = '7' WHERE key = 'format'"),
        "book_version",
        "{path} is a book of format 7, this is format 5",
        "5",
        "load the source files into a new book, or use the Subledger that made this one",
    ),
    "a book without a format": Case(
        lambda path: _book(path, "DELETE FROM subledger_book WHERE key = 'format'"),
        "book_version",
        "{path} is a book of format None, this is format 5",
        "5",
        "load the source files into a new book, or use the Subledger that made this one",
    ),
}


@pytest.mark.parametrize("writes", [False, True], ids=["to read", "to write"])
@pytest.mark.parametrize("name", CASES)
def test_what_is_no_book(name: str, writes: bool, tmp_path: Path) -> None:
    case, path = CASES[name], tmp_path / "book.duckdb"
    case.put(path)
    before = _content(tmp_path)
    with pytest.raises(subledger.SubledgerError) as caught:
        subledger.open(path, writes=writes)
    error = caught.value
    assert (error.code, error.message) == (case.code, case.message.format(path=path))
    assert (error.expected, error.hint, error.exit_code) == (case.expected, case.hint, 2)
    assert error.value == ({"a book of another format": "7", "a book without a format": None}.get(name, str(path)))
    assert _content(tmp_path) == before


def _content(folder: Path) -> dict[str, bytes | None]:
    return {entry.name: entry.read_bytes() if entry.is_file() else None for entry in folder.iterdir()}


@pytest.mark.parametrize("at", ["file", "folder", "book"])
def test_a_new_book_takes_no_other_s_place(at: str, tmp_path: Path) -> None:
    path = tmp_path / "taken"
    {"file": lambda: path.write_text("another program's"), "folder": path.mkdir, "book": lambda: _book(path)}[at]()
    before = _content(tmp_path)
    with pytest.raises(subledger.SubledgerError) as caught:
        subledger.init(path)
    error = caught.value
    assert (error.code, error.message) == ("book_exists", f"{path} exists already")
    assert (error.value, error.expected) == (str(path), "a path where nothing is")
    assert error.hint == "choose another --book, or load into this one"
    assert _content(tmp_path) == before


def test_a_new_book_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(subledger.SubledgerError) as caught:
        subledger.init(tmp_path / "missing" / "book.duckdb")
    error = caught.value
    assert (error.code, error.message) == ("no_such_folder", f"there is no folder {tmp_path / 'missing'}")
    assert (error.value, error.expected) == (str(tmp_path / "missing"), "an existing folder")
    assert list(tmp_path.iterdir()) == []


def test_a_book_in_a_missing_folder_is_no_book(tmp_path: Path) -> None:
    with pytest.raises(subledger.SubledgerError) as caught:
        subledger.open(tmp_path / "missing" / "book.duckdb")
    assert caught.value.code == "no_book"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("setting", "code", "value", "expected", "hint"),
    [
        ({"currency": "usd"}, "unknown_currency", "usd", "an ISO 4217 code in capitals, as USD", "write USD"),
        ({"currency": "XXY"}, "unknown_currency", "XXY", "an ISO 4217 code in capitals, as USD", None),
        ({"timezone": "Europe/Berln"}, "unknown_timezone", "Europe/Berln", "an IANA name such as UTC or Europe/Berlin", None),
        ({"policy": "standrd"}, "unknown_policy", "standrd", None, "did you mean 'standard'?"),
    ],
)
def test_a_wrong_setting_makes_no_book(
    setting: dict[str, str], code: str, value: str, expected: str | None, hint: str | None, tmp_path: Path
) -> None:
    with pytest.raises(subledger.SubledgerError) as caught:
        subledger.init(tmp_path / "book.duckdb", **setting)
    error = caught.value
    assert (error.code, error.value, error.hint) == (code, value, hint)
    assert expected is None or error.expected == expected
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("writes", [False, True], ids=["to read", "to write"])
def test_a_book_that_another_process_holds(writes: bool, tmp_path: Path) -> None:
    path = tmp_path / "book.duckdb"
    _book(path)
    with subprocess.Popen([sys.executable, "-c", HOLDS_IT_OPEN, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(subledger.SubledgerError) as caught:
            subledger.open(path, writes=writes)
        other.stdin.close()
        other.wait(timeout=30)
    error = caught.value
    assert (error.code, error.message, error.value) == ("book_in_use", f"{path} is open in another process", str(path))
    assert error.expected == "a book that no other process has open"
    assert error.hint == "close the other subledger (or its dashboard) and try again"
    subledger.open(path, writes=writes).close()


def test_a_book_keeps_its_settings(tmp_path: Path) -> None:
    policy = {"name": "ours", "version": 3, "counts": {"trialing": True}}
    with subledger.init(tmp_path / "book.duckdb", currency="EUR", timezone="Europe/Berlin", policy=policy) as book:
        made = (book.currency, book.timezone, book.policy)
    with subledger.open(tmp_path / "book.duckdb") as book:
        assert (book.currency, book.timezone, book.policy) == made
        assert (book.policy.name, book.policy.version, book.policy["counts.trialing"]) == ("ours", 3, True)
        assert book.address == str(tmp_path / "book.duckdb")


def test_an_empty_book_answers(tmp_path: Path) -> None:
    subledger.init(tmp_path / "book.duckdb").close()
    with subledger.open(tmp_path / "book.duckdb") as book:
        assert (book.customers().rows, book.postings().rows, book.cohorts().rows) == ([], [], [])
        assert (book.span(), book.check()) == (None, [])
        assert {row["value"] for row in book.metrics("mrr,customers")} == {0}
        assert {row["value"] for row in book.metrics("nrr,arpa")} == {None}
        assert book.customers().known_at is None


def test_a_name_of_a_path_may_be_anything(tmp_path: Path) -> None:
    path = tmp_path / 'it\'s a "book"; DROP TABLE x --.db'
    subledger.init(path).close()
    with subledger.open(path) as book:
        assert book.address == str(path)


def test_a_damaged_book_is_not_said_to_be_in_use(tmp_path: Path) -> None:
    path = tmp_path / "book.duckdb"
    _book(path)
    content = bytearray(path.read_bytes())
    content[9000:9100] = b"\xff" * 100
    path.write_bytes(content)
    with pytest.raises(subledger.SubledgerError) as caught:
        subledger.open(path)
    assert caught.value.code == "not_a_book"


def test_a_book_that_this_process_holds(tmp_path: Path) -> None:
    with subledger.init(tmp_path / "book.duckdb"):
        try:
            subledger.open(tmp_path / "book.duckdb").close()
        except subledger.SubledgerError as error:
            assert error.code == "book_in_use"


def test_another_program_s_table_of_the_same_name(tmp_path: Path) -> None:
    _database(tmp_path / "other.db", "CREATE TABLE subledger_book AS SELECT 1 AS degrees")
    with pytest.raises(subledger.SubledgerError) as caught:
        subledger.open(tmp_path / "other.db")
    assert caught.value.code == "not_a_book"


def test_a_closed_book_says_so() -> None:
    book = subledger.init(None)
    book.close()
    with pytest.raises(subledger.SubledgerError):
        book.customers()

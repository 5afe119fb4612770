"""Lists that cannot be read: every fault at once, with its place and what was expected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import subledger
from subledger.model.errors import BadInput, SubledgerError


@pytest.fixture(scope="module")
def book() -> Iterator[subledger.Book]:
    with subledger.init(None) as made:
        yield made


def faults(book: subledger.Book, path: Path, text: str, **columns: str) -> list[tuple[str, int | None, str | None, str | None]]:
    path.write_text(text, "utf-8")
    with pytest.raises(BadInput) as caught:
        book.reconcile(path, columns=columns)
    assert all(fault.file == path.name and fault.expected for fault in caught.value.found)
    return [(fault.code, fault.row, fault.column, fault.value) for fault in caught.value.found]


def test_every_bad_cell_at_once(book: subledger.Book, tmp_path: Path) -> None:
    text = """customer_id,mrr,currency,day
acme,"1,234.50",USD,2025-01-31
,10,USD,2025-01-31
beta,10,DOLLAR,2025-01-31
gamma,,USD,31.01.2025
delta,10,USD,2025-02-30
eps,10,USD,2525-01-31
zeta,10,USD
"""
    assert faults(book, tmp_path / "list.csv", text) == [
        ("not_a_number", 2, "mrr", "1,234.50"),
        ("missing_value", 3, "customer_id", None),
        ("unknown_currency", 4, "currency", "DOLLAR"),
        ("missing_value", 5, "mrr", None),
        ("not_a_date", 6, "day", "2025-02-30"),
        ("date_out_of_range", 7, "day", "2525-01-31"),
        ("ragged_row", 8, None, "zeta,10,USD"),
    ]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("", ("empty_file", None, None)),
        ("customer_id,mrr\n", ("empty_file", None, None)),
        ("name,mrr\na,1\n", ("missing_column", 1, "customer")),
        ("customer_id,amount\na,1\n", ("missing_column", 1, "mrr")),
        ("customer,account,mrr\na,b,1\n", ("ambiguous_column", 1, "customer")),
        ("customer_id,mrr,mrr_change,date\na,1,1,2025-01-01\n", ("ambiguous_column", 1, "mrr")),
        ("customer_id,mrr,currency\na,1,USD\na,1,EUR\na,2,USD\n", ("doubled_row", 4, "customer")),
        ("customer_id,mrr\na,1\na,2\n", ("doubled_row", 3, "customer")),
        ("customer_id,mrr_change\na,1\n", ("missing_column", 1, "day")),
    ],
)
def test_bad_lists(book: subledger.Book, tmp_path: Path, text: str, expected: tuple[str, int | None, str | None]) -> None:
    assert [fault[:3] for fault in faults(book, tmp_path / "list.csv", text)] == [expected]


def test_named_columns(book: subledger.Book, tmp_path: Path) -> None:
    assert faults(book, tmp_path / "list.csv", "who,what\na,x\n", customer="who", mrr="what") == [("not_a_number", 2, "what", "x")]
    assert faults(book, tmp_path / "list.csv", "who,what\na,1\n", customer="whom", mrr="what")[0][0] == "missing_column"
    with pytest.raises(SubledgerError, match="unknown column"):
        book.reconcile(tmp_path / "list.csv", columns={"mr": "what"})


def test_a_file_that_is_none(book: subledger.Book, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        book.reconcile(tmp_path / "none.csv")
    assert caught.value.found[0].code == "no_such_file"


def test_a_day_that_the_list_does_not_have(book: subledger.Book, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("customer_id,mrr,day\na,1,2025-01-31\n", "utf-8")
    with pytest.raises(SubledgerError) as caught:
        book.reconcile(path, date(2025, 2, 28))
    assert (caught.value.code, caught.value.expected) == ("no_such_day", "2025-01-31")
    with pytest.raises(BadInput) as other:
        path.write_text("customer_id,mrr,currency\na,1,EUR\n", "utf-8")
        book.reconcile(path, currency="USD")
    assert other.value.found[0].code == "other_currency"

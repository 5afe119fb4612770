"""Bad input: whatever is wrong with an export, a load lists it all, says where and what to do, and leaves the book as it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import subledger
from subledger.model.errors import Fault

HEADER = "customer_id,plan,unit_amount,starts_at,ends_at\n"
GOOD = HEADER + "acme,pro,100,2025-01-01,\n"
PRICED = "customer_id,plan,unit_amount,quantity,currency,interval,starts_at\n"
ITEMS = "customer_id,subscription_id,item_id,plan,unit_amount,starts_at,ends_at\n"

Content = str | bytes
Said = Any
"""A text, None, or … for whatever it is."""
Told = tuple[str, str | None, int | None, str | None, Said, str | None, str | None, Said]


@dataclass(frozen=True)
class Bad:
    """Files, and of each fault: code, file, row, column, value, a part of what was expected, a part of the hint, MRR at stake."""

    files: dict[str, Content]
    faults: list[Told]
    timezone: str = "UTC"


def subscriptions(*rows: str, header: str = HEADER) -> dict[str, Content]:
    return {"subscriptions.csv": header + "".join(row + "\n" for row in rows)}


def one(
    code: str, row: int | None, column: str | None, value: Said, expected: str | None, hint: str | None, stake: Said = None
) -> list[Told]:
    """One fault of subscriptions.csv."""
    return [(code, "subscriptions.csv", row, column, value, expected, hint, stake)]


def priced(cell: str, code: str, hint: str, stake: str | None = None) -> Bad:
    """A price that is none."""
    expected = "a number in major units with a decimal point"
    return Bad(subscriptions(f'acme,pro,"{cell}",2025-01-01,'), one(code, 2, "unit_amount", cell, expected, hint, stake))


def dated(cell: str, code: str, hint: str | None, timezone: str = "UTC", expected: str = "a date YYYY-MM-DD") -> Bad:
    """A start that is none."""
    return Bad(subscriptions(f"acme,pro,100,{cell},"), one(code, 2, "starts_at", cell, expected, hint, "100.000000 USD"), timezone)


RANGE = "1970-01-01 to 2200-01-01"
BAD = {
    "an encoding that is not UTF-8": Bad(
        {"subscriptions.csv": (HEADER + "Müller,pro,100,2025-01-01,\n").encode("cp1252")},
        one("wrong_encoding", 2, None, ..., "UTF-8", 'encoding = "cp1252"'),
    ),
    "UTF-16 without a mark": Bad(
        {"subscriptions.csv": GOOD.encode("utf-16-le")}, one("wrong_encoding", 1, None, None, "UTF-8", "utf-16-le")
    ),
    "a NUL": Bad(subscriptions("ac\0me,pro,100,2025-01-01,"), one("wrong_encoding", 2, None, None, "UTF-8", "UTF-8")),
    "ragged rows": Bad(
        subscriptions("acme,pro,100", "beta,pro,100,2025-01-01,", "gamma,pro,100,2025-01-01,,note"),
        [
            *one("ragged_row", 2, None, "acme,pro,100", "5 fields", "is the row cut off?"),
            *one("ragged_row", 4, None, "gamma,pro,100,2025-01-01,,note", "5 fields", "needs quotes"),
        ],
    ),
    "a quote that never ends": Bad(
        subscriptions('"acme,pro,100,2025-01-01,', "beta,pro,100,2025-01-01,"),
        one("stray_quote", 2, None, None, 'text in "quotes"', "all that follows"),
    ),
    "a missing header": Bad(
        subscriptions("acme,pro,2025-01-01", header="customer_id,plan,starts_at\n"),
        one("missing_column", 1, "unit_amount", "customer_id, plan, starts_at", "a column unit_amount", "mapping"),
    ),
    "a doubled header": Bad(
        subscriptions("acme,pro,pro,100,2025-01-01", header="customer_id,plan,plan,unit_amount,starts_at\n"),
        one("doubled_column", 1, "plan", "plan", "every column once", "rename"),
    ),
    "two headers of one meaning": Bad(
        subscriptions("acme,1,2,100,2025-01-01", header="customer_id,seats,units,unit_amount,starts_at\n"),
        one("ambiguous_column", 1, "quantity", "seats, units", "one column for quantity", "mapping"),
    ),
    "an empty file": Bad({"subscriptions.csv": ""}, one("empty_file", None, None, None, "a header and rows", "export it again")),
    "blank lines": Bad({"subscriptions.csv": "\n\n\n"}, one("empty_file", None, None, None, "a header and rows", None)),
    "a workbook named CSV": Bad(
        {"subscriptions.csv": b"PK\x03\x04" + bytes(100)}, one("wrong_format", None, None, None, "delimited text", "unpack")
    ),
    "an empty price": priced("", "missing_value", "fill it in"),
    "an ambiguous date": dated("01/02/2025", "not_a_date", "day or month first?"),
    "a date of a German office": dated("31.12.2024", "not_a_date", 'date_format = "%d.%m.%Y"'),
    "a day that is not in the calendar": dated("2025-02-29", "not_a_date", "there is no 2025-02-29"),
    "a date of one digit": dated("2025-1-5", "not_a_date", "two digits"),
    "a spreadsheet's number of a day": dated("45658", "not_a_date", "2025-01-01"),
    "a year too early": dated("0025-02-01", "date_out_of_range", "is the year right?", expected=RANGE),
    "a year before computers": dated("1969-12-31", "date_out_of_range", "is the year right?", expected=RANGE),
    "a year too late": dated("9999-12-31", "date_out_of_range", "is the year right?", expected=RANGE),
    "a time that clocks skipped": dated(
        "2025-03-30T02:30:00", "dst_gap", "add the offset", "Europe/Berlin", "a time that exists in Europe/Berlin"
    ),
    "1.234,56": priced("1.234,56", "not_a_number", 'decimal = "," and thousands = "."'),
    "1,234.56": priced("1,234.56", "not_a_number", 'thousands = ","'),
    "1,234": priced("1,234", "not_a_number", "ambiguous"),
    "12,5": priced("12,5", "not_a_number", 'decimal = ","'),
    "(5.00)": priced("(5.00)", "not_a_number", "brackets"),
    "$5": priced("$5", "not_a_number", "the number alone"),
    "5 €": priced("5 €", "not_a_number", "EUR"),
    "5 EUR": priced("5 EUR", "not_a_number", "EUR in the column currency"),
    "NaN": priced("NaN", "not_a_number", "leave the field empty"),
    "Infinity": priced("Infinity", "not_a_number", "leave the field empty"),
    "-inf": priced("-inf", "not_a_number", "leave the field empty"),
    "1e5": priced("1e5", "not_a_number", "write all digits"),
    "twelve": priced("twelve", "not_a_number", "digits"),
    "beyond 2^63": priced("9223372036854775808", "out_of_range", "below 9,223,372,036,854"),
    "beyond 2^127": priced("9" * 50, "out_of_range", "below 9,223,372,036,854"),
    "seven decimals": priced("0.1234567", "too_many_decimals", "nothing is rounded unasked"),
    "a negative quantity": Bad(
        subscriptions("acme,pro,10,-3,USD,month,2025-01-01", header=PRICED),
        one("negative", 2, "quantity", "-3", "not below 0", "without the minus", ...),
    ),
    "a currency in small letters": Bad(
        subscriptions("acme,pro,10,1,usd,month,2025-01-01", header=PRICED),
        one("unknown_currency", 2, "currency", "usd", "an ISO 4217 code in capitals", "write USD"),
    ),
    "no currency of this world": Bad(
        subscriptions("acme,pro,10,1,XYZ,month,2025-01-01", header=PRICED),
        one("unknown_currency", 2, "currency", "XYZ", "an ISO 4217 code in capitals", "ISO 4217"),
    ),
    "an interval that is none": Bad(
        subscriptions("acme,pro,10,1,USD,mnth,2025-01-01", header=PRICED),
        one("not_allowed", 2, "interval", "mnth", "one of day, week, month, quarter, half_year, year", "did you mean month?"),
    ),
    "an end before the start": Bad(
        subscriptions("acme,pro,1200,2025-03-01,2025-02-01"),
        one("ends_before_start", 2, "ends_at", "2025-02-01", "a moment after the start", "no longer in force", "1200.000000 USD"),
    ),
    "states of one item that overlap": Bad(
        subscriptions("acme,s,i,pro,100,2025-01-01,2025-03-01", "acme,s,i,max,120,2025-02-15,", header=ITEMS),
        one("overlap", 3, "starts_at", "2025-02-15", "states of one item that do not overlap", "end row 2 on 2025-02-15", "120.000000 USD"),
    ),
    "a doubled row": Bad(
        subscriptions("acme,pro,100,2025-01-01,", "beta,pro,5,2025-01-01,", "acme,pro,100,2025-01-01,"),
        one("doubled_row", 4, "starts_at", "2025-01-01", "states of one item that do not overlap", "remove one", "100.000000 USD"),
    ),
    "a doubled customer": Bad(
        {**subscriptions("acme,pro,100,2025-01-01,"), "customers.csv": "customer_id,name\nacme,Acme\nacme,ACME\n"},
        [("doubled_row", "customers.csv", 3, "customer_id", "acme", "one row each", "remove one", None)],
    ),
    "an orphan": Bad(
        {**subscriptions("acme,pro,100,2025-01-01,", "beta,pro,5,2025-01-01,"), "customers.csv": "customer_id,name\nacme,Acme\n"},
        one("orphan", 3, "customer_id", "beta", "a customer_id of customers", "add the customer", ...),
    ),
    "a parent that is nobody": Bad(
        {**subscriptions("acme,pro,100,2025-01-01,"), "customers.csv": "customer_id,parent_id\nacme,holding\n"},
        [("orphan", "customers.csv", 2, "parent_id", "holding", "a customer_id of customers", "add the customer", None)],
    ),
    "a field of 10 MB": Bad(
        subscriptions("acme," + "x" * 10_000_000 + ",100,2025-01-01,", "beta,pro,5,2025-01-01,"),
        one("oversized_field", 2, "plan", ..., "at most 1 MiB", "is a quote missing", "100.000000 USD"),
    ),
    "a rate that is nowhere": Bad(
        subscriptions("acme,pro,10,1,KWD,month,2025-01-15", header=PRICED),
        [("missing_rate", None, None, "currency", "KWD", "a rate on 2025-01-15 or before it", "2025-01-15,KWD,", None)],
    ),
    "a currency before the central bank's first day": Bad(
        subscriptions("acme,pro,10,1,GBP,month,1998-12-31", header=PRICED),
        [("missing_rate", None, None, "currency", "GBP", "a rate on 1998-12-31 or before it", "1998-12-31,GBP,", None)],
    ),
    "a rate of nothing": Bad(
        {**subscriptions("acme,pro,100,2025-01-01,"), "fx_rates.csv": "day,currency,rate\n2025-01-01,EUR,0\n"},
        [("out_of_range", "fx_rates.csv", 2, "rate", "0", "a number above 0", None, None)],
    ),
}


@pytest.fixture(scope="module")
def books() -> Iterator[dict[str, subledger.Book]]:
    """A book per time zone, each with a customer whom no bad load may touch."""
    with subledger.init(None) as utc, subledger.init(None, timezone="Europe/Berlin") as berlin:
        yield {"UTC": utc, "Europe/Berlin": berlin}


def put(folder: Path, contents: dict[str, Content]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def faults_of(book: subledger.Book, *paths: Path) -> list[Fault]:
    with pytest.raises(subledger.BadInput) as caught:
        book.load(*paths)
    assert caught.value.exit_code == 1
    assert caught.value.found == caught.value.faults()
    assert book.customers(date(2025, 6, 1)).known_at is None
    assert (book.postings().rows, book.span()) == ([], None)
    return caught.value.found


@pytest.mark.parametrize("name", BAD)
def test_a_fault_says_where_what_and_what_to_do(name: str, books: dict[str, subledger.Book], tmp_path: Path) -> None:
    case = BAD[name]
    found = faults_of(books[case.timezone], put(tmp_path, case.files))
    assert [fault.code for fault in found] == [code for code, *_ in case.faults], found
    for fault, (_, file, row, column, value, expected, hint, stake) in zip(found, case.faults, strict=True):
        assert (fault.file, fault.row, fault.column) == (file, row, column)
        assert value is ... or fault.value == (value or None)
        assert expected is None or (fault.expected and expected in fault.expected), fault.expected
        assert hint is None or (fault.hint and hint in fault.hint), fault.hint
        assert stake is ... or fault.mrr_at_stake == stake
        assert fault.message
        assert len(fault.message) < 400
        assert len(fault.value or "") < 400


def test_all_faults_of_all_files_at_once(books: dict[str, subledger.Book], tmp_path: Path) -> None:
    contents = {
        "subscriptions.csv": HEADER + "acme,pro,ten,2025-01-01,\nbeta,pro,5,soon,2025-01-01\n,pro,7,2025-01-01,\ngamma,pro,9,2025-01-01,\n",
        "customers.csv": "customer_id,name,created_at\nacme,Acme,yesterday\n",
        "invoice_lines.csv": "customer_id,invoice_id,amount,issued_at\nacme,i1,1.2.3,2025-01-01\n",
        "fx_rates.csv": "day,currency,rate\n2025-01-01,EUR,-1\n",
        "budget.csv": "month,metric,value\nJanuary,mrr,5\n",
        "spend.csv": "month,amount\n2025-01,much\n",
    }
    found = faults_of(books["UTC"], put(tmp_path, contents))
    assert [(fault.file, fault.row, fault.column, fault.code) for fault in found] == [
        ("budget.csv", 2, "month", "not_a_date"),
        ("customers.csv", 2, "created_at", "not_a_date"),
        ("fx_rates.csv", 2, "rate", "out_of_range"),
        ("invoice_lines.csv", 2, "amount", "not_a_number"),
        ("spend.csv", 2, "amount", "not_a_number"),
        ("subscriptions.csv", 2, "unit_amount", "not_a_number"),
        ("subscriptions.csv", 3, "starts_at", "not_a_date"),
        ("subscriptions.csv", 4, "customer_id", "missing_value"),
    ]


def test_faults_of_broken_files_and_of_cells_at_once(books: dict[str, subledger.Book], tmp_path: Path) -> None:
    contents: dict[str, Content] = {
        "subscriptions.csv": HEADER + "acme,pro\nbeta,pro,5,soon,\n",
        "customers.csv": "customer_id,name\nacme,Acme,more\n,Beta\n",
        "invoice_lines.csv": b"customer_id,invoice_id,amount\nM\xfcller,i1,5\n",
        "spend.csv": "",
        "budget.csv": "month,value\n2025-01,5\n",
    }
    found = faults_of(books["UTC"], put(tmp_path, contents))
    assert {(fault.file, fault.code) for fault in found} == {
        ("subscriptions.csv", "ragged_row"),
        ("subscriptions.csv", "not_a_date"),
        ("customers.csv", "ragged_row"),
        ("customers.csv", "missing_value"),
        ("invoice_lines.csv", "wrong_encoding"),
        ("spend.csv", "empty_file"),
        ("budget.csv", "missing_column"),
    }


def test_ids_that_look_alike(books: dict[str, subledger.Book], tmp_path: Path) -> None:
    rows = ("Acme,s1,i,p,1,2025-01-01,", "acme,S1,i,p,1,2025-01-01,", "beta,s2,i,p,1,2025-01-01,", "beta ,s3,i,p,1,2025-01-01,")
    found = faults_of(books["UTC"], put(tmp_path, subscriptions(*rows, header=ITEMS)))
    assert {fault.code for fault in found} == {"ids_alike"}
    assert {fault.column for fault in found} == {"customer_id", "subscription_id"}
    told = " ".join(fault.message for fault in found)
    assert all(repr(name) in told for name in ("Acme", "acme", "S1", "s1", "beta", "beta "))
    assert all("write them the same" in (fault.hint or "") for fault in found)


@pytest.mark.parametrize(
    ("unit_amount", "quantity"), [("9000000000000", "1000000"), ("9000000000000", "1"), ("1000000", "1000000000"), ("768614336405", "1")]
)
def test_more_than_a_book_holds(unit_amount: str, quantity: str, books: dict[str, subledger.Book], tmp_path: Path) -> None:
    row = f"acme,pro,{unit_amount},{quantity},USD,month,2025-01-01"
    (fault,) = faults_of(books["UTC"], put(tmp_path, subscriptions("beta,pro,1,1,USD,month,2025-01-01", row, header=PRICED)))
    assert (fault.code, fault.file, fault.row) == ("too_large", "subscriptions.csv", 3)
    assert "9,223,372,036,854" in (fault.expected or "")
    assert "major units" in (fault.hint or "")


class TestPaths:
    def test_a_file_that_is_a_folder(self, books: dict[str, subledger.Book], tmp_path: Path) -> None:
        (tmp_path / "subscriptions.csv").mkdir()
        for path in (tmp_path, tmp_path / "subscriptions.csv"):
            (fault,) = faults_of(books["UTC"], path)
            assert (fault.code, fault.file, fault.expected) == ("is_a_folder", "subscriptions.csv", "a file")

    def test_a_folder_without_files(self, books: dict[str, subledger.Book], tmp_path: Path) -> None:
        (fault,) = faults_of(books["UTC"], tmp_path)
        assert (fault.code, fault.file) == ("empty_folder", str(tmp_path))
        assert "subscriptions.csv" in (fault.expected or "")

    def test_a_folder_of_other_files(self, books: dict[str, subledger.Book], tmp_path: Path) -> None:
        (fault,) = faults_of(books["UTC"], put(tmp_path, {"notes.txt": "hello", "photo.png": b"\x89PNG"}))
        assert fault.code == "empty_folder"

    def test_a_csv_of_another_kind(self, books: dict[str, subledger.Book], tmp_path: Path) -> None:
        (fault,) = faults_of(books["UTC"], put(tmp_path, {"weather.csv": "city,degrees\nOslo,3\n"}))
        assert fault.code in ("nothing_to_load", "empty_folder")

    def test_no_such_file(self, books: dict[str, subledger.Book], tmp_path: Path) -> None:
        put(tmp_path, {"subscriptions.csv": GOOD})
        (fault,) = faults_of(books["UTC"], tmp_path / "subscription.csv")
        assert (fault.code, fault.file, fault.hint) == ("no_such_file", str(tmp_path / "subscription.csv"), "there are subscriptions.csv")

    def test_nothing_at_all(self, books: dict[str, subledger.Book]) -> None:
        (fault,) = faults_of(books["UTC"])
        assert fault.code == "nothing_to_load"


FINE: dict[str, Content] = {
    "a byte order mark": GOOD.encode("utf-8-sig"),
    "UTF-16": GOOD.encode("utf-16"),
    "UTF-16 of the other end": b"\xfe\xff" + GOOD.encode("utf-16-be"),
    "semicolons": GOOD.replace(",", ";"),
    "tabs": GOOD.replace(",", "\t"),
    "bars": GOOD.replace(",", "|"),
    "Windows line ends": GOOD.replace("\n", "\r\n"),
    "old Macintosh line ends": GOOD.replace("\n", "\r"),
    "no last line end": GOOD.strip(),
    "blank lines": GOOD.replace("\n", "\n\n"),
    "fields of nothing after the last": GOOD.replace("acme,pro,100,2025-01-01,", "acme,pro,100,2025-01-01,,,,"),
    "a separator told": "sep=,\n" + GOOD,
    "quotes": 'customer_id,plan,unit_amount,starts_at\n"acme","a ""good"" plan, of 2\nlines","100","2025-01-01"\n',
    "a lone return in quotes": 'customer_id,plan,unit_amount,starts_at\nacme,"two\rlines",100,2025-01-01\n',
    "spaces around": "customer_id , plan, unit_amount ,starts_at\nacme, pro , 100 , 2025-01-01 \n",
}


@pytest.mark.parametrize("name", FINE)
def test_what_is_read_all_the_same(name: str, tmp_path: Path) -> None:
    with subledger.init(None) as book:
        book.load(put(tmp_path, {"subscriptions.csv": FINE[name]}))
        assert [(row["customer_id"], row["mrr"]) for row in book.customers(date(2025, 1, 1))] == [("acme", 100)]


def test_a_state_of_no_length_is_a_warning(tmp_path: Path) -> None:
    rows = ("acme,pro,100,2025-01-01,", "beta,pro,5,2025-03-01,2025-03-01", "gamma,pro,5,2025-03-01T09:00:00,2025-03-01T17:00:00")
    with subledger.init(None) as book:
        loaded = book.load(put(tmp_path, subscriptions(*rows)))
        (warning,) = loaded.warnings
        assert warning.startswith("subscriptions.csv: 2 states start and end on the same day")
        assert warning.endswith("(first: row 3)")
        assert [row["customer_id"] for row in book.customers(date(2025, 3, 1))] == ["acme"]


def test_currencies_of_no_and_of_three_decimals(tmp_path: Path) -> None:
    contents = {
        "subscriptions.csv": PRICED
        + "yen,pro,1000,1,JPY,month,2025-01-01\ndinar,pro,1.234,1,KWD,month,2025-01-01\nfranc,pro,500,3,XOF,year,2025-01-01\n",
        "fx_rates.csv": "day,currency,rate\n2020-01-01,JPY,0.0065\n2020-01-01,KWD,3.25\n2020-01-01,XOF,0.0016\n",
    }
    with subledger.init(None) as book:
        book.load(put(tmp_path, contents))
        worth = {row["customer_id"]: row["mrr"] for row in book.customers(date(2025, 1, 1))}
        assert worth == {"yen": Fraction(13, 2), "dinar": Fraction("4.0105"), "franc": Fraction("0.2")}
        natives = {row["customer_id"]: row["native_micros"] for row in book.postings()}
        assert natives == {"yen": 12_000 * 10**6, "dinar": 14_808_000, "franc": 1500 * 10**6}


def test_leap_days_and_ends_of_months(tmp_path: Path) -> None:
    rows = ("leap,pro,1,2024-02-29,2025-02-28", "end,pro,10,2025-01-31,2025-02-28", "next,pro,100,2025-02-28,2028-02-29")
    with subledger.init(None) as book:
        book.load(put(tmp_path, subscriptions(*rows)))
        days = ("2024-02-28", "2024-02-29", "2025-01-30", "2025-01-31", "2025-02-27", "2025-02-28", "2028-02-28", "2028-02-29")
        totals = [sum(row["mrr"] for row in book.customers(date.fromisoformat(day))) for day in days]
        assert totals == [0, 1, 1, 11, 11, 100, 100, 0]
        assert book.check() == []


def test_the_doubled_hour_is_the_first_of_the_two(tmp_path: Path) -> None:
    rows = ("acme,pro,100,2025-10-26T02:30:00,",)
    with subledger.init(None, timezone="Europe/Berlin") as book:
        book.load(put(tmp_path, subscriptions(*rows)))
        # The first is 00:30 UTC, still the day before where clocks are an hour behind; the second would be 01:30 UTC.
        (row,) = book.postings(policy={"calendar": {"timezone": "Etc/GMT+1"}})
        assert row["day"] == date(2025, 10, 25)


def test_an_end_of_time_zone_hours_before_its_start(books: dict[str, subledger.Book], tmp_path: Path) -> None:
    row = "acme,pro,100,2025-01-01T00:00:00+00:00,2025-01-01T00:30:00+02:00"
    (fault,) = faults_of(books["UTC"], put(tmp_path, subscriptions(row)))
    assert fault.code == "ends_before_start"


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            "acme",
            "pro",
            "100",
            "0",
            "-1",
            "1e400",
            "2025-01-01",
            "2025-02-30",
            "9999-12-31",
            "USD",
            "eur",
            "month",
            "week",
            "0.0000001",
            "=1",
        ]
    ),
    st.integers(-(10**20), 10**20).map(str),
    st.floats().map(str),
    st.dates().map(str),
)
NAMES = st.sampled_from(
    "customer_id subscription_id item_id plan unit_amount quantity currency interval interval_count discount_percent "
    "status starts_at ends_at tax_inclusive kind note".split()
)


@st.composite
def tables_of_garbage(draw: st.DrawFn) -> bytes:
    """A table whose header may be good and whose cells are anything."""
    header = ["customer_id", "unit_amount", "starts_at", *draw(st.lists(NAMES, max_size=5))]
    rows = draw(st.lists(st.lists(CELLS, min_size=len(header) - 1, max_size=len(header) + 1), max_size=6))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=draw(st.sampled_from(",;\t")), lineterminator=draw(st.sampled_from(["\n", "\r\n"]))).writerows(
        [header, *rows]
    )
    return text.getvalue().encode("utf-8", "surrogatepass")


GARBAGE = st.one_of(
    st.binary(max_size=300),
    st.binary(max_size=200).map(lambda rest: HEADER.encode() + rest),
    st.text(alphabet='a,"\n\r;=1-é\t ', max_size=200).map(lambda rest: (HEADER + rest).encode()),
    tables_of_garbage(),
)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(content=GARBAGE)
def test_garbage_loads_or_is_refused(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("garbage") / "subscriptions.csv"
    path.write_bytes(content)
    with closing(subledger.init(None)) as book:
        try:
            book.load(path)
        except subledger.BadInput as error:
            assert error.found
            assert all(fault.message for fault in error.found)
            assert book.postings().rows == []
        else:
            assert book.check() == []

# ruff: noqa: DTZ001 — canonical instants are UTC without a zone
"""Excel and Parquet: typed cells are read by their type."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import pytest
import xlsxwriter


def workbook(path, sheets):
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, column, cell)
    book.close()
    return path


HEADER = ["customer_id", "unit_amount", "starts_at", "plan"]


def test_the_sheets_of_a_workbook_are_tables(tmp_path, load):
    path = workbook(
        tmp_path / "book.xlsx",
        {
            "Subscriptions": [HEADER, ["a", 10.1, date(2025, 1, 31), "pro"], ["b", 12, datetime(2025, 1, 31, 10, 30), None]],
            "customers": [["customer_id", "name"], [17, "Ann"]],
            "notes": [["hello"]],
        },
    )
    loaded = load(path)
    assert not loaded.faults
    first, second = loaded.rows["subscriptions"]
    assert (first["unit_amount_micros"], first["starts_day"], first["starts_at"]) == (10_100_000, date(2025, 1, 31), None)
    assert (second["unit_amount_micros"], second["starts_at"]) == (12_000_000, datetime(2025, 1, 31, 10, 30))
    assert loaded.rows["customers"][0]["customer_id"] == "17"
    assert "book.xlsx[notes] skipped: no table of the standard format" in loaded.notes


def test_faults_in_a_sheet_name_sheet_and_row(tmp_path, load):
    path = workbook(
        tmp_path / "book.xlsx", {"subscriptions": [[], [], HEADER, [], ["a", "x", 45292, "p"], ["b", 1, date(2025, 1, 1), "p", "beyond"]]}
    )
    assert [(f.file, f.row, f.column, f.code) for f in sorted(load(path).faults, key=lambda f: (f.row, f.code))] == [
        ("book.xlsx[subscriptions]", 5, "starts_at", "not_a_date"),
        ("book.xlsx[subscriptions]", 5, "unit_amount", "not_a_number"),
        ("book.xlsx[subscriptions]", 6, None, "ragged_row"),
    ]


def test_a_workbook_of_one_sheet_may_have_the_tables_name(tmp_path, load):
    assert (
        load(workbook(tmp_path / "subscriptions.xlsx", {"Sheet1": [HEADER, ["a", 0.1 + 0.2, date(2025, 1, 1)]]})).only_row[
            "unit_amount_micros"
        ]
        == 300_000
    )


def test_garbage_is_a_fault(tmp_path, load):
    for name in ("subscriptions.xlsx", "subscriptions.parquet"):
        (tmp_path / name).write_bytes(b"PAR1 nothing of the kind PAR1")
        assert load(tmp_path / name).only_fault.code == "unreadable_file"
        (tmp_path / name).write_bytes(b"")
        assert load(tmp_path / name).only_fault.code == "unreadable_file"


def test_a_parquet_file_that_is_cut_is_a_fault(tmp_path, load):
    path = parquet(tmp_path, "SELECT 'a' AS customer_id, 1 AS unit_amount, DATE '2025-01-01' AS starts_at")
    path.write_bytes(path.read_bytes()[:-40])
    assert load(path).codes == ["unreadable_file"]


def parquet(folder, select):
    path = folder / "subscriptions.parquet"
    duckdb.sql(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path


@pytest.mark.parametrize(
    ("amount", "micros"),
    [
        ("12.34::DECIMAL(18,2)", 12_340_000),
        ("12.345678::DECIMAL(38,10)", 12_345_678),
        ("9223372036853.99::DECIMAL(18,2)", 9_223_372_036_853_990_000),
        ("19.99::DOUBLE", 19_990_000),
        ("0.1::DOUBLE + 0.2::DOUBLE", None),
        ("12345678901.23::DOUBLE", 12_345_678_901_230_000),
        ("1234.56::FLOAT", 1_234_560_000),
        ("7", 7_000_000),
        ("7::UTINYINT", 7_000_000),
        ("7::BIGINT", 7_000_000),
        ("7::HUGEINT", 7_000_000),
        ("'7.5'", 7_500_000),
    ],
)
def test_amounts_of_every_type(tmp_path, load, amount, micros):
    loaded = load(parquet(tmp_path, f"SELECT 'a' AS customer_id, {amount} AS unit_amount, DATE '2025-01-31' AS starts_at"))
    if micros is None:
        assert loaded.codes == ["too_many_decimals"]
    else:
        assert loaded.only_row["unit_amount_micros"] == micros


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("'NaN'::DOUBLE", "not_a_number"),
        ("'Infinity'::DOUBLE", "not_a_number"),
        ("1e300::DOUBLE", "out_of_range"),
        ("1.23456789::DOUBLE", "too_many_decimals"),
        ("1.23456789::DECIMAL(18,8)", "too_many_decimals"),
        ("9999999999999999.99::DECIMAL(18,2)", "out_of_range"),
        ("9223372036854775807::BIGINT", "out_of_range"),
        ("-1", "negative"),
        ("-1.5::DOUBLE", "negative"),
        ("-0.01::DECIMAL(4,2)", "negative"),
        ("NULL::DOUBLE", "missing_value"),
    ],
)
def test_amounts_that_are_none(tmp_path, load, amount, code):
    fault = load(parquet(tmp_path, f"SELECT 'a' AS customer_id, {amount} AS unit_amount, DATE '2025-01-31' AS starts_at")).only_fault
    assert (fault.code, fault.column, fault.row) == (code, "unit_amount", 2)


@pytest.mark.parametrize(
    ("moment", "day", "instant"),
    [
        ("DATE '2025-01-31'", date(2025, 1, 31), None),
        ("TIMESTAMP '2025-01-31 00:00:00'", date(2025, 1, 31), None),
        ("TIMESTAMP '2025-01-31 23:30:00'", date(2025, 1, 31), datetime(2025, 1, 31, 22, 30)),
        ("TIMESTAMP_NS '2025-07-31 23:30:00'", date(2025, 7, 31), datetime(2025, 7, 31, 21, 30)),
        ("TIMESTAMPTZ '2025-01-31 23:30:00+00'", date(2025, 2, 1), datetime(2025, 1, 31, 23, 30)),
        ("'2025-01-31T23:30:00Z'", date(2025, 2, 1), datetime(2025, 1, 31, 23, 30)),
    ],
)
def test_moments_of_every_type(tmp_path, load, moment, day, instant):
    row = load(parquet(tmp_path, f"SELECT 'a' AS customer_id, 1 AS unit_amount, {moment} AS starts_at"), timezone="Europe/Berlin").only_row
    assert (row["starts_day"], row["starts_at"]) == (day, instant)


def test_moments_that_are_none(tmp_path, load):
    def codes(moment, end="NULL::DATE"):
        select = f"SELECT 'a' AS customer_id, 1 AS unit_amount, {moment} AS starts_at, {end} AS ends_at"
        return load(parquet(tmp_path, select), timezone="Europe/Berlin").codes

    assert codes("DATE '1950-01-01'") == ["date_out_of_range"]
    assert codes("TIMESTAMP '2300-01-01 10:00:00'") == ["date_out_of_range"]
    assert codes("TIMESTAMPTZ '1950-01-01 10:00:00Z'") == ["date_out_of_range"]
    assert codes("TIMESTAMP '2025-03-30 02:30:00'") == ["dst_gap"]
    assert codes("NULL::TIMESTAMP") == ["missing_value"]
    assert codes("DATE '2025-02-01'", "DATE '2025-01-01'") == ["ends_before_start"]
    assert codes("DATE '2025-02-01'", "TIMESTAMPTZ '2025-01-01 10:00:00Z'") == ["ends_before_start"]
    assert codes("TIMESTAMP '2025-02-01 10:00:00'", "TIMESTAMP '2025-02-01 09:00:00'") == ["ends_before_start"]
    assert codes("TIMESTAMP '2025-02-01 10:00:00'", "TIMESTAMP '2025-02-01 00:00:00'") == []


def test_other_types(tmp_path, load):
    row = load(
        parquet(
            tmp_path,
            "SELECT 5 AS customer_id, 7.0::DOUBLE AS subscription_id, 1 AS unit_amount, DATE '2025-01-01' AS starts_at, "
            "true AS tax_inclusive, 2.0::DOUBLE AS interval_count, 1 AS row, 'pro' AS plan, 0.5::DECIMAL(3,2) AS discount_percent",
        )
    ).only_row
    assert (row["customer_id"], row["subscription_id"], row["tax_inclusive"], row["interval_count"], row["row"]) == ("5", "7", True, 2, 2)
    assert row["discount_percent_micros"] == 500_000


def test_columns_of_a_parquet_file_are_known_before_it_is_read(tmp_path, load):
    path = parquet(tmp_path, "SELECT 'a' AS customer_id, {'x': 1, 'y': [2]} AS nested, DATE '2025-01-01' AS starts_at")
    assert load(path).codes == ["missing_column"]

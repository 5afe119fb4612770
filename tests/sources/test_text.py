"""Delimited text as it comes: encodings, delimiters, broken records, headers."""

from __future__ import annotations

import pytest

from subledger.sources.standard import FileMapping, Mapping

HEADER = "customer_id,unit_amount,starts_at,plan\n"
ROW = "ä,10,2025-01-31,Größe\n"


def only(loaded):
    row = loaded.only_row
    return row["customer_id"], row["unit_amount_micros"], row["plan"]


READ = ("ä", 10_000_000, "Größe")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_with_or_without_its_mark(subscriptions, encoding):
    assert only(subscriptions((HEADER + ROW).encode(encoding))) == READ


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_no_text(subscriptions, encoding):
    fault = subscriptions((HEADER + ROW).encode(encoding)).only_fault
    assert fault.code == "wrong_encoding"
    assert "utf-16" in fault.hint


def test_another_encoding_is_a_fault_that_says_where(subscriptions):
    fault = subscriptions((HEADER + "a,1,2025-01-01,x\n" + ROW).encode("cp1252")).only_fault
    assert (fault.code, fault.row) == ("wrong_encoding", 3)
    assert "byte 56 (line 3)" in fault.message
    assert "cp1252" in fault.hint


def test_a_mapping_names_the_encoding(subscriptions):
    mapping = Mapping("files", (FileMapping("subscriptions.csv", "subscriptions", encoding="cp1252"),))
    assert only(subscriptions((HEADER + ROW).encode("cp1252"), mapping=mapping)) == READ


def test_a_cut_character_is_a_fault(subscriptions):
    assert subscriptions((HEADER + "ä,10,2025-01-31,ß").encode()[:-1]).codes == ["wrong_encoding"]


@pytest.mark.parametrize(("sign", "word"), [(";", "semicolon"), ("\t", "tab"), ("|", "bar")])
def test_delimiters_are_seen_and_told(subscriptions, sign, word):
    loaded = subscriptions((HEADER + ROW).replace(",", sign))
    assert only(loaded) == READ
    assert any(word in note for note in loaded.notes)


def test_excels_own_delimiter_line_is_understood(subscriptions):
    assert only(subscriptions("sep=;\n" + (HEADER + ROW).replace(",", ";"))) == READ


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends(subscriptions, ends):
    assert only(subscriptions((HEADER + ROW).replace("\n", ends))) == READ
    assert only(subscriptions((HEADER + ROW).rstrip("\n").replace("\n", ends))) == READ


def test_mixed_line_ends(subscriptions):
    loaded = subscriptions(HEADER + "a,1,2025-01-01,x\r\nb,2,2025-01-01,y\nc,3,2025-01-01,z\r\n")
    assert [row["customer_id"] for row in loaded.rows["subscriptions"]] == ["a", "b", "c"]


def test_blank_lines_are_no_rows_and_keep_the_count(subscriptions):
    loaded = subscriptions("\n" + HEADER + "a,1,2025-01-01,x\n\n,,,\nb,bad,2025-01-01,y\n\n\n")
    assert [(f.row, f.code) for f in loaded.faults] == [(6, "not_a_number")]
    assert [(row["customer_id"], row["row"]) for row in loaded.rows["subscriptions"]] == [("a", 3), ("b", 6)]


def test_fields_in_quotes_hold_anything(subscriptions):
    loaded = subscriptions(HEADER + '"a,b",1,2025-01-01,"x\ny ""z"""\n')
    assert only(loaded) == ("a,b", 1_000_000, 'x\ny "z"')


def test_ragged_rows_are_told_with_all_other_faults(subscriptions):
    loaded = subscriptions(HEADER + "a,1,2025-01-01,x\nb,1\nc,1,2025-01-01,x,y,z\nd,bad,2025-01-01,x\ne,1,2025-01-01,x\n")
    assert [(f.row, f.code) for f in loaded.faults] == [(3, "ragged_row"), (4, "ragged_row"), (5, "not_a_number")]
    assert "2 fields, the header 4" in loaded.faults[0].message
    assert [row["row"] for row in loaded.rows["subscriptions"]] == [2, 5, 6]


def test_a_quote_that_is_never_closed_loses_nothing_silently(subscriptions):
    loaded = subscriptions(HEADER + 'a,1,2025-01-01,x\nb,1,2025-01-01,"y\nc,1,2025-01-01,z\n')
    assert [(f.row, f.code) for f in loaded.faults] == [(3, "stray_quote")]


def test_a_quote_out_of_place_is_told(subscriptions):
    loaded = subscriptions(HEADER + 'a,1,2025-01-01,"x"y\nb,1,2025-01-01,z\n')
    assert [(f.row, f.code) for f in loaded.faults] == [(2, "stray_quote")]
    assert [row["row"] for row in loaded.rows["subscriptions"]] == [3]


def test_a_quote_inside_a_bare_field_is_text(subscriptions):
    loaded = subscriptions(HEADER + 'a,1,2025-01-01,17" screen\nb,1,2025-01-01,z\n')
    assert [row["plan"] for row in loaded.rows["subscriptions"]] == ['17" screen', "z"]


@pytest.mark.parametrize("column", [0, 1, 2, 3])
def test_a_field_of_ten_megabytes_is_a_fault_and_no_crash(subscriptions, column):
    cells = ["b", "1", "2025-01-01", "x"]
    cells[column] = "9" * 10_000_000
    loaded = subscriptions(HEADER + "a,1,2025-01-01,x\n" + ",".join(cells) + "\nc,bad,2025-01-01,x\n")
    assert {(f.row, f.code) for f in loaded.faults} >= {(3, "oversized_field"), (4, "not_a_number")}
    assert all(len(f.value or "") <= 200 for f in loaded.faults)


def test_an_empty_file_is_a_fault(subscriptions):
    assert subscriptions("").codes == ["empty_file"]
    assert subscriptions("\n\n").codes == ["empty_file"]


def test_a_header_alone_is_no_fault_but_told(subscriptions):
    loaded = subscriptions(HEADER)
    assert (loaded.faults, loaded.rows["subscriptions"]) == ([], [])
    assert any("no rows" in note for note in loaded.notes)


def test_a_missing_column_is_told_with_what_is_near(subscriptions):
    fault = subscriptions("customer_id,unit_amounts,starts_at\na,1,2025-01-01\n").only_fault
    assert (fault.code, fault.column) == ("missing_column", "unit_amount")
    assert "unit_amounts" in fault.hint and "unit_amounts" in fault.value


def test_a_missing_column_does_not_hide_other_faults(subscriptions):
    assert subscriptions("customer_id,starts_at\na,x\n").codes == ["missing_column", "not_a_date"]


def test_too_many_columns_of_the_users_own_are_a_fault(subscriptions):
    own = [f"c{number}" for number in range(3000)]
    header = ",".join(["customer_id", "unit_amount", "starts_at", *own])
    read = subscriptions(header + "\na,1,2025-01-01" + ",x" * 3000 + "\n")
    assert [(fault.code, fault.column) for fault in read.faults] == [("too_many_columns", "c500")]


def test_a_doubled_column_is_a_fault(subscriptions):
    assert subscriptions("customer_id,unit_amount,starts_at,plan,plan\na,1,2025-01-01,x,y\n").codes == ["doubled_column"]
    assert subscriptions("customer_id,unit_amount,starts_at,note,note\na,1,2025-01-01,x,y\n").codes == ["doubled_column"]


def test_two_headers_for_one_column_are_a_fault(subscriptions):
    fault = subscriptions("customer_id,unit_amount,starts_at,seats,qty\na,1,2025-01-01,1,2\n").only_fault
    assert (fault.code, fault.column) == ("ambiguous_column", "quantity")
    assert subscriptions("customer_id,Customer ID,unit_amount,starts_at\na,b,1,2025-01-01\n").only_row["customer_id"] == "a"


def test_a_time_of_cancelling_alone_may_be_the_end(subscriptions):
    assert subscriptions("customer_id,unit_amount,starts_at,canceled_at\na,1,2025-01-01,2025-02-01\n").codes == ["ambiguous_column"]
    row = subscriptions("customer_id,unit_amount,starts_at,canceled_at,ended_at\na,1,2025-01-01,2025-02-01,2025-03-01\n").only_row
    assert (str(row["cancel_requested_day"]), str(row["ends_day"])) == ("2025-02-01", "2025-03-01")


def test_known_spellings_are_read_and_told(subscriptions):
    loaded = subscriptions("AccountID,Unit Price,startDate,Seats,Row\na,1.5,2025-01-01,3,x\n")
    row = loaded.only_row
    assert (row["customer_id"], row["unit_amount_micros"], row["quantity_micros"]) == ("a", 1_500_000, 3_000_000)
    assert "subscriptions.csv: AccountID read as customer_id" in loaded.notes
    assert loaded.extras["subscriptions"] == [(2, "Row", "x")]


def test_a_trailing_delimiter_is_no_column(subscriptions):
    assert subscriptions("customer_id,unit_amount,starts_at,\na,1,2025-01-01,\n").only_row["customer_id"] == "a"

# ruff: noqa: DTZ001 — canonical instants are UTC without a zone
"""Dates and times: the day in the book's zone, the instant in UTC, and what is neither."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from subledger.sources.standard import FileMapping, Mapping

HEADER = "customer_id,unit_amount,starts_at,ends_at\n"


def starts(subscriptions, text, **settings):
    row = subscriptions(HEADER + f"a,1,{text},\n", **settings).only_row
    return row["starts_day"], row["starts_at"]


@pytest.mark.parametrize("text", ["2024-02-29", "2025-01-31", "2025-12-31", "1970-01-01", "2199-12-31", "2000-02-29", " 2025-03-31 "])
def test_dates_have_no_instant(subscriptions, text):
    assert starts(subscriptions, text, timezone="Europe/Berlin") == (date.fromisoformat(text.strip()), None)


@pytest.mark.parametrize(
    ("text", "zone", "day", "instant"),
    [
        ("2025-01-31T23:30:00Z", "UTC", date(2025, 1, 31), datetime(2025, 1, 31, 23, 30)),
        ("2025-01-31T23:30:00Z", "Europe/Berlin", date(2025, 2, 1), datetime(2025, 1, 31, 23, 30)),
        ("2025-01-31T23:30:00", "Europe/Berlin", date(2025, 1, 31), datetime(2025, 1, 31, 22, 30)),
        ("2025-07-31 23:30", "Europe/Berlin", date(2025, 7, 31), datetime(2025, 7, 31, 21, 30)),
        ("2025-07-31T22:30:00+00:00", "Europe/Berlin", date(2025, 8, 1), datetime(2025, 7, 31, 22, 30)),
        ("2025-01-01T02:30:00.123456789-0330", "America/New_York", date(2025, 1, 1), datetime(2025, 1, 1, 6, 0, 0, 123456)),
        ("2025-01-01T00:30:00+02", "America/New_York", date(2024, 12, 31), datetime(2024, 12, 31, 22, 30)),
        ("2025-01-01 00:30:00.5 +05:45", "Asia/Kathmandu", date(2025, 1, 1), datetime(2024, 12, 31, 18, 45, 0, 500000)),
        ("2025-10-26T02:30:00", "Europe/Berlin", date(2025, 10, 26), datetime(2025, 10, 26, 0, 30)),
        ("2025-10-26T03:30:00", "Europe/Berlin", date(2025, 10, 26), datetime(2025, 10, 26, 2, 30)),
        ("2025-03-30T03:00:00", "Europe/Berlin", date(2025, 3, 30), datetime(2025, 3, 30, 1, 0)),
        ("2025-03-30T01:59:59", "Europe/Berlin", date(2025, 3, 30), datetime(2025, 3, 30, 0, 59, 59)),
        ("2095-07-01T12:00:00", "Europe/Berlin", date(2095, 7, 1), datetime(2095, 7, 1, 10, 0)),
    ],
)
def test_the_day_of_an_instant_is_that_of_the_books_zone(subscriptions, text, zone, day, instant):
    assert starts(subscriptions, text, timezone=zone) == (day, instant)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("2023-02-29", "not_a_date", "no 2023-02-29 in the calendar"),
        ("1900-02-29", "not_a_date", "calendar"),
        ("2025-04-31", "not_a_date", "calendar"),
        ("2025-13-01", "not_a_date", "calendar"),
        ("2025-00-10", "not_a_date", "calendar"),
        ("03/04/2025", "not_a_date", "day or month first"),
        ("25/04/2025", "not_a_date", "%d/%m/%Y"),
        ("04/25/2025", "not_a_date", "%m/%d/%Y"),
        ("31.12.2025", "not_a_date", "%d.%m.%Y"),
        ("2025/01/05", "not_a_date", "%Y/%m/%d"),
        ("2025-1-5", "not_a_date", "two digits"),
        ("45292", "not_a_date", "2024-01-01"),
        ("1735689600", "not_a_date", "1970"),
        ("20250105", "not_a_date", "%Y%m%d"),
        ("January 5", "not_a_date", "date_format"),
        ("2025-01-05T25:00:00", "not_a_date", "time"),
        ("2025-01-05T10:00:00 CET", "not_a_date", "offset"),
        ("1969-12-31", "date_out_of_range", "year"),
        ("2200-01-01", "date_out_of_range", "year"),
        ("0001-01-01", "date_out_of_range", "year"),
        ("2250-01-01T00:00:00Z", "date_out_of_range", "year"),
        ("", "missing_value", "fill it in"),
    ],
)
def test_what_is_no_date_says_why(subscriptions, text, code, hint):
    fault = subscriptions(HEADER + f"a,1,{text},\n").only_fault
    assert (fault.code, fault.row, fault.column) == (code, 2, "starts_at")
    assert hint in fault.hint


def test_an_end_too_far_off_is_left_empty(subscriptions):
    fault = subscriptions(HEADER + "a,1,2025-01-01,9999-12-31\n").only_fault
    assert (fault.code, fault.column) == ("date_out_of_range", "ends_at")
    assert "left empty" in fault.hint


def test_a_time_that_clocks_skipped_is_a_fault(subscriptions):
    fault = subscriptions(HEADER + "a,1,2025-03-30T02:30:00,\n", timezone="Europe/Berlin").only_fault
    assert (fault.code, fault.value) == ("dst_gap", "2025-03-30T02:30:00")
    assert "Europe/Berlin" in fault.message
    assert not subscriptions(HEADER + "a,1,2025-03-30T02:30:00,\n", timezone="America/New_York").faults
    assert not subscriptions(HEADER + "a,1,2025-03-30T02:30:00+01:00,\n", timezone="Europe/Berlin").faults


def test_an_end_before_its_start_is_a_fault(subscriptions):
    fault = subscriptions(HEADER + "a,1,2025-02-01,2025-01-31\n").only_fault
    assert (fault.code, fault.column, fault.value) == ("ends_before_start", "ends_at", "2025-01-31")
    assert subscriptions(HEADER + "a,1,2025-02-01T10:00:00Z,2025-02-01T09:00:00Z\n").codes == ["ends_before_start"]


def test_an_empty_span_is_none(subscriptions):
    assert not subscriptions(HEADER + "a,1,2025-02-01,2025-02-01\nb,1,2025-02-01T10:00:00Z,2025-02-01\n").faults


def test_each_of_mixed_dates_is_told(subscriptions):
    loaded = subscriptions(HEADER + "a,1,2025-02-01,\nb,1,01.02.2025,\nc,1,02/03/2025,\n")
    assert [(f.row, f.code) for f in loaded.faults] == [(3, "not_a_date"), (4, "not_a_date")]


def test_a_mapping_gives_the_form_of_dates(subscriptions):
    mapping = Mapping("files", (FileMapping("subscriptions.csv", "subscriptions", date_format="%d.%m.%Y"),))
    assert starts(subscriptions, "1.2.2025", mapping=mapping) == (date(2025, 2, 1), None)
    assert starts(subscriptions, "31.12.2025", mapping=mapping) == (date(2025, 12, 31), None)
    assert subscriptions(HEADER + "a,1,31.02.2025,\n", mapping=mapping).codes == ["not_a_date"]
    timed = Mapping("files", (FileMapping("subscriptions.csv", "subscriptions", date_format="%m/%d/%Y %H:%M"),))
    assert starts(subscriptions, "12/31/2025 9:05", mapping=timed) == (date(2025, 12, 31), datetime(2025, 12, 31, 9, 5))

"""Amounts, currencies, words and whole numbers of a text file: what is read, and what is a fault with which hint."""

from __future__ import annotations

from typing import Any

import pytest

from subledger.model.calendar import OPEN_END
from subledger.sources.standard import FileMapping, Mapping


def of(**cells: str) -> str:
    cells = {"customer_id": "a", "unit_amount": "10", "starts_at": "2025-01-31"} | cells
    return ",".join(cells) + "\n" + ",".join(f'"{value}"' for value in cells.values()) + "\n"


def mapped(**settings: Any) -> Mapping:
    return Mapping("files", (FileMapping("subscriptions.csv", "subscriptions", **settings),))


def test_what_is_left_open_has_the_formats_defaults(subscriptions):
    row = subscriptions("customer_id,unit_amount,starts_at\na,10,2025-01-31\n", currency="EUR").only_row
    assert (row["subscription_id"], row["item_id"], row["plan"]) == ("a", "a", None)
    assert (row["unit_amount_micros"], row["quantity_micros"], row["currency"]) == (10_000_000, 1_000_000, "EUR")
    assert (row["kind"], row["interval"], row["interval_count"], row["status"], row["discount_duration"]) == (
        "recurring",
        "month",
        1,
        "active",
        "forever",
    )
    assert (row["discount_percent_micros"], row["discount_amount_micros"], row["tax_percent_micros"], row["tax_inclusive"]) == (
        0,
        0,
        0,
        False,
    )
    assert (row["ends_day"], row["ends_at"], row["starts_at"], row["row"]) == (OPEN_END, None, None, 2)


def test_an_item_is_named_for_its_subscription_and_plan(subscriptions):
    assert subscriptions(of(subscription_id="s", plan="pro")).only_row["item_id"] == "s:pro"
    assert subscriptions(of(plan="pro")).only_row["item_id"] == "a:pro"
    assert subscriptions(of(subscription_id="s", item_id="i", plan="pro")).only_row["item_id"] == "i"


def test_ids_are_kept_letter_for_letter(subscriptions):
    assert subscriptions(of(customer_id=" A-1 ")).only_row["customer_id"] == " A-1 "


@pytest.mark.parametrize("blank", ["", "   "])
def test_an_id_of_nothing_is_missing(subscriptions, blank):
    fault = subscriptions(of(customer_id=blank)).only_fault
    assert (fault.code, fault.row, fault.column) == ("missing_value", 2, "customer_id")


@pytest.mark.parametrize(
    ("text", "micros"),
    [
        ("10", 10_000_000),
        (" 10.50 ", 10_500_000),
        ("0.000001", 1),
        ("1.50000000", 1_500_000),
        ("+3", 3_000_000),
        (".5", 500_000),
        ("5.", 5_000_000),
        ("0007", 7_000_000),
        ("-0", 0),
        ("123456789012.123456", 123_456_789_012_123_456),
        ("9223372036853.999999", 9_223_372_036_853_999_999),
    ],
)
def test_amounts_are_exact(subscriptions, text, micros):
    assert subscriptions(of(unit_amount=text)).only_row["unit_amount_micros"] == micros


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("1.234,56", "not_a_number", 'decimal = "," and thousands = "."'),
        ("1,234.56", "not_a_number", 'thousands = ","'),
        ("1,234", "not_a_number", "ambiguous"),
        ("12,5", "not_a_number", 'decimal = ","'),
        ("1 234,56", "not_a_number", 'thousands = " "'),
        ("(5.00)", "not_a_number", "discount_amount"),
        ("$5", "not_a_number", "USD"),
        ("5 €", "not_a_number", "EUR"),
        ("5 CHF", "not_a_number", "CHF"),
        ("NaN", "not_a_number", "leave the field empty"),
        ("Infinity", "not_a_number", "leave the field empty"),
        ("-inf", "not_a_number", "leave the field empty"),
        ("1e3", "not_a_number", "scientific"),
        ("abc", "not_a_number", "digits"),
        ("1.2.3", "not_a_number", "digits"),
        ("--5", "not_a_number", "digits"),
        (".", "not_a_number", "digits"),
        ("1.0000001", "too_many_decimals", "round"),
        ("9223372036855", "out_of_range", "9,223,372,036,854"),
        ("99999999999999999999", "out_of_range", "9,223,372,036,854"),
        ("-5", "negative", "discount"),
        ("", "missing_value", "fill it in"),
        ("  ", "missing_value", "fill it in"),
    ],
)
def test_what_is_no_amount_says_why(subscriptions, text, code, hint):
    fault = subscriptions(of(unit_amount=text)).only_fault
    assert (fault.code, fault.row, fault.column) == (code, 2, "unit_amount")
    assert hint in fault.hint
    assert text.strip() in (fault.value or "") and text.strip() in fault.message


def test_quantities_and_discounts_are_not_negative(subscriptions):
    assert subscriptions(of(quantity="-3")).only_fault.code == "negative"
    assert subscriptions(of(discount_amount="-3")).only_fault.code == "negative"
    assert subscriptions(of(discount_percent="-3")).only_fault.code == "negative"


def test_percentages_are_of_a_hundred(subscriptions):
    assert subscriptions(of(discount_percent="50")).only_row["discount_percent_micros"] == 50_000_000
    assert subscriptions(of(tax_percent="7.7%")).only_row["tax_percent_micros"] == 7_700_000
    fault = subscriptions(of(discount_percent="101")).only_fault
    assert (fault.code, fault.expected) == ("out_of_range", "a number from 0 to 100")


@pytest.mark.parametrize("currency", ["JPY", "KWD", "USD"])
def test_prices_below_a_minor_unit_are_prices(subscriptions, currency):
    row = subscriptions(of(currency=currency, unit_amount="0.000123")).only_row
    assert (row["currency"], row["unit_amount_micros"]) == (currency, 123)


@pytest.mark.parametrize(("text", "hint"), [("usd", "write USD"), ("Usd", "write USD"), ("$", "USD"), ("XQZ", "ISO 4217"), ("EURO", "EUR")])
def test_currencies_are_iso_codes_in_capitals(subscriptions, text, hint):
    fault = subscriptions(of(currency=text)).only_fault
    assert fault.code == "unknown_currency"
    assert hint in fault.hint


def test_no_currency_is_the_books(subscriptions):
    assert subscriptions(of(currency=""), currency="SEK").only_row["currency"] == "SEK"


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("interval", "Monthly", "month"),
        ("interval", "annual", "year"),
        ("interval", "Yearly", "year"),
        ("interval", "quarterly", "quarter"),
        ("interval", "WEEK", "week"),
        ("status", "Trial", "trialing"),
        ("status", "past due", "past_due"),
        ("status", "pastdue", "past_due"),
        ("kind", "One-Time", "one_time"),
        ("interval", "", "month"),
        ("interval", " year ", "year"),
    ],
)
def test_words_are_read_however_they_are_written(subscriptions, column, text, value):
    loaded = subscriptions(of(**{column: text}))
    assert loaded.only_row[column] == value
    if text.lower().strip() not in ("", value):
        assert loaded.readings == [(column, text, value, 1)]


@pytest.mark.parametrize(
    ("column", "text", "hint"),
    [
        ("status", "canceled", "ends_at"),
        ("status", "Cancelled", "ends_at"),
        ("status", "actve", "active"),
        ("interval", "2 weeks", "interval_count 2"),
        ("interval", "fortnightly", "week, 2"),
        ("kind", "licence", "mapping"),
        ("discount_duration", "always", "mapping"),
    ],
)
def test_words_that_are_not_known_say_what_to_write(subscriptions, column, text, hint):
    fault = subscriptions(of(**{column: text})).only_fault
    assert (fault.code, fault.column, fault.value) == ("not_allowed", column, text)
    assert fault.expected.startswith("one of ")
    assert hint in fault.hint


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("YES", True), ("1", True), ("False", False), ("no", False), ("0", False), ("", False)]
)
def test_true_and_false(subscriptions, text, value):
    assert subscriptions(of(tax_inclusive=text)).only_row["tax_inclusive"] is value


def test_neither_true_nor_false(subscriptions):
    assert subscriptions(of(tax_inclusive="maybe")).only_fault.code == "not_a_boolean"


@pytest.mark.parametrize(
    ("text", "code"),
    [("0", "out_of_range"), ("-1", "not_an_integer"), ("1.5", "not_an_integer"), ("x", "not_an_integer"), ("99999999999", "out_of_range")],
)
def test_counts_are_whole_and_above_nothing(subscriptions, text, code):
    fault = subscriptions(of(interval_count=text)).only_fault
    assert fault.code in (code, "out_of_range")
    assert subscriptions(of(interval_count="2")).only_row["interval_count"] == 2
    assert subscriptions(of(interval_count="3.0")).only_row["interval_count"] == 3


def test_a_mapping_reads_decimal_commas(subscriptions):
    german = mapped(decimal=",", thousands=".", delimiter=";")
    header = "customer_id;unit_amount;starts_at\n"
    assert subscriptions(header + "a;1.234,56;2025-01-01\n", mapping=german).only_row["unit_amount_micros"] == 1_234_560_000
    assert subscriptions(header + "a;1234;2025-01-01\n", mapping=german).only_row["unit_amount_micros"] == 1_234_000_000
    for text in ("1.5", "1234.56", "1.23,4", "1,234.5"):
        assert subscriptions(header + f"a;{text};2025-01-01\n", mapping=german).only_fault.code == "not_a_number", text


def test_a_mapping_reads_grouped_thousands(subscriptions):
    american = mapped(thousands=",")
    assert subscriptions(of(unit_amount="1,234,567.89"), mapping=american).only_row["unit_amount_micros"] == 1_234_567_890_000
    assert subscriptions(of(unit_amount="12,34"), mapping=american).only_fault.code == "not_a_number"


def test_a_mapping_gives_constants_and_translates_values(subscriptions):
    mapping = mapped(
        constants={"interval": "year", "quantity": "2.5"},
        values={"status": {"True": "trialing", "FALSE": "active"}},
        columns={"status": "trial"},
    )
    loaded = subscriptions("customer_id,unit_amount,starts_at,trial\na,1,2025-01-01,true\nb,1,2025-01-01,False\n", mapping=mapping)
    assert not loaded.faults
    rows = loaded.rows["subscriptions"]
    assert [row["status"] for row in rows] == ["trialing", "active"]
    assert [(row["interval"], row["quantity_micros"]) for row in rows] == [("year", 2_500_000)] * 2


def test_all_faults_come_at_once_and_name_the_users_header(subscriptions):
    loaded = subscriptions("Account ID,price,start_date,currency\na,x,2025-13-01,usd\n,5,2025-01-01,USD\n")
    assert sorted((f.row, f.column, f.code) for f in loaded.faults) == [
        (2, "currency", "unknown_currency"),
        (2, "starts_at", "not_a_date"),
        (2, "unit_amount", "not_a_number"),
        (3, "customer_id", "missing_value"),
    ]
    assert "'price'" in next(f.message for f in loaded.faults if f.column == "unit_amount")


def test_other_tables(tmp_path, load):
    (tmp_path / "customers.csv").write_text("customer_id,name,country,signup_date,industry,notes\na, Ann ,DE,2024-02-29,Steel,\n")
    (tmp_path / "invoice_lines.csv").write_text(
        "invoice_id,line_id,customer_id,amount,discount,tax,period_start,period_end,paid_at,is_proration\n"
        "i,1,a,-5.5,-1,-0.5,2025-01-31,2025-02-28,2025-02-01T10:00:00Z,yes\ni,2,a,5,,,2025-01-31,2025-02-28,,\n"
    )
    (tmp_path / "fx_rates.csv").write_text("day,currency,rate\n2025-01-01,EUR,1.123456789012\n")
    (tmp_path / "budget.csv").write_text("month,metric,value\n2025-01,mrr,1000\n2025-02-01,mrr,-1\n")
    (tmp_path / "spend.csv").write_text("month,amount,channel\n2025-01,10.5,ads\n")
    loaded = load(*sorted(tmp_path.glob("*.csv")))
    assert not loaded.faults
    (customer,) = loaded.rows["customers"]
    assert (customer["name"], str(customer["created_day"])) == ("Ann", "2024-02-29")
    assert loaded.extras["customers"] == [(2, "industry", "Steel")]
    first, second = loaded.rows["invoice_lines"]
    assert (first["amount_micros"], first["discount_micros"], first["tax_micros"], first["is_proration"]) == (
        -5_500_000,
        -1_000_000,
        -500_000,
        True,
    )
    assert (first["invoice_status"], second["invoice_status"], str(first["paid_day"]), first["currency"]) == (
        "paid",
        "open",
        "2025-02-01",
        "USD",
    )
    assert int(loaded.rows["fx_rates"][0]["rate_scaled"]) == 1_123_456_789_012
    assert [(str(row["month"]), row["value_micros"]) for row in loaded.rows["budget"]] == [
        ("2025-01-01", 10**9),
        ("2025-02-01", -1_000_000),
    ]
    assert loaded.rows["spend"][0]["amount_micros"] == 10_500_000


def test_a_rate_is_above_nothing(tmp_path, load):
    path = tmp_path / "fx_rates.csv"
    path.write_text("day,currency,rate\n2025-01-01,EUR,0\n2025-01-01,EUR,-1\n2025-01-01,EUR,1.1234567890123\n2025-01-01,,1\n")
    assert load(path).codes == ["out_of_range", "out_of_range", "too_many_decimals", "missing_value"]


def test_an_invoice_line_needs_a_day(tmp_path, load):
    path = tmp_path / "invoice_lines.csv"
    path.write_text("invoice_id,line_id,customer_id,amount,period_start,issued_at\ni,1,a,5,,\ni,2,a,5,,2025-01-01\n")
    assert [(f.code, f.row) for f in load(path).faults] == [("missing_value", 2)]

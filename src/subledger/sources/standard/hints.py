"""What a wrong value probably was meant to be."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta
from difflib import get_close_matches

from subledger.sources.standard.columns import Column

_SIGNS = {
    "$": "USD (or another dollar)",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY or CNY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "zł": "PLN",
}
_SPREADSHEET_ZERO = date(1899, 12, 30)


def hint_of(code: str, value: str | None, column: Column | None, currencies: Collection[str], has_mapping: bool) -> str | None:
    """What to do about a value, where the value tells more than its code."""
    text = (value or "").strip()
    if not text or column is None:
        return None
    where = "the mapping" if has_mapping else "a mapping"
    match code:
        case "not_a_number":
            return _number(text, where)
        case "out_of_range":
            return "an amount must be below 9,223,372,036,854" if column.kind == "amount" and len(text) > 12 else _bounds(column)
        case "negative":
            return (
                "a reduction is discount_amount or discount_percent, both above 0"
                if column.name == "unit_amount"
                else "write it without the minus"
            )
        case "not_a_date" | "date_out_of_range":
            return _date(text, column, where)
        case "unknown_currency":
            return _currency(text, currencies)
        case "not_allowed":
            return _word(text, column)
        case _:
            return None


def _number(text: str, where: str) -> str | None:
    if re.fullmatch(r"\(.*\)", text):
        inner = text[1:-1].strip()
        return f"brackets mean a negative number in accounting: a reduction of {inner} is a discount_amount of {inner}"
    if text.casefold().lstrip("+-") in ("nan", "inf", "infinity", "null", "none", "n/a", "na", "#n/a", "-"):
        return "leave the field empty when there is no value, and put the true price where one is needed"
    if re.fullmatch(r"[+-]?\d+(\.\d+)?[eE][+-]?\d+", text):
        return "write all digits: scientific notation may have lost some"
    if sign := next((sign for sign in _SIGNS if sign in text), None):
        return f"write the number alone, and the currency in the column currency: {sign} is {_SIGNS[sign]}"
    if (code := re.search(r"\b[A-Za-z]{3}\b", text)) and re.search(r"\d", text):
        return f"write the number alone, and {code[0].upper()} in the column currency"
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+,\d*", text) or re.fullmatch(r"[+-]?\d{1,3}([ '\u00a0\u202f]\d{3})+,\d*", text):
        group = re.sub(r"[\d,+-]", "", text)[0]
        return f'decimal comma: write decimal = "," and thousands = "{group}" in {where}'
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+\.\d*", text):
        return f'thousands are grouped: write thousands = "," in {where}'
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+", text):
        return f'ambiguous: write thousands = "," or decimal = "," in {where}'
    if re.fullmatch(r"[+-]?\d+,\d*", text):
        return f'decimal comma: write decimal = "," in {where}'
    if re.fullmatch(r"[+-]?\d{1,3}([ '\u00a0\u202f]\d{3})+(\.\d*)?", text):
        return f'thousands are grouped: write thousands = "{re.sub(r"[0-9.+-]", "", text)[0]}" in {where}'
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3}){2,}", text):
        return f'thousands are grouped: write decimal = "," and thousands = "." in {where}'
    return "write the number alone, without a percent sign" if text.endswith("%") else None


def _bounds(column: Column) -> str | None:
    if column.kind == "percent":
        return "50 % is written 50"
    return {"integer": "a whole number from 1 on", "rate": "what one unit of the currency is in the book's currency"}.get(column.kind)


def _date(text: str, column: Column, where: str) -> str | None:
    if parts := re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T].*)?", text):
        first, sign, second = int(parts[1]), parts[2], int(parts[3])
        forms = [f'"%d{sign}%m{sign}%Y"'] * (second <= 12) + [f'"%m{sign}%d{sign}%Y"'] * (first <= 12)
        if len(forms) == 2:
            return f"day or month first? write date_format = {forms[0]} or {forms[1]} in {where}"
        if forms:
            return f"write date_format = {forms[0]} in {where}"
    if re.fullmatch(r"\d{4}[/.]\d{1,2}[/.]\d{1,2}", text):
        return f'write date_format = "%Y{text[4]}%m{text[4]}%d" in {where}'
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text) and not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return "months and days have two digits, as 2025-01-05"
    if re.fullmatch(r"\d{4}-\d\d-\d\d.*", text):
        return _impossible(text, column)
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        day = _SPREADSHEET_ZERO + timedelta(days=int(text[:5]))
        return f"a spreadsheet's number of a day: {day} if it is Excel's. Format the column as a date and export again"
    if re.fullmatch(r"1\d{9}(\d{3})?", text):
        return "seconds (or milliseconds) since 1970: export it as a date, YYYY-MM-DD"
    if re.fullmatch(r"\d{8}", text):
        return f'write date_format = "%Y%m%d" in {where}'
    return None


def _impossible(text: str, column: Column) -> str | None:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return f"there is no {text[:10]} in the calendar"
    if day.year >= 2200 and column.name == "ends_at":
        return "an end that is open is left empty"
    if day.year < 1970 or day.year >= 2200:
        return "is the year right?"
    return "a time is written YYYY-MM-DDTHH:MM:SS, perhaps with Z or an offset as +02:00"


def _currency(text: str, currencies: Collection[str]) -> str | None:
    if text.upper() in currencies:
        return f"write {text.upper()}"
    if text in _SIGNS:
        return f"write {_SIGNS[text]}"
    near = get_close_matches(text.upper(), sorted(currencies), n=3)
    return f"did you mean {' or '.join(near)}?" if near else None


def _word(text: str, column: Column) -> str | None:
    folded = text.casefold()
    if column.name == "status" and folded in (
        "canceled",
        "cancelled",
        "churned",
        "expired",
        "ended",
        "inactive",
        "terminated",
        "incomplete_expired",
    ):
        return "what has ended has no status of its own: end the last state with ends_at"
    if column.name == "interval" and (counted := re.fullmatch(r"(?:every )?(\d+)[ -]?(day|week|month|quarter|year)s?", folded)):
        return f"write interval {counted[2]}, interval_count {counted[1]}"
    if column.name == "interval" and folded in ("biweekly", "fortnightly", "bimonthly", "biannual", "biennial"):
        return "write the interval and how many of them: every 2 weeks is week, 2"
    near = get_close_matches(folded, column.choices, n=1)
    return f"did you mean {near[0]}?" if near else None

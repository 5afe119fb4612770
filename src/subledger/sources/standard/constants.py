"""The constants of a mapping, checked before a file is read: they would be wrong in every row."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation

from subledger.model.errors import SubledgerError, unknown
from subledger.model.money import MINOR_UNITS
from subledger.sources.standard.columns import Column
from subledger.sources.standard.values import FALSE, SYNONYMS, TRUE


def constant(column: Column, text: str) -> str:
    """A constant as the standard format writes it.

    Raises: SubledgerError when the column cannot hold it.
    """
    match column.kind:
        case "choice":
            word = SYNONYMS.get(column.name, {}).get(text.strip().lower(), text.strip().lower())
            if word not in column.choices:
                raise _wrong(column, text, unknown(column.name, text, column.choices).hint, "one of " + ", ".join(column.choices))
            return word
        case "currency" if text not in MINOR_UNITS:
            raise _wrong(column, text, f"write {text.upper()}" if text.upper() in MINOR_UNITS else None, "an ISO 4217 code, as USD")
        case "boolean" if text.strip().lower() not in TRUE + FALSE:
            raise _wrong(column, text, None, "true or false")
        case "amount" | "percent" | "rate" | "integer":
            _check_number(column, text)
        case "moment" | "day" | "month":
            _check_moment(column, text)
    return text


def _check_number(column: Column, text: str) -> None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise _wrong(column, text, None, "a number, as 1234.50") from None
    is_whole = number == number.to_integral_value() if number.is_finite() else False
    if not number.is_finite() or (number < 0 and not column.is_signed) or (column.kind == "integer" and not (is_whole and number >= 1)):
        raise _wrong(column, text, None, "a whole number from 1 on" if column.kind == "integer" else "a number, not below 0")
    if (column.kind == "percent" and number > 100) or "e" in text.lower():
        raise _wrong(column, text, None, "a number from 0 to 100" if column.kind == "percent" else "a number with all its digits")


def _check_moment(column: Column, text: str) -> None:
    try:
        datetime.fromisoformat(text if len(text) != 7 else text + "-01")
    except ValueError:
        raise _wrong(column, text, None, "a date, YYYY-MM-DD") from None


def _wrong(column: Column, text: str, hint: str | None, expected: str) -> SubledgerError:
    return SubledgerError(f"{column.name} = {text!r} in the mapping cannot be read", "wrong_mapping", text, expected, hint)

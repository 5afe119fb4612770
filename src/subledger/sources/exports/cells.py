"""The cells of an export: exact amounts, days and currencies, or the fault of a cell in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction

from subledger.model.calendar import FIRST_DAY, LAST_DAY, zone
from subledger.model.errors import Fault
from subledger.model.money import MINOR_UNITS
from subledger.sources.exports.export import month_end
from subledger.sources.standard.columns import Column
from subledger.sources.standard.hints import hint_of

_NUMBER = re.compile(r"[+-]?(\d{1,13}(\.\d{0,6}0*)?|\.\d{1,6}0*)", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: where it stands, and what stands there without the blanks around it."""

    file: str
    row: int
    column: str
    text: str

    def fault(self, code: str, said: str, expected: str, hint: str) -> Fault:
        """What is wrong with it."""
        return Fault(code, f"{self.column} {said}", self.file, self.row, self.column, self.text or None, expected, hint)


def amount(cell: Cell) -> Fraction | Fault:
    """A number in major units, as exact as it is written."""
    if not cell.text:
        return cell.fault("missing_value", "is empty", "a number", "write 0 for a customer who pays nothing, or leave the row out")
    if not _NUMBER.fullmatch(cell.text):
        form = "a number in major units with a decimal point and at most 6 decimals, as 1234.50"
        return cell.fault(
            "not_a_number", f"is not a number: {cell.text}", form, "write the number alone: no sign of a currency, no thousands apart"
        )
    return Fraction(cell.text)


def places(cell: Cell) -> int:
    """How many decimals a number has that say something."""
    return len(cell.text.partition(".")[2].rstrip("0"))


def currency(cell: Cell) -> str | Fault:
    """An ISO 4217 code, however it is capitalised."""
    if cell.text.upper() in MINOR_UNITS:
        return cell.text.upper()
    hint = hint_of("unknown_currency", cell.text, Column("currency", "currency"), MINOR_UNITS, False)
    said = f"is no currency: {cell.text}" if cell.text else "is empty"
    return cell.fault("unknown_currency", said, "an ISO 4217 code, as USD", hint or "write the three letters of ISO 4217, as USD")


def day(cell: Cell, timezone: str) -> date | Fault:
    """A day, or the day of a time in the book's zone."""
    try:
        found = date.fromisoformat(cell.text) if len(cell.text) == 10 else _of_time(cell.text, timezone)
    except ValueError:
        return cell.fault(
            "not_a_date", f"is not a date: {cell.text}", "YYYY-MM-DD, or a time YYYY-MM-DDTHH:MM:SS", "write it as 2025-01-31"
        )
    return _within(cell, found)


def is_month(text: str) -> bool:
    """Whether a text is a month and no day.

    >>> is_month("2025-03"), is_month("2025-03-31")
    (True, False)
    """
    return bool(_MONTH.fullmatch(text))


def month(cell: Cell) -> date | Fault:
    """The last day of a month, written as the month or as any day of it."""
    try:
        found = date.fromisoformat(f"{cell.text}-01" if is_month(cell.text) else cell.text)
    except ValueError:
        return cell.fault("not_a_date", f"is not a month: {cell.text}", "a month YYYY-MM, or a day of it", "write it as 2025-01")
    within = _within(cell, found)
    return month_end(within) if isinstance(within, date) else within


def _of_time(text: str, timezone: str) -> date:
    if not re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:", text, re.ASCII):
        raise ValueError(text)
    moment = datetime.fromisoformat(re.sub(r"( UTC| ?Z)$", "+00:00", text))
    return moment.astimezone(UTC).astimezone(zone(timezone)).date() if moment.tzinfo else moment.date()


def _within(cell: Cell, found: date) -> date | Fault:
    if FIRST_DAY <= found < LAST_DAY:
        return found
    return cell.fault(
        "date_out_of_range", f"is outside the days a book holds: {cell.text}", f"{FIRST_DAY} to {LAST_DAY}", "is the year right?"
    )

"""The faults of a file's values: one table of codes, and the words for each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from subledger.model.calendar import FIRST_DAY, LAST_DAY
from subledger.model.errors import Fault
from subledger.model.money import MINOR_UNITS
from subledger.sources.standard.columns import STANDARD, Column, column_of
from subledger.sources.standard.hints import hint_of

if TYPE_CHECKING:
    from subledger.sources.standard.raw import BookSettings, RawFile


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of fault: what is said of the column, what was expected there, and what to do."""

    message: str
    expected: str
    hint: str


CODES: Mapping[str, Code] = MappingProxyType(
    {
        "missing_value": Code("{column} is empty", "{kind}", "fill it in; a row without it means nothing"),
        "not_a_number": Code("{column} is not a number", "{kind}", "digits and at most one decimal point, as 1234.50"),
        "too_many_decimals": Code(
            "{column} has more decimals than are kept", "{kind}", "round it in the source; nothing is rounded unasked"
        ),
        "out_of_range": Code("{column} is out of range", "{kind}", "is the unit right? amounts are in major units, 12.50 and not 1250"),
        "negative": Code("{column} is negative", "{kind}, not below 0", "a reduction is a discount_amount; a credit is an invoice line"),
        "not_an_integer": Code("{column} is not a whole number", "{kind}", "every 2 weeks is interval week, interval_count 2"),
        "not_a_boolean": Code("{column} is neither true nor false", "{kind}", "write true or false"),
        "not_a_date": Code("{column} is not a date", "{kind}", 'another form needs date_format in a mapping, as date_format = "%d.%m.%Y"'),
        "date_out_of_range": Code(
            "{column} is outside the days a book holds", "{first} to {last}", "is the year right? an open end is left empty"
        ),
        "dst_gap": Code(
            "{column} is a time that clocks in {timezone} skipped", "a time that exists in {timezone}", "add the offset, as 02:30:00+01:00"
        ),
        "unknown_currency": Code("{column} is no currency", "{kind}", "write the three letters of ISO 4217, as USD"),
        "not_allowed": Code("{column} has a value that is not known", "{kind}", "translate it in a mapping under [file.values.{column}]"),
        "ends_before_start": Code(
            "{column} is before the start", "a moment after the start", "the end is the first moment no longer in force"
        ),
        "oversized_field": Code("{column} holds more than 1 MiB", "at most 1 MiB in a field", "is a quote missing before it?"),
    }
)
"""Every code that `typed` gives."""

FILE_CODES: Mapping[str, str] = MappingProxyType(
    {
        "no_such_file": "a path does not exist",
        "is_a_folder": "a folder has the name of a file",
        "empty_folder": "a folder holds no file to load",
        "empty_file": "a file holds nothing, not even a header",
        "unreadable_file": "a file cannot be opened or is damaged",
        "unknown_format": "a file is neither text, Parquet nor Excel",
        "wrong_format": "a file is not what its name says",
        "wrong_encoding": "a file is not UTF-8, nor what its mapping says",
        "unknown_table": "neither name nor header say which table a file is",
        "missing_column": "a needed or mapped column is not in the header",
        "doubled_column": "a column stands twice in the header",
        "ambiguous_column": "two columns mean the same, or one may mean two things",
        "ragged_row": "a record has more or fewer fields than the header",
        "stray_quote": "a quote stands where none may, or is never closed",
    }
)
"""Every code that `find` and `repair` give, beside oversized_field."""

_KINDS = {
    "id": "an id",
    "text": "a text",
    "reason": "a text",
    "amount": "a number in major units with a decimal point and at most 6 decimals, as 1234.50",
    "percent": "a number from 0 to 100",
    "rate": "a number above 0 with at most 12 decimals",
    "currency": "an ISO 4217 code in capitals, as USD",
    "integer": "a whole number from 1",
    "boolean": "true or false",
    "moment": "a date YYYY-MM-DD or a time YYYY-MM-DDTHH:MM:SS, with or without an offset",
    "day": "a date YYYY-MM-DD",
    "month": "a month YYYY-MM",
}


def expected_of(column: Column) -> str:
    """What may stand in a column, in words."""
    return "one of " + ", ".join(column.choices) if column.kind == "choice" else _KINDS[column.kind]


def explained(file: RawFile, code: str, row: int, column: str, value: str | None, book: BookSettings) -> Fault:
    """A found fault in words: what stands there, what was expected, what to do."""
    words = CODES[code]
    names = {known.name for known in STANDARD[file.table]}
    kind = expected_of(column_of(file.table, column)) if column in names else "a text"
    field = file.fields.get(column, column)
    header = file.headers.get(field, column)
    told = column if header == column else f"{column} ({header!r} in the file)"
    if code == "oversized_field" and value:
        value = value[:40] + "…"
    place = {"column": told, "kind": kind, "timezone": book.timezone, "first": FIRST_DAY, "last": LAST_DAY}
    hint = hint_of(code, value, column_of(file.table, column) if column in names else None, MINOR_UNITS, file.mapping is not None)
    return Fault(
        code,
        words.message.format(**place) + (f": {value}" if value and code != "oversized_field" else ""),
        file.name,
        row,
        column,
        value,
        words.expected.format(**place),
        hint or re.sub(r"\{column\}", column, words.hint),
    )

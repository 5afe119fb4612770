"""What is shown as a file: CSV, or a workbook with real numbers and days."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.responses import Response

from subledger.book.result import csv_text, plain
from subledger.faces.values import one_of
from subledger.faces.web.sheet import Column, Sheet
from subledger.model.errors import SubledgerError
from subledger.model.money import MINOR_UNITS

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 2**20 - 1
LONGEST_CELL = 32_767
WIDEST = 60
SAMPLE = 200
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
KINDS = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}


def exported(sheet: Sheet, form: str) -> Response:
    """A sheet as a file to keep: csv or xlsx.

    Raises: SubledgerError for another form, or for more rows than a workbook holds.
    """
    one_of("format", form, tuple(KINDS))
    body = as_csv(sheet).encode() if form == "csv" else as_xlsx(sheet)
    ascii_name = re.sub(r"[^A-Za-z0-9]+", "-", sheet.name).strip("-").lower() or "subledger"
    named = f"attachment; filename=\"{ascii_name}.{form}\"; filename*=UTF-8''{quote(sheet.name, safe='')}.{form}"
    return Response(body, headers={"Content-Disposition": named}, media_type=KINDS[form])


def as_csv(sheet: Sheet) -> str:
    """The rows as CSV with a header: money and rates as exact decimals, days as YYYY-MM-DD, unknown as nothing."""
    return csv_text([column.name for column in sheet.columns], ([plain(value) for value in row] for row in sheet.rows))


def as_xlsx(sheet: Sheet) -> bytes:
    """The rows as a workbook, and what they are about on a second sheet. A text is never a formula."""
    import xlsxwriter

    if len(sheet.rows) > MOST_ROWS:
        raise SubledgerError(
            f"{len(sheet.rows):,} rows do not fit a workbook", "too_many_rows", expected=f"{MOST_ROWS:,} at most", hint="take CSV instead"
        )
    file = io.BytesIO()
    safely = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, safely) as book:
        _write_rows(book, book.add_worksheet(_sheet_name(sheet.name)), sheet)
        if sheet.about:
            _write_about(book, book.add_worksheet("About"), sheet)
    return file.getvalue()


def _write_rows(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    bold, wide = book.add_format({"bold": True}), book.add_format({"bold": True, "align": "right"})
    for number, column in enumerate(sheet.columns):
        page.write_string(0, number, _text(column.name), bold if column.kind == "text" else wide)
        write, shown = _writer(page, column), book.add_format({"num_format": _format(column)})
        widest = len(column.name)
        for index, row in enumerate(sheet.rows, 1):
            value = row[number]
            if value is not None:
                write(index, number, value, shown)
                widest = max(widest, _width(value)) if index <= SAMPLE else widest
        page.set_column(number, number, min(widest, WIDEST) + 2)
    page.freeze_panes(1, 0)
    if sheet.columns and sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _write_about(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    bold = book.add_format({"bold": True})
    for index, (name, text) in enumerate(sheet.about.items()):
        page.write_string(index, 0, _text(name), bold)
        page.write_string(index, 1, _text(text))
    page.set_column(0, 1, WIDEST / 2)


def _writer(page: Worksheet, column: Column) -> Callable[[int, int, Any, Format], object]:
    if column.kind == "text":
        return lambda row, at, value, shown: page.write_string(row, at, _text(str(value)), shown)
    if column.kind == "day":
        return lambda row, at, value, shown: page.write_datetime(row, at, value, shown)
    # A spreadsheet's numbers are floats: a cent is exact up to ninety trillion.
    return lambda row, at, value, shown: page.write_number(row, at, float(value), shown)


def _format(column: Column) -> str:
    if column.kind == "money":
        places = MINOR_UNITS.get(column.currency, 2)
        return "#,##0" + (f".{'0' * places}" if places else "")
    return {"text": "@", "count": "#,##0.######", "rate": "0.0%", "ratio": "0.00", "day": "yyyy-mm-dd"}[column.kind]


def _width(value: object) -> int:
    if isinstance(value, date):
        return 10
    if isinstance(value, int | Fraction):
        return len(f"{float(value):,.2f}")
    return len(str(value))


def _text(text: str) -> str:
    clean = _NO_XML.sub("\ufffd", text)
    return clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…"


def _sheet_name(name: str) -> str:
    clean = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", _text(name)).strip(" '")[:31].strip(" '")
    return clean if clean and clean.lower() not in ("history", "about") else "Subledger"

"""What is shown as a file: the same figures, and no text that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from web.served_company import HOSTILE

from subledger.faces.web.export import LONGEST_CELL, as_csv, as_xlsx, exported
from subledger.faces.web.sheet import Column, Sheet
from subledger.model.errors import SubledgerError

COLUMNS = (Column("customer"), Column("MRR", "money", "USD"), Column("NRR", "rate"), Column("count", "count"), Column("since", "day"))
ROWS = (
    ("acme", Fraction(-10, 3), Fraction(1, 3), 1234, date(2025, 1, 31)),
    ("nobody", None, None, None, None),
)
SHEET = Sheet("Customers", COLUMNS, ROWS, {"policy": "standard v1", "=1+1": "@now"})


def sheets(body: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def inside(body: bytes, name: str) -> str:
    with ZipFile(io.BytesIO(body)) as file:
        return file.read(name).decode("utf-8")


def test_csv_has_exact_decimals() -> None:
    assert as_csv(SHEET) == "customer,MRR,NRR,count,since\nacme,-3.333333,0.333333,1234,2025-01-31\nnobody,,,,\n"


def test_a_workbook_has_real_numbers_and_days() -> None:
    found = sheets(as_xlsx(SHEET))
    assert found["Customers"] == [
        ["customer", "MRR", "NRR", "count", "since"],
        ["acme", pytest.approx(-10 / 3), pytest.approx(1 / 3), 1234.0, date(2025, 1, 31)],
        ["nobody", "", "", "", ""],
    ]
    assert found["About"] == [["policy", "standard v1"], ["=1+1", "@now"]]


def test_figures_are_shown_in_their_units() -> None:
    columns = (Column("a", "money", "JPY"), Column("b", "money", "KWD"), Column("c", "rate"), Column("d", "day"))
    styles = inside(as_xlsx(Sheet("s", columns, [(Fraction(1),) * 3 + (date(2025, 1, 1),)])), "xl/styles.xml")
    for form in ("#,##0.000", "0.0%", "yyyy-mm-dd"):
        assert f'formatCode="{form}"' in styles


@pytest.mark.parametrize("name", [*HOSTILE, "\tcell", "\rcell", "http://evil.example", "x" * 40_000, "\ufffe\uffff"])
def test_a_text_is_a_text(name: str) -> None:
    sheet = Sheet("s", (Column("name"), Column("mrr", "money", "USD")), [(name, Fraction(5))])
    ((said, amount),) = list(csv.reader(io.StringIO(as_csv(sheet), newline="")))[1:]
    assert said.lstrip("'") == name.lstrip("'")
    assert said[:1] not in {"=", "+", "-", "@", "\t", "\r"}
    assert amount == "5.000000"
    body = as_xlsx(sheet)
    assert "<f>" not in inside(body, "xl/worksheets/sheet1.xml")
    assert "hyperlink" not in inside(body, "xl/worksheets/sheet1.xml").lower()
    ((shown, _),) = sheets(body)["s"][1:]
    clean = name.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert shown == (clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…")


@pytest.mark.parametrize("name", ["", "'", "[a]:b*?/\\", "History", "about", "x" * 50, "MRR: a/b"])
def test_any_name_names_a_sheet(name: str) -> None:
    assert len(sheets(as_xlsx(Sheet(name, COLUMNS, ROWS, {"a": "b"})))) == 2


def test_a_file_has_a_name_of_its_own() -> None:
    answer = exported(Sheet('Größe\r\nX: "1"', COLUMNS, ROWS), "csv")
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"gr-e-x-1.csv\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%0D%0AX%3A%20%221%22.csv"
    )
    assert answer.media_type == "text/csv; charset=utf-8"


def test_another_form_is_refused() -> None:
    with pytest.raises(SubledgerError, match="unknown format 'pdf'"):
        exported(SHEET, "pdf")


def test_a_workbook_holds_so_many_rows() -> None:
    with pytest.raises(SubledgerError, match="do not fit a workbook"):
        as_xlsx(Sheet("s", COLUMNS, [ROWS[0]] * (2**20)))

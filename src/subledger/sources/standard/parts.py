"""What stands on disk: files and sheets with their headers, before it is known which table each is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from subledger.model.errors import Fault
from subledger.sources.standard import parquet, spreadsheet, text
from subledger.sources.standard.columns import STANDARD
from subledger.sources.standard.headers import plain
from subledger.sources.standard.mapping import FileMapping, Mapping
from subledger.sources.standard.raw import Found

TEXT, WORKBOOK = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm")
_NAMES = {plain(name): name for name in STANDARD} | {
    "subscription": "subscriptions",
    "customer": "customers",
    "invoicelines": "invoice_lines",
    "invoicelineitems": "invoice_lines",
    "fxrate": "fx_rates",
    "exchangerates": "fx_rates",
    "budgets": "budget",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A file or sheet before its table is known."""

    name: str
    stem: str
    path: Path
    format: str
    header: tuple[str, ...]
    delimiter: str = ","
    first_row: int = 1
    is_unclean: bool = False
    workbook: str | None = None

    def section(self, mapping: Mapping | None) -> FileMapping | None:
        """The mapping's section for it; the only sheet of a workbook may go by the workbook's name."""
        if mapping is None:
            return None
        return mapping.section(self.name) or (mapping.section(self.workbook) if self.workbook else None)


def named_table(stem: str) -> str | None:
    """The table that a file's or sheet's name means; numbered parts of one table are that table.

    >>> named_table("Invoice Lines"), named_table("subscriptions_2024-01"), named_table("my subscriptions")
    ('invoice_lines', 'subscriptions', None)
    """
    return _NAMES.get(plain(stem)) or _NAMES.get(plain(re.sub(r"[-_. ]*(part)?[-_. ]*\d[\d\-_.]*$", "", stem, flags=re.IGNORECASE)))


def parts_of(path: Path, mapping: Mapping | None, workspace: Path, found: Found, *, is_single: bool) -> list[Part]:
    """What of a file may be a table: itself, or the sheets of a workbook. Its faults and notes go into what is found."""
    suffix = path.suffix.lower()
    section = mapping.section(path.name) if mapping else None
    if suffix in WORKBOOK:
        return _sheets(path, workspace, found)
    if suffix == ".parquet":
        try:
            return [Part(path.name, path.stem, path, "parquet", parquet.column_names(path))]
        except (parquet.NotParquet, OSError):
            hint = "the file is empty" if path.stat().st_size == 0 else "export it again; encrypted files are not read"
            found.faults.append(
                Fault("unreadable_file", f"{path.name} is not a Parquet file", path.name, expected="a Parquet file", hint=hint)
            )
            return []
    if suffix not in ("", *TEXT) and not section and not (is_single and named_table(path.stem)):
        found.faults.append(
            Fault(
                "unknown_format",
                f"{path.name} is of a kind that is not read",
                path.name,
                value=suffix,
                expected="CSV, Parquet or Excel (.xlsx)",
            )
        )
        return []
    looked = text.sniffed(path, path.name, section, workspace)
    if isinstance(looked, Fault):
        found.faults.append(looked)
        return []
    found.notes += looked.notes
    return [Part(path.name, path.stem, looked.path, "csv", looked.header, looked.delimiter, 1, looked.is_unclean)]


def _sheets(path: Path, workspace: Path, found: Found) -> list[Part]:
    try:
        sheets = spreadsheet.sheets(path)
    except spreadsheet.Unreadable as error:
        found.faults.append(
            Fault(
                "unreadable_file",
                f"{path.name} is not a workbook that can be read: {error}",
                path.name,
                expected="an .xlsx file",
                hint="a password? save it without",
            )
        )
        return []
    if not sheets:
        found.faults.append(
            Fault("empty_file", f"{path.name} has no sheet with a header", path.name, expected="a sheet with a header and rows")
        )
    is_only = len(sheets) == 1
    return [
        Part(
            f"{path.name}[{sheet.name}]",
            path.stem if is_only and not named_table(sheet.name) else sheet.name,
            sheet.written(workspace),
            "csv",
            sheet.header,
            first_row=sheet.first_row,
            is_unclean=any(len(row) != len(sheet.header) for row in sheet.rows),
            workbook=path.name if is_only else None,
        )
        for sheet in sheets
    ]

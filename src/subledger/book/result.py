"""Results: rows with exact figures, and the forms they are wanted in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from subledger.model.errors import SubledgerError
from subledger.model.money import decimal_text
from subledger.model.policy import Policy

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of figures with the view they were taken from.

    Money and rates are exact fractions in major units; counts are integers; what is unknown is None.
    """

    columns: tuple[str, ...]
    rows: list[Row]
    policy: Policy
    currency: str
    known_at: datetime | None
    notes: Sequence[str] = field(default=())

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def as_json(self) -> dict[str, Any]:
        """The result in the JSON contract: money and rates are decimal texts, unknown is null."""
        return {
            "ok": True,
            "policy": policy_json(self.policy),
            "known_at": stamp(self.known_at),
            "currency": self.currency,
            "rows": [{name: plain(row[name]) for name in self.columns} for row in self.rows],
        }

    def as_csv(self) -> str:
        """The rows as CSV with a header; unknown is empty."""
        return csv_text(self.columns, ([plain(row[name]) for name in self.columns] for row in self.rows))

    def _records(self) -> list[Mapping[str, Any]]:
        return [{name: _decimal(row[name]) for name in self.columns} for row in self.rows]

    def to_arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table; money as decimals of six places. Needs the extra `arrow`."""
        try:
            import pyarrow
        except ImportError:
            raise _extra("arrow", "pyarrow") from None
        records = self._records()
        return pyarrow.table({name: [record[name] for record in records] for name in self.columns})

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas frame; money as decimals of six places. Needs the extra `pandas`."""
        try:
            import pandas
        except ImportError:
            raise _extra("pandas", "pandas") from None
        return pandas.DataFrame(self._records(), columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """The rows as a Polars frame; money as decimals of six places. Needs the extra `polars`."""
        try:
            import polars
        except ImportError:
            raise _extra("polars", "polars") from None
        records = self._records()
        return polars.DataFrame({name: [record[name] for record in records] for name in self.columns}, strict=False)


def policy_json(policy: Policy) -> dict[str, Any]:
    """A policy as every figure carries it."""
    return {"name": policy.name, "version": policy.version, "hash": policy.hash}


def stamp(moment: datetime | None) -> str | None:
    """A UTC instant in ISO 8601."""
    return None if moment is None else moment.isoformat(timespec="microseconds") + "Z"


def plain(value: Any) -> Any:
    """A figure as JSON holds it."""
    if isinstance(value, Fraction):
        return decimal_text(value)
    return value.isoformat() if isinstance(value, date | datetime) else value


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV that a spreadsheet takes for what they are; None is empty."""
    text = io.StringIO()
    writer, careful = csv.writer(text, lineterminator="\n"), csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    for row in rows:
        cells = [_cell(value) for value in row]
        # The writer leaves a bare carriage return unquoted, and a reader may begin a new row there.
        (careful if any("\r" in str(cell) for cell in cells) else writer).writerow(cells)
    return text.getvalue()


def _cell(value: Any) -> Any:
    """A cell that a spreadsheet will not take for a formula."""
    text = "" if value is None else value
    is_formula = (isinstance(text, str) and text[:1] in ("=", "+", "@", "\t", "\r")) or _is_dash_text(text)
    return f"'{text}" if is_formula else text


def _is_dash_text(text: Any) -> bool:
    return isinstance(text, str) and text.startswith("-") and not text[1:].replace(".", "", 1).isdigit()


def _decimal(value: Any) -> Any:
    return Decimal(decimal_text(value)) if isinstance(value, Fraction) else value


def _extra(name: str, package: str) -> SubledgerError:
    return SubledgerError(f"{package} is not installed", "missing_extra", expected=package, hint=f"pip install 'subledger[{name}]'")

"""The options that commands share, and how dates, times and formats are read from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from subledger.model.errors import SubledgerError, unknown

if TYPE_CHECKING:
    from subledger.book import Book

FORMATS = ("table", "json", "csv")

BookPath = Annotated[Path, typer.Option("--book", envvar="SUBLEDGER_BOOK", metavar="PATH", help="The book's file.")]
BOOK = Path("subledger.duckdb")
Policy = Annotated[str | None, typer.Option(metavar="NAME|FILE", help="A policy by name, or a TOML file.  [default: the book's]")]
KnownAt = Annotated[str | None, typer.Option(metavar="TIME", help="What was known at this time (ISO 8601).  [default: all that is known]")]
Currency = Annotated[str | None, typer.Option(metavar="CCC", help="Report in this currency.  [default: the book's]")]
Format = Annotated[str, typer.Option("--format", "-f", metavar="table|json|csv", help="How the answer is written.")]
From = Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day, YYYY-MM-DD.  [default: a year before --to]")]
To = Annotated[str | None, typer.Option("--to", metavar="DAY", help="The day after the last.  [default: the end of the book's last month]")]
Grain = Annotated[str, typer.Option(metavar="day|week|month|quarter|year", help="How long a period is.")]
By = Annotated[str | None, typer.Option(metavar="ATTRIBUTE", help="Cut by an attribute: plan, country, …")]
Where = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ATTRIBUTE=VALUE", help="Only this part; != excludes. Repeated, values of one attribute widen and attributes narrow."
    ),
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="At the end of this day.  [default: the book's last day]")]
Memory = Annotated[str | None, typer.Option(metavar="SIZE", help="How much memory a load may take, as 2GB.")]


class View(TypedDict):
    """From where a book is looked at."""

    policy: str | None
    known_at: datetime | None
    currency: str | None


@contextmanager
def reading(path: Path) -> Iterator[Book]:
    """The book at a path, to read from."""
    from subledger.faces.cli.progress import telling

    with telling() as tell:
        from subledger.book import open_book

        with open_book(path) as book:
            tell("asking the book")
            yield book


def one_of(option: str, value: str, allowed: tuple[str, ...]) -> str:
    """The value, if the option may have it."""
    if value not in allowed:
        raise unknown(option, value, allowed)
    return value


def viewed(form: str, policy: str | None, known_at: str | None, currency: str | None) -> View:
    """The view that is asked for, and a look at whether its answer has a form."""
    one_of("format", form, FORMATS)
    return View(policy=policy, known_at=instant(known_at, "--known-at"), currency=currency)


def day(text: str | None, option: str) -> date | None:
    """A day from YYYY-MM-DD; no other form, as 03-04-2025 is two days."""
    if text is None:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise SubledgerError(
                f"{option} {text}: there is no such day in the calendar", "not_a_date", text, "a day that exists"
            ) from None
    raise SubledgerError(f"{option} {text!r} is not a day", "not_a_date", text, "YYYY-MM-DD, as 2025-01-31")


def count(text: str, option: str) -> int:
    """A whole number above zero."""
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII) or int(text) < 1:
        raise SubledgerError(f"{option} {text!r} is not a number of months", "not_a_count", text, "a whole number from 1 to 9999")
    return int(text)


def instant(text: str | None, option: str) -> datetime | None:
    """A time from ISO 8601; UTC where no offset is given."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise SubledgerError(f"{option} {text!r} is not a time", "not_a_time", text, "ISO 8601, as 2025-01-31T12:00:00Z") from None

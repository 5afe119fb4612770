"""The options that commands share, and the view they ask from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from subledger.faces.values import instant, one_of
from subledger.model.address import Address, address

if TYPE_CHECKING:
    from subledger.book import Book

FORMATS = ("table", "json", "csv")

BookAddress = Annotated[
    Address,
    typer.Option("--book", envvar="SUBLEDGER_BOOK", metavar="PATH|URL", parser=address, help="The book's file, or its database."),
]
BOOK = Address("subledger.duckdb")
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
Memory = Annotated[str | None, typer.Option(metavar="SIZE", help="How much memory this may take in all, as 2GB.")]


class View(TypedDict):
    """From where a book is looked at."""

    policy: str | None
    known_at: datetime | None
    currency: str | None


@contextmanager
def reading(book: Address) -> Iterator[Book]:
    """The book of an address, to read from."""
    from subledger.faces.cli.opened import opened
    from subledger.faces.cli.progress import telling

    with telling() as tell, opened(book) as found:
        tell("asking the book")
        yield found


def viewed(form: str, policy: str | None, known_at: str | None, currency: str | None) -> View:
    """The view that is asked for, and a look at whether its answer has a form."""
    one_of("format", form, FORMATS)
    return View(policy=policy, known_at=instant(known_at, "--known-at"), currency=currency)

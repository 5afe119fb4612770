"""The demo: a company to look at, within seconds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from subledger.faces.cli.figures import figure, grouped
from subledger.faces.cli.load import SAYINGS, at_book
from subledger.faces.cli.options import BookAddress, Format
from subledger.faces.cli.progress import telling
from subledger.faces.cli.serve import Port, refuse_served, serve_book
from subledger.faces.cli.write import write, write_json
from subledger.faces.inert import inert
from subledger.faces.values import HEADLINE, one_of
from subledger.model.address import Address

if TYPE_CHECKING:
    from subledger.book import Book, Result

BOOK = Address("subledger-demo.duckdb")
QUARTERS = 8


def demo(
    book: BookAddress = BOOK,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the dashboard afterwards; never with --format json.")] = True,
    port: Port = None,
    form: Format = "table",
) -> None:
    """Make a book of an invented company, and look at it."""
    one_of("format", form, SAYINGS)
    refuse_served(book)
    with telling() as tell:
        import subledger

        with subledger.demo(book, replace=True, tell=tell) as made:
            tell("asking the book")
            headline, movements, cohorts, largest = _asked(made)
    if form == "json":
        rows = headline.as_json()
        write_json({**rows, "book": str(book)})
    else:
        _report(book, headline, movements, cohorts, largest)
        if serve:
            write("\n")
            serve_book(book, port=port)


def _asked(book: Book) -> tuple[Result, Result, Result, str]:
    from subledger.model.calendar import grain_next, grain_start

    end = book.metrics(("mrr",)).rows[-1]["end"]
    start = grain_next(grain_start(end, "quarter"), "quarter", -QUARTERS)
    headline = book.metrics(HEADLINE, start=grain_next(end, "month", -1), end=end)
    movements = book.movements(start=start, end=end, grain="quarter")
    cohorts = book.cohorts("net", grain="quarter", start=start, end=end)
    return headline, movements, cohorts, str(book.customers().rows[0]["customer_id"])


def _report(book: Address, headline: Result, movements: Result, cohorts: Result, largest: str) -> None:
    from subledger.faces.cli.cohorts import cohort_grids
    from subledger.faces.cli.grid import say, show
    from subledger.faces.cli.periods import movements_grids

    figures = {row["metric"]: row["value"] for row in headline.rows}
    say("")
    say(f"  MRR {figure(figures['mrr'], headline.currency).text} {headline.currency}", "bold green")
    say("  " + _beside(figures, headline.currency))
    say("\n" + _sentence(figures, headline), is_prose=True)
    say("\nHow MRR moved, quarter by quarter", "bold")
    show(*movements_grids(movements, "quarter", None))
    say("\nWhat is left of each quarter's new MRR, so many quarters on", "bold")
    show(*cohort_grids(cohorts, "net"))
    say("\nTry next", "bold")
    at = at_book(book)
    command = os.environ.get("SUBLEDGER_COMMAND", "subledger")
    say(f"  {command} explain mrr --customer {inert(largest)}{at}")
    say(f"  {command} metrics mrr,nrr --by plan{at}")
    say(f"  {command} load FOLDER      your own subscriptions, as CSV, Parquet or Excel")
    of = headline.policy
    say(f"\nThe book lies at {inert(str(book))}, under policy {of.name} v{of.version} ({of.hash[:12]}).", "dim", is_prose=True)
    say("The company is invented. MRR is a planning figure, not revenue as GAAP or IFRS recognise it.", "dim", is_prose=True)


def _beside(figures: dict[str, Any], currency: str) -> str:
    shown = [
        ("ARR", "arr", currency),
        ("customers", "customers", "count"),
        ("ARPA", "arpa", currency),
        ("NRR", "nrr", "rate"),
        ("GRR", "grr", "rate"),
    ]
    return " · ".join(f"{name} {figure(figures[slug], unit).text}" for name, slug, unit in shown)


def _sentence(figures: dict[str, Any], headline: Result) -> str:
    last = headline.rows[-1]["end"].toordinal() - 1
    day = type(headline.rows[-1]["end"]).fromordinal(last)
    many, each = figure(figures["customers"], "count").text, figure(figures["arpa"], headline.currency).text
    said = f"At the end of {day}, {many} customers pay {each} {headline.currency} a month on average."
    if figures["nrr"] is None or figures["grr"] is None:
        return said
    stayed, became = (grouped(100 * figures[slug], 1) for slug in ("grr", "nrr"))
    return f"{said} Of every 100 {headline.currency} a year before, {stayed} stayed; with expansion they became {became}."

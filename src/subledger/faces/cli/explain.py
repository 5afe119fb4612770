"""Why a figure is what it is: its parts, the rows behind them, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from subledger.faces.cli.answer import give
from subledger.faces.cli.figures import change, words
from subledger.faces.cli.grid import Column, Grid, tight
from subledger.faces.cli.options import BOOK, AsOf, BookAddress, Currency, Format, KnownAt, Policy, Where, reading, viewed
from subledger.faces.cli.progress import note
from subledger.faces.values import count, day

if TYPE_CHECKING:
    from subledger.book import Result

Customer = Annotated[str | None, typer.Option(metavar="ID", help="One customer, down to the source rows.")]


def explain(
    metric: Annotated[str, typer.Argument(metavar="METRIC", help="Which figure: any that metrics shows.")] = "mrr",
    book: BookAddress = BOOK,
    as_of: AsOf = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day.  [default: the month's]")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DAY", help="The day after the last, in place of --as-of.")] = None,
    customer: Customer = None,
    where: Where = None,
    trailing: Annotated[str | None, typer.Option(metavar="MONTHS", help="How far nrr and grr look back; else as the policy says.")] = None,
    most: Annotated[str, typer.Option(metavar="COUNT", help="How many customers and movements are listed.")] = "20",
    policy: Policy = None,
    known_at: KnownAt = None,
    currency: Currency = None,
    form: Format = "table",
) -> None:
    """Why a figure is what it is, down to the source rows and the setting that decided each, and what is not in it."""
    from subledger.faces.cli.explained import say_explanation

    days = day(as_of, "--as-of"), day(start, "--from"), day(end, "--to")
    months = None if trailing is None else count(trailing, "--trailing")
    listed, view = count(most, "--most"), viewed(form, policy, known_at, currency)
    with reading(book) as opened:
        found = opened.explain(metric, days[0], customer, *days[1:], where or (), trailing=months, most=listed, **view)
    if form == "table":
        note("note", found.notes)
        say_explanation(found)
    else:
        give(form, found, "", lambda: ())


def postings(
    book: BookAddress = BOOK,
    customer: Customer = None,
    policy: Policy = None,
    known_at: KnownAt = None,
    currency: Currency = None,
    form: Format = "table",
) -> None:
    """The ledger itself: every posting with its cause and source row."""
    view = viewed(form, policy, known_at, currency)
    with reading(book) as opened:
        result = opened.postings(customer, **view)
    give(form, result, f"{len(result):,} posting{'s' if len(result) != 1 else ''}, in MRR", lambda: _postings(result))


_EDITED = (("was_cause", "was"), ("because", "why"))
"""What is said of a cause that a person gave."""


def _postings(result: Result) -> Iterator[Grid]:
    from subledger.faces.cli.explained import source
    from subledger.model.money import mrr

    rows = result.rows
    names = ("day", "customer_id", "subscription_id", "item_id", "plan", "cause")
    columns = [Column(name.removesuffix("_id"), [words(row[name]) for row in rows], is_figure=False) for name in names]
    if any(row["was_cause"] is not None for row in rows):
        columns += [Column(title, [words(row[name] or "") for row in rows], is_figure=False) for name, title in _EDITED]
    columns.append(Column("MRR", [change(mrr(row["run_rate_micros"]), result.currency) for row in rows]))
    columns.append(Column("source", list(map(source, rows)), is_figure=False))
    yield Grid(columns)
    yield tight(Grid(columns))

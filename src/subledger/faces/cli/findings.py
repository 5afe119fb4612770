"""Data that was loaded and looks wrong, with the MRR at stake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from subledger.faces import documents
from subledger.faces.cli.answer import context, give
from subledger.faces.cli.options import BOOK, AsOf, BookAddress, Currency, Format, KnownAt, Policy, reading, viewed
from subledger.faces.cli.write import write_json
from subledger.faces.values import day, one_of

if TYPE_CHECKING:
    from subledger.book import Result
    from subledger.faces.cli.grid import Grid


def findings(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME...", help="Which kinds.  [default: all]")] = None,
    book: BookAddress = BOOK,
    as_of: AsOf = None,
    lists: Annotated[bool, typer.Option("--list", help="List the kinds of findings, and what each looks for.")] = False,
    policy: Policy = None,
    known_at: KnownAt = None,
    currency: Currency = None,
    form: Format = "table",
) -> None:
    """Data that was loaded and looks wrong, with the MRR at stake; silent when nothing does."""
    if lists:
        one_of("format", form, ("table", "json"))
        _list(form)
        return
    at, view = day(as_of, "--as-of"), viewed(form, policy, known_at, currency)
    with reading(book) as opened:
        found = opened.findings(*(names or ()), as_of=at, **view)
    if form != "table":
        give(form, found, "", lambda: ())
    elif found.rows:
        _say(found)


def _say(found: Result) -> None:
    from subledger.book import at_stake
    from subledger.faces.cli.figures import figure
    from subledger.faces.cli.grid import say, show

    count = f"{len(found):,} finding" + ("" if len(found) == 1 else "s")
    say(f"{count}, {figure(at_stake(found.rows), found.currency).text} {found.currency} of MRR at stake", "bold")
    say(context(found), "dim")
    for name, grouped in groupby(found.rows, lambda row: row["finding"]):
        rows = list(grouped)
        say(f"\n{name} ({len(rows):,})", "bold")
        show(*_grids(rows, found.currency))
        say(f"to do: {rows[0]['hint']}", "dim", is_prose=True)


def _grids(rows: Sequence[dict[str, Any]], currency: str) -> Iterator[Grid]:
    from subledger.faces.cli.explained import source
    from subledger.faces.cli.figures import Cell, figure, words
    from subledger.faces.cli.grid import Column, Grid, tight

    columns = [Column("customer", [words(row["customer"]) for row in rows], is_figure=False, total=Cell("total"))]
    for name in ("item", "plan"):
        if any(row[name] is not None for row in rows):
            columns.append(Column(name, [words(row[name]) for row in rows], is_figure=False))
    columns.append(Column("what is seen", [words(row["says"]) for row in rows], is_figure=False))
    total = figure(sum((row["mrr_at_stake"] or Fraction(0) for row in rows), Fraction(0)), currency)
    columns.append(Column("MRR at stake", [figure(row["mrr_at_stake"], currency) for row in rows], total=total))
    columns.append(Column("source", list(map(source, rows)), is_figure=False))
    if any(row["other_file"] is not None for row in rows):
        others = [source({"file": row["other_file"], "row": row["other_row"]}) for row in rows]
        columns.append(Column("beside", others, is_figure=False))
    yield Grid(columns)
    yield tight(Grid(columns))


def _list(form: str) -> None:
    from subledger.book import FINDINGS

    if form == "json":
        write_json(documents.findings_listed())
        return
    from subledger.faces.cli.figures import Cell
    from subledger.faces.cli.grid import Column, Grid, show

    names = Column("finding", [Cell(each.name) for each in FINDINGS], is_figure=False, is_key=True)
    show(Grid([names, Column("looks for", [Cell(each.looks_for) for each in FINDINGS], is_figure=False)]))

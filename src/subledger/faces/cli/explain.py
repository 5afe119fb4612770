"""Why a figure is what it is: movements, postings, states, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from subledger.faces.cli.answer import context, give
from subledger.faces.cli.ask import at_the_end
from subledger.faces.cli.figures import Cell, change, figure, words
from subledger.faces.cli.grid import Column, Grid, say, show, tight
from subledger.faces.cli.options import BOOK, AsOf, BookPath, Currency, Format, KnownAt, Policy, day, reading, viewed
from subledger.faces.cli.write import inert

if TYPE_CHECKING:
    from subledger.book import Result

Customer = Annotated[str | None, typer.Option(metavar="ID", help="One customer, down to the source rows.")]
_STATE = ("day", "until", "subscription", "item", "plan", "status", "because")
PARTS = {
    "movement": ("Movements", ("day", "kind")),
    "posting": ("Postings", ("day", "cause", "subscription", "item", "plan")),
    "state": ("In force", _STATE),
    "left out": ("Left out, and what it would be worth", _STATE),
}


def explain(
    metric: Annotated[str, typer.Argument(metavar="mrr|arr", help="Which figure.")] = "mrr",
    book: BookPath = BOOK,
    as_of: AsOf = None,
    customer: Customer = None,
    policy: Policy = None,
    known_at: KnownAt = None,
    currency: Currency = None,
    form: Format = "table",
) -> None:
    """Why a figure is what it is, down to the source rows and the setting that decided each."""
    at, view = day(as_of, "--as-of"), viewed(form, policy, known_at, currency)
    with reading(book) as opened:
        result = opened.explain(metric, at, customer, **view)
    if form == "table" and customer is not None:
        _say(result, f"{metric.upper()} of {inert(customer)} {at_the_end(at)}")
    else:
        give(form, result, f"{metric.upper()} by customer {at_the_end(at)}", lambda: _by_customer(result))


def postings(
    book: BookPath = BOOK,
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


def _say(result: Result, heading: str) -> None:
    movements = [row["amount"] for row in result.rows if row["what"] == "movement"]
    say(f"{heading}: {figure(sum(movements), result.currency).text} {result.currency}", "bold")
    say(context(result), "dim")
    for what, (name, columns) in PARTS.items():
        rows = [row for row in result.rows if row["what"] == what]
        if rows:
            say(f"\n{name}", "bold")
            show(*_part(rows, columns, result.currency))


def _part(rows: Sequence[dict[str, Any]], names: Sequence[str], currency: str) -> Iterator[Grid]:
    """The rows of one kind and their sum. Where room is short the file stands beneath, and what is said twice is left out."""
    columns: list[Column] = []
    for name in names:
        cells = [Cell("open") if name == "until" and row[name] is None else words(row[name]) for row in rows]
        is_said = name == "until" or any(row[name] is not None for row in rows)
        is_new = name != "subscription" or any(row[name] != row["item"] for row in rows)
        if is_said and is_new:
            title = "since" if name == "day" and "until" in names else name
            columns.append(Column(title, cells, is_figure=False, is_key=name in ("day", "until"), total=None if columns else Cell("total")))
    total = figure(sum(row["amount"] for row in rows), currency)
    columns.append(Column("amount", [change(row["amount"], currency) for row in rows], total=total))
    files = {row["file"] for row in rows}
    if files != {None}:
        columns.append(Column("source", list(map(_source, rows)), is_figure=False))
    yield Grid(columns)
    yield tight(Grid(columns))
    # The file once is better than its name folded.
    if len(files) == 1 and files != {None}:
        short = [column for column in columns[:-1] if column.title not in ("subscription", "status")]
        short.append(Column("row", [words(row["row"]) for row in rows]))
        yield tight(Grid(short, notes=[f"rows of {inert(str(files.pop()))}"]))


def _source(row: dict[str, Any]) -> Cell:
    return words(None if row["file"] is None else f"{row['file']}:{row['row']}")


def _by_customer(result: Result) -> Iterator[Grid]:
    rows = result.rows
    total = figure(sum(row["amount"] for row in rows), result.currency)
    columns = [
        Column("customer", [words(row["customer_id"]) for row in rows], is_figure=False, total=Cell("total")),
        Column("since", [words(row["since"]) for row in rows], is_figure=False),
        Column("last movement", [words(row["last_movement"]) for row in rows], is_figure=False),
        Column("movements", [figure(row["movements"], "count") for row in rows]),
        Column("amount", [figure(row["amount"], result.currency) for row in rows], total=total),
    ]
    grid = Grid(columns, notes=["down to the source rows: --customer ID"] if rows else [])
    yield grid
    yield tight(grid)


def _postings(result: Result) -> Iterator[Grid]:
    from subledger.model.money import mrr

    rows = result.rows
    names = ("day", "customer_id", "subscription_id", "item_id", "plan", "cause")
    columns = [Column(name.removesuffix("_id"), [words(row[name]) for row in rows], is_figure=False) for name in names]
    columns.append(Column("MRR", [change(mrr(row["run_rate_micros"]), result.currency) for row in rows]))
    columns.append(Column("source", list(map(_source, rows)), is_figure=False))
    yield Grid(columns)
    yield tight(Grid(columns))

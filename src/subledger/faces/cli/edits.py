"""Edits by people: making one, undoing one, and the list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from subledger.faces import edits as documents
from subledger.faces.cli.load import SAYINGS, at_book
from subledger.faces.cli.opened import opened
from subledger.faces.cli.options import BOOK, FORMATS, BookAddress, Format, KnownAt, reading
from subledger.faces.cli.progress import note, telling
from subledger.faces.cli.write import write, write_json
from subledger.faces.inert import inert
from subledger.faces.values import count, day, instant, one_of

if TYPE_CHECKING:
    from subledger.book.editing.edit import Edit, Edited
    from subledger.book.editing.editing import Edits
    from subledger.faces.cli.grid import Grid
    from subledger.model.address import Address

edit = typer.Typer(help="Change what counts, on record: exclude, merge, another cause, undo.", rich_markup_mode=None)
Customer = Annotated[str, typer.Argument(metavar="CUSTOMER", help="The customer's id.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why: it stands beside the edit for good.")]
Author = Annotated[str | None, typer.Option("--author", metavar="NAME", help="Who makes the edit.  [default: your login name]")]
Since = Annotated[str | None, typer.Option("--known-at", metavar="TIME", help="From when this is known (ISO 8601).  [default: now]")]
COLUMNS = ("number", "kind", "customer", "into", "item", "day", "cause", "author", "reason", "known_at", "state", "warning")
UNDONE = ("number", "author", "reason", "known_at")


@edit.callback()
def _root() -> None:
    """Change what counts, on record: exclude a customer, merge two, name another cause, undo."""


@edit.command()
def exclude(
    customer: Customer, reason: Reason, author: Author = None, book: BookAddress = BOOK, known_at: Since = None, form: Format = "table"
) -> None:
    """Leave a customer out of every figure; its rows stay."""
    _make(book, form, author, lambda to, who: to.exclude(customer, author=who, reason=reason, known_at=_moment(known_at)))


@edit.command()
def merge(
    customer: Customer,
    into: Annotated[str, typer.Option("--into", metavar="CUSTOMER", help="The customer that stands for both.")],
    reason: Reason,
    author: Author = None,
    book: BookAddress = BOOK,
    known_at: Since = None,
    form: Format = "table",
) -> None:
    """Count one customer as another, from the beginning."""
    _make(book, form, author, lambda to, who: to.merge(customer, into, author=who, reason=reason, known_at=_moment(known_at)))


@edit.command()
def cause(
    customer: Customer,
    on: Annotated[str, typer.Option("--day", metavar="DAY", help="The day of the postings, YYYY-MM-DD.")],
    of: Annotated[str, typer.Option("--cause", metavar="CAUSE", help="The cause: cancel, delinquency, plan, …")],
    reason: Reason,
    item: Annotated[str | None, typer.Option("--item", metavar="ID", help="One item of the customer's.  [default: all]")] = None,
    author: Author = None,
    book: BookAddress = BOOK,
    known_at: Since = None,
    form: Format = "table",
) -> None:
    """Say what caused a customer's postings on a day; amounts stay."""
    at = day(on, "--day")
    assert at is not None
    _make(book, form, author, lambda to, who: to.cause(customer, at, of, item, author=who, reason=reason, known_at=_moment(known_at)))


@edit.command()
def undo(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="The edit's number, see: subledger edits.")],
    reason: Reason,
    author: Author = None,
    book: BookAddress = BOOK,
    known_at: Since = None,
    form: Format = "table",
) -> None:
    """Undo an edit; both stay on record."""
    of = count(number, "NUMBER")
    _make(book, form, author, lambda to, who: to.undo(of, author=who, reason=reason, known_at=_moment(known_at)))


def edits(book: BookAddress = BOOK, known_at: KnownAt = None, form: Format = "table") -> None:
    """Every edit by a person: what, who, why, and whether it still holds."""
    one_of("format", form, FORMATS)
    with reading(book) as asked:
        found = asked.edits.all(instant(known_at, "--known-at"))
    if form == "json":
        write_json(documents.listed(found))
    elif form == "csv":
        _csv(found)
    elif found:
        from subledger.faces.cli.grid import show

        show(*_grids(found))
    else:
        write(f"nobody edited this book; see: subledger edit --help{at_book(book)}\n" if book == BOOK else "nobody edited this book\n")


def _moment(known_at: str | None) -> datetime | None:
    return instant(known_at, "--known-at")


def _make(book: Address, form: str, author: str | None, change: Callable[[Edits, str], Edited]) -> None:
    one_of("format", form, SAYINGS)
    who = author if author is not None else documents.login()
    with telling() as tell, opened(book, writes=True) as into:
        tell("editing")
        reporting = into.currency
        done = change(into.edits, who)
    if form == "json":
        write_json(documents.done(done))
        return
    note("warning", done.warnings)
    of = done.edit
    if of.undone is None:
        said = f"edit {of.number} by {of.author}: {of.says} ({of.reason})"
        write(inert(said) + "\n")
        write(inert(f"undo it with: subledger edit undo {of.number} --reason TEXT{at_book(book)}") + "\n")
    else:
        write(inert(f"edit {of.number} is undone by {of.undone.author} ({of.undone.reason}): no longer so that {of.says}") + "\n")
    if done.restated:
        from subledger.faces.cli.restated import say_restated

        say_restated(done.restated, reporting, at_book(book))


def _csv(found: Sequence[Edit]) -> None:
    import csv
    import io

    from subledger.faces.cli.write import write_csv

    said = io.StringIO()
    rows = csv.writer(said, lineterminator="\n")
    rows.writerow([*COLUMNS, *(f"undone_{name}" for name in UNDONE)])
    for each in map(documents.edit, found):
        undone = each["undone"]
        rows.writerow([each[name] for name in COLUMNS] + [undone[name] if isinstance(undone, dict) else None for name in UNDONE])
    write_csv(said.getvalue())


def _grids(found: Sequence[Edit]) -> Iterator[Grid]:
    from subledger.faces.cli.figures import Cell, words
    from subledger.faces.cli.grid import Column, Grid, tight

    columns = [
        Column("edit", [Cell(str(each.number)) for each in found], is_key=True),
        Column("what", [words(each.says) for each in found], is_figure=False),
        Column("by", [words(each.author) for each in found], is_figure=False),
        Column("why", [words(each.reason) for each in found], is_figure=False),
        Column("known from", [Cell(f"{each.known_at:%Y-%m-%d %H:%M}") for each in found], is_figure=False, is_key=True),
        Column("state", [Cell(inert(_state(each)), "yellow" if each.warning else "") for each in found], is_figure=False),
    ]
    yield Grid(columns)
    yield tight(Grid(columns))


def _state(of: Edit) -> str:
    if of.undone is not None:
        return f"undone {of.undone.known_at:%Y-%m-%d} by {of.undone.author}: {of.undone.reason}"
    return of.warning or "in force"

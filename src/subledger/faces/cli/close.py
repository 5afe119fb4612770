"""Closing months: writing figures down, looking at what became of them, opening a month again."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from subledger.faces import closings
from subledger.faces.cli.load import SAYINGS, at_book
from subledger.faces.cli.opened import opened
from subledger.faces.cli.options import BOOK, BookAddress, Currency, Format, KnownAt, Policy, reading, viewed
from subledger.faces.cli.progress import telling
from subledger.faces.cli.write import write, write_json
from subledger.faces.inert import inert
from subledger.faces.values import one_of

if TYPE_CHECKING:
    from subledger.book import Book
    from subledger.book.closing.closed import Compared
    from subledger.book.closing.closing import Closing
    from subledger.faces.cli.grid import Grid
    from subledger.model.address import Address

Month = Annotated[str, typer.Argument(metavar="MONTH", help="The month, YYYY-MM.")]
SHORT = 12
"""So many characters of a hash are shown."""


def close(
    month: Month,
    book: BookAddress = BOOK,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What should be remembered of it.")] = None,
    policy: Policy = None,
    currency: Currency = None,
    form: Format = "table",
) -> None:
    """Close a month: write down its figures, to see when they change. Each policy and currency is closed on its own."""
    one_of("format", form, SAYINGS)
    with _writing(book) as to_close:
        done = to_close.close_month(month, note, policy=policy, currency=currency)
    if form == "json":
        write_json({"ok": True, **closings.closing(done)})
        return
    from subledger.faces.figures import figure_text

    mrr, count = figure_text(done.figures["mrr"], done.currency), done.figures["customers"]
    customers = f"{figure_text(count, 'count')} customer" + ("" if count == 1 else "s")
    write(inert(f"{done.month} is closed: MRR {mrr} {done.currency}, {customers}, {len(done.figures)} figures") + "\n")
    write(f"{_context(done)}\n")


def closed(
    month: Annotated[str | None, typer.Argument(metavar="MONTH", help="One month, YYYY-MM.  [default: list all]")] = None,
    book: BookAddress = BOOK,
    policy: Policy = None,
    known_at: KnownAt = None,
    currency: Currency = None,
    form: Format = "table",
) -> None:
    """What months were closed with, beside what the book says now."""
    one_of("format", form, SAYINGS)
    view = viewed("table", policy, known_at, currency)
    with reading(book) as asked:
        found = asked.closed_month(month, **view) if month is not None else asked.closed(**view)
    if isinstance(found, list):
        _list(found, form, book)
    else:
        _show(found, form, _options(policy or closings.named_policy(found), currency) + at_book(book))


def reopen(
    month: Month,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why.")],
    book: BookAddress = BOOK,
    policy: Policy = None,
    currency: Currency = None,
    form: Format = "table",
) -> None:
    """Reopen a closed month; what it was closed with stays on record."""
    one_of("format", form, SAYINGS)
    with _writing(book) as to_reopen:
        done = to_reopen.reopen_month(month, reason, policy=policy, currency=currency)
    if form == "json":
        write_json({"ok": True, **closings.closing(done)})
    else:
        write(inert(f"{done.month} is open again: {done.reason}; closed before on {done.closed_at:%Y-%m-%d}") + "\n")


@contextmanager
def _writing(at: Address) -> Iterator[Book]:
    """The book, open to be written in."""
    with telling() as tell, opened(at, writes=True) as book:
        tell("writing it down")
        yield book


def _list(found: Sequence[Compared], form: str, book: Address) -> None:
    if form == "json":
        write_json(closings.closed(found))
    elif not found:
        write(f"no month is closed; close one: subledger close YYYY-MM{at_book(book)}\n")
    else:
        from subledger.faces.cli.grid import show

        show(*_months(found))


def _months(found: Sequence[Compared]) -> Iterator[Grid]:
    from subledger.faces.cli.figures import UNKNOWN, Cell, change, figure, words
    from subledger.faces.cli.grid import Column, Grid, tight

    mrr = [next(each for each in one.figures if each.metric == "mrr") for one in found]
    columns = [
        Column("month", [Cell(one.closing.month) for one in found], is_figure=False, is_key=True),
        Column("closed on", [Cell(f"{one.closing.closed_at:%Y-%m-%d}") for one in found], is_figure=False, is_key=True),
    ]
    if len({one.closing.of[1:] for one in found}) > 1:
        views = [words(f"{one.closing.policy.name}, {one.closing.currency}") for one in found]
        columns.append(Column("under", views, is_figure=False, is_key=True))
    columns += [
        Column("MRR closed", [figure(each.closed, each.unit) for each in mrr]),
        Column("MRR now", [figure(each.now, each.unit) for each in mrr]),
        Column("difference", [Cell(UNKNOWN) if each.now is None else change(each.now - each.closed, each.unit) for each in mrr]),
        Column("state", [words(_state(one)) for one in found], is_figure=False),
    ]
    if any(one.closing.note for one in found):
        columns.append(Column("note", [words(one.closing.note or "") for one in found], is_figure=False))
    yield Grid(columns)
    yield tight(Grid(columns))


def _state(of: Compared) -> str:
    if of.closing.reopened_at is not None:
        return f"reopened {of.closing.reopened_at:%Y-%m-%d}: {of.closing.reason}"
    count = len(of.differing)
    return f"{count} figure{' differs' if count == 1 else 's differ'} now" if count else "as closed"


def _options(policy: str | None, currency: str | None) -> str:
    """The view that is asked for, as options of another command."""
    given = (("--policy", policy), ("--currency", currency))
    return "".join(f" {option} {shlex.quote(inert(value))}" for option, value in given if value is not None)


def _show(found: Compared, form: str, options: str) -> None:
    if form == "json":
        write_json(closings.closed_month(found))
        return
    from subledger.faces.cli.grid import say, show
    from subledger.faces.cli.restated import why

    of = found.closing
    say(f"{of.month}: {inert(_state(found))}", "bold")
    say(_context(of), "dim")
    say(f"note: {inert(of.note)}" if of.note else "", "dim")
    write("\n")
    show(_figures(found))
    is_same = found.content_hash == of.content_hash
    now = "as closed" if is_same else f"now {(found.content_hash or '')[:SHORT]}: something of it changed"
    say(f"\nthe ledger up to the month's end: {of.content_hash[:SHORT]}, {now}", "dim")
    if found.differing and found.is_apart:
        say(f"why: {why(of.month, of.known_at, options, found.differing[0].metric)}")


def _figures(found: Compared) -> Grid:
    from subledger.faces.cli.figures import UNKNOWN, Cell, change, figure, title
    from subledger.faces.cli.grid import Column, Grid

    rows = found.figures
    return Grid(
        [
            Column("figure", [Cell(title(each.metric)) for each in rows], is_figure=False, is_key=True),
            Column("closed", [figure(each.closed, each.unit) for each in rows]),
            Column("now", [figure(each.now, each.unit) for each in rows]),
            Column("difference", [Cell(UNKNOWN) if each.now is None else change(each.now - each.closed, each.unit) for each in rows]),
        ]
    )


def _context(of: Closing) -> str:
    from subledger.faces.cli.figures import moment

    policy = f"policy {inert(of.policy.name)} v{of.policy.version} ({of.policy.hash[:SHORT]})"
    return f"{of.currency} · {policy} · load {of.load_id}, known at {moment(of.known_at)} · closed {moment(of.closed_at)}"

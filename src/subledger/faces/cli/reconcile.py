"""Another tool's list of customers beside the book's: what accounts for each gap, and which preset comes nearest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from subledger.faces.cli.figures import Cell, change, figure, moment, words
from subledger.faces.cli.grid import Column, Grid, say, show, tight
from subledger.faces.cli.options import BOOK, BookAddress, Currency, Format, KnownAt, Policy, reading, viewed
from subledger.faces.cli.progress import note
from subledger.faces.cli.write import write, write_csv, write_json
from subledger.faces.inert import inert
from subledger.faces.values import count, day

if TYPE_CHECKING:
    from subledger.book.reconciling import Account, Reconciliation, Standing

File = Annotated[Path, typer.Argument(metavar="FILE", help="A list of customers and their MRR: CSV or Excel.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="At the end of this day.  [default: the file's last, else the book's]")
]
OfCustomer = Annotated[str | None, typer.Option("--customer", metavar="COLUMN", help="The header of the customer's id.")]
OfMrr = Annotated[str | None, typer.Option("--mrr", metavar="COLUMN", help="The header of the MRR.")]
OfChange = Annotated[str | None, typer.Option("--change", metavar="COLUMN", help="The header of changes of MRR, to be added up.")]
OfCurrency = Annotated[str | None, typer.Option("--currency-column", metavar="COLUMN", help="The header of the currency.")]
OfDay = Annotated[str | None, typer.Option("--day", metavar="COLUMN", help="The header of the day.")]
OfMonth = Annotated[str | None, typer.Option("--month", metavar="COLUMN", help="The header of the month.")]
Most = Annotated[str, typer.Option(metavar="N", help="How many customers are listed.")]


def reconcile(
    file: File,
    book: BookAddress = BOOK,
    as_of: AsOf = None,
    customer: OfCustomer = None,
    mrr: OfMrr = None,
    change_: OfChange = None,
    currency_column: OfCurrency = None,
    day_: OfDay = None,
    month: OfMonth = None,
    most: Most = "20",
    policy: Policy = None,
    known_at: KnownAt = None,
    currency: Currency = None,
    form: Format = "table",
) -> None:
    """Another tool's customers and their MRR beside the book's: what accounts for each gap."""
    at, view, listed = day(as_of, "--as-of"), viewed(form, policy, known_at, currency), count(most, "--most")
    named = {"customer": customer, "mrr": mrr, "change": change_, "currency": currency_column, "day": day_, "month": month}
    with reading(book) as opened:
        found = opened.reconcile(file, at, {role: header for role, header in named.items() if header is not None}, **view)
    note("note", found.notes)
    if form == "json":
        write_json(found.as_json())
    elif form == "csv":
        write_csv(found.result().as_csv())
    else:
        _say(found, listed)


def _say(found: Reconciliation, most: int) -> None:
    of = found.policy
    say(f"{inert(found.file)} beside the book at the end of {found.as_of}", "bold")
    say(f"{found.currency} · policy {inert(of.name)} v{of.version} ({of.hash[:12]}) · known at {moment(found.known_at)}\n", "dim")
    show(*_standings(found))
    write("\n")
    say(_proposal(found), is_prose=True)
    say("\nwhat accounts for the gap", "bold")
    show(*_reasons(found))
    apart = [each for each in found.accounts if each.reason != "agrees"]
    remaining = [each for each in apart if each.unexplained] or apart
    if remaining:
        said = "unexplained" if remaining[0].unexplained else "the largest gaps"
        say(f"\n{said}" + (f", {most:,} of {len(remaining):,} customers" if len(remaining) > most else ""), "bold")
        show(*_customers(found, remaining[:most]))
        say(f"down to the source rows: subledger explain mrr --customer ID --as-of {found.as_of}", "dim")


def _proposal(found: Reconciliation) -> str:
    if found.reading:
        return f"this list is no MRR of the day under any preset. It is: {found.reading.says}"
    least = next(each for each in found.standings if each.name == found.proposed)
    as_good = f" (as near: {', '.join(found.equal)})" if found.equal else ""
    count = f"{least.unexplained_customers:,} customer" + ("" if least.unexplained_customers == 1 else "s")
    left = f"{figure(least.unexplained, found.currency).text} of {count}" if least.unexplained_customers else "nothing unexplained"
    return inert(f"nearest: {found.proposed}{as_good}, which leaves {left}")


def _standings(found: Reconciliation) -> Iterator[Grid]:
    rows: list[Standing] = [*found.standings, *([found.reading] if found.reading else [])]
    of, lines = found.currency, len(found.accounts)
    names = [Cell(inert(each.name), "bold" if each.name == found.proposed else "") for each in rows]
    columns = [
        Column("policy", names, is_figure=False),
        Column("theirs", [figure(each.theirs, of) for each in rows]),
        Column("ours", [figure(each.ours, of) for each in rows]),
        Column("gap", [_signed(each, of) for each in rows]),
        Column(f"agree, of {lines:,}", [figure(each.agree, "count") for each in rows]),
        Column("customers left", [figure(each.unexplained_customers, "count") for each in rows]),
        Column("unexplained", [figure(each.unexplained, of) for each in rows]),
    ]
    if any(each.same for each in rows):
        columns.append(Column("the same here", [Cell(", ".join(each.same)) for each in rows], is_figure=False))
    yield Grid(columns)
    yield tight(Grid(columns))


def _signed(of: Standing | Account, currency: str) -> Cell:
    gap = (of.theirs or 0) - of.ours
    cell = change(gap, currency)
    return Cell(f"+{cell.text}" if gap > 0 else cell.text, cell.style)


def _reasons(found: Reconciliation) -> Iterator[Grid]:
    rows = found.reasons()
    columns = [
        Column("reason", [words(reason.replace("_", " ")) for reason, *_ in rows], is_figure=False),
        Column("customers", [figure(many, "count") for *_, many, _ in rows], total=figure(len(found.accounts), "count")),
        Column("gap", [change(gap, found.currency) for *_, gap in rows], total=figure(found.theirs - found.ours, found.currency)),
        Column("which is", [words(because) for _, _, because, *_ in rows], is_figure=False),
    ]
    yield Grid(columns)
    yield tight(Grid(columns))


def _customers(found: Reconciliation, accounts: Sequence[Account]) -> Iterator[Grid]:
    of = found.currency
    names = [each.customer + (f" (theirs: {each.their_id})" if each.their_id else "") for each in accounts]
    columns = [
        Column("customer", list(map(words, names)), is_figure=False),
        Column("ours", [figure(each.ours, of) for each in accounts]),
        Column("theirs", [figure(each.theirs, of) for each in accounts]),
        Column("gap", [_signed(each, of) for each in accounts]),
        Column("because", [words(each.because or each.reason) for each in accounts], is_figure=False),
    ]
    yield Grid(columns)
    yield tight(Grid(columns))

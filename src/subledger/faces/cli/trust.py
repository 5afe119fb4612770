"""The invariants of a book, by name."""

from __future__ import annotations

from typing import Annotated

import typer

from subledger.faces import documents
from subledger.faces.cli.options import BOOK, BookAddress, Currency, Format, KnownAt, Policy, reading
from subledger.faces.cli.write import write_json
from subledger.faces.values import instant, one_of
from subledger.model.errors import InvariantBroken


def check(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME...", help="Which invariants.  [default: all]")] = None,
    book: BookAddress = BOOK,
    lists: Annotated[bool, typer.Option("--list", help="List the invariants, and what each holds.")] = False,
    policy: Policy = None,
    known_at: KnownAt = None,
    currency: Currency = None,
    form: Format = "table",
) -> None:
    """Every named invariant of the ledger: silent when all hold."""
    one_of("format", form, ("table", "json"))
    if lists:
        _list(form)
        return
    with reading(book) as opened:
        broken = opened.check(*(names or ()), policy=policy, currency=currency, known_at=instant(known_at, "--known-at"))
    if broken:
        count = len({violation.check for violation in broken})
        raise InvariantBroken(f"{count} invariant{'s' if count != 1 else ''} broken", "invariant", violations=broken)
    if form == "json":
        write_json(documents.checks_hold())


def _list(form: str) -> None:
    from subledger.book import CHECKS

    if form == "json":
        write_json(documents.checks_listed())
        return
    from subledger.faces.cli.figures import Cell
    from subledger.faces.cli.grid import Column, Grid, show

    names = Column("check", [Cell(each.name) for each in CHECKS], is_figure=False, is_key=True)
    show(Grid([names, Column("holds when", [Cell(each.holds) for each in CHECKS], is_figure=False)]))

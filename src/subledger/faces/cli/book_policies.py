"""The policies of a book: its own, another in its place, and those whose ledgers it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from subledger.faces import documents
from subledger.faces import edits as people
from subledger.faces.cli.load import SAYINGS, at_book
from subledger.faces.cli.opened import opened
from subledger.faces.cli.options import BOOK, BookAddress, Currency, Format, Memory
from subledger.faces.cli.progress import note, telling
from subledger.faces.cli.write import write, write_json
from subledger.faces.inert import inert
from subledger.faces.values import instant, one_of
from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    from subledger.book import Book
    from subledger.model.address import Address
    from subledger.model.policy import Policy

Named = Annotated[str, typer.Argument(metavar="NAME|FILE", help="A policy that ships, or a TOML file.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why: it stands beside the change for good.")]
Author = Annotated[str | None, typer.Option("--author", metavar="NAME", help="Who changes it.  [default: your login name]")]
Since = Annotated[str | None, typer.Option("--known-at", metavar="TIME", help="From when this is known (ISO 8601).  [default: now]")]


def own_policy(book: Address) -> Policy | None:
    """The own policy of the book that stands at an address; None where none does, or it cannot be asked, which is then said."""
    from subledger.book import stands

    try:
        if not stands(book):
            return None
        with opened(book) as asked:
            return asked.policy
    except SubledgerError as error:
        note("warning", [f"which policy is the own one of {book} is not known: {error.message}"])
        return None


def use(
    name: Named, reason: Reason, author: Author = None, book: BookAddress = BOOK, known_at: Since = None, form: Format = "table"
) -> None:
    """Make another policy the book's own from now on, on record."""
    one_of("format", form, SAYINGS)
    moment, who = instant(known_at, "--known-at"), author if author is not None else people.login()
    with telling() as tell, opened(book, writes=True) as into:
        reporting = into.currency
        done = into.use_policy(policy=name, author=who, reason=reason, known_at=moment, tell=tell)
    if form == "json":
        write_json(documents.policy_used(done))
        return
    note("warning", done.warnings)
    write(inert(done.change.says) + "\n")
    write(inert(f"the ledger of {done.change.was.name} is still kept: --policy reads it, subledger policy forget drops it") + "\n")
    if done.restated:
        from subledger.faces.cli.restated import say_restated

        say_restated(done.restated, reporting, at_book(book))


def keep(name: Named, book: BookAddress = BOOK, currency: Currency = None, memory: Memory = None, form: Format = "table") -> None:
    """Keep a policy's ledger in the book: built once, renewed by every load, and as quick to read as the book's own."""
    one_of("format", form, SAYINGS)
    with telling() as tell, opened(book, writes=True, memory=memory) as keeping:
        keeping.keep(policy=name, currency=currency, tell=tell)
        _say_kept(keeping, book, form)


def forget(name: Named, book: BookAddress = BOOK, currency: Currency = None, form: Format = "table") -> None:
    """Keep a policy's ledger no longer."""
    one_of("format", form, SAYINGS)
    with opened(book, writes=True) as keeping:
        keeping.forget(policy=name, currency=currency)
        _say_kept(keeping, book, form)


def _say_kept(keeping: Book, book: Address, form: str) -> None:
    kept = keeping.kept()
    if form == "json":
        rows = [{"name": of.name, "version": of.version, "hash": of.hash, "currency": currency} for of, currency in kept]
        write_json({"ok": True, "book": str(book), "kept": rows})
    else:
        write(inert(f"{book} keeps " + ", ".join(f"{of.name} in {currency}" for of, currency in kept)) + "\n")

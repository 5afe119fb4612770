"""Making a book and loading into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from subledger.faces import documents
from subledger.faces.cli.opened import opened
from subledger.faces.cli.options import BOOK, BookAddress, Format, Memory
from subledger.faces.cli.progress import note, telling
from subledger.faces.cli.write import write, write_json
from subledger.faces.inert import inert
from subledger.faces.values import instant, one_of
from subledger.model.address import Address
from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    from subledger.book import Book

OF_NEW = "Only where the book is made by this command."
BookCurrency = Annotated[str | None, typer.Option("--currency", metavar="CCC", help="The reporting currency.  [default: USD]")]
BookZone = Annotated[str | None, typer.Option("--timezone", metavar="ZONE", help="Whose midnights begin a day.  [default: UTC]")]
BookPolicy = Annotated[str | None, typer.Option("--policy", metavar="NAME|FILE", help="What counts as recurring.  [default: standard]")]
SAYINGS = ("table", "json")


def init(
    book: BookAddress = BOOK,
    currency: BookCurrency = None,
    timezone: BookZone = None,
    policy: BookPolicy = None,
    form: Format = "table",
) -> None:
    """Make an empty book."""
    one_of("format", form, SAYINGS)
    from subledger import book as books

    with books.init(book, currency or "USD", timezone or "UTC", policy or "standard") as made:
        chosen = made.policy
        if form == "json":
            of = {"name": chosen.name, "version": chosen.version, "hash": chosen.hash}
            write_json({"ok": True, "book": str(book), "currency": made.currency, "timezone": made.timezone, "policy": of})
        else:
            write(inert(f"an empty book at {book}: {made.currency}, {made.timezone}, policy {chosen.name} v{chosen.version}") + "\n")
            write(f"next: subledger load FOLDER{at_book(book)}\n")


def load(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders: CSV, Parquet, Excel.")],
    book: BookAddress = BOOK,
    mapping: Annotated[Path | None, typer.Option(metavar="FILE", help="What foreign headers and values mean (TOML).")] = None,
    known_at: Annotated[str | None, typer.Option(metavar="TIME", help="From when this is known (ISO 8601).  [default: now]")] = None,
    increment: Annotated[bool, typer.Option("--increment", help="Add and correct by key. Else what is missing is gone.")] = False,
    memory: Memory = None,
    currency: BookCurrency = None,
    timezone: BookZone = None,
    policy: BookPolicy = None,
    form: Format = "table",
) -> None:
    """Load files or folders: all or nothing. Makes the book where there is none."""
    one_of("format", form, SAYINGS)
    moment = instant(known_at, "--known-at")
    with telling() as tell, _to_load(book, memory, currency, timezone, policy) as into:
        reporting = into.currency
        done = into.load(*paths, mapping=mapping, known_at=moment, increment=increment, tell=tell)
    if form == "json":
        write_json(documents.loaded(done, str(book)))
        return
    note("note", done.notes)
    note("warning", done.warnings)
    rows = ", ".join(f"{count:,} {table}" for table, count in done.rows.items())
    write(inert(f"load {done.load_id} into {book}: {rows}; " + (f"{done.changed:,} changes" if done.changed else "nothing new")) + "\n")
    if done.load_id == 1:
        write(f"next: subledger movements{at_book(book)}\n")
    if done.changed:
        # Looking takes a good part of a load's time: it is left to whoever wants it.
        write(f"does anything in it look wrong? subledger findings{at_book(book)}\n")
    if done.restated:
        from subledger.faces.cli.restated import say_restated

        say_restated(done.restated, reporting, at_book(book))


def refresh(
    book: BookAddress = BOOK,
    full: Annotated[bool, typer.Option("--full", help="Build every ledger anew, and compare it with what the loads had made.")] = False,
    memory: Memory = None,
    form: Format = "table",
) -> None:
    """Renew the ledgers whose exchange rates have changed since they were built."""
    one_of("format", form, SAYINGS)
    with telling() as tell, opened(book, writes=True, memory=memory) as to_refresh:
        built = to_refresh.refresh(full=full, tell=tell)
    if form == "json":
        write_json({"ok": True, "book": str(book), "built": [{"policy": of.name, "currency": currency} for of, currency in built]})
        return
    done = "built in full, the same row for row; every check holds" if full else "built anew: its exchange rates were others"
    for of, currency in built:
        write(inert(f"{of.name} in {currency}: {done}") + "\n")
    if not built:
        write(inert(f"{book}: every ledger is up to date") + "\n")


def rebuild(book: BookAddress = BOOK, memory: Memory = None, form: Format = "table") -> None:
    """Build the ledger anew from all that was loaded, and check it."""
    one_of("format", form, SAYINGS)
    with telling() as tell, opened(book, writes=True, memory=memory) as to_rebuild:
        to_rebuild.rebuild(tell=tell)
    if form == "json":
        write_json({"ok": True, "book": str(book)})
    else:
        write(inert(f"rebuilt {book}; every check holds") + "\n")


@contextmanager
def _to_load(at: Address, memory: str | None, currency: str | None, timezone: str | None, policy: str | None) -> Iterator[Book]:
    """The book, open to load into; a book made for a load that fails is taken away again."""
    from subledger.book import init as made
    from subledger.book import remove, stands

    if stands(at):
        with opened(at, writes=True, memory=memory) as book:
            _same(book, currency, timezone, policy)
            yield book
        return
    book = made(at, currency or "USD", timezone or "UTC", policy or "standard", memory=memory)
    try:
        with book:
            yield book
    except BaseException:
        remove(at)
        raise


def _same(book: Book, currency: str | None, timezone: str | None, policy: str | None) -> None:
    from subledger.book.policies import policy as found

    hashes = (book.policy.hash, found(policy).hash if policy else None)
    for option, is_, wanted in (("--currency", book.currency, currency), ("--timezone", book.timezone, timezone), ("--policy", *hashes)):
        if wanted is not None and wanted != is_:
            kept = f"{book.policy.name} v{book.policy.version}" if option == "--policy" else is_
            own = "make it the book's own first, with subledger policy use" if option == "--policy" else "load into another --book"
            hint = f"leave {option} out, or {own}; reading commands take --policy and --currency"
            raise SubledgerError(f"{option}: the book has {kept}", "book_setting", policy if option == "--policy" else wanted, kept, hint)


def at_book(book: Address) -> str:
    """The option that names a book, where it is not the default."""
    import shlex

    return "" if book == BOOK else f" --book {shlex.quote(inert(str(book)))}"

"""The dashboard and the API, served from this process until it is interrupted."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from subledger.faces.cli.options import BOOK, BookAddress
from subledger.faces.cli.progress import note
from subledger.faces.cli.write import write
from subledger.faces.inert import inert
from subledger.model.address import Address
from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    from subledger.faces.web.tokens import Token

Host = Annotated[str, typer.Option(metavar="HOST", help="Where to listen. Beyond this machine it takes a token.")]
Port = Annotated[int | None, typer.Option(min=1, max=65535, help="The port.  [default: 8600, or the next free one]")]
Opens = Annotated[bool, typer.Option("--open", help="Open the browser.")]
Names = Annotated[
    list[str] | None, typer.Option("--name", metavar="NAME", help="Another name by which browsers call it. Repeated, several.")
]
NewToken = Annotated[bool, typer.Option("--new-token", help="Make a new token; the one before opens nothing any more.")]
Logs = Annotated[bool, typer.Option("--log", help="A line per request on standard error.")]


def serve(
    book: BookAddress = BOOK,
    host: Host = "127.0.0.1",
    port: Port = None,
    opens: Opens = False,
    names: Names = None,
    new_token: NewToken = False,
    logs: Logs = False,
) -> None:
    """The dashboard and the API, on this machine alone unless told otherwise."""
    serve_book(book, host, port, opens=opens, names=names or (), new_token=new_token, logs=logs)


def serve_book(
    book: Address,
    host: str = "127.0.0.1",
    port: int | None = None,
    *,
    opens: bool = False,
    names: Sequence[str] = (),
    new_token: bool = False,
    logs: bool = False,
) -> None:
    """Serves a book until the process is interrupted."""
    refuse_served(book)
    from subledger.book import may_write, open_book
    from subledger.faces.web.app import create_app
    from subledger.faces.web.notice import new_secret, posted, reached, url
    from subledger.faces.web.safety import Access
    from subledger.faces.web.served import Served
    from subledger.faces.web.server import is_here, listening, run, until_stopped

    with open_book(book, writes=may_write(book)) as opened, listening(host, port) as bound:
        secret, token = new_secret(), None if is_here(host) else _token(book, is_new=new_token)
        served = Served(opened)
        app = create_app(served, Access(host, tuple(names), secret, token))
        at = bound.getsockname()[1]
        with until_stopped(), posted(book, reached(host), at, secret):
            address = url(reached(host), at)
            write(inert(f"Subledger shows {book} at {address}") + "\nCtrl-C stops it.\n")
            if token is None:
                write(f"To write in it from the browser, open {address}/login?key={secret}\n")
            sys.stdout.flush()
            if opens:
                threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
            run(app, bound, logs=logs)
        if served.is_loading:
            # What a load has not published is not in the book; waiting for it is not what the user asked for.
            note("note", ("a load was under way: it is in the book whole, or not at all",))
            sys.stderr.flush()
            os._exit(0)


def refuse_served(book: Address) -> None:
    """Raises when a book is served already: its file can be open in one process only."""
    from subledger.faces.web.distant import server_of

    notice = server_of(book)
    if notice is not None:
        raise SubledgerError(
            f"{book} is served already, at {notice.url}",
            "book_in_use",
            str(book),
            "a book that no other process has open",
            "stop that one first",
        )


def _token(book: Address, *, is_new: bool) -> Token:
    """The token of a server that others can reach: the one that was made before, or a new one, shown this once."""
    from subledger.faces.web.tokens import kept, made

    before = None if is_new else kept(book)
    if before is not None:
        write("It takes the token that was shown before; --new-token makes another.\n")
        return before
    text, token = made(book)
    write(f"The token, shown this once: {text}\n")
    return token

"""Writing in the book on a request: who may, and one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import anyio.to_thread
from starlette.requests import Request

from subledger.book import Book
from subledger.faces.edits import login
from subledger.model.errors import SubledgerError

Done = TypeVar("Done")


async def write(request: Request, change: Callable[[Book], Done]) -> Done:
    """Changes the book that is served.

    Raises: SubledgerError where the request is not of the book's owner.
    """
    refuse_stranger(request, "this")
    served = request.app.state.served
    return await alone(request, lambda: served.write(change))


async def alone(request: Request, work: Callable[[], Done]) -> Done:
    """Runs what writes to the book: in the order asked for, each when the one before is done."""
    return await anyio.to_thread.run_sync(work, limiter=request.app.state.writer)


def author_of(request: Request) -> str:
    """Who is likely to write: whoever runs the server, where nobody else can reach it."""
    return "" if request.app.state.access.token is not None else login()


def refuse_stranger(request: Request, what: str) -> None:
    """Raises where a request may not change the book."""
    if not request.app.state.access.may_write(request):
        hint = "send the secret of the file BOOK.serving, or the server's token, as Authorization: Bearer …"
        raise SubledgerError(f"{what} needs the secret of the book's owner", "no_secret", hint=hint)

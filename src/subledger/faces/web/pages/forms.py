"""Forms: what a page sends to change the book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypedDict
from urllib.parse import parse_qs, quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from subledger.book import Book
from subledger.faces.web.bodies import body_of
from subledger.faces.web.writing import write

Form = Mapping[str, str]


class Signed(TypedDict):
    """Who changes the book, and why."""

    author: str
    reason: str


def signed(said: Form) -> Signed:
    """Who and why, as a form says it."""
    return Signed(author=said.get("author", ""), reason=said.get("reason", ""))


async def taken(request: Request, change: Callable[[Book, Form], object], address: Callable[[Form], str]) -> Response:
    """Changes the book as a form says, and leads to a page; whoever has not shown yet that the book is theirs is asked to first."""
    found = parse_qs((await body_of(request)).decode("utf-8", "replace"))
    said = {name: values[0] for name, values in found.items()}
    if not request.app.state.access.may_write(request):
        return RedirectResponse(f"/login?next={quote(address(said), safe='')}", 303)
    await write(request, lambda book: change(book, said))
    return RedirectResponse(address(said), 303)

"""Commands beside a served book: they ask the process that has it open, with the secret of its notice."""

from __future__ import annotations

import json
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from subledger.book import Book
from subledger.faces.web.bodies import body_of
from subledger.faces.web.distant import ADDRESS, EDITS, SHARES
from subledger.faces.web.refusals import JsonResponse
from subledger.faces.web.served import Served
from subledger.faces.web.wire import Unsendable, packed, unpacked
from subledger.faces.web.writing import alone
from subledger.model.errors import SubledgerError

ASKED = frozenset(name for name in vars(Book) if not name.startswith("_")) - {"close", "reader", "snapshot", EDITS}
OF_EDITS = frozenset(f"{EDITS}.{name}" for name in ("exclude", "merge", "cause", "undo", "all"))
Question = Callable[[Book], Any]


async def ask(request: Request) -> Response:
    """Asks the book what another command would ask of it."""
    if not request.app.state.access.is_owner(request):
        raise SubledgerError("only the book's owner may ask this way", "no_secret")
    question, served = _question(json.loads(await body_of(request))), request.app.state.served
    try:
        answer = await anyio.to_thread.run_sync(lambda: _read(served, question))
    except _ToBeWritten:
        answer = await alone(request, lambda: _said(lambda: served.write(question)))
    return JsonResponse(answer)


class _ToBeWritten(Exception):
    """A reader refused: the question changes the book."""


def _question(asked: dict[str, Any]) -> Question:
    name, arguments, options = str(asked["ask"]), unpacked(asked["arguments"]), unpacked(asked["options"])
    if name == SHARES:
        step, of, where = arguments
        return lambda book: book.bridge(*of, **where).step(step).shares()
    if name not in ASKED | OF_EDITS:
        raise SubledgerError(f"a book is not asked for {name}", "usage", name)

    def question(book: Book) -> Any:
        found = attrgetter(name)(book)
        return found(*arguments, **options) if callable(found) else found

    return question


def _read(served: Served, question: Question) -> dict[str, Any]:
    def read() -> Any:
        with served.view() as book:
            return question(book)

    return _said(read, writes=False)


def _said(of: Callable[[], Any], *, writes: bool = True) -> dict[str, Any]:
    try:
        return {"answer": packed(of())}
    except SubledgerError as error:
        if error.code == "read_only" and not writes:
            raise _ToBeWritten from None
        return {"error": packed(error)}
    except Unsendable as error:
        said = SubledgerError(f"{error} cannot be asked for while the book is served", "book_in_use", hint="stop subledger serve first")
        return {"error": packed(said)}


routes = [Route(ADDRESS, ask, methods=["POST"])]

"""Edits by people: what the pages show of them, and the forms that make and undo one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict
from urllib.parse import parse_qs, quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from subledger.book import Book
from subledger.book.editing.edit import Edit
from subledger.faces.edits import login, state
from subledger.faces.values import count
from subledger.faces.web.bodies import body_of
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.templating import moment
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.faces.web.writing import write

Form = Mapping[str, str]


class Signed(TypedDict):
    """Who edits, and why."""

    author: str
    reason: str


def edits_of(frame: Frame, customer: str | None = None) -> list[Edit]:
    """The edits that the view knows, of one customer alone where one is named."""
    found = frame.book.edits.all(frame.question.known_at)
    return found if customer is None else [each for each in found if customer in (each.customer, each.into)]


def edits_table(frame: Frame, found: Sequence[Edit]) -> Table:
    """Every edit, and whether it holds."""
    rows = []
    for each in found:
        said = each.warning or "in force"
        if each.undone is not None:
            said = f"undone {moment(each.undone.known_at)} by {each.undone.author}: {each.undone.reason}"
        look = {"undone": "soft", "astray": "wrong", "in force": "ok"}[state(each)]
        cells = [Cell(each.number), Cell(each.says, frame.links.customer(each.customer), "wide"), Cell(each.author)]
        rows.append(Row([*cells, Cell(each.reason, look="wide"), Cell(moment(each.known_at)), Cell(said, look=f"wide {look}")]))
    columns = [Column("edit", "count"), *map(Column, ("what", "by", "why", "known from", "state"))]
    return Table("edits", "Edits by people", columns, rows, empty="Nobody edited this book.")


def author_of(request: Request) -> str:
    """Who is likely to write: whoever runs the server, where nobody else can reach it."""
    return "" if request.app.state.access.token is not None else login()


async def excluding(request: Request) -> Response:
    """Takes the form that excludes a customer."""
    return await _edited(request, lambda book, said: book.edits.exclude(said["customer"], **_signed(said)))


async def merging(request: Request) -> Response:
    """Takes the form that merges a customer into another."""
    return await _edited(request, lambda book, said: book.edits.merge(said["customer"], said.get("into", ""), **_signed(said)))


async def undoing(request: Request) -> Response:
    """Takes the form that undoes an edit."""
    return await _edited(request, lambda book, said: book.edits.undo(count(said.get("number", ""), "number"), **_signed(said)))


async def _edited(request: Request, change: Callable[[Book, Form], object]) -> Response:
    """Makes an edit and leads back; whoever has not shown yet that the book is theirs is asked to."""
    found = parse_qs((await body_of(request)).decode("utf-8", "replace"))
    said = {"customer": ""} | {name: values[0] for name, values in found.items()}
    address = f"/customer?{urlencode({'id': said['customer']})}" if said["customer"] else "/trust#edits"
    if not request.app.state.access.may_write(request):
        return RedirectResponse(f"/login?next={quote(address, safe='')}", 303)
    await write(request, lambda book: change(book, said))
    return RedirectResponse(address, 303)


def _signed(said: Form) -> Signed:
    return Signed(author=said.get("author", ""), reason=said.get("reason", ""))

"""Edits by people: what the pages show of them, and the forms that make and undo one."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from subledger.book import Book
from subledger.book.editing.edit import Edit
from subledger.faces.edits import state
from subledger.faces.values import count, day
from subledger.faces.web.pages.forms import Form, signed, taken
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.templating import moment
from subledger.faces.web.tables import Cell, Column, Row, Table


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


async def excluding(request: Request) -> Response:
    """Takes the form that excludes a customer."""
    return await taken(request, lambda book, said: book.edits.exclude(said.get("customer", ""), **signed(said)), _address)


async def merging(request: Request) -> Response:
    """Takes the form that merges a customer into another."""
    return await taken(
        request, lambda book, said: book.edits.merge(said.get("customer", ""), said.get("into", ""), **signed(said)), _address
    )


async def causing(request: Request) -> Response:
    """Takes the form that gives the postings of a day another cause."""

    def change(book: Book, said: Form) -> object:
        on = day(said.get("day", ""), "day")
        assert on is not None
        return book.edits.cause(said.get("customer", ""), on, said.get("cause", ""), said.get("item") or None, **signed(said))

    return await taken(request, change, _address)


async def undoing(request: Request) -> Response:
    """Takes the form that undoes an edit."""
    return await taken(request, lambda book, said: book.edits.undo(count(said.get("number", ""), "number"), **signed(said)), _address)


def _address(said: Form) -> str:
    return f"/customer?{urlencode({'id': said['customer']})}" if said.get("customer") else "/trust#edits"

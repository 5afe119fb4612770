"""Customers: who they are, what they pay, how it changed, and how much hangs on the largest."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from starlette.responses import Response

from subledger.book.looking import Part
from subledger.faces.web.pages.behind.found import whole_number
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.tables import Cell, Column, Row, Table

MOST = 50
TOPS = (1, 10, 50)
SORTS = {
    "-mrr": "MRR, largest first",
    "mrr": "MRR, smallest first",
    "-change": "grew most",
    "change": "shrank most",
    "name": "name",
    "-since": "newest",
    "since": "longest customer",
    "-last_change": "changed last",
}


def customers(frame: Frame) -> Response:
    """Customers at the end of the span, with what changed within it."""
    question, span = frame.question, frame.span
    search, sort, offset = question.get("search").strip(), question.get("sort", "-mrr"), whole_number(question.get("offset", "0"), "offset")
    has_left = question.get("show") == "all" or bool(search)
    limit = 10**9 if frame.request.query_params.get("format") else MOST
    part = frame.looking.holders(
        span.start,
        span.end,
        question.asked_where,
        search,
        sort.removeprefix("-"),
        limit,
        offset,
        is_descending=sort.startswith("-"),
        has_left=has_left,
    )
    last = offset + len(part.rows)
    is_of_largest = sort == "-mrr" and not offset and not has_left
    rest = {"search": search, "sort": question.get("sort"), "show": question.get("show")}
    return frame.shown(
        "customers.html",
        "Customers",
        table=_table(frame, part),
        part=part,
        search=search,
        sort=sort,
        sorts=SORTS,
        has_left=has_left,
        first=offset + 1,
        last=last,
        day=span.end - timedelta(days=1),
        concentration=[] if search else _concentration(part if is_of_largest else _largest(frame)),
        later=question.url("/customers", **rest, offset=last) if last < part.count else None,
        earlier=question.url("/customers", **rest, offset=max(0, offset - MOST) or None) if offset else None,
    )


def _table(frame: Frame, part: Part) -> Table:
    extras = frame.looking.seen.extras
    columns = [
        Column("customer"),
        Column("id"),
        Column("country"),
        *map(Column, extras),
        Column("since", "day"),
        Column("last change", "day"),
    ]
    columns += [Column("change in these days", "money", frame.currency), Column("MRR", "money", frame.currency)]
    rows = []
    for row in part.rows:
        customer = row["customer_id"]
        cells = [Cell(row["name"] or customer, frame.links.customer(customer), "name", is_behind=False), Cell(customer, look="soft")]
        cells.append(Cell(row["country"], why="no country in the data"))
        cells += [Cell(row["attributes"].get(name), why=f"no {name} in the data") for name in extras]
        cells += [Cell(row["since"]), Cell(row["last_change"], why="nothing changed since")]
        rows.append(Row([*cells, Cell(row["change"]), Cell(row["mrr"], look="strong")]))
    empty = "No customer of that name or id." if frame.question.get("search") else "Nobody pays at the end of these days."
    return Table("customers", "Customers", columns, rows, {"MRR": "mrr"}, empty=empty)


def _largest(frame: Frame) -> Part:
    return frame.looking.holders(frame.span.start, frame.span.end, frame.question.asked_where, limit=max(TOPS))


def _concentration(largest: Part) -> list[tuple[int, Fraction, Fraction]]:
    """How many of the largest, their MRR, and its share of all."""
    if largest.total <= 0:
        return []
    found = []
    for count in TOPS:
        held = sum((row["mrr"] for row in largest.rows[:count]), Fraction(0))
        if count == 1 or count <= largest.count:
            found.append((count, held, held / largest.total))
    return found

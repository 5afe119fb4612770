"""What stands behind a figure, once it is found: in words, as a table, and which part of a longer list it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from subledger.book.looking import Part
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.model.errors import SubledgerError

MOST = 100
WHO = (Column("customer"), Column("id"))
EVERY = 10**9


@dataclass(frozen=True, slots=True)
class Found:
    """What stands behind a figure: in words, as a table, and which part of a longer list it is."""

    title: str
    says: str
    table: Table
    part: Part


def who(frame: Frame, row: Mapping[str, Any]) -> list[Cell]:
    """A customer's name, which leads to its page, and id."""
    customer = str(row["customer_id"])
    return [Cell(row["name"] or customer, frame.links.customer(customer), "name", is_behind=False), Cell(customer, look="soft")]


def source(row: Mapping[str, Any]) -> Cell:
    """The file and the row that something comes from."""
    return Cell(f"{row['file']}:{row['row']}", look="soft")


def with_total(rows: list[Row], part: Part, before: int) -> list[Row]:
    """The rows, and beneath them the whole list's sum, so that they add up. before: the columns in front of it."""
    if not rows:
        return rows
    return [*rows, Row([Cell(f"all {part.count:,}"), *(Cell("") for _ in range(before - 1)), Cell(part.total)], is_total=True)]


def limit(frame: Frame) -> int:
    """How many rows are wanted: a file holds all of it, a screen what can be read."""
    return EVERY if frame.request.query_params.get("format") else MOST


def days(frame: Frame) -> str:
    """The span's days in words."""
    last = frame.span.end - timedelta(days=1)
    return str(last) if last == frame.span.start else f"{frame.span.start} to {last}"


def whole_number(text: str, name: str) -> int:
    """A whole number from an address. Raises: SubledgerError for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise SubledgerError(f"{name} {text!r} is not a whole number", "not_a_count", text, "a whole number")
    return int(text)

"""Findings: data that was loaded and looks wrong, each with the MRR at stake and the rows that show it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from itertools import groupby
from typing import Any

from starlette.responses import Response

from subledger.book import FINDINGS, at_stake
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.model.errors import unknown

NAMES = tuple(each.name for each in FINDINGS)
SHOWN = 100
"""So many findings of a kind are listed; the sheets have all."""


def findings(frame: Frame) -> Response:
    """Every kind of finding that there is, or one kind alone."""
    kind = frame.question.get("kind")
    if kind and kind not in NAMES:
        raise unknown("finding", kind, NAMES)
    day = frame.span.end - timedelta(days=1)
    found = frame.book.findings(*([kind] if kind else ()), as_of=day, **frame.question.view)
    by_kind = {name: list(rows) for name, rows in groupby(found.rows, lambda row: row["finding"])}
    tables = {each.name: _table(frame, each.name, in_words(each.name), by_kind[each.name]) for each in FINDINGS if each.name in by_kind}
    return frame.shown(
        "findings.html",
        "Findings",
        summary=_summary(frame, by_kind),
        tables=[(each, tables[each.name]) for each in FINDINGS if each.name in tables],
        **tables,
        count=len(found),
        stake=at_stake(found.rows),
        day=day,
        kind=kind,
        kinds=[(each.name, in_words(each.name)) for each in FINDINGS],
        most=SHOWN,
    )


def in_words(name: str) -> str:
    """A kind's name as a heading."""
    return name.replace("_", " ").capitalize()


def _summary(frame: Frame, by_kind: dict[str, list[dict[str, Any]]]) -> Table:
    rows = []
    for each in FINDINGS:
        found = by_kind.get(each.name)
        if found:
            href = frame.question.url("/findings", kind=each.name)
            cells = [
                Cell(in_words(each.name), href, look="name", is_behind=False),
                Cell(each.looks_for, look="wide soft"),
                Cell(len(found)),
            ]
            rows.append(Row([*cells, Cell(sum((row["mrr_at_stake"] or Fraction(0) for row in found), Fraction(0)))]))
    columns = [Column("finding"), Column("looks for"), Column("found", "count"), Column("MRR at stake", "money", frame.currency)]
    return Table("kinds", "Findings by kind", columns, rows, empty="Nothing looks wrong.")


def _table(frame: Frame, name: str, title: str, found: Sequence[dict[str, Any]]) -> Table:
    columns = [Column(each) for each in ("customer", "subscription", "item", "plan", "what is seen")]
    columns += [Column("MRR at stake", "money", frame.currency), Column("source row"), Column("beside")]
    rows = [
        Row(
            [
                Cell(row["customer"], frame.links.customer(row["customer"]), look="name", is_behind=False),
                *(Cell(row[each], why="it is of the customer") for each in ("subscription", "item", "plan")),
                Cell(row["says"], look="wide"),
                Cell(row["mrr_at_stake"], why="a rate is missing"),
                Cell(_place(row["file"], row["row"]), look="soft", why="no row says it"),
                Cell(_place(row["other_file"], row["other_row"]), look="soft", why="one row says it"),
            ]
        )
        for row in found
    ]
    return Table(name, title, columns, rows, empty="Nothing looks wrong.")


def _place(file: str | None, row: int | None) -> str | None:
    return None if file is None else f"{file}:{row}"

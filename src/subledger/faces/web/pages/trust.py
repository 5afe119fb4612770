"""Trust: what was loaded, whether it adds up, what is left out, and by which definitions."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from subledger.book import CHECKS, Explanation
from subledger.book.policies import policy, shipped
from subledger.faces.values import one_of
from subledger.faces.web.pages.edits import edits_of, edits_table
from subledger.faces.web.pages.forms import signed, taken
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.templating import moment
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.faces.web.writing import author_of
from subledger.model.settings import SETTINGS


def trust(frame: Frame) -> Response:
    """Why these figures can be believed, and where they cannot."""
    standard, edits = policy("standard"), edits_of(frame)
    return frame.shown(
        "trust.html",
        "Trust",
        loads_table=_loads(frame),
        edits_table=edits_table(frame, edits),
        edits_in_force=[each for each in edits if each.undone is None],
        author=author_of(frame.request),
        own_policy=frame.book.policy,
        usable=[name for name in shipped() if policy(name) != frame.book.policy] if frame.book.build.load_id else [],
        settings=SETTINGS,
        standard=standard,
        day=frame.span.end - timedelta(days=1),
    )


def checked(frame: Frame) -> Response:
    """The checks and the doubts, run now: a part of the page that may take its time."""
    broken = frame.book.check(**frame.question.view)
    names = {violation.check for violation in broken}
    faults, warnings = frame.looking.doubts()
    rows = [
        Row(
            [
                Cell(each.name),
                Cell("broken" if each.name in names else "holds", look="wrong" if each.name in names else "ok"),
                Cell(each.holds, look="wide"),
            ]
        )
        for each in CHECKS
    ]
    table = Table("checks", "Checks", [Column("check"), Column("result"), Column("what holds")], rows)
    return frame.shown("checked.html", "Checks", table=table, broken=broken, faults=faults, warnings=warnings)


async def using(request: Request) -> Response:
    """Takes the form that makes another policy the book's own."""
    return await taken(
        request,
        lambda book, said: book.use_policy(one_of("policy", said.get("policy", ""), shipped()), **signed(said)),
        lambda _: "/trust#policy-in-force",
    )


def _loads(frame: Frame) -> Table:
    loads, brought = frame.looking.loads(), frame.looking.brought()
    names = list(dict.fromkeys(name for facts in brought.values() for name in facts))
    columns = [
        Column("load", "count"),
        Column("loaded at"),
        Column("known at"),
        Column("how"),
        *(Column(name.replace("_", " "), "count") for name in names),
        Column("files"),
    ]
    rows = [
        Row(
            [
                Cell(load.load_id),
                Cell(moment(load.loaded_at)),
                Cell(moment(load.known_at)),
                Cell("edit" if load.edit else "policy" if load.policy else "increment" if load.is_increment else "snapshot"),
                *(Cell(brought.get(load.load_id, {}).get(name, 0)) for name in names),
                Cell(load.edit or load.policy or ", ".join(load.files), look="wide soft"),
            ]
        )
        for load in loads
    ]
    return Table(
        "loads",
        "Loads",
        columns,
        rows,
        note="Rows that each load brought or corrected.",
        empty="Nothing was loaded yet: subledger load FOLDER.",
    )


def left_out(frame: Frame) -> Response:
    """What is in force and not in MRR, as an explanation has it: a part of the page that may take its time."""
    day = frame.span.end - timedelta(days=1)
    found = frame.book.explain("mrr", day, where=frame.question.asked_where, most=1, **frame.question.view)
    return frame.shown("left_out.html", "Trust", table=_left_out(frame, found), day=day)


def _left_out(frame: Frame, found: Explanation) -> Table:
    columns = [Column("what"), Column("why"), Column("rows", "count"), Column("customers", "count")]
    columns += [Column(name, "money", frame.currency) for name in ("would be worth a month", "charged")]
    rows = []
    for row in found.of("left out"):
        cells = [Cell(row["name"].replace("_", "-")), Cell(row["because"], look="wide soft"), Cell(row["count"]), Cell(row["customer"])]
        why = "it was charged, and has no run-rate" if row["charged"] is not None else "a price of one unit, or no rate, says no amount"
        rows.append(Row([*cells, Cell(row["amount"], why=why), Cell(row["charged"], why="it is no charge")]))
    return Table("left-out", "In force and not in MRR", columns, rows, empty="Everything in force counts.")

"""Trust: what was loaded, whether it adds up, what is left out, and by which definitions."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from subledger.book import CHECKS
from subledger.book.policies import policy
from subledger.faces.web.pages.edits import author_of, edits_of, edits_table
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.templating import moment
from subledger.faces.web.tables import Cell, Column, Row, Table
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
        left_out=_left_out(frame),
        settings=SETTINGS,
        standard=standard,
        day=frame.span.end - timedelta(days=1),
        past_due=frame.looking.past_due(frame.span.end, frame.question.asked_where),
    )


def checked(frame: Frame) -> Response:
    """The checks and the doubts, run now: a part of the page that may take its time."""
    broken = frame.book.check(policy=frame.question.policy, currency=frame.question.currency)
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


def _left_out(frame: Frame) -> Table:
    part = frame.looking.left_out(frame.span.end, frame.question.asked_where)
    columns = [
        Column("what"),
        Column("left out by"),
        Column("states", "count"),
        Column("customers", "count"),
        Column("would be worth", "money", frame.currency),
    ]
    rows = []
    for row in part.rows:
        known = row["setting"] in frame.policy.values
        setting = (
            f"{row['setting']} = {str(frame.policy[row['setting']]).lower()}" if known else f"no setting: {row['setting']} never counts"
        )
        worth = Cell(row["amount"]) if row["what"] not in ("usage", "one_time") else Cell(None, why="it has no run-rate; see Revenue")
        rows.append(Row([Cell(row["what"].replace("_", "-")), Cell(setting), Cell(row["states"]), Cell(row["customers"]), worth]))
    return Table("left-out", "In force and not in MRR", columns, rows, empty="Everything in force counts.")

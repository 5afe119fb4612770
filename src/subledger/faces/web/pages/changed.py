"""What changed most in the last period: a part of the overview that comes after the first paint."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from starlette.responses import Response

from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.movements import Moved
from subledger.faces.web.pages.words import GAINS, KINDS, LOSSES
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.model.calendar import Period

MOVERS = 6
CUTS = ("plan", "country")


def changed(frame: Frame) -> Response:
    """What moved in the last period in words, the customers behind it, and the segments where most of it happened."""
    last = frame.span.periods[-1]
    largest = frame.looking.largest(last.start, last.end, frame.question.asked_where, MOVERS).rows
    return frame.shown(
        "changed.html",
        f"What changed in {last.label}",
        last=last,
        part=frame.span.part(last),
        changed=_by_kind(frame, last, largest),
        gains=_largest(largest, GAINS),
        losses=_largest(largest, LOSSES),
        **{f"by_{attribute}": _segments(frame, last, attribute) for attribute in CUTS},
    )


def _by_kind(frame: Frame, last: Period, largest: Moved) -> list[dict[str, Any]]:
    """What moved in the last period, kind by kind, the largest first: amounts, how many movements, and where it leads."""
    found = []
    for kind, (title, _) in KINDS.items():
        first = next((each for each in largest if each["kind"] == kind), None)
        if kind != "transfer" and first and first["total"]:
            href = frame.links.behind("movements", last, kind=kind)
            found.append({"kind": kind, "title": title, "amount": first["total"], "count": first["of_kind"], "first": first, "href": href})
    return sorted(found, key=lambda each: -abs(each["amount"]))


def _largest(largest: Moved, kinds: tuple[str, ...]) -> dict[str, Any]:
    """The largest movements of some kinds, how many there are in all, and their sum."""
    rows = [row for row in largest if row["kind"] in kinds]
    sums = {row["kind"]: (row["of_kind"], row["total"]) for row in rows}
    count, total = sum(count for count, _ in sums.values()), sum((total for _, total in sums.values()), Fraction(0))
    return {"rows": rows[:MOVERS], "count": count, "total": total}


def _segments(frame: Frame, last: Period, attribute: str) -> Table:
    arguments = frame.period_arguments | {"start": last.start, "end": last.end, "grain": "span", "by": attribute}
    rows = [row for row in frame.book.movements(**arguments) if row["opening"] or row["closing"]]
    rows.sort(key=lambda row: (-abs(row["closing"] - row["opening"]), row["segment"] is None, row["segment"] or ""))
    columns = [Column(attribute), Column("change", "money", frame.currency), Column("MRR", "money", frame.currency)]
    shown = []
    for row in rows[:MOVERS]:
        segment = row["segment"]
        address = frame.question.only(attribute, segment).url("/segments")
        named = Cell(segment, address, "name", "no value in the data", is_behind=False)
        change = Cell(row["closing"] - row["opening"], frame.links.behind("movements", last, attribute, segment))
        shown.append(Row([named, change, Cell(row["closing"], frame.links.behind("mrr", last, attribute, segment))]))
    title = f"By {attribute}, where most changed"
    return Table(f"changed-by-{attribute}", title, columns, shown, {"MRR": "mrr"}, empty="No MRR in this period.")

"""Behind balances: who holds one on a day, and what of it is past due."""

from __future__ import annotations

from datetime import timedelta

from subledger.faces.web.pages.behind.found import WHO, Found, limit, source, who, with_total
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.series import BY_SLUG
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.model.calendar import add_months

HELD = ("mrr", "arr", "customers", "arpa", "arppu", "opening")
"""Figures that are made of what each customer pays on a day."""


def held(frame: Frame, what: str, offset: int) -> Found:
    """Who paid at the end of the span, or at its opening, and how much."""
    span, is_opening = frame.span, what == "opening"
    until, since = (span.start, add_months(span.start, -1)) if is_opening else (span.end, span.start)
    part = frame.looking.holders(since, until, frame.question.asked_where, limit=limit(frame), offset=offset)
    unit, factor = ("ARR", 12) if what == "arr" else ("MRR", 1)
    rows = []
    for row in part.rows:
        changed = Cell(row["last_change"], why="nothing changed since")
        rows.append(Row([*who(frame, row), Cell(row["since"]), changed, Cell(row["mrr"] * factor)]))
    if rows:
        rows.append(Row([Cell(f"all {part.count:,}"), Cell(""), Cell(""), Cell(""), Cell(part.total * factor)], is_total=True))
    columns = (*WHO, Column("customer since", "day"), Column("last change", "day"), Column(unit, "money", frame.currency))
    title, day = "Opening MRR" if is_opening else BY_SLUG[what].title, until - timedelta(days=1)
    says = f"A balance: who paid at the end of {day}."
    if what in ("arpa", "arppu") and part.count:
        says += f" {title} is their MRR divided by the {part.count:,} of them."
    if what == "arr" and frame.policy["arr.basis"] == "committed":
        says += " Under this policy ARR is what is under contract; the list shows 12 × MRR."
    empty = f"Nobody paid at the end of {day}."
    return Found(title, says, Table("customers", f"{title} by customer", columns, rows, {unit: unit.lower()}, empty=empty), part)


def past_due(frame: Frame, what: str, offset: int) -> Found:
    """Whose subscriptions are past due at the end of the span."""
    del offset
    part = frame.looking.past_due(frame.span.end, frame.question.asked_where)
    rows = []
    for row in part.rows:
        counted = Cell("counted" if row["counts"] else "not counted")
        rows.append(Row([*who(frame, row), Cell(row["since"]), counted, source(row), Cell(row["amount"])]))
    names = (Column("past due since", "day"), Column("in MRR"), Column("source row"), Column("MRR at risk", "money", frame.currency))
    says = f"Subscriptions that are past due at the end of {frame.span.end - timedelta(days=1)}. "
    says += "Whether they count is the policy’s counts.past_due."
    table = Table("past-due", "Past due", (*WHO, *names), with_total(rows, part, 5), empty="Nobody is past due.")
    return Found(BY_SLUG[what].title, says, table, part)

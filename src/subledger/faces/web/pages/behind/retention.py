"""Behind retention: what customers had, and what they kept."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from subledger.faces.web.pages.behind.found import WHO, Found, limit, who, whole_number
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.series import BY_SLUG
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.model.calendar import add_months, grain_next

KEPT = ("nrr", "grr", "customer_churn_rate")
"""Figures that compare what the same customers pay on two days."""
AMOUNTS = ("before", "after", "kept", "change")


def kept(frame: Frame, what: str, offset: int) -> Found:
    """Who paid on an earlier day, and what is left of it at the end of the span."""
    end, only_lost, metric = frame.span.end, what == "customer_churn_rate", BY_SLUG[what]
    base = frame.span.start if only_lost else add_months(end, -frame.policy.retention_months)
    part = frame.looking.kept(base, end, frame.question.asked_where, limit(frame), offset, only_lost=only_lost)
    rows = [Row([*who(frame, row), *(Cell(row[name]) for name in AMOUNTS)]) for row in part.rows]
    if rows:
        sums = [Cell(part.sums[name]) for name in AMOUNTS[:-1]]
        rows.append(Row([Cell(f"all {part.count:,}"), Cell(""), *sums, Cell(part.total)], is_total=True))
    first, last = base - timedelta(days=1), end - timedelta(days=1)
    whom = "Who paid then and no longer pays" if only_lost else "Who paid at the first of these days"
    says = f"{whom}: MRR at the end of {first} and of {last}. {metric.title} is {metric.formula}."
    if not only_lost and part.sums["before"]:
        above, below = part.sums["after" if what == "nrr" else "kept"], part.sums["before"]
        says += f" {frame.text(above)} / {frame.text(below)} = {frame.text(Fraction(above, below), 'rate')}."
    columns = (*WHO, *(Column(name, "money", frame.currency) for name in AMOUNTS))
    table = Table("kept", f"{metric.title} by customer", columns, rows, empty=f"Nobody paid at the end of {first}.")
    return Found(metric.title, says, table, part)


def cohort(frame: Frame, what: str, offset: int) -> Found:
    """The customers of the cohort that the span is, at an age."""
    del what
    question, start = frame.question, frame.span.start
    at, age, of = whole_number(question.get("at", "0"), "at"), question.get("age", "calendar"), question.get("of", "net")
    until = grain_next(start, question.grain, at + 2)
    part = frame.looking.members(start, question.grain, age, at, until, question.asked_where, limit(frame), offset)
    amounts = ("at_start", "value", "change")
    rows = [Row([*who(frame, row), Cell(row["first_day"]), *(Cell(row[name]) for name in amounts)]) for row in part.rows]
    if rows:
        begun, left = part.sums["at_start"], part.sums["value"]
        rows.append(Row([Cell(f"all {part.count:,}"), Cell(""), Cell(""), Cell(begun), Cell(left), Cell(left - begun)], is_total=True))
    names = ("at the start", f"{at} {question.grain}{'' if at == 1 else 's'} on", "change")
    columns = (*WHO, Column("first paid", "day"), *(Column(name, "money", frame.currency) for name in names))
    how = "the calendar" if age == "calendar" else "each customer’s own first day"
    says = f"Customers who first paid from {start} to {frame.span.end - timedelta(days=1)}, "
    says += f"with their MRR on that day and at age {at} by {how}."
    if of == "gross":
        says += " Gross retention takes the smaller of both for each."
    table = Table("cohort", "Customers of the cohort", columns, rows, empty="Nobody first paid in these days.")
    return Found(f"Cohort of {start}", says, table, part)

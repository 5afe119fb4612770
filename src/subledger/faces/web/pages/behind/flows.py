"""Behind flows: the movements or the invoice lines that make a figure."""

from __future__ import annotations

from subledger.faces.web.pages.behind.found import WHO, Found, days, limit, source, who, with_total
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.series import BY_SLUG
from subledger.faces.web.pages.words import CAUSES, GAINS, KINDS, LOSSES
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.model.errors import unknown
from subledger.model.policy import Policy

MOVES = {
    "movements": (),
    "net_new_mrr": (*GAINS, *LOSSES),
    "new_mrr": ("new",),
    "expansion_mrr": ("expansion",),
    "contraction_mrr": ("contraction",),
    "churned_mrr": ("churn",),
    "reactivation_mrr": ("reactivation",),
    "new_customers": ("new",),
    "churned_customers": ("churn",),
    "reactivated_customers": ("reactivation",),
    "asp": ("new",),
    "gross_mrr_churn_rate": LOSSES,
    "net_mrr_churn_rate": ("expansion", "reactivation", *LOSSES),
    "quick_ratio": (*GAINS, *LOSSES),
}
"""Figures that movements make, and the kinds of them; all kinds where none is named."""
CHARGES = {"usage_revenue": "usage", "one_time_revenue": "one_time", "recurring_revenue": "recurring", "refunds": "refund"}


def kinds_of(what: str, policy: Policy) -> tuple[str, ...]:
    """The kinds of movement that make a figure under a policy."""
    if what == "churned_mrr" and policy["metrics.churned_mrr"] == "all_but_new":
        return ("expansion", "reactivation", *LOSSES)
    if what in ("net_mrr_churn_rate", "quick_ratio") and policy["metrics.returns"] == "apart":
        return tuple(kind for kind in MOVES[what] if kind != "reactivation")
    return MOVES[what]


def moved(frame: Frame, what: str, offset: int) -> Found:
    """The movements of the span, of one kind where the address names it."""
    kind = frame.question.get("kind")
    if kind and kind not in KINDS:
        raise unknown("kind", kind, tuple(KINDS))
    kinds = (kind,) if kind else kinds_of(what, frame.policy)
    part = frame.looking.movers(frame.span.start, frame.span.end, kinds, frame.question.asked_where, limit(frame), offset)
    rows = []
    for row in part.rows:
        causes = ", ".join(CAUSES.get(cause, cause) for cause in row["causes"]) or None
        because = Cell(causes, look="wide", why="exchange rates moved, nothing else")
        rows.append(Row([*who(frame, row), Cell(row["day"]), Cell(KINDS[row["kind"]][0].lower()), because, Cell(row["amount"])]))
    columns = (*WHO, Column("day", "day"), Column("movement"), Column("because"), Column("MRR", "money", frame.currency))
    title = KINDS[kind][0] if kind else BY_SLUG[what].title if what in BY_SLUG else "All movements"
    table = Table("movements", f"{title}: movements", columns, with_total(rows, part, 5), empty="Nothing moved in these days.")
    says = f"Movements of {days(frame)}: " + (", ".join(KINDS[each][0].lower() for each in kinds) if kinds else "every kind") + "."
    if what in BY_SLUG and BY_SLUG[what].unit in ("rate", "ratio"):
        says += f" {BY_SLUG[what].title} is {BY_SLUG[what].formula}."
    return Found(title, says, table, part)


def charged(frame: Frame, what: str, offset: int) -> Found:
    """The invoice lines of the span that a figure beside MRR sums."""
    span, metric = frame.span, BY_SLUG[what]
    part = frame.looking.charges(span.start, span.end, CHARGES[what], frame.question.asked_where, limit(frame), offset)
    rows = []
    for row in part.rows:
        plan = Cell(row["plan"], why="the line names none")
        rows.append(Row([*who(frame, row), Cell(row["day"]), plan, Cell(row["invoice_id"]), source(row), Cell(row["amount"])]))
    names = (Column("day", "day"), Column("plan"), Column("invoice"), Column("source row"), Column("amount", "money", frame.currency))
    listed, empty = with_total(rows, part, 6), "No invoice line of this kind in these days."
    table = Table("lines", f"{metric.title}: invoice lines", (*WHO, *names), listed, empty=empty)
    return Found(metric.title, f"{metric.formula}, {days(frame)}. It stands beside MRR, not in it.", table, part)

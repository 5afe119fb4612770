"""Revenue beside MRR: what invoices charged, what was given back, and what is past due."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from subledger.faces.web.charts import Chart, Series, parts
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.overview import label_of
from subledger.faces.web.pages.series import BY_SLUG, Compared, compared
from subledger.faces.web.tables import Cell, Column, Row, Table

FLOWS = ("recurring_revenue", "usage_revenue", "one_time_revenue", "refunds")
BALANCES = ("mrr", "past_due_mrr")
MOST = 50
"""How many of the largest at risk the page lists; a file holds all of them."""
ROLES = {"recurring_revenue": "s5", "usage_revenue": "s2", "one_time_revenue": "s3", "refunds": "s1"}


def revenue(frame: Frame) -> Response:
    """Invoiced amounts per period beside MRR, and the MRR at risk."""
    figures = compared(frame, (*FLOWS, *BALANCES))
    return frame.shown(
        "revenue.html",
        "Revenue beside MRR",
        figures=figures,
        last=frame.span.periods[-1],
        flows=FLOWS,
        by_slug=BY_SLUG,
        chart=_flows(frame, figures),
        table=_table(frame, figures),
        risk=_risk(frame, figures["past_due_mrr"]),
        late=_late(frame),
        day=frame.span.end - timedelta(days=1),
    )


def _flows(frame: Frame, figures: dict[str, Compared]) -> Chart:
    periods = frame.span.periods
    series = []
    for slug in FLOWS:
        sign = -1 if slug == "refunds" else 1
        values = [None if value is None else value * sign for value in figures[slug].figures]
        links = [frame.links.behind(slug, period) for period in periods]
        series.append(Series(BY_SLUG[slug].title, ROLES[slug], "bar", values, frame.currency, links, stack="charged"))
    mrr = figures["mrr"]
    series.append(
        Series("MRR at its end", "total", "line", mrr.figures, frame.currency, [frame.links.behind("mrr", period) for period in periods])
    )
    return Chart(
        "revenue",
        f"Invoiced in each {frame.question.grain}",
        "money",
        [period.label for period in periods],
        series,
        parts(frame.span, periods),
        empty="No invoice line in these days.",
    )


def _risk(frame: Frame, past_due: Compared) -> Chart:
    periods = frame.span.periods
    links = [frame.links.behind("past_due_mrr", period) for period in periods]
    series = [Series(BY_SLUG["past_due_mrr"].title, "churn", "line", past_due.figures, frame.currency, links)]
    return Chart(
        "risk",
        f"Past due at each {frame.question.grain}’s end",
        "money",
        [period.label for period in periods],
        series,
        parts(frame.span, periods),
        empty="Nobody is past due in these days.",
    )


def _table(frame: Frame, figures: dict[str, Compared]) -> Table:
    slugs = (*FLOWS, *BALANCES)
    columns = [Column(frame.question.grain), *(Column(BY_SLUG[slug].title, "money", frame.currency) for slug in slugs)]
    rows = [
        Row(
            [
                Cell(label_of(frame, period)),
                *(
                    Cell(figures[slug].figures[index], frame.links.behind(slug, period) if figures[slug].figures[index] else None)
                    for slug in slugs
                ),
            ]
        )
        for index, period in enumerate(frame.span.periods)
    ]
    return Table(
        "revenue",
        f"Invoiced in each {frame.question.grain}, and MRR at its end",
        columns,
        rows,
        {BY_SLUG[slug].title: slug for slug in slugs},
    )


def _late(frame: Frame) -> Table:
    most = None if frame.request.query_params.get("format") else MOST
    part = frame.looking.past_due(frame.span.end, frame.question.asked_where, most)
    rows = [
        Row(
            [
                Cell(row["name"] or row["customer_id"], frame.links.customer(row["customer_id"]), "name", is_behind=False),
                Cell(row["plan"], why="the row names none"),
                Cell(row["since"]),
                Cell("yes" if row["counts"] else "no"),
                Cell(f"{row['file']}:{row['row']}", look="soft"),
                Cell(row["amount"]),
            ]
        )
        for row in part.rows
    ]
    if rows:
        rows.append(Row([Cell(f"all {part.count:,}"), *(Cell("") for _ in range(4)), Cell(part.total)], is_total=True))
    columns = [
        Column("customer"),
        Column("plan"),
        Column("past due since", "day"),
        Column("in MRR"),
        Column("source row"),
        Column("MRR at risk", "money", frame.currency),
    ]
    return Table(
        "past-due",
        "At risk: past due",
        columns,
        rows,
        {"MRR at risk": "past_due_mrr"},
        empty="Nobody is past due at the end of these days.",
    )

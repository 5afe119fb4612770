"""Overview: the figures of the last period, and MRR with what moved it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from subledger.faces.web.charts import Chart, Series, Spark, parts
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.movements import movement_chart, roll_forward
from subledger.faces.web.pages.series import BY_SLUG, Compared, compared, compared_periods, moved
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.model.calendar import Period, label

CARDS = ("mrr", "arr", "net_new_mrr", "customers", "arpa", "nrr", "grr", "gross_mrr_churn_rate")
TITLES = {"nrr": "NRR", "grr": "GRR", "gross_mrr_churn_rate": "Gross MRR churn"}


@dataclass(frozen=True, slots=True)
class Card:
    """One headline figure: where it stands, how it changed, and its small picture."""

    title: str
    figure: Compared
    spark: Spark
    href: str
    kind: str


def overview(frame: Frame) -> Response:
    """The first page: what a board is shown."""
    figures = compared(frame, CARDS)
    rows, periods = moved(frame), frame.span.periods
    return frame.shown(
        "overview.html",
        "Overview",
        cards=[_card(frame, figures[slug], periods[-1]) for slug in CARDS],
        last=periods[-1],
        part=frame.span.part(periods[-1]),
        against=_against(frame),
        mrr_chart=_mrr_chart(frame, figures["mrr"]),
        mrr_table=_mrr_table(frame, figures),
        moves_chart=movement_chart(frame, rows),
        moves_table=roll_forward(frame, rows),
    )


def _card(frame: Frame, figure: Compared, last: Period) -> Card:
    metric = BY_SLUG[figure.slug]
    kind = {"last": "at the end of", "sum": "within"}.get(
        metric.rollup, "12 months to" if figure.slug in ("nrr", "grr") else "within" if metric.unit == "rate" else "at the end of"
    )
    spark = Spark(figure.figures, is_flow=metric.rollup == "sum")
    return Card(TITLES.get(figure.slug, metric.title), figure, spark, frame.links.behind(figure.slug, last), kind)


def _against(frame: Frame) -> str | None:
    """The name of the period that the last one is compared with."""
    others = compared_periods(frame)
    return label(others[-1].start, frame.question.grain) if others else None


def _mrr_chart(frame: Frame, mrr: Compared) -> Chart:
    periods = frame.span.periods
    links = [frame.links.behind("mrr", period) for period in periods]
    series = [Series("MRR", "balance", "line", mrr.figures, mrr.unit, links, is_filled=True)]
    if mrr.others and frame.question.compare == "year":
        series.append(Series("a year before", "compared", "line", mrr.others, mrr.unit, is_dashed=True))
    return Chart(
        "mrr",
        f"MRR at each {frame.question.grain}’s end",
        "money",
        [period.label for period in periods],
        series,
        parts(frame.span, periods),
        empty="No MRR in these days.",
    )


def _mrr_table(frame: Frame, figures: dict[str, Compared]) -> Table:
    mrr, periods = figures["mrr"], frame.span.periods
    columns = [Column(frame.question.grain), *(_column(figures[slug]) for slug in CARDS)]
    has_other = bool(mrr.others) and frame.question.compare == "year"
    if has_other:
        columns.append(Column("MRR a year before", "money", mrr.unit))
    rows = []
    for index, period in enumerate(periods):
        cells = [Cell(label_of(frame, period))]
        cells += [Cell(figures[slug].figures[index], frame.links.behind(slug, period), why=why_unknown(slug)) for slug in CARDS]
        rows.append(Row([*cells, *([Cell(mrr.others[index])] if has_other else [])]))
    defines = {column.name: slug for column, slug in zip(columns[1:], CARDS, strict=False)}
    return Table("headline", "Headline figures", columns, rows, defines)


def _column(figure: Compared) -> Column:
    title = TITLES.get(figure.slug, BY_SLUG[figure.slug].title)
    unit = BY_SLUG[figure.slug].unit
    kind: Any = {"money": "money", "rate": "rate", "count": "count"}[unit]
    return Column(title, kind, figure.unit if unit == "money" else "")


def label_of(frame: Frame, period: Period) -> str:
    """A period's name, and why it is not whole."""
    part = frame.span.part(period)
    return f"{period.label} {part}" if part else period.label


def why_unknown(slug: str) -> str:
    """Why a figure can be unknown, in words."""
    return f"nothing to divide by ({BY_SLUG[slug].formula})"

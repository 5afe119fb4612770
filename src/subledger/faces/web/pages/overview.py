"""Overview: the figures of the last period, MRR with what moved it, and what changed most."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from starlette.responses import Response

from subledger.faces.web.charts import Chart, Series, Spark, parts
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.movements import Moved, movement_chart, roll_forward
from subledger.faces.web.pages.series import BY_SLUG, Compared, compared, compared_periods, moved
from subledger.faces.web.pages.words import GAINS, KINDS, LOSSES
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.model.calendar import Period, label

CARDS = ("mrr", "arr", "net_new_mrr", "customers", "arpa", "nrr", "grr", "gross_mrr_churn_rate")
TITLES = {"nrr": "NRR", "grr": "GRR", "gross_mrr_churn_rate": "Gross MRR churn"}
MOVERS = 6
CUTS = ("plan", "country")


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
    largest = frame.looking.largest(periods[-1].start, periods[-1].end, frame.question.asked_where, MOVERS).rows
    changed = _changed(frame, rows[-1], largest)
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
        changed=changed,
        gains=_largest(largest, GAINS),
        losses=_largest(largest, LOSSES),
        cuts=[_segments(frame, periods[-1], attribute) for attribute in CUTS],
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


def _changed(frame: Frame, row: dict[str, Any], largest: Moved) -> list[dict[str, Any]]:
    """What moved in the last period, kind by kind, the largest first: amounts, how many movements, and where it leads."""
    found = []
    for kind, (title, _) in KINDS.items():
        of_kind = [each for each in largest if each["kind"] == kind]
        if kind != "transfer" and row[kind] and of_kind:
            href = frame.links.behind("movements", frame.span.periods[-1], kind=kind)
            found.append(
                {"kind": kind, "title": title, "amount": row[kind], "count": of_kind[0]["of_kind"], "first": of_kind[0], "href": href}
            )
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
    shown = [
        Row(
            [
                Cell(
                    row["segment"],
                    frame.question.only(attribute, row["segment"]).url(
                        "/segments",
                    ),
                    is_behind=False,
                    why="no value in the data",
                    look="name",
                ),
                Cell(row["closing"] - row["opening"], frame.links.behind("movements", last, attribute, row["segment"])),
                Cell(row["closing"], frame.links.behind("mrr", last, attribute, row["segment"])),
            ]
        )
        for row in rows[:MOVERS]
    ]
    return Table(f"changed-by-{attribute}", f"By {attribute}", columns, shown, {"MRR": "mrr"}, empty="No MRR in this period.")

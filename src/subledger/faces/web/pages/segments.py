"""Plans and segments: MRR and what moved it, cut by an attribute, with what went from one segment to another."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any

from starlette.responses import Response

from subledger.faces.web.charts import Chart, Series, parts
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.movements import kinds_shown
from subledger.faces.web.pages.words import KINDS
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.model.calendar import Period

DRAWN = 8
Segment = str | None


def segments(frame: Frame) -> Response:
    """Every segment of an attribute: where it stood, what moved, where it stands."""
    by = frame.question.by or "plan"
    arguments = frame.period_arguments | {"by": by}
    whole = frame.book.movements(**(arguments | {"grain": "span"})).rows
    whole = [row for row in whole if any(row[name] for name in ("opening", *KINDS, "closing"))]
    whole.sort(key=lambda row: (-row["closing"], row["segment"] is None, row["segment"] or ""))
    counts = {row["segment"]: row["value"] for row in frame.book.metrics(("customers",), **(arguments | {"grain": "span"}))}
    closings = {(row["segment"], row["start"]): row["closing"] for row in frame.book.movements(**arguments)}
    return frame.shown(
        "segments.html",
        "Segments",
        by=by,
        chart=_chart(frame, by, whole, closings),
        table=_table(frame, by, whole, counts),
        per_period=_per_period(frame, by, whole, closings),
        native=_native(frame, whole) if by == "currency" else None,
        bar=True,
    )


def _name(segment: Segment) -> str:
    return "unknown" if segment is None else segment


def _chart(frame: Frame, by: str, whole: list[dict[str, Any]], closings: dict[tuple[Segment, Any], Fraction]) -> Chart:
    periods = frame.span.periods
    drawn = [row["segment"] for row in whole[:DRAWN]]
    series = [
        Series(
            _name(segment),
            f"s{index}",
            "bar",
            [closings.get((segment, period.start), Fraction(0)) for period in periods],
            frame.currency,
            [frame.links.behind("mrr", period, by, segment) for period in periods],
            stack="mrr",
        )
        for index, segment in enumerate(drawn)
    ]
    rest = [row["segment"] for row in whole[DRAWN:]]
    if rest:
        others = [sum((closings.get((segment, period.start), Fraction(0)) for segment in rest), Fraction(0)) for period in periods]
        series.append(Series(f"{len(rest)} more", "s8", "bar", others, frame.currency, stack="mrr"))
    return Chart(
        "segments",
        f"MRR by {by} at each {frame.question.grain}’s end",
        "money",
        [period.label for period in periods],
        series,
        parts(frame.span, periods),
        links=[frame.links.behind("mrr", period) for period in periods],
    )


def _table(frame: Frame, by: str, whole: list[dict[str, Any]], counts: dict[Segment, Any]) -> Table:
    kinds = kinds_shown(whole)
    span = Period("", frame.span.start, frame.span.end)
    names = ["opening", *(KINDS[kind][0].lower() for kind in kinds), "closing"]
    columns = [
        Column(by),
        *(Column(name, "money", frame.currency) for name in names),
        Column("share", "rate"),
        Column("customers", "count"),
        Column("ARPA", "money", frame.currency),
    ]
    total = sum((row["closing"] for row in whole), Fraction(0))
    rows = []
    for row in whole:
        segment, count = row["segment"], counts.get(row["segment"], 0)
        cells = [Cell(segment, frame.question.only(by, segment).here("/"), "name", "no value in the data", is_behind=False)]
        cells.append(Cell(row["opening"], frame.links.behind("opening", span, by, segment), look="soft"))
        cells += [Cell(row[kind], frame.links.behind("movements", span, by, segment, kind=kind) if row[kind] else None) for kind in kinds]
        cells.append(Cell(row["closing"], frame.links.behind("mrr", span, by, segment), look="strong"))
        cells.append(Cell(row["closing"] / total if total else None, why="there is no MRR to be a share of"))
        cells.append(Cell(count, frame.links.behind("customers", span, by, segment)))
        cells.append(Cell(row["closing"] / count if count else None, why="no customer to divide by"))
        rows.append(Row(cells))
    if rows:
        sums = [sum((row[name] for row in whole), Fraction(0)) for name in ("opening", *kinds, "closing")]
        rows.append(
            Row(
                [
                    Cell("all"),
                    *map(Cell, sums),
                    Cell(Fraction(1) if total else None),
                    Cell(None, why="a customer may be in several segments"),
                    Cell(None, why="see the overview"),
                ],
                is_total=True,
            )
        )
    defines = {"opening": "opening", "closing": "closing", "customers": "customers", "ARPA": "arpa"} | {
        KINDS[kind][0].lower(): kind for kind in kinds
    }
    note = "Transfer is what went from one segment to another within a customer; it is nothing in sum." if "transfer" in kinds else ""
    return Table(f"by-{by}", f"By {by}, over all these days", columns, rows, defines, note, empty="No MRR in these days.")


def _per_period(frame: Frame, by: str, whole: list[dict[str, Any]], closings: dict[tuple[Segment, Any], Fraction]) -> Table:
    periods = frame.span.periods
    columns = [Column(by), *(Column(period.label, "money", frame.currency) for period in periods)]
    rows = [
        Row(
            [
                Cell(_name(row["segment"])),
                *(
                    Cell(closings.get((row["segment"], period.start), Fraction(0)), frame.links.behind("mrr", period, by, row["segment"]))
                    for period in periods
                ),
            ]
        )
        for row in whole
    ]
    return Table(f"mrr-by-{by}", f"MRR by {by} at each {frame.question.grain}’s end", columns, rows)


def _native(frame: Frame, whole: list[dict[str, Any]]) -> Table:
    """Each currency's MRR in itself: the same ledger, reported in that currency."""
    rows, held = [], defaultdict(Fraction)
    for row in whole:
        currency = row["segment"]
        if currency is None:
            continue
        part = frame.looking.native(currency, frame.span.end, frame.question.asked_where)
        held[currency] = part
        rows.append(Row([Cell(currency), Cell(frame.text(part, currency)), Cell(row["closing"])]))
    return Table(
        "native",
        "In their own currencies",
        [Column("currency"), Column("MRR as billed"), Column("MRR reported", "money", frame.currency)],
        rows,
    )

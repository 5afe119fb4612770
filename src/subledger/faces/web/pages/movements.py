"""Movements: from the opening balance to the closing one, over the span, per period, and by cause."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

from starlette.responses import Response

from subledger.faces.web.charts import Chart, Fall, Series, parts, waterfall
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.series import moved
from subledger.faces.web.pages.words import CAUSES, GAINS, KINDS, LOSSES
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.model.calendar import Period, add_months

Moved = list[dict[str, Any]]


def movements(frame: Frame) -> Response:
    """The roll-forward as a waterfall, as bars per period, as a table, and by cause."""
    rows, whole = moved(frame), moved(frame, grain="span")[0]
    return frame.shown(
        "movements.html",
        "Movements",
        whole=whole,
        waterfall=_waterfall(frame, whole),
        waterfall_table=_waterfall_table(frame, whole),
        per_period=movement_chart(frame, rows),
        table=roll_forward(frame, rows, whole, _before(frame)),
        causes=_by_cause(frame),
    )


def _before(frame: Frame) -> dict[str, Any] | None:
    """The roll-forward of the span that this one is compared with."""
    if frame.question.compare == "none":
        return None
    span = frame.span
    start, end = span.before if frame.question.compare == "previous" else (add_months(span.start, -12), add_months(span.end, -12))
    return moved(frame, start=start, end=end, grain="span")[0]


def kinds_shown(rows: Moved) -> list[str]:
    """The kinds of movement, those that never occur left out where they are not the usual five."""
    return [kind for kind in KINDS if kind not in ("transfer", "fx") or any(row[kind] for row in rows)]


def movement_chart(frame: Frame, rows: Moved) -> Chart:
    """What moved within each period: gains above the line, losses beneath."""
    periods = [Period(row["period"], row["start"], row["end"]) for row in rows]
    series = []
    for kind in kinds_shown(rows):
        links = [frame.links.behind("movements", period, kind=kind) for period in periods]
        series.append(Series(KINDS[kind][0], kind, "bar", [row[kind] for row in rows], frame.currency, links, stack="moves"))
    return Chart(
        "movements",
        f"What moved within each {frame.question.grain}",
        "money",
        [row["period"] for row in rows],
        series,
        parts(frame.span, periods),
        empty="Nothing moved in these days.",
        links=[frame.links.behind("movements", period) for period in periods],
    )


def roll_forward(frame: Frame, rows: Moved, whole: dict[str, Any] | None = None, before: dict[str, Any] | None = None) -> Table:
    """Opening, each kind of movement, closing: one line per period, one for them all, and one for what they are compared with."""
    kinds = kinds_shown(rows)
    money = [Column(name, "money", frame.currency) for name in ("opening", *(KINDS[kind][0].lower() for kind in kinds), "closing")]
    lines = [_line(frame, row, kinds) for row in rows]
    if whole:
        lines.append(_line(frame, whole | {"period": "all"}, kinds, is_total=True))
    if before:
        last = before["end"] - timedelta(days=1)
        lines.append(_line(frame, before | {"period": f"before: {before['start']} to {last}"}, kinds, is_total=True))
    defines = {"opening": "opening", "closing": "closing"} | {KINDS[kind][0].lower(): kind for kind in kinds}
    return Table("roll-forward", "Roll-forward", [Column(frame.question.grain), *money], lines, defines)


def _line(frame: Frame, row: dict[str, Any], kinds: list[str], *, is_total: bool = False) -> Row:
    period = Period(row["period"], row["start"], row["end"])
    part = None if is_total else frame.span.part(period)
    cells = [Cell(f"{row['period']} {part}" if part else row["period"], look="part" if part else "")]
    cells.append(Cell(row["opening"], frame.links.behind("opening", period), look="soft"))
    cells += [Cell(row[kind], frame.links.behind("movements", period, kind=kind) if row[kind] else None) for kind in kinds]
    cells.append(Cell(row["closing"], frame.links.behind("mrr", period), look="strong"))
    return Row(cells, is_total)


def _waterfall(frame: Frame, whole: dict[str, Any]) -> Chart:
    period = Period("", whole["start"], whole["end"])
    ends = (
        Fall("Opening", whole["opening"], "total", frame.links.behind("opening", period)),
        Fall("Closing", whole["closing"], "total", frame.links.behind("mrr", period)),
    )
    kinds = [kind for kind in (*GAINS, *LOSSES, "transfer", "fx") if whole[kind]]
    falls = [Fall(KINDS[kind][0], whole[kind], kind, frame.links.behind("movements", period, kind=kind)) for kind in kinds]
    return waterfall("waterfall", "From opening to closing", frame.currency, ends, falls)


def _waterfall_table(frame: Frame, whole: dict[str, Any]) -> Table:
    period = Period("", whole["start"], whole["end"])
    counts = frame.looking.counts(period.start, period.end, frame.question.asked_where)
    rows = [
        Row(
            [
                Cell("Opening", look="strong"),
                Cell(whole["opening"], frame.links.behind("opening", period)),
                Cell(None, why="a balance, not movements"),
            ]
        )
    ]
    for kind, (title, _) in KINDS.items():
        if whole[kind]:
            rows.append(
                Row([Cell(title), Cell(whole[kind], frame.links.behind("movements", period, kind=kind)), Cell(counts.get(kind, 0))])
            )
    rows.append(
        Row(
            [Cell("Closing"), Cell(whole["closing"], frame.links.behind("mrr", period)), Cell(None, why="a balance, not movements")],
            is_total=True,
        )
    )
    return Table(
        "waterfall", "From opening to closing", [Column("step"), Column("MRR", "money", frame.currency), Column("movements", "count")], rows
    )


def _by_cause(frame: Frame) -> Table:
    period = Period("", frame.span.start, frame.span.end)
    found = moved(frame, grain="span", by="cause")
    found.sort(key=lambda row: -abs(row["closing"] - row["opening"]))
    kinds = [kind for kind in KINDS if any(row[kind] for row in found)]
    columns = [
        Column("cause"),
        Column("net", "money", frame.currency),
        *(Column(KINDS[kind][0].lower(), "money", frame.currency) for kind in kinds),
    ]
    rows = []
    for row in found:
        cause = row["segment"]
        net = sum((row[kind] for kind in KINDS), Fraction(0))
        if not any(row[kind] for kind in KINDS):
            continue
        cells = [Cell(CAUSES.get(cause, cause)), Cell(net, frame.links.behind("movements", period, "cause", cause), look="strong")]
        cells += [
            Cell(row[kind], frame.links.behind("movements", period, "cause", cause, kind=kind) if row[kind] else None) for kind in kinds
        ]
        rows.append(Row(cells))
    total = [sum((row[kind] for row in found), Fraction(0)) for kind in kinds]
    if rows:
        rows.append(
            Row(
                [Cell("all"), Cell(sum(total, Fraction(0)), frame.links.behind("movements", period)), *(Cell(each) for each in total)],
                is_total=True,
            )
        )
    defines = {KINDS[kind][0].lower(): kind for kind in kinds}
    note = "Causes of one day that go against its movement are shown as transfer: they net out within the customer."
    return Table("by-cause", "By cause", columns, rows, defines, note if "transfer" in kinds else "", empty="Nothing moved in these days.")

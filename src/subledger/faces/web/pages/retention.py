"""Retention: what is left of each cohort at each age, as a heat map and as curves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from starlette.responses import Response

from subledger.faces.web.charts import Chart, Series
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.series import compared
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.model.calendar import grain_next
from subledger.model.errors import unknown

OF = {"net": "Net MRR", "gross": "Gross MRR", "customers": "Customers"}
MEANS = {
    "net": "MRR that is left, expansion included",
    "gross": "MRR that is left, expansion left out",
    "customers": "customers who still pay",
}
AGES = {"calendar": "by the calendar", "own": "by each customer’s own first day"}
LEFT = (50, 60, 70, 75, 80, 85, 90, 95, 98, 100)
AROUND = (70, 80, 90, 95, 100, 105, 110, 120, 140)
"""Where the heat map's colours change, in percent: of what can only shrink, and of what lies around 100."""
CURVES = 6


@dataclass(frozen=True, slots=True)
class Heat:
    """One cell of a heat map."""

    rate: Fraction | None
    look: str
    href: str | None
    said: str


def retention(frame: Frame) -> Response:
    """Cohorts of the span's periods, followed up to its end."""
    of, age = frame.question.get("of", "net"), frame.question.get("age", "calendar")
    for name, value, allowed in (("of", of, OF), ("age", age, AGES)):
        if value not in allowed:
            raise unknown(name, value, tuple(allowed))
    rows = frame.book.cohorts(of, age, **frame.period_arguments).rows
    means = mean_rates(rows)
    tabs = {name: frame.question.here("/retention", own=(("of", name), ("age", age))) for name in OF}
    ages = {name: frame.question.here("/retention", own=(("of", of), ("age", name))) for name in AGES}
    return frame.shown(
        "retention.html",
        "Retention",
        of=of,
        age=age,
        titles=OF,
        means=MEANS,
        age_words=AGES,
        tabs=tabs,
        ages=ages,
        rates=compared(frame, ("nrr", "grr")),
        heat=_heat(frame, rows, of, age),
        mean=means,
        look=lambda rate: look(rate, of),
        columns=range(len(means)),
        scale=_scale(of),
        last=frame.span.periods[-1],
        curves=_curves(rows, means, of),
        table=_table(frame, rows, of, age, means),
    )


def mean_rates(rows: Sequence[dict[str, Any]]) -> list[Fraction | None]:
    """At each age what is left of all cohorts that have reached it: their values over their sizes."""
    ages = max((row["age"] for row in rows), default=-1) + 1
    found = []
    for at in range(ages):
        reached = [row for row in rows if row["age"] == at]
        size = sum((Fraction(row["size"]) for row in reached), Fraction(0))
        found.append(sum((Fraction(row["value"]) for row in reached), Fraction(0)) / size if size else None)
    return found


def look(rate: Fraction | None, of: str) -> str:
    """The class of a rate's colour."""
    if rate is None:
        return ""
    steps, letter = (AROUND, "n") if of == "net" else (LEFT, "h")
    return f"{letter}{sum(rate * 100 >= step for step in steps)}"


def _scale(of: str) -> list[tuple[str, str]]:
    steps, letter = (AROUND, "n") if of == "net" else (LEFT, "h")
    names = [f"under {steps[0]} %", *(f"{low}–{high}" for low, high in pairwise(steps)), f"{steps[-1]} % and more"]
    return [(f"{letter}{index}", name) for index, name in enumerate(names)]


def _link(frame: Frame, row: dict[str, Any], of: str, age: str) -> str:
    return frame.links.behind_days("cohort", row["start"], grain_next(row["start"], frame.question.grain), of=of, age=age, at=row["age"])


def _heat(frame: Frame, rows: Sequence[dict[str, Any]], of: str, age: str) -> list[tuple[str, str, list[Heat]]]:
    by_cohort: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_cohort.setdefault(row["cohort"], []).append(row)
    unit = "count" if of == "customers" else frame.currency
    found = []
    for cohort, of_cohort in by_cohort.items():
        cells = [
            Heat(
                row["rate"],
                look(row["rate"], of),
                _link(frame, row, of, age),
                f"{cohort} at age {row['age']}: {frame.text(row['value'], unit)} of {frame.text(row['size'], unit)}",
            )
            for row in sorted(of_cohort, key=lambda row: row["age"])
        ]
        found.append((cohort, frame.text(of_cohort[0]["size"], unit), cells))
    return found


def _curves(rows: Sequence[dict[str, Any]], means: list[Fraction | None], of: str) -> Chart:
    ages = range(len(means))
    cohorts = list(dict.fromkeys(row["cohort"] for row in rows))[:CURVES]
    series = [
        Series(
            cohort,
            f"s{index + 1}",
            "line",
            [next((row["rate"] for row in rows if row["cohort"] == cohort and row["age"] == at), None) for at in ages],
            "rate",
        )
        for index, cohort in enumerate(cohorts)
    ]
    series.append(Series("all cohorts", "total", "line", means, "rate", is_heavy=True))
    return Chart("curves", f"{OF[of]} by age", "rate", [str(at) for at in ages], series, is_scaled=True, empty="No cohort in these days.")


def _table(frame: Frame, rows: Sequence[dict[str, Any]], of: str, age: str, means: list[Fraction | None]) -> Table:
    unit = Column("size", "count") if of == "customers" else Column("size", "money", frame.currency)
    columns = [Column("cohort"), replace(unit), *(Column(f"age {at}", "rate") for at in range(len(means)))]
    sizes = {row["cohort"]: row["size"] for row in rows}
    at_age = {(row["cohort"], row["age"]): row for row in rows}
    lines = []
    for cohort, size in sizes.items():
        reached = (at_age.get((cohort, at)) for at in range(len(means)))
        cells = [Cell(row["rate"], _link(frame, row, of, age)) if row else Cell(None, why="not reached yet") for row in reached]
        lines.append(Row([Cell(cohort), Cell(size), *cells]))
    if lines:
        lines.append(Row([Cell("all"), Cell(sum(sizes.values())), *map(Cell, means)], is_total=True))
    return Table("cohorts", f"{OF[of]} by cohort and age", columns, lines, empty="No cohort in these days.")

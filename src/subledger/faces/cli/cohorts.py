"""Cohorts: what is left of those who came together, age by age."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from subledger.faces.cli.answer import give
from subledger.faces.cli.options import BOOK, BookAddress, Currency, Format, From, Grain, KnownAt, Policy, To, Where, reading, viewed
from subledger.faces.values import day

if TYPE_CHECKING:
    from subledger.book import Result
    from subledger.faces.cli.grid import Grid

MEANINGS = {
    "customers": "customers still paying",
    "net": "MRR that is left, expansion included",
    "gross": "MRR that is left, expansion left out",
}

STEPS = (1, 2, 3, 4, 6, 12, 24)
"""Of so many ages one is shown: steps that meet again after a year of months."""


def cohorts(
    book: BookAddress = BOOK,
    of: Annotated[str, typer.Option(metavar="customers|net|gross", help="What is left: customers, net MRR or gross MRR.")] = "net",
    age: Annotated[
        str, typer.Option(metavar="calendar|own", help="Ages by the calendar, or by each customer's own first day.")
    ] = "calendar",
    grain: Grain = "month",
    start: From = None,
    end: To = None,
    where: Where = None,
    policy: Policy = None,
    known_at: KnownAt = None,
    currency: Currency = None,
    form: Format = "table",
) -> None:
    """What is left of each cohort at each age."""
    view = viewed(form, policy, known_at, currency)
    first, last = day(start, "--from"), day(end, "--to")
    with reading(book) as opened:
        result = opened.cohorts(of, age, grain, first, last, where or (), **view)
    give(form, result, f"Cohorts: {MEANINGS.get(of, of)}, by age in {grain}s", lambda: cohort_grids(result, of))


def cohort_grids(result: Result, of: str) -> Iterator[Grid]:
    """Cohorts down, ages across, rates within. Where room is short only every second, third, … age."""
    from subledger.faces.cli.figures import Cell, figure
    from subledger.faces.cli.grid import Column, Grid

    sizes = {row["cohort"]: row["size"] for row in result.rows}
    rates = {(row["cohort"], row["age"]): row["rate"] for row in result.rows}
    ages = sorted({row["age"] for row in result.rows})
    unit = "count" if of == "customers" else result.currency
    keys = [Column("cohort", [Cell(cohort) for cohort in sizes], is_figure=False, is_key=True)]
    keys.append(Column("size", [figure(size, unit) for size in sizes.values()], is_key=True))

    def rate(cohort: str, at: int) -> Cell:
        # An age that is not reached is empty; a rate of nothing is unknown.
        return figure(rates[cohort, at], "rate") if (cohort, at) in rates else Cell("")

    for step, gap in ((1, 2), *((step, 1) for step in STEPS)):
        columns = [Column(str(at), [rate(cohort, at) for cohort in sizes]) for at in ages[::step]]
        left_out = [f"every {_nth(step)} age, for want of room: a wider terminal or --format csv shows all"] if step > 1 else []
        yield Grid([*keys, *columns], gap=gap, notes=left_out)
    if not ages:
        yield Grid(keys)


def _nth(step: int) -> str:
    return {2: "second", 3: "third"}.get(step, f"{step}th")

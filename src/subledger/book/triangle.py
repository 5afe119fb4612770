"""Cohort triangles: changes by age run up to what is left at each age."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from subledger.metrics.cohorts import OF
from subledger.metrics.measures import monthly
from subledger.metrics.query import MetricQuery
from subledger.model.calendar import add_months, grain_next, label

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def triangle(changes: Iterable[tuple[Any, ...]], of: str, age: str, query: MetricQuery) -> list[dict[str, Any]]:
    """Rows of a cohort table, from the changes that metrics.cohorts gives: one per cohort and age that is known.

    Units: customers, or MRR in major units. rate is value / size.
    """
    place = OF.index(of)
    by_cohort: dict[date, dict[int, int]] = defaultdict(dict)
    for cohort, at, *amounts in changes:
        by_cohort[cohort][int(at)] = int(amounts[place])
    rows = []
    for cohort, by_age in sorted(by_cohort.items()):
        if cohort < query.start:
            continue
        size, value = by_age.get(-1, 0), 0
        for at in range(_ages(cohort, age, query)):
            value += by_age.get(at, 0)
            shown = (Fraction(size), Fraction(value)) if of == "customers" else (monthly(size), monthly(value))
            rows.append(
                {
                    "cohort": label(cohort, query.grain),
                    "start": cohort,
                    "age": at,
                    "size": int(shown[0]) if of == "customers" else shown[0],
                    "value": int(shown[1]) if of == "customers" else shown[1],
                    "rate": Fraction(value, size) if size else None,
                }
            )
    return rows


def _ages(cohort: date, age: str, query: MetricQuery) -> int:
    """How many ages of a cohort are known by the day before the query's end."""
    known, end = 0, grain_next(cohort, query.grain)
    while (grain_next(end, query.grain, known) if age == "calendar" else _after(end, query.grain, known)) <= query.end:
        known += 1
    return known


def _after(end: date, grain: str, steps: int) -> date:
    # The last day of a cohort is the day before its end; its anniversary must have passed.
    return add_months(end, _MONTHS[grain] * steps) if grain in _MONTHS else grain_next(end, grain, steps)

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
from subledger.model.calendar import grain_next, label


def triangle(changes: Iterable[tuple[Any, ...]], of: str, query: MetricQuery) -> list[dict[str, Any]]:
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
        for at in range(_ages(cohort, query)):
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


def _ages(cohort: date, query: MetricQuery) -> int:
    """How many ages of a cohort are known by the day before the query's end.

    Calendar age k ends with the k-th period after the cohort's own; by then its last customer's k-th anniversary has passed as well.
    """
    known, end = 0, grain_next(cohort, query.grain)
    while grain_next(end, query.grain, known) <= query.end:
        known += 1
    return known

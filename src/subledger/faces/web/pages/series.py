"""Figures per period, as pages take them from the book: by metric, in order, and beside what they are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from subledger.book import METRICS
from subledger.faces.web.pages.frame import Frame
from subledger.model.calendar import Period, add_months, grain_next, grain_start

Figure = Fraction | int | None
BY_SLUG = {metric.slug: metric for metric in METRICS}
LESS_IS_BETTER = frozenset(
    {
        "contraction_mrr",
        "churned_mrr",
        "churned_customers",
        "customer_churn_rate",
        "gross_mrr_churn_rate",
        "net_mrr_churn_rate",
        "past_due_mrr",
        "refunds",
    }
)
NEITHER = frozenset({"usage_revenue", "one_time_revenue", "recurring_revenue"})


@dataclass(frozen=True, slots=True)
class Compared:
    """A metric's figures per period, and those it is compared with: the same number of periods, or none."""

    slug: str
    unit: str
    figures: Sequence[Figure]
    others: Sequence[Figure]

    @property
    def last(self) -> Figure:
        """The figure of the last period."""
        return self.figures[-1] if self.figures else None

    @property
    def other(self) -> Figure:
        """What the last period is compared with."""
        return self.others[-1] if self.others else None

    @property
    def change(self) -> Figure:
        """By how much they differ; unknown when one is."""
        return None if self.last is None or self.other is None else self.last - self.other

    @property
    def change_rate(self) -> Fraction | None:
        """The change as a share of what was; from 0, from less and of rates there is none."""
        if self.change is None or not self.other or self.other < 0 or self.unit in ("rate", "ratio"):
            return None
        return Fraction(self.change) / Fraction(self.other)

    @property
    def sense(self) -> str:
        """Whether the change is good or bad, "" where it is neither."""
        if not self.change or self.slug in NEITHER:
            return ""
        return "good" if (self.change > 0) != (self.slug in LESS_IS_BETTER) else "bad"

    @property
    def points(self) -> Fraction | None:
        """The change of a rate in percentage points."""
        return None if self.change is None else Fraction(self.change) * 100


def compared_periods(frame: Frame) -> list[Period]:
    """For each period of the span the one it is compared with."""
    grain, months = frame.question.grain, 12
    if frame.question.compare == "none":
        return []
    found = []
    for period in frame.span.periods:
        if frame.question.compare == "year":
            found.append(Period(period.label, add_months(period.start, -months), add_months(period.end, -months)))
        else:
            start = grain_next(grain_start(period.start, grain), grain, -1)
            found.append(Period(period.label, start, grain_next(start, grain)))
    return found


def compared(frame: Frame, slugs: Sequence[str]) -> dict[str, Compared]:
    """Metrics per period of the span, each beside what it is compared with: one reading for both."""
    span, others = frame.span, compared_periods(frame)
    start = min([span.start, *(period.start for period in others)])
    # Whole periods before, so that the first is a whole one.
    arguments = frame.period_arguments | {"start": start}
    found: dict[str, dict[date, Figure]] = {slug: {} for slug in slugs}
    units: dict[str, str] = {}
    for row in frame.told(frame.book.metrics(slugs, **arguments)):
        found[row["metric"]][row["start"]] = row["value"]
        units[row["metric"]] = row["unit"]
    periods = span.periods
    cut = _cut_at_start(frame, slugs, start)
    return {
        slug: Compared(
            slug,
            units[slug],
            [cut[slug] if slug in cut and index == 0 else found[slug].get(period.start) for index, period in enumerate(periods)],
            [found[slug].get(grain_start(period.start, frame.question.grain)) for period in others],
        )
        for slug in slugs
    }


def _cut_at_start(frame: Frame, slugs: Sequence[str], start: date) -> dict[str, Figure]:
    """The figures of a first period that the span cuts: read on their own, as before it the same period is whole."""
    first = frame.span.periods[0]
    if start == frame.span.start or first.start == grain_start(first.start, frame.question.grain):
        return {}
    arguments = frame.period_arguments | {"start": first.start, "end": first.end}
    return {row["metric"]: row["value"] for row in frame.book.metrics(slugs, **arguments)}


def moved(frame: Frame, **changed: Any) -> list[dict[str, Any]]:
    """The roll-forward per period."""
    return frame.told(frame.book.movements(**(frame.period_arguments | changed))).rows

"""Closed months beside what the book says of them now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from subledger.book import opening
from subledger.book.closing.closing import Closing, Figures, Of, closings, figures_of, last_of, month_of, not_closed
from subledger.book.closing.content import content_hash
from subledger.book.own_policy import own_policy
from subledger.book.result import Result
from subledger.engine import Engine
from subledger.ledger.tables import Ledger
from subledger.metrics.catalogue import BY_SLUG
from subledger.metrics.run import Asked
from subledger.model.calendar import add_months, label
from subledger.model.policy import Policy

SHOWN_AS = {
    "closing": ("mrr", 1),
    "new": ("new_mrr", 1),
    "expansion": ("expansion_mrr", 1),
    "contraction": ("contraction_mrr", -1),
    "reactivation": ("reactivation_mrr", 1),
}
"""The columns of a roll-forward that are figures, and their signs there."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure as a month was closed with it, and as the book has it now; unknown where it is a figure no more."""

    month: str
    metric: str
    unit: str
    closed: Fraction
    now: Fraction | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A closing beside what the book says now: of every figure.

    content_hash: of the ledger now; None where it was not asked for.   is_apart: whether the closing's time tells its load from later ones.
    was_own: whether the closing's policy was the book's own then: what is asked of that time without a policy is asked under it.
    """

    closing: Closing
    figures: tuple[Difference, ...]
    content_hash: str | None
    is_apart: bool
    was_own: bool

    @property
    def differing(self) -> tuple[Difference, ...]:
        """The figures that are not what they were."""
        return tuple(each for each in self.figures if each.closed != each.now)

    @property
    def state(self) -> str:
        """Whether the month is reopened, differs, or is as closed."""
        if self.closing.reopened_at:
            return "reopened"
        return "differs" if self.differing else "as closed"


def compared(
    engine: Engine, under: Callable[[Policy, str], Ledger], asked: Asked, policy_hash: str | None = None, currency: str | None = None
) -> list[Compared]:
    """Every closing, by month, beside what the ledger of the same policy and currency says now.

    under: the ledger of a policy and a currency; one that the book does not keep costs a build.
    policy_hash, currency: only the closings under it, in it.
    """
    every = (each for each in closings(engine) if policy_hash in (None, each.policy.hash) and currency in (None, each.currency))
    found = sorted(every, key=lambda of: (of.month, of.closed_at))
    now: dict[Of, Figures] = {}
    for view, policy in {each.of[1:]: each.policy for each in found}.items():
        months = [month_of(each.month).start for each in found if each.of[1:] == view]
        figures = figures_of(under(policy, view[1]), asked, months)
        now |= {(label(month, "month"), *view): figures[month] for month in months}
    return [_compared(engine, each, now[each.of], None) for each in found]


def compared_month(engine: Engine, ledger: Ledger, asked: Asked, text: str) -> Compared:
    """A month's last closing under the ledger's policy and in its currency beside what it says now, its content as well.

    Raises: SubledgerError for a month that never was closed so.
    """
    month = month_of(text)
    last = last_of(closings(engine), month, ledger.policy, ledger.currency)
    if last is None:
        raise not_closed(month, ledger.policy, ledger.currency)
    figures = figures_of(ledger, asked, [month.start])[month.start]
    return _compared(engine, last, figures, content_hash(engine, ledger, month.end))


def differing(engine: Engine, result: Result) -> list[Difference]:
    """The figures of a result that its months were not closed with; of whole months, under the closing's policy and currency."""
    in_force = {each.of: each for each in closings(engine) if each.reopened_at is None}
    found = []
    # A segment is a part of what was closed.
    for row in result.rows if in_force and "segment" not in result.columns else ():
        closing = in_force.get((label(row["start"], "month"), result.policy.hash, result.currency))
        is_month = row["start"].day == 1 and row["end"] == add_months(row["start"], 1)
        if closing and is_month:
            shown = _shown(row)
            found += [_difference(closing, slug, shown[slug]) for slug in shown if slug in closing.figures]
    return [each for each in found if each.closed != each.now]


def _shown(row: Mapping[str, Any]) -> dict[str, Fraction]:
    """The figures of a row of metrics or movements."""
    if "metric" in row:
        return {str(row["metric"]): Fraction(row["value"])} if row["value"] is not None else {}
    return {slug: sign * Fraction(row[name]) for name, (slug, sign) in SHOWN_AS.items()}


def _compared(engine: Engine, closing: Closing, now: Figures, content: str | None) -> Compared:
    figures = tuple(_difference(closing, slug, now.get(slug)) for slug in closing.figures)
    is_apart = opening.load_at(engine, closing.known_at) == closing.load_id
    return Compared(closing, figures, content, is_apart, own_policy(engine, closing.load_id).hash == closing.policy.hash)


def _difference(closing: Closing, slug: str, now: Fraction | None) -> Difference:
    unit = BY_SLUG[slug].unit if slug in BY_SLUG else "money"
    return Difference(closing.month, slug, closing.currency if unit == "money" else unit, closing.figures[slug], now)

"""Budgeting: from what was planned to what came about, split as far as the budget itself is split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType

from subledger.book.bridging.bridge import Share, Step
from subledger.book.bridging.budget import NUMBER_AND_PRICE, budget, months_of
from subledger.book.bridging.crossing import Crossing, Standpoint, taken_back
from subledger.metrics import bridge
from subledger.metrics.catalogue import BY_SLUG
from subledger.model.calendar import Period, add_months
from subledger.model.errors import SubledgerError

_OF_MRR = {
    "new": ("new_mrr", 1),
    "expansion": ("expansion_mrr", 1),
    "contraction": ("contraction_mrr", -1),
    "churn": ("churned_mrr", -1),
    "reactivation": ("reactivation_mrr", 1),
}
_OF_CUSTOMERS = {"new": ("new_customers", 1), "churn": ("churned_customers", -1), "reactivation": ("reactivated_customers", 1)}
LINES = MappingProxyType({"mrr": _OF_MRR, "net_new_mrr": _OF_MRR, "customers": _OF_CUSTOMERS})
"""The budget's own lines that split a metric, by kind of movement, each with the sign it has in the sum."""
REST = "not split in the budget"


@dataclass(frozen=True, slots=True)
class Part:
    """What came about and what was planned of one reason."""

    key: str
    name: str
    actual: Sequence[Share]
    planned: Fraction

    def step(self, dimension: str, before: Standpoint, after: Standpoint) -> Step:
        """The difference, customer by customer, with the budget as one that stands against them."""
        sums: dict[str | None, Fraction] = defaultdict(Fraction)
        for share in (*self.actual, Share(None, -self.planned)):
            sums[share.customer] += share.amount
        shares = [Share(customer, amount) for customer, amount in sums.items() if amount]
        amount = sum((share.amount for share in shares), Fraction(0))
        customers = sum(share.customer is not None for share in shares)
        return Step(self.name, dimension, f"budget.{self.key}", amount, customers, before.end, after.end, lambda: shares)


def value(crossing: Crossing, at: Standpoint) -> Fraction:
    """What the budget says of the metric."""
    return budget(crossing.engine, at.ledger).needed(crossing.metric, months_of(at.view.period, is_balance=crossing.is_balance))


def refuse_part(crossing: Crossing, at: Standpoint) -> None:
    """Raises where a budget cannot be held against what is asked."""
    if crossing.where:
        raise SubledgerError("a budget is not filtered", "budget_part", expected="no --where", hint="--by takes its segments apart")
    if BY_SLUG[crossing.metric].unit == "money" and at.ledger.currency != at.ledger.book_currency:
        raise SubledgerError(
            f"the budget is in {at.ledger.book_currency}",
            "budget_currency",
            at.ledger.currency,
            at.ledger.book_currency,
            "leave out --currency",
        )


def through_scenario(crossing: Crossing, planned: Standpoint, actual: Standpoint) -> list[Step]:
    """From the budget of a period to what came about in it."""
    months = months_of(planned.view.period, is_balance=crossing.is_balance)
    return [part.step("scenario", planned, actual) for part in _Comparison(crossing, planned, actual, months).parts()]


def through_months(crossing: Crossing, before: Standpoint, after: Standpoint) -> list[Step]:
    """From the budget of one period to that of another, as one budget plans both."""
    first, last = (months_of(at.view.period, is_balance=crossing.is_balance) for at in (before, after))
    if first == last or (crossing.is_balance and first[-1] == last[-1]):
        return []
    if crossing.is_balance and first[-1] > last[-1]:
        return taken_back(through_months(crossing, after, before))
    of, metric = budget(crossing.engine, before.ledger), crossing.metric
    planned = of.needed(metric, last) - of.needed(metric, first)
    parts = []
    if crossing.is_balance:
        between = _months(add_months(first[-1], 1), last[-1])
        for kind, (line, sign) in LINES.get(metric, {}).items():
            amount = of.of(line, between)
            if amount is not None:
                parts.append(Part(kind, f"{kind} planned", (), -sign * amount))
    rest = planned + sum((part.planned for part in parts), Fraction(0))
    parts += [Part("rest", "planned, and not split in the budget", (), -rest)] if rest or not parts else []
    return [part.step("time", before, after) for part in parts]


def through_revision(crossing: Crossing, before: Standpoint, after: Standpoint) -> list[Step]:
    """From a budget as it was known at one time to the same months as known at another."""
    amount = value(crossing, after) - value(crossing, before)
    if before.ledger.load_id == after.ledger.load_id:
        return []
    return [Part("revised", "the budget was revised", (), -amount).step("knowledge", before, after)]


class _Comparison:
    """A budget beside what came about in the same months."""

    def __init__(self, crossing: Crossing, planned: Standpoint, actual: Standpoint, months: list[date]) -> None:
        self.crossing, self.metric, self.months = crossing, crossing.metric, months
        self.budget = budget(crossing.engine, planned.ledger)
        self.actual = actual
        span = Period(actual.view.period.label, months[0], add_months(months[-1], 1))
        self.span = replace(actual, view=replace(actual.view, period=span))

    def parts(self) -> list[Part]:
        """Every reason that the budget lets one tell, and the rest."""
        total = self.budget.needed(self.metric, self.months)
        if self.crossing.by:
            return self._by_segment(total)
        lines = self._lines()
        return self._by_line(total, lines) if lines else self._by_price("", self.metric, self.crossing.held(self.span).get("", []), total)

    def _lines(self) -> dict[str, Fraction]:
        """The kinds of movement that are planned for all the months, with what they add."""
        if not self.crossing.has_kinds(self.actual):
            return {}
        planned = {kind: (self.budget.of(line, self.months), sign) for kind, (line, sign) in LINES.get(self.metric, {}).items()}
        return {kind: sign * amount for kind, (amount, sign) in planned.items() if amount is not None}

    def _by_line(self, total: Fraction, lines: dict[str, Fraction]) -> list[Part]:
        parts, rest = [], list[Share]()
        if self.crossing.is_balance:
            day_before = Period(self.span.view.period.label, self.months[0] - timedelta(days=1), self.months[0])
            opening = replace(self.actual, view=replace(self.actual.view, period=day_before))
            held, moved = self.crossing.held(opening).get("", []), self.crossing.apart(opening, self.span, "kind")
            planned = self.budget.of(self.metric, [add_months(self.months[0], -1)])
            if planned is None:
                rest += held
            else:
                parts.append(Part("opening", "opening: the gap from before", held, planned))
        else:
            moved = self.crossing.held(self.span, "kind")
        for kind in bridge.KINDS:
            if kind in lines:
                of = "new_mrr" if kind == "new" and self.metric != "customers" else ""
                parts += self._by_price(kind, of, moved.get(kind, []), lines[kind])
            elif kind == bridge.FX and moved.get(kind):
                parts.append(Part(kind, "exchange rates", moved[kind], Fraction(0)))
            else:
                rest += moved.get(kind, [])
        return self._with_rest(parts, rest, total)

    def _by_price(self, key: str, metric: str, actual: Sequence[Share], planned: Fraction) -> list[Part]:
        """Volume at the planned price, then price at the actual volume; one part where the budget does not say how many."""
        price = self.budget.price(metric, self.months) if metric in NUMBER_AND_PRICE else None
        if price is None:
            return [Part(key or "rest", f"{key} against the budget" if key else REST, actual, planned)]
        number = self.crossing.held(self.span, "whole", NUMBER_AND_PRICE[metric][0]).get("", [])
        at_price = {share.customer: share.amount * price for share in number}
        paid = {share.customer: share.amount for share in actual}
        beyond = [Share(name, paid.get(name, Fraction(0)) - at_price.get(name, Fraction(0))) for name in {**at_price, **paid}]
        prefix, of = (f"{key}.", f"{key}: ") if key else ("", "")
        return [
            Part(f"{prefix}volume", f"{of}volume, customers at the planned price", [Share(*each) for each in at_price.items()], planned),
            Part(f"{prefix}price", f"{of}price, what they pay beside it", beyond, Fraction(0)),
        ]

    def _by_segment(self, total: Fraction) -> list[Part]:
        planned, by = self.budget.segments(self.metric, self.months), self.crossing.by
        if not planned:
            raise SubledgerError(
                f"the budget has no segments of {self.metric}", "no_budget", by, "budget lines with a segment", "leave out --by"
            )
        actual = self.crossing.held(self.span, "place")
        names = sorted({*planned, *(key[1:] for key in actual if key != bridge.UNKNOWN)})
        none = Fraction(0)
        parts = [Part(f"{by}={name}", f"{by} {name}", actual.get(f"={name}", []), planned.get(name, none)) for name in names]
        return self._with_rest(parts, actual.get(bridge.UNKNOWN, []), total)

    def _with_rest(self, parts: list[Part], rest: Sequence[Share], total: Fraction) -> list[Part]:
        left = total - sum((part.planned for part in parts), Fraction(0))
        return [*parts, Part("rest", REST, rest, left)] if left or rest else parts


def _months(first: date, last: date) -> list[date]:
    found = []
    while first <= last:
        found.append(first)
        first = add_months(first, 1)
    return found

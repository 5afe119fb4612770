"""Crossing: one bridge under way. What is asked, from which book, and what lies between two standpoints in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

import ibis.expr.types as ir

from subledger.book import opening
from subledger.book.bridging.bridge import End, Share, Step
from subledger.book.policies import PolicyLike
from subledger.engine import Engine
from subledger.ledger.tables import Ledger, unbound
from subledger.metrics import bridge
from subledger.metrics.brought import brought, has_kinds, worth
from subledger.metrics.catalogue import BY_SLUG
from subledger.metrics.query import MetricQuery, Where
from subledger.metrics.run import Asked, run
from subledger.metrics.segments import Cut, cut
from subledger.model import tables
from subledger.model.calendar import SPAN, Period
from subledger.model.view import BUDGET, View, closing


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A view with the ledger in which it is taken."""

    view: View
    ledger: Ledger
    end: End


@dataclass(frozen=True, slots=True)
class Crossing:
    """What a bridge is of, and the book it is built in.

    ledgers: the ledger of a policy and a time of knowing, built where there is none yet. Everything else is asked of ledgers.
    """

    engine: Engine
    asked: Asked
    ledgers: Callable[[PolicyLike | None, datetime | None], Ledger]
    timezone: str
    metric: str
    by: str | None
    where: tuple[Where, ...]

    @property
    def is_balance(self) -> bool:
        """Whether the metric stands at a period's end, and does not sum over the period."""
        return BY_SLUG[self.metric].rollup == "last"

    def at(self, view: View) -> Standpoint:
        """Where a view is taken. A budget needs no ledger built: only facts are read of it."""
        if view.scenario == BUDGET:
            ledger = self.ledgers(view.policy, None)
            if view.known_at:
                ledger = replace(ledger, load_id=opening.load_at(self.engine, opening.instant(view.known_at, self.timezone)))
        else:
            ledger = self.ledgers(view.policy, view.known_at)
        known_at = opening.known_at(self.engine, ledger.load_id)
        end = End(view.period.label, view.period.start, view.period.end, ledger.policy, known_at, view.scenario)
        return Standpoint(replace(view, policy=ledger.policy), ledger, end)

    def value(self, at: Standpoint) -> Fraction:
        """The metric itself, as any other question gives it."""
        query = self._query(at.view.period, None)
        [(_, _, _, figure)] = run(at.ledger, query, self.asked, self.extras())
        return Fraction(figure or 0)

    def cut(self, ledger: Ledger, period: Period) -> Cut:
        """How the question cuts a ledger."""
        return cut(ledger, self._query(period, self.by), self.extras())

    def has_kinds(self, at: Standpoint) -> bool:
        """Whether the metric is made of movements of several kinds there."""
        return has_kinds(self.metric, self.cut(at.ledger, at.view.period), self._query(at.view.period, self.by))

    def brought(self, at: Standpoint, metric: str | None = None) -> ir.Table:
        """What each customer brings to the metric, or to another one, at a standpoint."""
        period = at.view.period
        return brought(self.cut(at.ledger, period), self._query(period, self.by), metric or self.metric)

    def shares(self, before: Standpoint, after: Standpoint, by: str) -> ir.Table:
        """What each customer has of the steps between two standpoints."""
        return bridge.shares(bridge.sides(self.brought(before), self.brought(after)), by)

    def totals(self, shares: ir.Table) -> dict[str, tuple[Fraction, int]]:
        """Each step's amount and how many customers have a share of it, by the step's key."""
        rows = self.engine.rows(bridge.totals(shares).select("key", "amount", "customers"))
        return {key: (worth(int(amount), self.metric), int(customers)) for key, amount, customers in rows}

    def customers(self, shares: ir.Table, key: str) -> list[Share]:
        """The customers of one step."""
        return self._by_key(shares.filter(shares.key == key), self.metric).get(key, [])

    def opens(self, before: Standpoint, after: Standpoint, by: str, key: str) -> Callable[[], Sequence[Share]]:
        """A way to the customers of a step, asked of the book only when it is taken."""
        return lambda: self.customers(self.shares(before, after, by), key)

    def held(self, at: Standpoint, by: str = "whole", metric: str | None = None) -> dict[str, list[Share]]:
        """What makes up the metric, or another one, at a standpoint: its customers by key."""
        return self._by_key(bridge.shares(bridge.from_nothing(self.brought(at, metric)), by), metric or self.metric)

    def apart(self, before: Standpoint, after: Standpoint, by: str) -> dict[str, list[Share]]:
        """The customers of every step between two standpoints, by key."""
        return self._by_key(self.shares(before, after, by), self.metric)

    def _by_key(self, shares: ir.Table, metric: str) -> dict[str, list[Share]]:
        found: dict[str, list[Share]] = defaultdict(list)
        for key, customer, amount in self.engine.rows(bridge.named(shares).select("key", "customer_id", "amount")):
            found[key].append(Share(customer, worth(int(amount), metric)))
        return found

    def _query(self, period: Period, by: str | None) -> MetricQuery:
        span = closing(period) if self.is_balance else period
        return MetricQuery((self.metric,), span.start, span.end, SPAN, by, self.where)

    def extras(self) -> tuple[str, ...]:
        """The customers' further attributes."""
        # An attribute that only one of the two views knows is unknown in the other, and no mistake.
        names = unbound(tables.EXTRAS).select("name").distinct()
        return tuple(name for (name,) in self.engine.rows(names))


def taken_back(steps: Sequence[Step]) -> list[Step]:
    """The way back: the steps from the last to the first, each undone."""
    return [
        replace(
            step,
            name=f"{step.name}, taken back",
            amount=-step.amount,
            before=step.after,
            after=step.before,
            opened=lambda step=step: [replace(share, amount=-share.amount) for share in step.opened()],  # type: ignore[misc]
        )
        for step in reversed(steps)
    ]

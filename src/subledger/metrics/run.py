"""The one function that runs a query over the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

from subledger.metrics import holdings, presence, retention
from subledger.metrics.catalogue import BY_SLUG, SLUGS, Figure, Metric
from subledger.metrics.flows import BEFORE, moved
from subledger.metrics.measures import Measures, monthly
from subledger.metrics.query import MetricQuery
from subledger.metrics.revenue import revenue
from subledger.metrics.segments import Cut, cut
from subledger.metrics.trials import trials
from subledger.model.calendar import Period, add_months, grain_start
from subledger.model.errors import SubledgerError, unknown
from subledger.model.money import MICROS
from subledger.model.tables import Table

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from subledger.ledger.tables import Ledger

Rows = list[tuple[Any, ...]]
Segment = str | None


class Asked(Protocol):
    """What a query needs of the book: rows of an expression, and a small table put beside it."""

    def rows(self, expression: ir.Table) -> Rows:
        """All rows of an expression."""

    def beside(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> ir.Table:
        """A few plain rows as a table to join with."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Measures of every period, per segment, in the order of the segments' names with the unknown one last."""

    periods: list[Period]
    segments: list[Segment]
    at: dict[tuple[int, Segment], Measures]


def measured(ledger: Ledger, query: MetricQuery, needs: Iterable[str], asked: Asked, extras: Sequence[str] = ()) -> Measured:
    """The measures that are needed, per period and segment.

    Cost follows the number of changes in the ledger, plus periods × segments for what is shown.
    """
    cutting = cut(ledger, query, extras)
    _refuse_parts_of_months(ledger, query)
    reading = _Reading(cutting, query, asked)
    for need in dict.fromkeys(needs):
        READINGS[need](reading)
    return reading.finished()


def run(ledger: Ledger, query: MetricQuery, asked: Asked, extras: Sequence[str] = ()) -> list[tuple[Period, Segment, Metric, Figure]]:
    """The figures of a query, by metric, period and segment.

    Raises: SubledgerError for a metric, attribute or grain that does not exist.
    """
    for name in query.metrics:
        if name not in BY_SLUG:
            raise unknown("metric", name, SLUGS)
    chosen = [BY_SLUG[name] for name in query.metrics]
    found = measured(ledger, query, (need for metric in chosen for need in metric.needs), asked, extras)
    return [
        (period, segment, metric, metric.of(found.at[index, segment]))
        for metric in chosen
        for index, period in enumerate(found.periods)
        for segment in found.segments
    ]


def _refuse_parts_of_months(ledger: Ledger, query: MetricQuery) -> None:
    if ledger.policy["movements.netting"] != "month":
        return
    if query.grain in ("day", "week") or query.start.day != 1 or query.end.day != 1:
        raise SubledgerError(
            f"policy {ledger.policy.name} nets movements by month, so parts of a month have none",
            "grain",
            query.grain,
            "whole months",
            "use --grain month, quarter or year, from and to the first of a month; or a policy with movements.netting = day",
        )


class _Reading:
    """Reads measures into place: each reading asks one question of the ledger."""

    def __init__(self, cutting: Cut, query: MetricQuery, asked: Asked) -> None:
        self.cut, self.query, self.asked = cutting, query, asked
        self.policy = cutting.ledger.policy
        self.scale = holdings.scale(cutting.ledger)
        self.periods = query.periods()
        self.index = {grain_start(period.start, query.grain): index for index, period in enumerate(self.periods)} | {BEFORE: -1}
        self.at: dict[tuple[int, Segment], Measures] = {}
        if query.by is None:
            self._touch(None)

    def _touch(self, segment: Segment) -> None:
        if (0, segment) not in self.at:
            for index in range(len(self.periods)):
                self.at[index, segment] = Measures(self.policy)

    def _each(self, rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[int, Segment, tuple[Any, ...]]]:
        for bucket, segment, *rest in rows:
            self._touch(segment)
            yield self.index[bucket], segment, tuple(rest)

    def _balance(self, changes: Iterable[tuple[int, Segment, Any]], put: Callable[[Measures, Any, Any], None]) -> None:
        """Runs changes up to balances and puts (opening, closing) into every period."""
        sums: dict[Segment, dict[int, Any]] = defaultdict(lambda: defaultdict(int))
        for index, segment, change in changes:
            self._touch(segment)
            sums[segment][index] += change
        for segment, by_index in sums.items():
            balance = by_index.get(-1, 0)
            for index in range(len(self.periods)):
                opening, balance = balance, balance + by_index.get(index, 0)
                put(self.at[index, segment], opening, balance)

    def moved(self) -> None:
        changes = []
        for index, segment, (kind, micros, transfer, customers) in self._each(self.asked.rows(moved(self.cut, self.query))):
            amount, crossed = monthly(int(micros)), monthly(int(transfer))
            changes.append((index, segment, amount + crossed))
            if index >= 0:
                at = self.at[index, segment]
                at.moves[kind] += amount
                at.transfer += crossed
                at.counts[kind] += int(customers)

        def put(at: Measures, opening: Fraction, _: Fraction) -> None:
            at.opening = Fraction(opening)

        self._balance(changes, put)

    def paying(self) -> None:
        rows = list(self._each(self.asked.rows(presence.counted(presence.paying(self.cut, self.query), self.query))))
        for index, segment, (_, lost) in rows:
            if index >= 0:
                self.at[index, segment].customers_lost = int(lost)

        def put(at: Measures, opening: int, closing: int) -> None:
            at.customers_opening, at.customers = opening, closing

        self._balance(((index, segment, int(change)) for index, segment, (change, _) in rows), put)

    def churn_before(self) -> None:
        """The mean churn rate of the six whole months before each period's last month."""
        first = add_months(grain_start(self.periods[0].last_day, "month"), -6)
        monthly_query = replace(self.query, start=first, end=grain_start(self.periods[-1].last_day, "month"), grain="month")
        rates: dict[tuple[date, Segment], Fraction] = {}
        reading = _Reading(self.cut, monthly_query, self.asked)
        reading.paying()
        for (index, segment), at in reading.at.items():
            if at.customers_opening:
                rates[reading.periods[index].start, segment] = Fraction(at.customers_lost, at.customers_opening)
        for (index, segment), at in self.at.items():
            last = grain_start(self.periods[index].last_day, "month")
            found = [rates[month, segment] for month in (add_months(last, -back) for back in range(1, 7)) if (month, segment) in rates]
            at.churn_before = sum(found, Fraction(0)) / len(found) if found else None

    def subscriptions(self) -> None:
        self._count(presence.paying(self.cut, self.query, "subscription"), "subscriptions")

    def in_force(self) -> None:
        self._count(presence.in_force(self.cut, self.query), "in_force")

    def _count(self, transitions: ir.Table, name: str) -> None:
        rows = self._each(self.asked.rows(presence.counted(transitions, self.query)))

        def put(at: Measures, _: int, closing: int) -> None:
            setattr(at, name, closing)

        self._balance(((index, segment, int(change)) for index, segment, (change, _) in rows), put)

    def _held(self, changes: ir.Table, name: str, unit: Fraction) -> None:
        rows = self._each(self.asked.rows(changes))

        def put(at: Measures, _: int, closing: int) -> None:
            setattr(at, name, closing * unit)

        self._balance(((index, segment, int(amount)) for index, segment, (amount,) in rows), put)

    def quantity(self) -> None:
        self._held(holdings.quantity(self.cut, self.query), "quantity", Fraction(1, MICROS))

    def past_due(self) -> None:
        self._held(holdings.past_due(self.cut, self.query), "past_due", monthly(1, self.scale))

    def committed(self) -> None:
        self._held(holdings.committed(self.cut, self.query), "committed_arr", 12 * monthly(1, self.scale))

    def signed(self) -> None:
        self._held(holdings.signed(self.cut, self.query), "signed", monthly(1, self.scale))

    def retained(self) -> None:
        table, rows = retention.ticks(self.query)
        days = [rows[0][0], rows[-1][0]]
        found = self.asked.rows(retention.retained(self.cut, self.query, self.asked.beside(table, rows), days))
        for place, name in enumerate(("retained_base", "retained_net", "retained_gross")):

            def put(at: Measures, _: int, closing: int, name: str = name) -> None:
                setattr(at, name, closing)

            self._balance(((index, segment, int(changes[place])) for segment, index, *changes in found), put)

    def trials(self) -> None:
        for index, segment, (started, ended, converted) in self._each(self.asked.rows(trials(self.cut, self.query))):
            if index >= 0:
                at = self.at[index, segment]
                at.trials_started, at.trials_ended, at.trials_converted = int(started), int(ended), int(converted)

    def revenue(self) -> None:
        for index, segment, (kind, amount) in self._each(self.asked.rows(revenue(self.cut, self.query))):
            self.at[index, segment].invoiced[kind] += Fraction(int(amount), MICROS * self.scale)

    def finished(self) -> Measured:
        segments = sorted({segment for _, segment in self.at}, key=lambda name: (name is None, name or ""))
        return Measured(self.periods, segments, self.at)


READINGS: dict[str, Callable[[_Reading], None]] = {
    "moved": _Reading.moved,
    "paying": _Reading.paying,
    "churn_before": _Reading.churn_before,
    "subscriptions": _Reading.subscriptions,
    "in_force": _Reading.in_force,
    "quantity": _Reading.quantity,
    "past_due": _Reading.past_due,
    "committed": _Reading.committed,
    "signed": _Reading.signed,
    "retained": _Reading.retained,
    "trials": _Reading.trials,
    "revenue": _Reading.revenue,
}

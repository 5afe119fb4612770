"""The one function that runs a query over the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from subledger.metrics import holdings, presence, retention
from subledger.metrics.by_month import moved_by_month
from subledger.metrics.catalogue import BY_SLUG, SLUGS, Figure, Metric
from subledger.metrics.days import END, START, AnyDays
from subledger.metrics.flows import BEFORE, moved, posted
from subledger.metrics.formulas import FORMULAS, figure
from subledger.metrics.measures import Measures, monthly
from subledger.metrics.query import MetricQuery
from subledger.metrics.revenue import revenue
from subledger.metrics.segments import OF_POSTINGS, Cut, cut
from subledger.metrics.trials import trials
from subledger.model.calendar import SPAN, Period, add_months, grain_start
from subledger.model.errors import SubledgerError, unknown
from subledger.model.money import MICROS
from subledger.model.tables import Table

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from subledger.ledger.tables import Ledger
    from subledger.metrics.days import Days, Given

    Definition = Callable[[Cut, Days], ir.Table]

Rows = list[tuple[Any, ...]]
Segment = str | None
FEW = 5
"""How many looks of retention cost less together than one by one."""


class Asked(Protocol):
    """What a query needs of the book: rows of an expression, and a small table put beside it."""

    def rows(self, expression: ir.Table, given: Given) -> Rows:
        """All rows of an expression, its open days being those that are given."""

    def beside(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> ir.Table:
        """A few plain rows as a table to join with."""

    def recalled(self, key: Hashable) -> Any | None:
        """What was found under that key in this build, if it is remembered."""

    def remember(self, key: Hashable, found: Sequence[Any]) -> None:
        """Keeps a finding for whoever asks again of this build."""


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
    reading = _Reading(cut(ledger, query, extras), query, asked)
    for need in needs:
        reading.read(need)
    return reading.finished()


def run(ledger: Ledger, query: MetricQuery, asked: Asked, extras: Sequence[str] = ()) -> list[tuple[Period, Segment, Metric, Figure]]:
    """The figures of a query, by metric, period and segment.

    Raises: SubledgerError for a metric, attribute or grain that does not exist.
    """
    for name in query.metrics:
        if name not in BY_SLUG:
            raise unknown("metric", name, SLUGS)
    refuse_causes_of_balances(query)
    chosen = [BY_SLUG[name] for name in query.metrics]
    found = measured(ledger, query, (need for metric in chosen for need in metric.needs), asked, extras)
    return [
        (period, segment, metric, figure(metric.slug, found.at[index, segment]))
        for metric in chosen
        for index, period in enumerate(found.periods)
        for segment in found.segments
    ]


def refuse_causes_of_balances(query: MetricQuery) -> None:
    """Raises for a balance that is cut by what caused it."""
    names = {query.by, *(part.attribute for part in query.where)}
    balances = [name for name in query.metrics if not FORMULAS[name].is_of_movements]
    if names & set(OF_POSTINGS) and balances:
        flows = ", ".join(slug for slug in SLUGS if FORMULAS[slug].is_of_movements)
        raise SubledgerError(
            f"{balances[0]} has no cause: what changes a balance has one, not what is there",
            "cause_of_balance",
            balances[0],
            f"a metric of movements: {flows}",
            "see: subledger movements --by cause",
        )


def _no_parts_of_months(ledger: Ledger, query: MetricQuery) -> SubledgerError:
    return SubledgerError(
        f"policy {ledger.policy.name} nets movements by month, so parts of a month have none",
        "grain",
        query.grain,
        "whole months",
        "use --grain month, quarter or year, from and to the first of a month; or a policy with movements.netting = day",
    )


@lru_cache(maxsize=512)
def _defined(definition: Definition, cutting: Cut, days: AnyDays) -> ir.Table:
    # To make an expression and its SQL takes longer than to run it on a small book, and neither depends on the days asked for.
    return definition(cutting, days)


class _Reading:
    """Reads measures into place: each reading asks one question of the ledger."""

    def __init__(self, cutting: Cut, query: MetricQuery, asked: Asked) -> None:
        self.cut, self.query, self.asked = cutting, query, asked
        self.policy = cutting.ledger.policy
        self.scale = holdings.scale(cutting.ledger)
        self.periods = query.periods()
        self.index = {grain_start(period.start, query.grain): index for index, period in enumerate(self.periods)} | {BEFORE: -1}
        self.at: dict[tuple[int, Segment], Measures] = {}
        self.paid: list[tuple[int, Segment, int]] = []
        self.done: set[str] = set()
        if query.by is None:
            self._touch(None)

    def read(self, need: str) -> None:
        """Reads what is needed, once."""
        if need not in self.done:
            self.done.add(need)
            READINGS[need](self)

    def _touch(self, segment: Segment) -> None:
        if (0, segment) not in self.at:
            for index in range(len(self.periods)):
                self.at[index, segment] = Measures(self.policy)

    def _rows(self, definition: Definition) -> Rows:
        days = AnyDays(self.query.grain, self.query.is_of_whole_months)
        key = (definition, self.cut, days, self.query.start, self.query.end)
        found = self.asked.recalled(key)
        if found is None:
            found = self.asked.rows(_defined(definition, self.cut, days), {START: self.query.start, END: self.query.end})
            self.asked.remember(key, found)
        return found

    def _each(self, definition: Definition) -> Iterable[tuple[int, Segment, tuple[Any, ...]]]:
        for bucket, segment, *rest in self._rows(definition):
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

    @property
    def _is_of_parts_of_months(self) -> bool:
        return self.policy["movements.netting"] == "month" and not self.query.is_of_whole_months

    def balance(self) -> None:
        """Balances alone: from movements; within a month whose movements are one, from postings."""
        if not self._is_of_parts_of_months:
            self.read("moved")
            return
        rows = self._each(posted)

        def put(at: Measures, opening: Fraction, closing: Fraction) -> None:
            at.opening, at.changed = Fraction(opening), Fraction(closing - opening)

        self._balance(((index, segment, monthly(int(micros))) for index, segment, (micros,) in rows), put)

    def moved(self) -> None:
        if self._is_of_parts_of_months:
            raise _no_parts_of_months(self.cut.ledger, self.query)
        changes = []
        for index, segment, (kind, micros, transfer, customers, paying) in self._moved():
            amount, crossed = monthly(int(micros)), monthly(int(transfer))
            changes.append((index, segment, amount + crossed))
            self.paid.append((index, segment, int(paying)))
            if index >= 0:
                at = self.at[index, segment]
                at.moves[kind] += amount
                at.transfer += crossed
                at.counts[kind] += int(customers)

        def put(at: Measures, opening: Fraction, _: Fraction) -> None:
            at.opening = Fraction(opening)

        self._balance(changes, put)

    def _moved(self) -> Iterable[tuple[int, Segment, tuple[Any, ...]]]:
        query = self.query
        if not query.is_of_whole_months:
            yield from self._each(moved)
            return
        for month, (segment, *rest) in moved_by_month(self.cut, query.start, query.end, self.asked):
            self._touch(segment)
            place = BEFORE if month is None else self.query.start if query.grain == SPAN else grain_start(month, query.grain)
            yield self.index[place], segment, tuple(rest)

    def paying(self) -> None:
        """Customers at both ends: as movements tell, where they are of customers and not taken apart."""
        if self.policy.mover != "customer" or self.cut.item_names or self._is_of_parts_of_months:
            self.read("lost")
        else:
            self.read("moved")
            self._balance(self.paid, _put_customers)

    def lost(self) -> None:
        """Customers at both ends, and how many of the first are not among the last."""
        if self.query.grain == SPAN:
            for segment, opening, closing, lost in self._rows(presence.customers_of_span):
                self._touch(segment)
                _put_customers(self.at[0, segment], int(opening), int(closing))
                self.at[0, segment].customers_lost = int(lost)
            return
        rows = list(self._each(presence.customers))
        for index, segment, (_, lost) in rows:
            if index >= 0:
                self.at[index, segment].customers_lost = int(lost)
        self._balance(((index, segment, int(change)) for index, segment, (change, _) in rows), _put_customers)

    def movers(self) -> None:
        """How many customers, or subscriptions, paid at the opening: as many of either as can churn."""

        def put(at: Measures, opening: int, _: int) -> None:
            at.movers_opening = opening

        self._balance(((index, segment, int(change)) for index, segment, (change,) in self._each(presence.movers)), put)

    def churn(self) -> None:
        """What the policy's churn rate is made of."""
        for need in ("lost",) if self.policy["metrics.churn_rate"] == "lost" else ("moved", "movers"):
            self.read(need)

    def annual(self) -> None:
        """What the policy's ARR is of."""
        self.read("committed" if self.policy["arr.basis"] == "committed" else "balance")

    def users(self) -> None:
        """Whom the policy's ARPU is per."""
        self.read("in_force" if self.policy["metrics.arpu"] == "in_force" else "paying")

    def churn_before(self) -> None:
        """The churn rate that a lifetime value takes: the mean of whole months before, or that of the closing day's month."""
        word, number = self.policy.ltv
        lasts = [grain_start(period.last_day, "month") for period in self.periods]
        if word == "mean":
            spans = [[(add_months(last, -back), add_months(last, 1 - back)) for back in range(1, number + 1)] for last in lasts]
        else:
            spans = [[(last, period.end)] for last, period in zip(lasts, self.periods, strict=True)]
        rates = self._churn_rates({span for wanted in spans for span in wanted})
        for (index, segment), at in self.at.items():
            found = [rates[span, segment] for span in spans[index] if (span, segment) in rates]
            mean = sum(found, Fraction(0)) / len(found) if found else None
            # A life without churn, or with less than none, has no end; a discount ends every life.
            at.churn_before = mean if mean is not None and mean + Fraction(number if word == "discounted" else 0, 100) > 0 else None

    def _churn_rates(self, spans: set[tuple[date, date]]) -> dict[tuple[tuple[date, date], Segment], Fraction]:
        """The churn rate of each span, where it is known: whole months in one reading, others in one each."""
        months = sorted(start for start, end in spans if end.day == 1)
        asked = [(span, SPAN) for span in spans if span[1].day != 1]
        asked += [((months[0], add_months(months[-1], 1)), "month")] if months else []
        found = {}
        for (start, end), grain in asked:
            reading = _Reading(self.cut, replace(self.query, start=start, end=end, grain=grain), self.asked)
            reading.read("churn")
            for (index, segment), at in reading.at.items():
                period, rate = reading.periods[index], figure("customer_churn_rate", at)
                if rate is not None:
                    found[(period.start, period.end), segment] = Fraction(rate)
        return found

    def subscriptions(self) -> None:
        self._held(presence.subscriptions, "subscriptions", 1)

    def in_force(self) -> None:
        self._held(presence.holders, "in_force", 1)

    def _held(self, definition: Definition, name: str, unit: Fraction | int) -> None:
        def put(at: Measures, _: int, closing: int) -> None:
            setattr(at, name, closing * unit)

        self._balance(((index, segment, int(amount)) for index, segment, (amount,) in self._each(definition)), put)

    def quantity(self) -> None:
        self._held(holdings.QUANTITY.changes, "quantity", Fraction(1, MICROS))

    def past_due(self) -> None:
        self._held(holdings.PAST_DUE.changes, "past_due", monthly(1, self.scale))

    def committed(self) -> None:
        self._held(holdings.COMMITTED.changes, "committed_arr", 12 * monthly(1, self.scale))

    def signed(self) -> None:
        self._held(holdings.AHEAD.changes, "signed", monthly(1, self.scale))

    def retained(self) -> None:
        looks = retention.looks(self.query)
        found = {look: self.asked.recalled((retention.retained, self.cut, look)) for look in looks}
        unknown = [look for look, sums in found.items() if sums is None]
        found |= self._kept(unknown) if len(unknown) < FEW else self._retained(unknown)
        for look in unknown:
            self.asked.remember((retention.retained, self.cut, look), found[look] or [])
        for index, look in enumerate(looks):
            for segment, base, net, gross in found[look] or ():
                self._touch(segment)
                at = self.at[index, segment]
                at.retained_base, at.retained_net, at.retained_gross = base, net, gross

    def _kept(self, looks: list[retention.Look]) -> dict[retention.Look, Rows]:
        """What each look finds, one by one."""
        of = _defined(retention.kept, self.cut, AnyDays(SPAN, self.query.is_of_whole_months))
        rows = {look: self.asked.rows(of, {START: look.base, END: look.closing}) for look in looks}
        return {look: [(segment, *map(int, sums)) for segment, *sums in found] for look, found in rows.items()}

    def _retained(self, looks: list[retention.Look]) -> dict[retention.Look, Rows]:
        """What each look finds, all in one pass."""
        table, rows, given = retention.ticks(looks)
        self.asked.beside(table, rows)
        spans = self.asked.rows(_defined(retention.retained, self.cut, AnyDays(self.query.grain, self.query.is_of_whole_months)), given)
        sums: dict[retention.Look, dict[Segment, list[int]]] = {look: {} for look in looks}
        for segment, since, until, *amounts in spans:
            for look in looks[since:until]:
                each = sums[look].setdefault(segment, [0, 0, 0])
                each[:] = [total + int(amount) for total, amount in zip(each, amounts, strict=True)]
        return {look: [(segment, *each) for segment, each in of.items()] for look, of in sums.items()}

    def trials(self) -> None:
        for index, segment, (started, ended, converted) in self._each(trials):
            if index >= 0:
                at = self.at[index, segment]
                at.trials_started, at.trials_ended, at.trials_converted = int(started), int(ended), int(converted)

    def revenue(self) -> None:
        for index, segment, (kind, amount) in self._each(revenue):
            self.at[index, segment].invoiced[kind] += Fraction(int(amount), MICROS * self.scale)

    def finished(self) -> Measured:
        segments = sorted({segment for _, segment in self.at}, key=lambda name: (name is None, name or ""))
        return Measured(self.periods, segments, self.at)


def _put_customers(at: Measures, opening: int, closing: int) -> None:
    at.customers_opening, at.customers = opening, closing


READINGS: dict[str, Callable[[_Reading], None]] = {
    "balance": _Reading.balance,
    "moved": _Reading.moved,
    "paying": _Reading.paying,
    "lost": _Reading.lost,
    "movers": _Reading.movers,
    "churn": _Reading.churn,
    "annual": _Reading.annual,
    "users": _Reading.users,
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

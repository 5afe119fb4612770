"""Book: one company's data, policy and ledger. The Python API."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from subledger.book import findings, opening, publishing
from subledger.book.asked import Asked
from subledger.book.bridging.bridge import Bridge
from subledger.book.bridging.bridging import bridged
from subledger.book.bridging.crossing import Crossing
from subledger.book.building import building, ledgers
from subledger.book.building.published import Build, build
from subledger.book.closing.closed import Compared, Difference, compared, compared_month, differing
from subledger.book.closing.closing import Closing, closable, close_month, reopen_month
from subledger.book.customers import paying_customers
from subledger.book.editing.editing import Edits
from subledger.book.explaining import Explanation, explained, question
from subledger.book.loading.loading import Loaded
from subledger.book.looking import Looking
from subledger.book.looking.attributes import extras
from subledger.book.looking.part import Seen
from subledger.book.noticing import noticed
from subledger.book.policies import PolicyLike
from subledger.book.policies import policy as found
from subledger.book.reconciling import Asking, Reconciliation, exported, reconciled
from subledger.book.result import Result
from subledger.book.rows import by_name
from subledger.book.settled import Settled
from subledger.book.triangle import triangle
from subledger.book.using import Used, use_policy
from subledger.book.views import Views
from subledger.ledger.tables import Ledger
from subledger.metrics.cohorts import AGES, OF, cohorts
from subledger.metrics.days import END, START, AnyDays
from subledger.metrics.query import MetricQuery, parse_where
from subledger.metrics.run import measured, run
from subledger.metrics.segments import cut
from subledger.model.calendar import GRAINS, grain_next, grain_start
from subledger.model.errors import Violation, unknown
from subledger.model.policy import Policy
from subledger.model.tables import KINDS
from subledger.model.view import View, parse_view

if TYPE_CHECKING:
    from subledger.engine import Engine

Where = Sequence[str]
MOVEMENT_COLUMNS = ("opening", "new", "expansion", "contraction", "churn", "reactivation", "transfer", "fx", "closing")


class Book:
    """One company's book, open. Use it as a context manager, or close it."""

    def __init__(self, engine: Engine, settings: opening.Settings, address: str | None) -> None:
        self._engine, self._settings, self.address = engine, settings, address
        self._settled = Settled(engine)
        self._views = Views(engine, settings, self._settled)

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the book's file."""
        self._engine.close()

    @property
    def currency(self) -> str:
        """The reporting currency."""
        return self._settings.currency

    @property
    def timezone(self) -> str:
        """The time zone whose midnights begin the book's days."""
        return self._settings.timezone

    @property
    def build(self) -> Build:
        """The build that is read: its last load and the time up to which it knows."""
        return build(self._engine)

    def load(
        self,
        *paths: str | Path,
        mapping: str | Path | None = None,
        known_at: datetime | None = None,
        increment: bool = False,
        tell: Callable[[str], None] = lambda _: None,
    ) -> Loaded:
        """Loads files or folders and publishes a new build: all or nothing.

        The tables a load brings are a full snapshot of those tables; with increment they add to and correct what is there.
        Raises: BadInput listing every fault, InvariantBroken when a check fails; the book then stays as it was.
        """
        return publishing.load(self._engine, self._settings, paths, mapping, known_at, tell, is_increment=increment)

    def rebuild(self, tell: Callable[[str], None] = lambda _: None) -> None:
        """Builds every ledger of the book anew from all the facts."""
        publishing.rebuild(self._engine, self._settings, tell)

    def refresh(self, *, full: bool = False, tell: Callable[[str], None] = lambda _: None) -> list[tuple[Policy, str]]:
        """Builds anew the ledgers whose rates are others by now, or all and compares them; see publishing.refresh."""
        built = publishing.refresh(self._engine, self._settings, tell, is_full=full)
        return [(ledger.policy, ledger.currency) for ledger in built]

    def keep(self, policy: PolicyLike, currency: str | None = None, *, tell: Callable[[str], None] = lambda _: None) -> None:
        """Keeps the ledger of another policy, or reporting currency, in the book: it is built once, and renewed by every load."""
        publishing.keep(self._engine, self._settings, *self._chosen(policy, currency), tell)

    def forget(self, policy: PolicyLike, currency: str | None = None) -> None:
        """Keeps the ledger of another policy, or reporting currency, no longer.

        Raises: SubledgerError for the book's own, and for one that it does not keep.
        """
        publishing.forget(self._engine, self._settings, *self._chosen(policy, currency))

    def use_policy(
        self,
        policy: PolicyLike,
        *,
        author: str,
        reason: str,
        known_at: datetime | None = None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> Used:
        """Makes another policy the book's own, on record, from now or a later time on; what was known before stays under the former one.

        Raises: SubledgerError for the policy that is the book's own; BadInput and InvariantBroken as a load does, and all stays as it was.
        """
        return use_policy(self._engine, self._settings, found(policy), author, reason, known_at, tell)

    def kept(self) -> list[tuple[Policy, str]]:
        """The policies and reporting currencies whose ledgers the book keeps, its own first."""
        own = (self.policy, self.currency)
        every = [(ledger.policy, ledger.currency) for ledger in ledgers.kept(self._engine, self.currency)]
        return [own, *((of, currency) for of, currency in every if (of.hash, currency) != (own[0].hash, own[1]))]

    def reader(self) -> Book:
        """The same book once more, only to be read, as from another thread while this one loads."""
        return Book(self._engine.reader(), self._settings, self.address)

    def snapshot(self) -> AbstractContextManager[None]:
        """All that is read inside is of one build, whatever is published meanwhile."""
        return self._settled.snapshot()

    def metrics(
        self,
        names: Sequence[str] | str,
        start: date | None = None,
        end: date | None = None,
        grain: str = "month",
        by: str | None = None,
        where: Where = (),
        *,
        policy: PolicyLike | None = None,
        currency: str | None = None,
        known_at: datetime | None = None,
        trailing: int | None = None,
    ) -> Result:
        """Figures per period of [start, end); of grain `span` that is one period, all of it.

        Grain: metric, period, segment.   Columns: period, start, end, [segment], metric, value, unit.
        Raises: SubledgerError for an unknown name of anything, with the nearest one.
        """
        chosen = tuple(names.split(",")) if isinstance(names, str) else tuple(names)
        ledger = self._ledger(policy, currency, known_at)
        query = self._views.query(ledger, chosen, start, end, grain, by, where, trailing)
        figures = run(ledger, query, self._asked, self._extras(ledger) if by or where else ())
        rows = [
            {
                "period": period.label,
                "start": period.start,
                "end": period.end,
                **({"segment": segment} if by else {}),
                "metric": metric.slug,
                "value": Fraction(value) if value is not None and metric.unit != "count" else value,
                "unit": ledger.currency if metric.unit == "money" else metric.unit,
            }
            for period, segment, metric, value in figures
        ]
        columns = ("period", "start", "end", *(("segment",) if by else ()), "metric", "value", "unit")
        return self._result(columns, rows, ledger, self._noticed(ledger, query))

    def movements(
        self,
        start: date | None = None,
        end: date | None = None,
        grain: str = "month",
        by: str | None = None,
        where: Where = (),
        *,
        policy: PolicyLike | None = None,
        currency: str | None = None,
        known_at: datetime | None = None,
    ) -> Result:
        """The roll-forward of MRR per period [start, end): opening, each kind, fx, closing; losses negative.

        Grain: period, segment.   Units: reporting currency per month.   Checked by: opening_plus_movements.
        """
        ledger = self._ledger(policy, currency, known_at)
        query = self._views.query(ledger, (), start, end, grain, by, where)
        found = measured(ledger, query, ("moved",), self._asked, self._extras(ledger) if by or where else ())
        rows = []
        for index, period in enumerate(found.periods):
            for segment in found.segments:
                at = found.at[index, segment]
                amounts = {kind: at.moves.get(kind, Fraction(0)) for kind in KINDS} | {"transfer": at.transfer}
                row = {"period": period.label, "start": period.start, "end": period.end, **({"segment": segment} if by else {})}
                rows.append(row | {"opening": at.opening, **amounts, "closing": at.closing})
        columns = ("period", "start", "end", *(("segment",) if by else ()), *MOVEMENT_COLUMNS)
        return self._result(columns, rows, ledger, self._noticed(ledger, query))

    def customers(
        self,
        as_of: date | None = None,
        where: Where = (),
        *,
        policy: PolicyLike | None = None,
        currency: str | None = None,
        known_at: datetime | None = None,
    ) -> Result:
        """Every paying customer's MRR and ARR at the end of a day, the largest first."""
        opening.refuse_beyond(as_of)
        ledger = self._ledger(policy, currency, known_at)
        end = grain_next(as_of or self._last_day(ledger), "day")
        query = MetricQuery((), grain_start(end, "day"), grain_next(end, "day"), "day", "customer", parse_where(where))
        cutting = cut(ledger, query, self._extras(ledger))
        rows = paying_customers(self._engine, cutting, query.start)
        return self._result(("customer_id", "mrr", "arr"), rows, ledger, self._noticed(ledger, query))

    def cohorts(
        self,
        of: str = "net",
        age: str = "calendar",
        grain: str = "month",
        start: date | None = None,
        end: date | None = None,
        where: Where = (),
        *,
        policy: PolicyLike | None = None,
        currency: str | None = None,
        known_at: datetime | None = None,
    ) -> Result:
        """What is left of each cohort at each age, up to the day before end.

        Grain: cohort, age.   Columns: cohort, start, age, size (customers, or MRR on the first paying day), value, rate.
        An age that not all of a cohort has reached is left out: it is not known yet.
        """
        for name, value, allowed in (("of", of, OF), ("age", age, AGES), ("grain", grain, GRAINS)):
            if value not in allowed:
                raise unknown(name, value, allowed)
        ledger = self._ledger(policy, currency, known_at)
        query = self._views.query(ledger, (), start or date(1970, 1, 1), end, grain, None, where)
        cutting = cut(ledger, query, self._extras(ledger))
        of_any = cohorts(cutting, AnyDays(grain, query.is_of_whole_months), age)
        rows = triangle(self._engine.rows(of_any, {START: query.start, END: query.end}), of, query)
        return self._result(("cohort", "start", "age", "size", "value", "rate"), rows, ledger, self._noticed(ledger, query))

    def explain(
        self,
        metric: str = "mrr",
        as_of: date | None = None,
        customer: str | None = None,
        start: date | None = None,
        end: date | None = None,
        where: Where = (),
        *,
        policy: PolicyLike | None = None,
        currency: str | None = None,
        known_at: datetime | None = None,
        trailing: int | None = None,
        most: int = 20,
    ) -> Explanation:
        """A metric at the end of a day, or over [start, end): its parts, the customers or rows behind it, and what is not in it.

        Grain: one part, customer, movement, posting, state, line or left-out thing, as `what` says.   Source: docs/explain.md
        most: how many customers and movements are listed one by one.
        Raises: SubledgerError for an unknown metric or customer, InvariantBroken where the rows do not add up to the figure.
        """
        for day in (as_of, start, end):
            opening.refuse_beyond(day)
        ledger = self._ledger(policy, currency, known_at)
        months = ledger.policy.retention_months if trailing is None else trailing
        asked = question(ledger, metric, as_of, start, end, customer, self._last_day(ledger), where, trailing=months, most=most)
        known, extras = opening.known_at(self._engine, ledger.load_id), self._extras(ledger) if where else ()
        found = explained(self._engine, ledger, asked, Asked(self._engine), known, extras)
        return replace(found, notes=self._noticed(ledger, asked.query))

    def bridge(
        self,
        start: View | str,
        end: View | str,
        metric: str = "mrr",
        by: str | None = None,
        where: Where = (),
        *,
        policy: PolicyLike | None = None,
        currency: str | None = None,
        known_at: datetime | None = None,
    ) -> Bridge:
        """What lies between a metric in one view and in another, as steps that add up exactly: through time, policy, knowledge, scenario.

        A view is a day or period, and perhaps its own policy and time of knowing: 2025-03-31@standard, 2025-Q1@budget. A balance is
        that of its end. by: cut what happens between two periods by an attribute, not by kind of movement.
        Raises: SubledgerError for a ratio and for anything unknown.
        """
        views = [parse_view(view) if isinstance(view, str) else view for view in (start, end)]
        asked = Asked(self._engine)
        crossing = Crossing(
            self._engine, asked, lambda of, known: self._ledger(of, currency, known), self.timezone, metric, by, parse_where(where)
        )
        first, last = (replace(view, policy=view.policy or policy, known_at=view.known_at or known_at) for view in views)
        return bridged(crossing, first, last)

    def reconcile(
        self,
        path: str | Path,
        as_of: date | None = None,
        columns: Mapping[str, str] | None = None,
        *,
        policy: PolicyLike | None = None,
        currency: str | None = None,
        known_at: datetime | None = None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> Reconciliation:
        """Another tool's list of customers and their MRR beside the book's: what accounts for each gap, and which preset leaves least.

        columns: the headers of the list's customer, mrr (or change), currency, day or month, where they are not recognised.
        Source: docs/reconcile.md   Raises: BadInput listing every fault of the file; SubledgerError for a day that it says nothing of.
        """
        opening.refuse_beyond(as_of)
        export = exported(Path(path), columns or {}, self.timezone, currency, self.currency)
        ledger = self._ledger(policy, None if export.is_native else currency or export.currency, known_at)
        known = opening.known_at(self._engine, ledger.load_id)

        def under(of: Policy) -> Ledger:
            return self._ledger(of, ledger.currency, known_at)

        return reconciled(Asking(self._engine, under, ledger, self.timezone, self._last_day(ledger), known, tell), export, as_of)

    def postings(
        self,
        customer: str | None = None,
        *,
        policy: PolicyLike | None = None,
        currency: str | None = None,
        known_at: datetime | None = None,
    ) -> Result:
        """The ledger itself: every posting with its cause and source row.

        Units: native_micros and run_rate_micros are integers, micros per year.
        """
        ledger = self._ledger(policy, currency, known_at)
        rows = opening.named_postings(ledger, customer)
        return self._result(tuple(rows.columns), by_name(self._engine, rows), ledger)

    def ledger_movements(
        self,
        customer: str | None = None,
        *,
        policy: PolicyLike | None = None,
        currency: str | None = None,
        known_at: datetime | None = None,
    ) -> Result:
        """Every movement, one by one, with the balance before and after it.

        Grain: customer (or subscription), day, kind.   Units: integers, micros per year.
        """
        ledger = self._ledger(policy, currency, known_at)
        rows = opening.named_movements(ledger, customer)
        return self._result(tuple(rows.columns), by_name(self._engine, rows), ledger)

    def looking(self, *, policy: PolicyLike | None = None, currency: str | None = None, known_at: datetime | None = None) -> Looking:
        """A view of the book to look into: who and what stands behind its figures."""
        ledger = self._ledger(policy, currency, known_at)
        return Looking(Seen(self._engine, ledger, opening.known_at(self._engine, ledger.load_id), self._extras(ledger), self._asked))

    def check(
        self, *names: str, policy: PolicyLike | None = None, currency: str | None = None, known_at: datetime | None = None
    ) -> list[Violation]:
        """The named invariants that do not hold, each with its smallest examples; empty when the ledger is right."""
        from subledger.ledger.checks import CHECKS

        allowed = tuple(each.name for each in CHECKS)
        for name in names:
            if name not in allowed:
                raise unknown("check", name, allowed)
        return building.check(self._engine, self._ledger(policy, currency, known_at), names)

    def findings(
        self,
        *names: str,
        as_of: date | None = None,
        policy: PolicyLike | None = None,
        currency: str | None = None,
        known_at: datetime | None = None,
    ) -> Result:
        """Data that was loaded and looks wrong, each finding with its customer, its rows and the MRR at stake on a day.

        Grain: one suspicion.   Source: docs/findings.md   Raises: SubledgerError for a kind of finding that is none.
        """
        opening.refuse_beyond(as_of)
        ledger = self._ledger(policy, currency, known_at)
        return self._result(findings.COLUMNS, findings.findings(self._engine, ledger, as_of or self._last_day(ledger), names), ledger)

    def close_month(self, month: str, note: str | None = None, *, policy: PolicyLike | None = None, currency: str | None = None) -> Closing:
        """Closes a month, as 2025-03: writes down its figures, the policy, the last load and a hash of the ledger up to its end.

        Under each policy and in each currency a month is closed on its own.
        Raises: SubledgerError for a month that is not over in the book's data, or is closed already.
        """
        opening.refuse_reader(self._engine)
        return close_month(self._engine, self._ledger(policy, currency, None), Asked(self._engine), month, note)

    def reopen_month(self, month: str, reason: str, *, policy: PolicyLike | None = None, currency: str | None = None) -> Closing:
        """Writes down that a closed month is open again, and why; what it was closed with stays."""
        return reopen_month(self._engine, *self._chosen(policy, currency), month, reason)

    def closed(self, *, policy: PolicyLike | None = None, currency: str | None = None, known_at: datetime | None = None) -> list[Compared]:
        """Every closing of a month beside what the book says now, under the closing's own policy and in its currency.

        policy, currency: only the closings under it, in it.   known_at: beside what the book said then.
        """
        wanted, reported = self._chosen(policy, currency)
        of = (wanted.hash if policy is not None else None, reported if currency is not None else None)
        return compared(self._engine, lambda under, into: self._ledger(under, into, known_at), Asked(self._engine), *of)

    def closed_month(
        self, month: str, *, policy: PolicyLike | None = None, currency: str | None = None, known_at: datetime | None = None
    ) -> Compared:
        """A month's last closing beside what the book says now, figure by figure, and whether the ledger up to its end is the same."""
        return compared_month(self._engine, self._ledger(policy, currency, known_at), Asked(self._engine), month)

    def closable(self) -> list[date]:
        """The first day of every month that is over in the book's data, whether it is closed or not."""
        return closable(self._engine, self._ledger(None, None, None))

    def differing(self, result: Result) -> list[Difference]:
        """The figures of a result that differ from those its months were closed with."""
        return differing(self._engine, result)

    @property
    def edits(self) -> Edits:
        """What people changed of the book, and the way to change more: exclude, merge, cause, undo, all."""
        return Edits(self._engine, self._settings)

    def last_day(self) -> date:
        """The last day on which the book changes, not later than today: what is asked without a day is asked of it."""
        return self._last_day(self._ledger(None, None, None))

    def span(self) -> tuple[date, date] | None:
        """The first day of the book and the last on which anything changes, or None while it is empty."""
        return opening.span(self._engine, self._ledger(None, None, None))

    @property
    def policy(self) -> Policy:
        """The book's own policy now."""
        return self._views.chosen(None, None)[0]

    def _result(self, columns: tuple[str, ...], rows: list[dict[str, Any]], ledger: Ledger, notes: Sequence[str] = ()) -> Result:
        return Result(columns, rows, ledger.policy, ledger.currency, self._settled.ask(opening.known_at, ledger.load_id), notes)

    @property
    def _asked(self) -> Asked:
        return Asked(self._engine, self._settled.remembered)

    def _chosen(self, wanted: PolicyLike | None, currency: str | None) -> tuple[Policy, str]:
        """The policy and the reporting currency that are asked for; the book's own where none is."""
        return self._views.chosen(wanted, currency)[:2]

    def _ledger(self, wanted: PolicyLike | None, currency: str | None, known_at: datetime | None) -> Ledger:
        return self._views.ledger(wanted, currency, known_at)

    def _last_day(self, ledger: Ledger) -> date:
        return self._views.last_day(ledger)

    def _noticed(self, ledger: Ledger, query: MetricQuery) -> list[str]:
        return noticed(self._engine, ledger, query, self._extras(ledger)) if query.by or query.where else []

    def _extras(self, ledger: Ledger) -> tuple[str, ...]:
        return self._settled.ask(extras, ledger)

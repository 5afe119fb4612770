"""Book: one company's data, policy and ledger. The Python API."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from subledger.book import building, opening
from subledger.book.explaining import explained
from subledger.book.loading import Load, Loaded, read_files, store
from subledger.book.policies import PolicyLike, policy
from subledger.book.result import Result
from subledger.book.triangle import triangle
from subledger.ledger.tables import Ledger, unbound
from subledger.metrics.cohorts import AGES, OF, cohorts
from subledger.metrics.query import MetricQuery, parse_where
from subledger.metrics.run import measured, run
from subledger.metrics.segments import cut
from subledger.model import tables
from subledger.model.calendar import GRAINS, add_months, grain_next, grain_start
from subledger.model.errors import SubledgerError, Violation, unknown
from subledger.model.money import arr, mrr
from subledger.model.tables import KINDS, Table
from subledger.sources.standard import BookSettings, load_mapping

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from subledger.engine import Engine

Where = Sequence[str]
MOVEMENT_COLUMNS = ("opening", "new", "expansion", "contraction", "churn", "reactivation", "transfer", "fx", "closing")


class Book:
    """One company's book, open. Use it as a context manager, or close it."""

    def __init__(self, engine: Engine, settings: opening.Settings, address: str | None) -> None:
        self._engine, self._settings, self.address = engine, settings, address
        self._views: dict[tuple[str, str, int | None], Ledger] = {}

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
        opening.refuse_reader(self._engine)
        chosen = load_mapping(Path(mapping)) if mapping is not None else None
        engine, book = self._engine, BookSettings(self.currency, self.timezone)
        with tempfile.TemporaryDirectory(prefix="subledger-") as workspace:
            reading = read_files(engine, book, [Path(path) for path in paths], chosen, Path(workspace), tell)
            with engine.transaction():
                load_id, moment = opening.next_load(engine, opening.instant(known_at, self.timezone) if known_at else None)
                load = Load(engine, load_id, moment, increment, chosen.source if chosen else "files", tell)
                loaded = store(load, reading)
                opening.record_load(engine, load, sorted(loaded.rows))
                if loaded.changed or load_id == 1:
                    self._publish(tell)
        self._views.clear()
        return loaded

    def _publish(self, tell: Callable[[str], None]) -> None:
        building.build(self._engine, Ledger(self._settings.policy, self.currency, self.currency), is_published=True, tell=tell)

    def rebuild(self, tell: Callable[[str], None] = lambda _: None) -> None:
        """Builds the published ledger anew from all the facts."""
        opening.refuse_reader(self._engine)
        with self._engine.transaction():
            self._publish(tell)
        self._views.clear()

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
        trailing: int = 12,
    ) -> Result:
        """Figures per period [start, end).

        Grain: metric, period, segment.   Columns: period, start, end, [segment], metric, value, unit.
        Raises: SubledgerError for an unknown name of anything, with the nearest one.
        """
        chosen = tuple(names.split(",")) if isinstance(names, str) else tuple(names)
        ledger = self._ledger(policy, currency, known_at)
        query = self._query(ledger, chosen, start, end, grain, by, where, trailing)
        figures = run(ledger, query, _Asked(self._engine), self._extras(ledger))
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
        return self._result(columns, rows, ledger)

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
        query = self._query(ledger, (), start, end, grain, by, where)
        found = measured(ledger, query, ("moved",), _Asked(self._engine), self._extras(ledger))
        rows = []
        for index, period in enumerate(found.periods):
            for segment in found.segments:
                at = found.at[index, segment]
                amounts = {kind: at.moves.get(kind, Fraction(0)) for kind in KINDS} | {"transfer": at.transfer}
                row = {"period": period.label, "start": period.start, "end": period.end, **({"segment": segment} if by else {})}
                rows.append(row | {"opening": at.opening, **amounts, "closing": at.closing})
        columns = ("period", "start", "end", *(("segment",) if by else ()), *MOVEMENT_COLUMNS)
        return self._result(columns, rows, ledger)

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
        rows = cutting.of(ledger.postings.filter(ledger.postings.day < end))
        sums = rows.group_by("segment").agg(micros=rows.run_rate_micros.sum())
        found = [(name, int(micros)) for name, micros in self._engine.rows(sums.filter(sums.micros != 0))]
        found.sort(key=lambda row: (-row[1], row[0]))
        return self._result(
            ("customer_id", "mrr", "arr"),
            [{"customer_id": name, "mrr": mrr(micros), "arr": arr(micros)} for name, micros in found],
            ledger,
        )

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
        query = self._query(ledger, (), start or date(1970, 1, 1), end, grain, None, where)
        cutting = cut(ledger, query, self._extras(ledger))
        rows = triangle(self._engine.rows(cohorts(cutting, query, age)), of, query)
        return self._result(("cohort", "start", "age", "size", "value", "rate"), rows, ledger)

    def explain(
        self,
        metric: str = "mrr",
        as_of: date | None = None,
        customer: str | None = None,
        *,
        policy: PolicyLike | None = None,
        currency: str | None = None,
        known_at: datetime | None = None,
    ) -> Result:
        """The movements, states and source rows behind a customer's run-rate at the end of a day.

        Grain: one movement, posting or state.   Columns: what, day, kind, cause, item, plan, status, mrr, rule, file, row.
        """
        if metric not in ("mrr", "arr"):
            raise unknown("metric to explain", metric, ("mrr", "arr"))
        opening.refuse_beyond(as_of)
        ledger = self._ledger(policy, currency, known_at)
        day = as_of or self._last_day(ledger)
        columns, rows = explained(self._engine, ledger, metric, day, customer)
        return self._result(columns, rows, ledger)

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
        named = opening.named_postings(ledger)
        rows = named.filter(named.customer_id == customer) if customer is not None else named
        order = ["customer_id", "day", "subscription_id", "item_id", "cause"]
        columns = tuple(rows.columns)
        found = self._engine.rows(rows.order_by(order))
        return self._result(columns, [dict(zip(columns, row, strict=True)) for row in found], ledger)

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
        named = opening.named_movements(ledger)
        rows = named.filter(named.customer_id == customer) if customer is not None else named
        columns = tuple(rows.columns)
        found = self._engine.rows(rows.order_by(["customer_id", "day", "kind"]))
        return self._result(columns, [dict(zip(columns, row, strict=True)) for row in found], ledger)

    def check(self, *names: str, policy: PolicyLike | None = None, currency: str | None = None) -> list[Violation]:
        """The named invariants that do not hold, each with its smallest examples; empty when the ledger is right."""
        from subledger.ledger.checks import CHECKS

        allowed = tuple(each.name for each in CHECKS)
        for name in names:
            if name not in allowed:
                raise unknown("check", name, allowed)
        return building.check(self._engine, self._ledger(policy, currency, None), names)

    def last_day(self) -> date:
        """The last day on which the book changes, not later than today: what is asked without a day is asked of it."""
        return self._last_day(Ledger(self._settings.policy, self.currency, self.currency))

    def span(self) -> tuple[date, date] | None:
        """The first day of the book and the last on which anything changes, or None while it is empty."""
        return opening.span(self._engine, Ledger(self._settings.policy, self.currency, self.currency))

    @property
    def policy(self) -> Any:
        """The policy of the published ledger."""
        return self._settings.policy

    def _result(self, columns: tuple[str, ...], rows: list[dict[str, Any]], ledger: Ledger) -> Result:
        return Result(columns, rows, ledger.policy, ledger.currency, opening.known_at(self._engine, ledger.load_id))

    def _ledger(self, wanted: PolicyLike | None, currency: str | None, known_at: datetime | None) -> Ledger:
        """The ledger of a view: the published one, or one built beside it once and kept while the book is open."""
        chosen = policy(wanted) if wanted is not None else self._settings.policy
        reporting = opening.checked_currency(currency) if currency else self.currency
        load_id = opening.load_at(self._engine, opening.instant(known_at, self.timezone)) if known_at else None
        published = self._settings.policy
        if chosen.hash == published.hash and reporting == self.currency and load_id is None:
            return Ledger(chosen, reporting, self.currency, has_fx=opening.has_rates(self._engine))
        key = (chosen.hash, reporting, load_id)
        if key not in self._views:
            ledger = Ledger(
                chosen, reporting, self.currency, load_id=load_id, prefix=f"view_{chosen.hash[:12]}_{reporting.lower()}_{load_id or 0}_"
            )
            with self._engine.transaction():
                self._views[key] = building.build(self._engine, ledger, is_published=False)
        return replace(self._views[key], policy=chosen)

    def _query(
        self,
        ledger: Ledger,
        names: tuple[str, ...],
        start: date | None,
        end: date | None,
        grain: str,
        by: str | None,
        where: Where,
        trailing: int = 12,
    ) -> MetricQuery:
        if grain not in GRAINS:
            raise unknown("grain", grain, GRAINS)
        if trailing < 1:
            raise SubledgerError("--trailing counts months", "trailing", str(trailing), "1 or more")
        for day in (start, end):
            opening.refuse_beyond(day)
        until = end or add_months(grain_start(self._last_day(ledger), "month"), 1)
        since = start or add_months(until, -12)
        return MetricQuery(names, since, until, grain, by, parse_where(where), trailing)

    def _last_day(self, ledger: Ledger) -> date:
        """The last day on which the book changes, not later than today."""
        found = opening.span(self._engine, ledger)
        today = datetime.now(UTC).date()
        return min(found[1], today) if found else today

    def _extras(self, ledger: Ledger) -> tuple[str, ...]:
        extras, customers = unbound(tables.EXTRAS), ledger.known(tables.CUSTOMERS)
        names = extras.semi_join(customers, ["source_key", "row"]).select("name").distinct().order_by("name")
        return tuple(name for (name,) in self._engine.rows(names))


class _Asked:
    """What metrics ask of the book."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rows(self, expression: ir.Table) -> list[tuple[Any, ...]]:
        return self._engine.rows(expression)

    def beside(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> ir.Table:
        self._engine.create(table, temporary=True)
        self._engine.insert_rows(table, rows)
        return unbound(table)


def init(
    path: str | Path | None = None,
    currency: str = "USD",
    timezone: str = "UTC",
    policy: PolicyLike = "standard",
    *,
    memory: str | None = None,
) -> Book:
    """An empty book at a path, or in memory.

    Raises: SubledgerError when something is there already, or a setting is unknown.
    """
    return Book(*opening.created(path, currency, timezone, policy, memory))


def open_book(path: str | Path, *, writes: bool = False, memory: str | None = None) -> Book:
    """The book at a path, to read; with writes, to load into as well."""
    return Book(*opening.opened(path, writes=writes, memory=memory))


def demo(path: str | Path | None = None, *, replace: bool = False, tell: Callable[[str], None] = lambda _: None) -> Book:
    """A book of the demo company, open to read; with replace, in the place of an older demo book.

    Raises: SubledgerError when something that is no demo book stands at the path.
    """
    from subledger.sources.demo import write_demo

    with tempfile.TemporaryDirectory(prefix="subledger-demo-") as folder:
        files = Path(folder) / "files"
        files.mkdir()
        tell("inventing a company")
        write_demo(files)
        if path is None:
            book = Book(*opening.created(None, "USD", "UTC", "standard", None, is_demo=True))
            book.load(files, tell=tell)
            return book
        target = Path(path)
        if target.exists() and not (replace and opening.is_demo(target)):
            opening.refuse_taken(target)
        # Made beside the old one and put in its place whole: whoever interrupts this keeps what was there.
        fresh = target.with_name(f".{target.name}.new")
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()
        try:
            with Book(*opening.created(fresh, "USD", "UTC", "standard", None, is_demo=True)) as book:
                book.load(files, tell=tell)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    return open_book(target)

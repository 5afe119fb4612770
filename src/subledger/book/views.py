"""Views: which ledger a question is asked of, by policy, reporting currency and time of knowing, and of which days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from subledger.book import opening
from subledger.book.building import building, ledgers
from subledger.book.own_policy import own_policy
from subledger.book.policies import PolicyLike, policy
from subledger.book.settled import Settled
from subledger.engine import Engine
from subledger.ledger.tables import Ledger
from subledger.metrics.query import MetricQuery, parse_where
from subledger.model.calendar import GRAINS, SPAN, add_months, grain_start
from subledger.model.errors import SubledgerError, unknown
from subledger.model.policy import Policy


class Views:
    """The ledgers of an open book: those that it keeps, and those that were asked for and are built beside them."""

    def __init__(self, engine: Engine, settings: opening.Settings, settled: Settled) -> None:
        self._engine, self._settings, self._settled = engine, settings, settled
        self._built = dict[tuple[str, str, int], Ledger]()

    def chosen(self, wanted: PolicyLike | None, currency: str | None, known_at: datetime | None = None) -> tuple[Policy, str, int]:
        """The policy, the reporting currency and the last load known; where none is named those of the book, the policy as of that load."""
        last = self._settled.ask(opening.last_load)
        load_id = opening.load_at(self._engine, opening.instant(known_at, self._settings.timezone)) if known_at else last
        of = policy(wanted) if wanted is not None else self._settled.ask(own_policy, load_id)
        return of, opening.checked_currency(currency) if currency is not None else self._settings.currency, load_id

    def ledger(self, wanted: PolicyLike | None, currency: str | None, known_at: datetime | None) -> Ledger:
        """The ledger of a view: one that the book keeps, or one built beside them once and kept while the book is open."""
        chosen, reporting, load_id = self.chosen(wanted, currency, known_at)
        if load_id == self._settled.ask(opening.last_load):
            ledger = self._settled.ask(ledgers.serving, chosen, reporting, self._settings.currency)
            if ledger is not None:
                return replace(ledger, policy=chosen, load_id=load_id)
        key = (chosen.ledger_hash, reporting, load_id)
        if key not in self._built:
            # Numbered, not named for what they are: what was compiled for one view then serves many another.
            prefix = f"view_{len(self._built) + 1}_"
            ledger = Ledger(chosen, reporting, self._settings.currency, load_id, prefix=prefix)
            self._built[key] = building.build(self._engine, ledger, opening.today(self._engine, load_id), is_kept=False)
        return replace(self._built[key], policy=chosen)

    def last_day(self, ledger: Ledger) -> date:
        """The last day on which the book changes, not later than today."""
        found = self._settled.ask(opening.span, ledger)
        today = datetime.now(UTC).date()
        return min(found[1], today) if found else today

    def query(
        self,
        ledger: Ledger,
        names: tuple[str, ...],
        start: date | None,
        end: date | None,
        grain: str,
        by: str | None,
        where: Sequence[str],
        trailing: int | None = None,
    ) -> MetricQuery:
        """What is asked of a ledger; where no days are named, of the twelve months up to the end of its last."""
        if grain not in (*GRAINS, SPAN):
            raise unknown("grain", grain, GRAINS)
        months = ledger.policy.retention_months if trailing is None else trailing
        if months < 1:
            raise SubledgerError("--trailing counts months", "trailing", str(trailing), "1 or more")
        for day in (start, end):
            opening.refuse_beyond(day)
        until = end or add_months(grain_start(self.last_day(ledger), "month"), 1)
        since = start or add_months(until, -12)
        return MetricQuery(names, since, until, grain, by, parse_where(where), months)

"""Knowing more: why a figure differs between two loads, by which facts came, were corrected or went.

The changes are let in kind by kind, in an order in which every set of facts between the two can be built: rates come before what needs
them and go after it, no row comes before those that it replaces have gone, and people edit what the rows left. The book's
own policy becomes another last: the ledger of the former one is still kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import ibis
import ibis.expr.types as ir

from subledger.book import opening, own_policy
from subledger.book.bridging.bridge import Share, SourceRow, Step
from subledger.book.bridging.changing import edits_between, edits_known, touched
from subledger.book.bridging.crossing import Crossing, Standpoint, taken_back
from subledger.book.bridging.differing import CAME, FROM, OF_CUSTOMERS, TO, WENT, differing, source_rows, source_rows_of
from subledger.book.building import building
from subledger.book.rows import has_rows
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables
from subledger.model.tables import Table, table

RATES, GONE, CORRECTED, LATE, EDITED = "fx_rates", "deletions", "corrections", "late_rows", "edits"
RATES_GONE, POLICY = "fx_rates_gone", "policy"
NAMES = {
    RATES: "exchange rates that came or changed",
    GONE: "deletions: rows that are gone",
    CORRECTED: "corrections: rows that say something else",
    LATE: "late rows: rows that came",
    EDITED: "edits by people",
    RATES_GONE: "exchange rates that are gone",
}
"""The steps in their order."""
OF_ROWS = {GONE: (WENT,), CORRECTED: (FROM, TO), LATE: (CAME,)}
BY_CUSTOMER = (*OF_ROWS, EDITED)
"""The steps that touch no customer but those of whom something differs."""
OF_RATES = {RATES: (CAME, FROM, TO), RATES_GONE: (WENT,)}
CHANGED = table("bridge_changed", {"customer_key": "int32"})
"""The customers of whom some fact differs: while rates stay the same, only theirs can."""


@dataclass(frozen=True, slots=True)
class Between(Ledger):
    """A ledger between two loads: the facts of the first, with some kinds of change up to the second let in."""

    since: int = 0
    let_in: tuple[str, ...] = ()
    is_of_changed: bool = False

    def told(self, table: Table) -> ir.Table:
        """The facts of that kind at this stage."""
        come, go, correct = (RATES, RATES_GONE, RATES) if table is tables.FX_RATES else (LATE, GONE, CORRECTED)
        found = differing(table, self.since, self.load_id)
        parts = [found.kept, found.changes[TO if correct in self.let_in else FROM]]
        parts += [found.changes[CAME]] if come in self.let_in else []
        parts += [] if go in self.let_in else [found.changes[WENT]]
        rows = ibis.union(*parts)
        return rows.semi_join(unbound(CHANGED), "customer_key") if self.is_of_changed and "customer_key" in table.columns else rows

    @property
    def edits(self) -> ir.Table:
        """The edits by people at this stage."""
        return edits_known(self.load_id if EDITED in self.let_in else self.since)


def through_knowledge(crossing: Crossing, before: Standpoint, after: Standpoint) -> list[Step]:
    """From what was known after one load to what is known after another, under one policy or under the book's own at either time."""
    since, until = before.ledger.load_id, after.ledger.load_id
    if since == until:
        return []
    return _learnt(crossing, before, after) if since < until else taken_back(_learnt(crossing, after, before))


def _learnt(crossing: Crossing, before: Standpoint, after: Standpoint) -> list[Step]:
    """From one load to a later one: all that came under the policy of before, then the policy."""
    was, now = before.ledger.policy, after.ledger.policy
    if was == now:
        return _Learning(crossing, before, after).steps()
    under = crossing.at(replace(after.view, policy=was))
    amount, customers = crossing.totals(crossing.shares(under, after, "whole")).get("", (Fraction(0), 0))
    opened = crossing.opens(under, after, "whole", "")
    used = Step(own_policy.step(was, now), "knowledge", POLICY, amount, customers, under.end, after.end, opened)
    return [*_Learning(crossing, before, under).steps(), used]


class _Learning:
    """The way from one load to a later one."""

    def __init__(self, crossing: Crossing, before: Standpoint, after: Standpoint) -> None:
        self.crossing, self.engine, self.before, self.after = crossing, crossing.engine, before, after
        self.since, self.until = before.ledger.load_id, after.ledger.load_id

    def steps(self) -> list[Step]:
        """A step for each kind of change, with its customers and their rows read at once: what lies between is dropped again."""
        self.engine.fill(CHANGED, touched(self.since, self.until))
        stages, last, found = self._stages(), self.before, {}
        for number, key in enumerate(stages, 1):
            following = stages[number:]
            # Rates move whoever has them: what they are taken away from must hold every customer.
            has_all = key not in BY_CUSTOMER or following[:1] == [RATES_GONE]
            then = self._built(self._between((RATES, *stages[:number]), has_all=has_all)) if following else self.after
            found[key] = self._of_customers(key, last, then) if key in BY_CUSTOMER else self._of_rates(key, last, then)
            self._drop(last)
            last = then
        self.engine.drop(CHANGED.name)
        return [found.get(key) or self._step(key, []) for key in NAMES if key in found or key in OF_ROWS]

    def _stages(self) -> list[str]:
        """The kinds of change that there are. Where none is of a kind, the views before and after it are one and the same."""
        rows = [differing(of, self.since, self.until).changes for of in OF_CUSTOMERS]
        occurs = {key: any(has_rows(self.engine, of[change]) for of in rows for change in OF_ROWS[key]) for key in OF_ROWS}
        gone = differing(tables.FX_RATES, self.since, self.until).changes[WENT]
        occurs |= {EDITED: bool(self.engine.rows(edits_between(self.since, self.until).limit(1)))}
        occurs |= {RATES: self._has_other_rates(), RATES_GONE: self.after.ledger.has_fx and has_rows(self.engine, gone)}
        return [key for key in NAMES if occurs[key]]

    def _has_other_rates(self) -> bool:
        """Whether some rate that was taken is another now, or balances are revalued further.

        Rates come; and what was the future has a rate once its day is past.
        """
        of, setting = self.before.ledger, str(self.before.ledger.policy["fx.rate"])
        then = building.rates_of(self.engine, of, opening.today(self.engine, self.since))
        now = building.rates_of(self.engine, self._between((RATES,), has_all=True), self._today)
        taken = self.engine.rows(of.rates.select("currency", "day", "rate_scaled"))
        if any(now.wanted(currency, day, setting) != int(rate) for currency, day, rate in taken):
            return True
        return setting == "month_end" and any(then.newest_month(each) != now.newest_month(each) for each in {row[0] for row in taken})

    @property
    def _today(self) -> date:
        return opening.today(self.engine, self.until)

    def _between(self, let_in: tuple[str, ...], *, has_all: bool) -> Between:
        of = self.before.ledger
        return Between(
            of.policy,
            of.currency,
            of.book_currency,
            self.until,
            has_fx=of.has_fx or self.after.ledger.has_fx,
            prefix=f"between_{self.since}_{self.until}_{len(let_in)}_",
            since=self.since,
            let_in=let_in,
            is_of_changed=not has_all,
        )

    def _built(self, ledger: Between) -> Standpoint:
        return replace(self.before, ledger=building.build(self.engine, ledger, self._today, is_kept=False))

    def _drop(self, of: Standpoint) -> None:
        if isinstance(of.ledger, Between):
            for each in tables.LEDGER:
                self.engine.drop(of.ledger.named(each).name)

    def _of_customers(self, key: str, last: Standpoint, then: Standpoint) -> Step:
        shares = self.crossing.shares(last, then, "whole").semi_join(unbound(CHANGED), "customer_key")
        found = self.crossing.customers(shares, "")
        rows = source_rows_of(self.engine, self.since, self.until, OF_ROWS.get(key, ()), shares)
        return self._step(key, [replace(share, rows=tuple(rows.get(share.customer or "", ()))) for share in found])

    def _of_rates(self, key: str, last: Standpoint, then: Standpoint) -> Step:
        shares = self.crossing.customers(self.crossing.shares(last, then, "whole"), "")
        return self._step(key, shares, source_rows(self.engine, self.since, self.until, OF_RATES[key]))

    def _step(self, key: str, shares: Sequence[Share], rows: Sequence[SourceRow] = ()) -> Step:
        amount = sum((share.amount for share in shares), Fraction(0))
        return Step(NAMES[key], "knowledge", key, amount, len(shares), self.before.end, self.after.end, lambda: list(shares), tuple(rows))

"""What stands behind a customer's gap, asked of the book when it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from subledger.book.reconciling.accounting import NONE, Told, Tolerance, Tried, by_edit, by_policy, by_reading, by_rows
from subledger.book.reconciling.amounts import Amounts, before_last_change, by_item
from subledger.book.reconciling.leaving import Left, leaving
from subledger.book.reconciling.matching import Line
from subledger.book.reconciling.readings import Reading
from subledger.book.reconciling.reconciliation import AGREES, UNEXPLAINED, Account
from subledger.book.reconciling.unedited import Unedited, unedited
from subledger.engine import Engine
from subledger.ledger import edits
from subledger.ledger.tables import Ledger
from subledger.model.policy import Policy

Rows = tuple[Mapping[str, Sequence[Left]], Mapping[str, Sequence[tuple[str, Fraction]]]]


@dataclass(slots=True)
class Behind:
    """The book on the day, with what was asked of it already."""

    engine: Engine
    ledgers: Callable[[Policy], Ledger]
    own: Ledger
    day: date
    newest: date
    tolerance: Tolerance
    readings: Sequence[Reading]
    _rows: dict[str, Rows] = field(default_factory=dict)
    _before: tuple[Amounts, dict[str, date]] | None = None
    _unedited: dict[str, Unedited] = field(default_factory=dict)

    def reading(self, line: Line, own: Tried) -> Told | None:
        """Another unit, or another day."""
        if self._before is None:
            self._before = before_last_change(self.engine, self.own, self.day)
        return by_reading(line, own.of(line.customer), self.readings, self._before, self.tolerance)

    def edit(self, line: Line, under: Tried) -> Told | None:
        """What a person edited of the customer."""
        if not {edits.EXCLUDE, edits.MERGE} & set(self.own.edited):
            return None
        policy = under.candidate.policy
        if policy.hash not in self._unedited:
            left, _ = self._of(policy)
            self._unedited[policy.hash] = unedited(self.engine, self._ledger(policy), self.day, left)
        return by_edit(line, under.of(line.customer), self._unedited[policy.hash], self.tolerance)

    def _ledger(self, policy: Policy) -> Ledger:
        return self.own if policy is self.own.policy else self.ledgers(policy)

    def _of(self, policy: Policy) -> Rows:
        """What is left out under a policy, and each customer's items."""
        if policy.hash not in self._rows:
            ledger = self._ledger(policy)
            left = leaving(self.engine, ledger, self.day, is_newest=self.day >= self.newest)
            self._rows[policy.hash] = left, by_item(self.engine, ledger, self.day)
        return self._rows[policy.hash]

    def rows(self, line: Line, under: Tried) -> Told | None:
        """Rows that the book leaves out under a policy, or an item that they lack."""
        left_out, items = self._of(under.candidate.policy)
        return by_rows(line, under.of(line.customer), left_out.get(line.customer, ()), items.get(line.customer, ()), self.tolerance)

    def account(
        self, line: Line, apart: Told | None, own: Tried, wholes: Sequence[Tried], singles: Sequence[Tried], whole: Reading | None
    ) -> Account:
        """A customer with what accounts for its gap; what remains lies between theirs and what is proposed, the first of the wholes.

        apart: what accounts for it whatever the policy; whole: what the list is, where it is no MRR of the day.
        """
        ours, theirs = own.of(line.customer), line.theirs or NONE
        rest = theirs - (whole.amounts.get(line.customer, NONE) if whole else wholes[0].of(line.customer))
        told: Told | None
        if self.tolerance.near(theirs, ours):
            told = (AGREES, "", "the id is written differently" if line.their_id else "")
        elif whole and self.tolerance.near(rest, NONE):
            told = ("reading", whole.name, whole.says)
        else:
            told = apart or by_policy(line, own, wholes, singles, self.tolerance) or self._under(line, own, wholes[0])
        if told is None:
            return Account(line.customer, line.their_id, ours, line.theirs, UNEXPLAINED, unexplained=rest)
        return Account(line.customer, line.their_id, ours, line.theirs, *told)

    def _under(self, line: Line, own: Tried, proposed: Tried) -> Told | None:
        """An edit or a row that accounts for what the proposed preset does not."""
        told = (self.edit(line, proposed) or self.rows(line, proposed)) if proposed is not own else None
        return (told[0], told[1], f"{told[2]}, under {proposed.candidate.says}") if told else None

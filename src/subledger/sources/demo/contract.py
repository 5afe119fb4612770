"""One subscription as it is lived: every change is made here and states its own effect on the run-rate.

The effects are reckoned from the change itself (price x more seats, share of the discount lifted) and never by
comparing two states, so that they are evidence independent of the rows.
"""

from __future__ import annotations

from datetime import date, timedelta

from subledger.sources.demo.company import HISTORY_END, MONTHLY, Discount, Plan, Term, add_months, micros
from subledger.sources.demo.events import (
    Begun,
    CancelAsked,
    Change,
    Discounted,
    Ended,
    Event,
    Recommitted,
    Repriced,
    Reseated,
    Retermed,
    StatusChanged,
)
from subledger.sources.demo.line import Line


class Contract:
    """A subscription of one customer: its lines, its billing grid and the events so far."""

    def __init__(self, subscription_id: str, currency: str, term: Term, billed_from: date, commitment_months: int) -> None:
        self.subscription_id = subscription_id
        self.currency = currency
        self.term = term
        self.billed_from = billed_from
        self._commit(billed_from, commitment_months)
        self.lines: list[Line] = []
        self.events: list[Event] = []
        self.line_count = 0
        self.ended_on: date | None = None

    @property
    def base(self) -> Line:
        """The line that carries the platform itself."""
        return self.lines[0]

    @property
    def is_plainly_priced(self) -> bool:
        """Whether no line has a discount by amount, which a smaller line could fall below."""
        return all(line.discount is None or line.discount.amount == 0 for line in self.lines)

    def tick(self, index: int) -> date:
        """The start of the contract's month of this index; four weeks where it is billed weekly."""
        if self.term.months:
            return add_months(self.billed_from, index)
        return self.billed_from + timedelta(days=28 * index)

    def begin(
        self,
        day: date,
        plan: Plan,
        quantity: int,
        status: str = "active",
        discount: Discount | None = None,
        lifts_on: date | None = None,
        signed_at: date | None = None,
    ) -> Line:
        """A line begins at the list price of the day."""
        self.line_count += 1
        item_id = f"si_{self.subscription_id[4:]}{self.line_count}"
        term = self._term_of(plan)
        unit = plan.list_price(self.currency, term, day)
        line = Line(item_id, plan, unit, quantity, status, discount, lifts_on, day, day)
        self.lines.append(line)
        begun = Begun(plan, unit, quantity, status, discount, term, self.billed_from, self.committed_until, signed_at)
        self._state(day, line, begun, line.full_hundredths() if line.is_counted else 0)
        return line

    def reseat(self, day: date, line: Line, quantity: int) -> None:
        """Seats are added or given up: each is worth the price less the discount's share."""
        more = quantity - line.quantity
        line.quantity = quantity
        effect = more * line.unit_minor * line.kept_percent()
        self._state(day, line, Reseated(quantity), effect if line.is_counted else 0)

    def reprice(self, day: date, line: Line, plan: Plan) -> None:
        """A line moves to another plan, or to the price list of the day."""
        unit = plan.list_price(self.currency, self.term, day)
        effect = (unit - line.unit_minor) * line.quantity * line.kept_percent()
        line.plan, line.unit_minor, line.priced_on = plan, unit, day
        self._state(day, line, Repriced(plan, unit), effect if line.is_counted else 0)

    def discount(self, day: date, line: Line, discount: Discount | None, lifts_on: date | None = None) -> None:
        """A discount is lifted, given, or both: what it took off comes back, what it takes off goes."""
        effect = line.off_hundredths(line.discount) - line.off_hundredths(discount)
        line.discount, line.lifts_on = discount, lifts_on
        self._state(day, line, Discounted(discount), effect if line.is_counted else 0)

    def restate(self, day: date, status: str) -> None:
        """Every line takes another status."""
        for line in self.lines:
            self.restate_line(day, line, status)

    def restate_line(self, day: date, line: Line, status: str) -> None:
        """One line takes another status: what does not count is worth nothing, what counts again its price."""
        was, was_counted, line.status = line.status, line.is_counted, status
        change = StatusChanged(was, status)
        if was_counted and not line.is_counted:
            self._state_micros(day, line, change, -line.worth_micros)
        else:
            self._state(day, line, change, line.full_hundredths() if line.is_counted and not was_counted else 0)

    def reterm(self, day: date, term: Term) -> None:
        """The contract is billed by another interval from this day on, committed for its length."""
        self.term, self.billed_from = term, day
        self._commit(day, term.months if term.months >= 12 else 0)
        for line in self.lines:
            before = line.worth_micros
            line_term = self._term_of(line.plan)
            line.unit_minor, line.priced_on = line.plan.list_price(self.currency, line_term, day), day
            change = Retermed(line_term, line.unit_minor, self.committed_until)
            worth = self._yearly_micros(line.full_hundredths()) if line.is_counted else 0
            self._state_micros(day, line, change, worth - before)

    def recommit(self, day: date) -> None:
        """The commitment is renewed for as long again."""
        self._commit(day, self.commitment_months)
        assert self.committed_until is not None
        for line in self.lines:
            self._state(day, line, Recommitted(self.committed_until), 0)

    def ask_to_cancel(self, day: date, reason: str) -> None:
        """The customer asks to leave; nothing is lost yet."""
        for line in self.lines:
            self._state(max(day, line.changed_on), line, CancelAsked(reason), 0)

    def end(self, day: date, line: Line, reason: str) -> None:
        """A line is given up, with all that it was worth."""
        self.lines.remove(line)
        self._state_micros(day, line, Ended(line.status, reason), -line.worth_micros)

    def end_all(self, day: date, reason: str) -> None:
        """The whole contract ends."""
        self.ended_on = day
        for line in tuple(self.lines):
            self.end(day, line, reason)

    def _term_of(self, plan: Plan) -> Term:
        """Usage is metered by the month, whatever the rest of the contract is billed by."""
        return MONTHLY if plan.kind == "usage" else self.term

    def _commit(self, day: date, months: int) -> None:
        self.commitment_months = months
        self.committed_until: date | None = add_months(day, months) if months else None

    def _yearly_micros(self, hundredths: int) -> int:
        """Hundredths of minor units per billing interval as micros per year, which is exact at these prices."""
        yearly = micros(hundredths, self.currency) * self.term.yearly_numerator
        worth, rest = divmod(yearly, 100 * self.term.yearly_denominator)
        assert rest == 0, f"{self.subscription_id}: {hundredths} has no exact run-rate"
        return worth

    def _state(self, day: date, line: Line, change: Change, effect_hundredths: int) -> None:
        self._state_micros(day, line, change, self._yearly_micros(effect_hundredths))

    def _state_micros(self, day: date, line: Line, change: Change, effect_micros: int) -> None:
        # A life is simulated a little past the end of history; what lies there has not happened yet.
        if day > HISTORY_END:
            return
        line.worth_micros += effect_micros
        line.changed_on = day
        self.events.append(Event(day, self.subscription_id, line.item_id, change, effect_micros))

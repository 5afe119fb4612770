"""What an item's states are charged: whole billing intervals, parts of them after a change, and metered usage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from subledger.sources.demo.company import HISTORY_END, MONTHLY, Plan, Term
from subledger.sources.demo.rows import ItemState

BILLED = frozenset({"active", "past_due"})
TOMORROW = HISTORY_END + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Charge:
    """One line to be invoiced, in minor units after discount and before tax; a fee has no item and no term."""

    item_id: str
    plan: Plan
    term: Term | None
    amount_minor: int
    discount_minor: int
    quantity: int
    period_start: date
    period_end: date
    is_proration: bool
    issued_on: date


def interval_charge(state: ItemState) -> tuple[int, int]:
    """The price of one billing interval after discount, and the discount, in minor units, halves to the even unit."""
    line = state.unit_minor * state.quantity
    if state.discount is None:
        return line, 0
    off = min(line, half_even(line * state.discount.percent, 100) + state.discount.amount)
    return line - off, off


def half_even(numerator: int, denominator: int) -> int:
    """The nearest whole number, halves to the even one; the denominator is above zero."""
    whole, rest = divmod(numerator, denominator)
    return whole + (rest * 2 > denominator or (rest * 2 == denominator and whole % 2 == 1))


def charges(states: list[ItemState], random: Random) -> Iterator[Charge]:
    """All charges of one item, whose states come in the order of time."""
    if states[0].plan.kind == "usage":
        yield from _usage_charges(states, random)
        return
    before: ItemState | None = None
    for state in states:
        if state.status in BILLED:
            is_continued = before is not None and before.ends_on == state.starts_on and before.status in BILLED
            yield from _charges_of_state(state, before if is_continued else None)
        before = state


def _charges_of_state(state: ItemState, before: ItemState | None) -> Iterator[Charge]:
    amount, off = interval_charge(state)
    index = _first_boundary(state.term, state.billed_from, state.starts_on)
    opens = state.term.boundary(state.billed_from, index)
    if opens > state.starts_on:
        was = interval_charge(before)[0] if before else 0
        part = (opens - state.starts_on).days
        whole = (opens - state.term.boundary(state.billed_from, index - 1)).days
        prorated = half_even((amount - was) * part, whole)
        if prorated:
            yield _recurring_charge(state, (prorated, 0), state.starts_on, opens, is_proration=True)
    ends = state.ends_on or TOMORROW
    while opens < ends:
        index += 1
        closes = state.term.boundary(state.billed_from, index)
        yield _recurring_charge(state, (amount, off), opens, closes, is_proration=False)
        opens = closes


def _recurring_charge(state: ItemState, amount_and_discount: tuple[int, int], opens: date, closes: date, is_proration: bool) -> Charge:
    amount, off = amount_and_discount
    return Charge(state.item_id, state.plan, state.term, amount, off, state.quantity, opens, closes, is_proration, issued_on=opens)


def _first_boundary(term: Term, billed_from: date, day: date) -> int:
    """The index of the first billing interval that begins on or after the day."""
    days = (day - billed_from).days
    index = max(0, days // (31 * term.months) if term.months else days // 7)
    while term.boundary(billed_from, index) < day:
        index += 1
    return index


def _usage_charges(states: list[ItemState], random: Random) -> Iterator[Charge]:
    """Metered calls, charged after each month in which the item was in force; use grows as a rule."""
    level = random.lognormvariate(4.2, 1.0)
    growth = random.uniform(0.99, 1.05)
    for state in states:
        if state.status not in BILLED:
            continue
        index = _first_boundary(MONTHLY, state.billed_from, state.starts_on)
        opens = MONTHLY.boundary(state.billed_from, index)
        while (closes := MONTHLY.boundary(state.billed_from, index + 1)) <= min(state.ends_on or TOMORROW, HISTORY_END):
            level *= growth
            thousands = int(level * random.uniform(0.7, 1.35))
            if thousands:
                amount = thousands * state.unit_minor
                yield Charge(state.item_id, state.plan, MONTHLY, amount, 0, thousands, opens, closes, False, closes)
            index, opens = index + 1, closes

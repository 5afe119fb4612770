"""What happens to a running contract: seats, plans, add-ons, pauses, failed payments, renewals, offers to stay."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from subledger.sources.demo.company import MONTHLY, PRICE_RISE, SINGLE_SIGN_ON, TIERS, YEARLY, Discount
from subledger.sources.demo.contract import Contract
from subledger.sources.demo.habits import HABITS
from subledger.sources.demo.signing import take_add_on


def happen(random: Random, contract: Contract, index: int) -> None:
    """At most one change of seats, plan or add-ons in the midst of the month."""
    habits = HABITS[contract.base.plan]
    day = contract.tick(index) + timedelta(days=random.randint(1, 26))
    roll = random.random() * 1000
    for chance, change in (
        (habits.adds_seats, add_seats),
        (habits.drops_seats, drop_seats),
        (habits.upgrades, upgrade),
        (habits.downgrades, downgrade),
        (habits.takes_add_on, buy_add_on),
    ):
        if roll < chance:
            change(random, contract, day)
            return
        roll -= chance


def add_seats(random: Random, contract: Contract, day: date) -> None:
    """The team grows by a twentieth to a quarter."""
    _reseat(contract, day, contract.base.quantity + max(1, round(contract.base.quantity * random.uniform(0.05, 0.25))))


def drop_seats(random: Random, contract: Contract, day: date) -> None:
    """Some seats stand empty and are given up."""
    seats = contract.base.quantity - max(1, round(contract.base.quantity * random.uniform(0.05, 0.3)))
    if seats >= 1 and contract.is_plainly_priced:
        _reseat(contract, day, seats)


def _reseat(contract: Contract, day: date, seats: int) -> None:
    for line in contract.lines:
        if line is contract.base or line.plan is SINGLE_SIGN_ON:
            contract.reseat(day, line, seats)


def upgrade(random: Random, contract: Contract, day: date) -> None:
    """The customer moves to the next tier; small teams rarely do."""
    tier = TIERS.index(contract.base.plan)
    if contract.base.quantity >= (3, 8, 40)[tier] or random.random() < 0.3:
        contract.reprice(day, contract.base, TIERS[tier + 1])


def downgrade(_random: Random, contract: Contract, day: date) -> None:
    """The customer moves to the tier below."""
    if contract.is_plainly_priced:
        contract.reprice(day, contract.base, TIERS[TIERS.index(contract.base.plan) - 1])


def buy_add_on(random: Random, contract: Contract, day: date) -> None:
    """An add-on from today, or agreed today to begin with the next month."""
    take_add_on(random, contract, day, "scheduled" if random.random() < 0.1 else "active")


def turn_over(random: Random, contract: Contract, index: int) -> None:
    """What is due on the first day of a month: agreed add-ons, discounts that run out, removals and renewals."""
    day = contract.tick(index)
    for line in tuple(contract.lines):
        if line.status == "scheduled":
            contract.restate_line(day, line, "active")
        if line.lifts_on and line.lifts_on <= day:
            contract.discount(day, line, None)
        is_add_on = line is not contract.base and line.plan.kind == "recurring" and line.changed_on < day
        if is_add_on and random.random() * 1000 < HABITS[contract.base.plan].drops_add_on:
            contract.end(day, line, "voluntary")
    if index % (contract.commitment_months or max(1, contract.term.months)) == 0:
        renew(contract, day)


def renew(contract: Contract, day: date) -> None:
    """The contract goes on for another term, at the price list of the day."""
    for line in contract.lines:
        raised = line.plan.list_price(contract.currency, contract.term, day)
        if line.priced_on < PRICE_RISE <= day and raised != line.unit_minor:
            contract.reprice(day, line, line.plan)
    if contract.commitment_months:
        contract.recommit(day)


def change_term(random: Random, contract: Contract, index: int) -> bool:
    """Some move from monthly to yearly billing for the lower price; some, at the end of the year, back."""
    if index < 3 or any(line.discount for line in contract.lines):
        return False
    if contract.term is MONTHLY and not contract.commitment_months:
        if random.random() * 1000 < HABITS[contract.base.plan].moves_to_yearly:
            contract.reterm(contract.tick(index), YEARLY)
            return True
    elif contract.term is YEARLY and index % 12 == 0 and random.random() < 0.05:
        contract.reterm(contract.tick(index), MONTHLY)
        return True
    return False


def give_month_free(random: Random, contract: Contract, index: int) -> bool:
    """After a bad outage a customer pays nothing for a month."""
    is_eligible = index > 3 and contract.term is MONTHLY and not any(line.discount for line in contract.lines)
    if not is_eligible or random.random() > 0.0012:
        return False
    for line in contract.lines:
        contract.discount(contract.tick(index), line, Discount("repeating", percent=100), contract.tick(index + 1))
    return True


def pause(random: Random, contract: Contract, index: int) -> int:
    """The months for which the customer pauses, none as a rule; some never come back."""
    is_eligible = index > 1 and contract.term.months <= 1 and not contract.commitment_months
    if not is_eligible or random.random() * 1000 > HABITS[contract.base.plan].pauses:
        return 0
    months = random.randint(1, 3)
    back_on = contract.tick(index + months)
    contract.restate(contract.tick(index), "paused")
    if random.random() < 0.75:
        contract.restate(back_on, "active")
    else:
        contract.end_all(back_on, "did not come back from a pause")
    return months


def miss_payment(random: Random, contract: Contract, index: int) -> int:
    """The months that pass over a failed payment, none if it did not fail: paid late, or unpaid and as a rule lost."""
    habits = HABITS[contract.base.plan]
    day = contract.tick(index)
    if index % max(1, contract.term.months) or random.random() * 1000 > habits.payment_fails_at_billing:
        return 0
    contract.restate(day, "past_due")
    if random.random() * 1000 > habits.failed_payment_is_lost:
        contract.restate(day + timedelta(days=random.randint(2, 20)), "active")
        return 1
    given_up_on = day + timedelta(days=random.randint(21, 27))
    contract.restate(given_up_on, "unpaid")
    if random.random() < 0.12 and not contract.commitment_months:
        paid_on = given_up_on + timedelta(days=random.randint(5, 25))
        contract.restate(paid_on, "active")
        return next(months for months in range(1, 4) if contract.tick(index + months) >= paid_on)
    contract.end_all(given_up_on + timedelta(days=random.randint(5, 30)), "involuntary")
    return 1


def offer_to_stay(random: Random, contract: Contract, index: int) -> bool:
    """A customer about to leave takes a discount for some months instead."""
    if contract.term is not MONTHLY or contract.base.discount or random.random() > 0.12:
        return False
    discount = Discount("repeating", percent=random.choice((20, 25, 30)))
    contract.discount(contract.tick(index), contract.base, discount, contract.tick(index + random.choice((3, 6))))
    return True

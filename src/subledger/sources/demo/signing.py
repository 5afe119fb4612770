"""How a subscription begins: bought outright, tried first, piloted free, or signed ahead of its start."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from subledger.sources.demo.company import (
    ADD_ONS,
    API_CALLS,
    BUSINESS,
    ENTERPRISE,
    INSIGHTS_CORE,
    MONTHLY,
    SINGLE_SIGN_ON,
    STARTER,
    WEEKLY,
    Discount,
    Plan,
)
from subledger.sources.demo.contract import Contract
from subledger.sources.demo.habits import SEATS, TERMS
from subledger.sources.demo.market import pick

TRIAL = timedelta(days=14)
USAGE_SHARES = {"Starter": 0.0, "Team": 0.18, "Business": 0.4, "Enterprise": 0.6}


def sign(random: Random, subscription_id: str, currency: str, tier: Plan, day: date, may_try: bool) -> Contract:
    """A contract as it stands after its first days; one that came to nothing has no lines."""
    is_self_serve = tier not in (BUSINESS, ENTERPRISE)
    seats = starting_seats(random, tier)
    term, commitment_months = pick(random, TERMS[tier])
    chance = random.random()
    if is_self_serve and may_try and chance < 0.42:
        contract = Contract(subscription_id, currency, term, day + TRIAL, commitment_months)
        contract.begin(day, tier, seats, "trialing")
        return _after_waiting(random, contract, contract.billed_from, share_going_on=0.6)
    if is_self_serve and chance > 0.985:
        paid_on = day + timedelta(days=random.randint(1, 3))
        contract = Contract(subscription_id, currency, term, paid_on, commitment_months)
        contract.begin(day, tier, seats, "incomplete")
        return _after_waiting(random, contract, paid_on, share_going_on=0.8)
    if not is_self_serve and may_try and chance < 0.07:
        contract = Contract(subscription_id, currency, MONTHLY, day, 0)
        pilot_months = random.randint(2, 3)
        free = Discount("repeating", percent=100)
        contract.begin(day, tier, seats, discount=free, lifts_on=contract.tick(pilot_months))
        return contract
    contract = Contract(subscription_id, currency, term, day, commitment_months)
    signed_at = day - timedelta(days=random.randint(5, 40)) if commitment_months and not is_self_serve else None
    discount, lifts_on = _signing_discount(random, contract, tier, seats)
    contract.begin(day, tier, seats, discount=discount, lifts_on=lifts_on, signed_at=signed_at)
    _first_extras(random, contract, tier)
    return contract


def starting_seats(random: Random, tier: Plan) -> int:
    """How many seats a customer of the tier begins with: most few, some many."""
    typical, spread, most = SEATS[tier]
    return max(1, min(most, round(typical * random.lognormvariate(0, spread))))


def _after_waiting(random: Random, contract: Contract, day: date, share_going_on: float) -> Contract:
    if random.random() < share_going_on:
        contract.restate(day, "active")
    else:
        for line in tuple(contract.lines):
            contract.end(day, line, "")
    return contract


def _signing_discount(random: Random, contract: Contract, tier: Plan, seats: int) -> tuple[Discount | None, date | None]:
    term = contract.term
    if tier is ENTERPRISE and random.random() < 0.7:
        return Discount("forever", percent=random.choice((5, 8, 10, 12, 15, 20, 25))), None
    if term is WEEKLY or random.random() < 0.74:
        return None, None
    line_minor = seats * tier.list_price(contract.currency, term, contract.billed_from)
    whole_unit = 100 if contract.currency != "JPY" else 500
    amount = line_minor * random.randint(8, 20) // 100 // whole_unit * whole_unit
    after_months = max(term.months, random.choice((3, 6, 12)))
    kind = random.random()
    if kind < 0.12:
        return Discount("once", percent=random.choice((25, 50, 100))), contract.tick(term.months)
    if kind < 0.2 and amount:
        return Discount("once", amount=amount), contract.tick(term.months)
    if kind < 0.5:
        return Discount("repeating", percent=random.choice((10, 15, 20, 30))), contract.tick(after_months)
    if kind < 0.62 and amount:
        return Discount("repeating", amount=amount), contract.tick(after_months)
    if kind < 0.75 and amount:
        return Discount("forever", amount=amount), None
    return Discount("forever", percent=random.choice((5, 10, 10, 15, 20))), None


def _first_extras(random: Random, contract: Contract, tier: Plan) -> None:
    day = contract.billed_from
    if random.random() < USAGE_SHARES[tier.name]:
        contract.begin(day, API_CALLS, 1)
    if tier is not STARTER and random.random() < 0.2:
        take_add_on(random, contract, day)


def take_add_on(random: Random, contract: Contract, day: date, status: str = "active") -> None:
    """The customer takes one of the add-ons that it does not have yet."""
    had = {line.plan for line in contract.lines}
    offers = [plan for plan in ADD_ONS if plan not in had]
    if contract.base.quantity < 25:
        offers = [plan for plan in offers if plan.name != "Insights Pro"]
    if offers:
        plan = random.choice(offers)
        seats = contract.base.quantity
        quantity = seats if plan is SINGLE_SIGN_ON else max(1, seats // 15) if plan is INSIGHTS_CORE else 1
        contract.begin(day, plan, quantity, status)

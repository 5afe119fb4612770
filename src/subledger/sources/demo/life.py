"""One customer's life with the company, month by month, as the events of its subscriptions."""

from __future__ import annotations

from datetime import date, timedelta
from operator import attrgetter
from random import Random

from subledger.sources.demo.company import BUSINESS, ENTERPRISE, HISTORY_END, PRICE_RISE, TIERS, YEARLY
from subledger.sources.demo.contract import Contract
from subledger.sources.demo.events import Event
from subledger.sources.demo.habits import HABITS, LEAVING_REASONS
from subledger.sources.demo.happenings import (
    change_term,
    give_month_free,
    happen,
    miss_payment,
    offer_to_stay,
    pause,
    turn_over,
)
from subledger.sources.demo.market import Customer, pick
from subledger.sources.demo.signing import sign

RETURN_CHANCE = 0.17
SECOND_SUBSCRIPTION_CHANCE = 0.1


def life(seed: int, customer: Customer) -> list[Event]:
    """Everything that happens to one customer until the end of history, in the order of days."""
    random = Random(f"{seed}/{customer.customer_id}")
    contract = _subscribe(random, customer, 0, customer.starts_on, not customer.is_installed_base)
    contracts = [contract]
    second_from = customer.starts_on + timedelta(days=random.randint(90, 500))
    takes_second = customer.tier in (BUSINESS, ENTERPRISE) and random.random() < SECOND_SUBSCRIPTION_CHANCE
    if takes_second and contract.lines and (contract.ended_on or HISTORY_END) > second_from:
        contracts.append(_subscribe(random, customer, 1, second_from, may_try=False))
    while contract.ended_on and contract.ended_on <= HISTORY_END and random.random() < RETURN_CHANCE:
        back_on = contract.ended_on + timedelta(days=random.randint(20, 260))
        contract = _subscribe(random, customer, len(contracts), back_on, may_try=False)
        contracts.append(contract)
    return sorted((event for contract in contracts for event in contract.events), key=attrgetter("day"))


def _subscribe(random: Random, customer: Customer, number: int, day: date, may_try: bool) -> Contract:
    """One subscription from its first day to its last."""
    tier = customer.tier
    if day > customer.starts_on and random.random() < 0.25:
        tier = TIERS[max(0, TIERS.index(tier) - 1)]
    letter = chr(ord("a") + number)
    contract = sign(random, f"sub_{customer.customer_id[4:]}{letter}", customer.currency, tier, day, may_try)
    index = 0
    while contract.lines and contract.tick(index) <= HISTORY_END:
        index = _month(random, contract, index)
    return contract


def _month(random: Random, contract: Contract, index: int) -> int:
    """One month of a contract; returns the month that comes next, which is 0 when the term begins anew."""
    if index:
        is_pilot = contract.base.lifts_on == contract.tick(index) and index <= 3 and contract.base.kept_percent() == 0
        if is_pilot and random.random() < 0.35:
            contract.end_all(contract.tick(index), "pilot not continued")
            return index
        turn_over(random, contract, index)
        if is_pilot and random.random() < 0.5:
            contract.reterm(contract.tick(index), YEARLY)
            return 0
        if change_term(random, contract, index):
            return 0
        if give_month_free(random, contract, index):
            return index + 1
        passed = pause(random, contract, index) or miss_payment(random, contract, index)
        if passed:
            return index + passed
    if _wants_to_leave(random, contract, index):
        if not offer_to_stay(random, contract, index):
            _leave(random, contract, index)
    else:
        happen(random, contract, index)
    return index + 1


def _wants_to_leave(random: Random, contract: Contract, index: int) -> bool:
    """Whether the customer does not go on when the month closes: at the end of a contract, or of a billing interval."""
    habits = HABITS[contract.base.plan]
    if contract.base.kept_percent() == 0:
        return False
    if contract.commitment_months:
        is_end = (index + 1) % contract.commitment_months == 0
        return is_end and random.random() * 1000 < habits.leaves_at_contract_end
    months = max(1, contract.term.months)
    if (index + 1) % months:
        return False
    chance = habits.leaves * months * (1.5 if index < 3 else 1.0 if index < 12 else 0.75)
    if 0 <= (contract.tick(index) - PRICE_RISE).days < 120:
        chance *= 1.25
    return random.random() * 1000 < chance


def _leave(random: Random, contract: Contract, index: int) -> None:
    """The customer asks in the month before; most stay until it closes, some go at once."""
    opens, closes = contract.tick(index), contract.tick(index + 1)
    asked_on = opens + timedelta(days=random.randint(1, (closes - opens).days - 1))
    reason = pick(random, LEAVING_REASONS)
    contract.ask_to_cancel(asked_on, reason)
    goes_at_once = contract.term.months <= 1 and not contract.commitment_months and random.random() < 0.15
    contract.end_all(asked_on if goes_at_once else closes, reason)

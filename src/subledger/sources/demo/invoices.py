"""From charges to invoices: numbered, taxed, and paid, refunded, voided, left open or written off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from random import Random

from subledger.sources.demo.charges import TOMORROW, Charge, charges, half_even
from subledger.sources.demo.company import BUSINESS, ENTERPRISE, HISTORY_END, MONTHLY, SET_UP_FEE, major_text
from subledger.sources.demo.market import COUNTRIES, Customer
from subledger.sources.demo.rows import ItemState, day_text

INVOICE_COLUMNS = (
    "invoice_id",
    "line_id",
    "customer_id",
    "subscription_id",
    "item_id",
    "plan",
    "kind",
    "quantity",
    "currency",
    "amount",
    "discount",
    "tax",
    "period_start",
    "period_end",
    "is_proration",
    "issued_at",
    "paid_at",
    "refunded_amount",
    "refunded_at",
    "invoice_status",
    "interval",
    "interval_count",
)


@dataclass(frozen=True, slots=True)
class Settlement:
    """How an invoice turned out."""

    status: str
    paid_on: date | None


def invoice_rows(seed: int, customer: Customer, states: list[ItemState]) -> Iterator[tuple[str, ...]]:
    """The invoice lines of one customer, subscription by subscription in the order of their days."""
    for subscription_id, of_subscription in groupby(
        sorted(states, key=attrgetter("subscription_id", "item_id")), key=attrgetter("subscription_id")
    ):
        random = Random(f"{seed}/{subscription_id}/invoices")
        yield from _subscription_rows(random, customer, subscription_id, list(of_subscription))


def _subscription_rows(random: Random, customer: Customer, subscription_id: str, states: list[ItemState]) -> Iterator[tuple[str, ...]]:
    charged = [charge for _, item_states in groupby(states, key=attrgetter("item_id")) for charge in charges(list(item_states), random)]
    set_up = _set_up_charge(random, customer.currency, states[0])
    if set_up:
        charged.append(set_up)
    charged.sort(key=attrgetter("issued_on"))
    base_states = [state for state in states if state.item_id == states[0].item_id]
    is_on_terms = base_states[0].plan in (BUSINESS, ENTERPRISE) and bool(base_states[0].committed_until)
    for number, (issued_on, lines) in enumerate(groupby(charged, key=attrgetter("issued_on")), start=1):
        settlement = _settlement(random, base_states, issued_on, is_on_terms)
        for line_number, charge in enumerate(lines, start=1):
            number_text = f"{subscription_id[4:]}{number:03d}"
            ids = (f"in_{number_text}", f"il_{number_text}_{line_number}", customer.customer_id, subscription_id)
            yield ids + _figures(random, customer, charge, settlement)


def _set_up_charge(random: Random, currency: str, first: ItemState) -> Charge | None:
    """A fee for onboarding, once, for the larger customers."""
    if first.plan not in (BUSINESS, ENTERPRISE) or (first.discount and first.discount.percent == 100):
        return None
    if random.random() > 0.45:
        return None
    day = first.starts_on
    fee = SET_UP_FEE.list_price(currency, MONTHLY, day)
    times = random.randint(2, 5) if first.plan is ENTERPRISE else 1
    return Charge("", SET_UP_FEE, None, fee * times, 0, times, day, day + timedelta(days=1), False, day)


def _settlement(random: Random, base_states: list[ItemState], issued_on: date, is_on_terms: bool) -> Settlement:
    """Paid as a rule; an invoice that met a failed payment shares the fate of the subscription."""
    if random.random() < 0.003:
        return Settlement("void", None)
    for state, after in zip(base_states, [*base_states[1:], None], strict=True):
        if state.status == "past_due" and state.starts_on <= issued_on < (state.ends_on or TOMORROW):
            if state.ends_on is None:
                return Settlement("open", None)
            if after is None or after.status == "unpaid":
                return Settlement("uncollectible", None)
            return Settlement("paid", state.ends_on)
    paid_on = issued_on + timedelta(days=random.randint(8, 42) if is_on_terms else random.choice((0, 0, 0, 1, 2)))
    return Settlement("paid", paid_on) if paid_on <= HISTORY_END else Settlement("open", None)


def _figures(random: Random, customer: Customer, charge: Charge, settlement: Settlement) -> tuple[str, ...]:
    """All columns of an invoice line after its ids."""
    currency = customer.currency
    refunded_minor, refunded_on = _refund(random, charge, settlement)
    return (
        charge.item_id,
        charge.plan.name,
        charge.plan.kind,
        str(charge.quantity),
        currency,
        major_text(charge.amount_minor, currency),
        major_text(charge.discount_minor, currency),
        major_text(half_even(charge.amount_minor * COUNTRIES[customer.country][2], 100), currency),
        charge.period_start.isoformat(),
        charge.period_end.isoformat(),
        "true" if charge.is_proration else "false",
        charge.issued_on.isoformat(),
        day_text(settlement.paid_on),
        major_text(refunded_minor, currency) if refunded_on else "",
        day_text(refunded_on),
        settlement.status,
        charge.term.interval if charge.term else "",
        str(charge.term.count) if charge.term else "",
    )


def _refund(random: Random, charge: Charge, settlement: Settlement) -> tuple[int, date | None]:
    """Some paid lines are refunded soon after, wholly or in part."""
    if settlement.paid_on is None or charge.amount_minor <= 0 or random.random() > 0.006:
        return 0, None
    refunded_on = settlement.paid_on + timedelta(days=random.randint(1, 20))
    if refunded_on > HISTORY_END:
        return 0, None
    share = random.choice((100, 100, 50, 25))
    return max(1, half_even(charge.amount_minor * share, 100)), refunded_on

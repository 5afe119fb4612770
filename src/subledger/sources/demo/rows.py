"""From what happened to the states that a billing system would export: one row per state of an item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from subledger.sources.demo.company import Discount, Plan, Term, major_text
from subledger.sources.demo.events import (
    Begun,
    CancelAsked,
    Discounted,
    Ended,
    Event,
    Recommitted,
    Repriced,
    Reseated,
    Retermed,
    StatusChanged,
)
from subledger.sources.demo.market import COUNTRIES, Customer


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item's price, quantity, discount and status on [starts_on, ends_on)."""

    subscription_id: str
    item_id: str
    plan: Plan
    unit_minor: int
    quantity: int
    discount: Discount | None
    term: Term
    billed_from: date
    status: str
    starts_on: date
    ends_on: date | None
    committed_until: date | None
    signed_at: date | None
    cancel_requested_at: date | None
    cancel_reason: str


SUBSCRIPTION_COLUMNS = (
    "customer_id",
    "subscription_id",
    "item_id",
    "plan",
    "product",
    "kind",
    "unit_amount",
    "quantity",
    "currency",
    "interval",
    "interval_count",
    "discount_percent",
    "discount_amount",
    "discount_duration",
    "tax_percent",
    "tax_inclusive",
    "status",
    "starts_at",
    "ends_at",
    "cancel_requested_at",
    "cancel_reason",
    "committed_until",
    "signed_at",
)


def item_states(events: Iterable[Event]) -> list[ItemState]:
    """The states of all items of a customer, each item's in the order of time."""
    histories: dict[str, list[ItemState]] = {}
    for event in events:
        states = histories.setdefault(event.item_id, [])
        if isinstance(event.change, Begun):
            states.append(_first_state(event, event.change))
            continue
        running = states.pop()
        after = _changed(running, event)
        is_same_row = isinstance(event.change, Ended | CancelAsked)
        # Several changes of one day are one new state: a row never lasts no time.
        if not is_same_row and event.day > running.starts_on:
            states.append(replace(running, ends_on=event.day))
            after = replace(after, starts_on=event.day, signed_at=None)
        if after.ends_on != after.starts_on:
            states.append(after)
    return [state for states in histories.values() for state in states]


def _first_state(event: Event, begun: Begun) -> ItemState:
    return ItemState(
        event.subscription_id,
        event.item_id,
        begun.plan,
        begun.unit_minor,
        begun.quantity,
        begun.discount,
        begun.term,
        begun.billed_from,
        begun.status,
        event.day,
        None,
        begun.committed_until,
        begun.signed_at,
        None,
        "",
    )


def _changed(state: ItemState, event: Event) -> ItemState:
    """The state as it is after the event."""
    match event.change:
        case Reseated(quantity):
            return replace(state, quantity=quantity)
        case Repriced(plan, unit_minor):
            return replace(state, plan=plan, unit_minor=unit_minor)
        case Discounted(discount):
            return replace(state, discount=discount)
        case StatusChanged(_, status):
            return replace(state, status=status)
        case Retermed(term, unit_minor, committed_until):
            return replace(state, term=term, unit_minor=unit_minor, committed_until=committed_until, billed_from=event.day)
        case Recommitted(committed_until):
            return replace(state, committed_until=committed_until)
        case CancelAsked(reason):
            return replace(state, cancel_requested_at=event.day, cancel_reason=reason)
        case Ended(_, reason):
            return replace(state, ends_on=event.day, cancel_reason=reason)
        case Begun():
            raise AssertionError(f"{event.item_id} begins twice")


def subscription_row(customer: Customer, state: ItemState) -> tuple[str, ...]:
    """One state as a row of subscriptions.csv."""
    discount = state.discount or Discount("")
    currency = customer.currency
    return (
        customer.customer_id,
        state.subscription_id,
        state.item_id,
        state.plan.name,
        state.plan.product,
        state.plan.kind,
        major_text(state.unit_minor, currency),
        str(state.quantity),
        currency,
        state.term.interval,
        str(state.term.count),
        str(discount.percent),
        major_text(discount.amount, currency),
        discount.duration,
        str(COUNTRIES[customer.country][2]),
        "false",
        state.status,
        state.starts_on.isoformat(),
        day_text(state.ends_on),
        day_text(state.cancel_requested_at),
        state.cancel_reason,
        day_text(state.committed_until),
        day_text(state.signed_at),
    )


def day_text(day: date | None) -> str:
    """A day as the files write it; nothing where there is none."""
    return day.isoformat() if day else ""


CUSTOMER_COLUMNS = ("customer_id", "name", "country", "created_at", "parent_id", "industry", "size", "channel")


def customer_row(customer: Customer) -> tuple[str, ...]:
    """One customer as a row of customers.csv."""
    return (
        customer.customer_id,
        customer.name,
        customer.country,
        customer.created_at.isoformat(),
        customer.parent_id,
        customer.industry,
        customer.size,
        customer.channel,
    )

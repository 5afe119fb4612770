"""What can happen to a subscription, each event with its own statement of what it does to the run-rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from subledger.sources.demo.company import Discount, Plan, Term


@dataclass(frozen=True, slots=True)
class Begun:
    """A priced line begins, in the status given."""

    plan: Plan
    unit_minor: int
    quantity: int
    status: str
    discount: Discount | None
    term: Term
    billed_from: date
    committed_until: date | None
    signed_at: date | None


@dataclass(frozen=True, slots=True)
class Reseated:
    """The number of seats or units changes."""

    quantity: int


@dataclass(frozen=True, slots=True)
class Repriced:
    """The plan, the unit price or both change."""

    plan: Plan
    unit_minor: int


@dataclass(frozen=True, slots=True)
class Discounted:
    """A discount is given, or lifted."""

    discount: Discount | None


@dataclass(frozen=True, slots=True)
class StatusChanged:
    """The billing system calls the line something else."""

    was: str
    status: str


@dataclass(frozen=True, slots=True)
class Retermed:
    """The customer moves to another billing interval, billed anew from that day."""

    term: Term
    unit_minor: int
    committed_until: date | None


@dataclass(frozen=True, slots=True)
class Recommitted:
    """A contract is renewed for another term."""

    committed_until: date


@dataclass(frozen=True, slots=True)
class CancelAsked:
    """The customer asks to leave, and may say why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The line is no longer in force."""

    was: str
    reason: str


Change = Begun | Reseated | Repriced | Discounted | StatusChanged | Retermed | Recommitted | CancelAsked | Ended


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one line, and its effect in micros of the customer's currency per year under `standard`."""

    day: date
    subscription_id: str
    item_id: str
    change: Change
    effect_micros: int

"""The words for what decided: the setting of the policy, its value, and what it does."""

from __future__ import annotations

from dataclasses import dataclass

from subledger.metrics.left_out import BY_PEOPLE
from subledger.model.policy import Policy, Terms


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is not in a figure: its name, what happened, and the setting behind it ("" where no setting is asked)."""

    name: str
    what: str
    setting: str = ""


REASONS = {
    "one_time": Reason("one-time lines", "charged once, never run-rate"),
    "one_time_billed": Reason("one-time charges", "invoiced once, never run-rate"),
    "usage_billed": Reason("usage", "invoiced for the month before; not counted", "counts.usage"),
    "discount": Reason("discounts", "taken off the list price", "counts.discounts"),
    "discount_ignored": Reason("discounts ignored", "not taken off", "counts.discounts"),
    "tax": Reason("tax", "not counted", "counts.tax"),
    "rounding": Reason("rounding", "each item rounded", "rounding.item"),
    "signed": Reason("signed, not started", "counts from its first day; in cmrr"),
    "beginning": Reason("begins later", "counts from its first day"),
    "cancelled": Reason("cancelled, still served", "gone since the cancellation was asked for", "timing.cancel"),
    "changed_later": Reason("changed, not renewed", "the change waits for the renewal", "timing.change"),
    "other_days": Reason("another day", "in force by the book's days, not by the policy's", "calendar.timezone"),
    "refund": Reason("refunds", "taken off while they weigh", "counts.refunds"),
    "refund_ignored": Reason("refunds ignored", "not taken off", "counts.refunds"),
    "rates_since": Reason("rates since", "carried at the rate of the last change, not at the newest", "fx.rate"),
    "no_contract": Reason("no contract", "no contract beyond the day", "arr.basis"),
    "void": Reason("void invoices", "not billed"),
    "draft": Reason("draft invoices", "not billed"),
    "joined": Reason("joined since", "did not pay at the start"),
    "growth": Reason("growth", "more than at the start; in nrr"),
    "fx": Reason("exchange rates", "moved by rates, not by customers; told apart"),
}


def name_of(reason: str, terms: Terms | None) -> str:
    """What is left out, in a word or two."""
    if reason == "uncounted" and terms:
        return terms.status if terms.kind == "recurring" else terms.kind
    if reason.startswith(BY_PEOPLE):
        return "excluded"
    return REASONS[reason].name


def because(policy: Policy, reason: str, terms: Terms | None) -> str:
    """Why it is left out, with the setting that decided."""
    if reason == "uncounted" and terms:
        return decided(policy, terms, counts=False)
    if reason.startswith(BY_PEOPLE):
        return reason
    said = REASONS[reason]
    setting = said.setting
    if setting == "counts.discounts" and terms:
        setting = f"{setting}.{terms.discount_duration}"
    return f"{said.what}, {setting} = {_value(policy, setting)}" if setting in policy.values else said.what


def decided(policy: Policy, terms: Terms, *, counts: bool) -> str:
    """Why a state counts or does not."""
    setting, _ = policy.deciding(terms)
    if not setting:
        return "active states count"
    value = f"{setting} = {_value(policy, setting)}" if setting in policy.values else setting
    grace = policy.days("counts.past_due") if terms.status == "past_due" else None
    within = "" if grace is None else f", {'within' if counts else 'after'} {grace} days"
    of = terms.status if terms.kind == "recurring" else terms.kind
    return f"{of}: {'counted' if counts else 'not counted'}{within}, {value}"


def _value(policy: Policy, setting: str) -> str:
    return str(policy[setting]).lower()

"""Bridging: from one view of a book to another, first through time, then policy, then knowledge; to or from a budget last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from subledger.book import opening
from subledger.book.bridging import budgeting
from subledger.book.bridging.bridge import Bridge, Step
from subledger.book.bridging.crossing import Crossing, Standpoint, taken_back
from subledger.book.bridging.knowing import through_knowledge
from subledger.metrics import bridge
from subledger.metrics.brought import additive
from subledger.metrics.catalogue import BY_SLUG
from subledger.metrics.holdings import SIGNED
from subledger.metrics.segments import OF_CUSTOMERS
from subledger.model.calendar import Period
from subledger.model.errors import SubledgerError
from subledger.model.policy import Policy
from subledger.model.settings import BY_KEY, KEYS
from subledger.model.view import BUDGET, View

KINDS = {
    "new": "new",
    "expansion": "expansion",
    "contraction": "contraction",
    "churn": "churn",
    "reactivation": "reactivation",
    "transfer": "transfers between segments",
    SIGNED: "signed or cancelled ahead",
    bridge.FX: "exchange rates",
}
PRESENCE = {
    bridge.CAME: "customers who came",
    bridge.MORE: "customers with more",
    bridge.LESS: "customers with less",
    bridge.LEFT: "customers who left",
}
SELDOM = ("transfer", SIGNED, bridge.FX)
"""Steps that are left out where nothing is in them."""


def bridged(crossing: Crossing, start: View, end: View) -> Bridge:
    """The bridge of a metric between two views.

    Raises: SubledgerError for a ratio, for a cut that does not add up and for anything unknown; BadInput where a view between the
    two has no exchange rate.
    """
    additive(crossing.metric)
    for view in (start, end):
        opening.refuse_beyond(view.period.start)
        opening.refuse_beyond(view.period.last_day)
    _refuse_cut(crossing, start, end)
    before, after = crossing.at(start), crossing.at(end)
    for at in (before, after):
        if at.view.scenario == BUDGET:
            budgeting.refuse_part(crossing, at)
    unit = BY_SLUG[crossing.metric].unit
    return Bridge(
        crossing.metric,
        after.ledger.currency if unit == "money" else unit,
        after.ledger.currency,
        before.end,
        after.end,
        _value(crossing, before),
        tuple(_steps(crossing, before, after, is_named=(start.policy or end.policy) is not None)),
        _value(crossing, after),
    )


def _value(crossing: Crossing, at: Standpoint) -> Fraction:
    return budgeting.value(crossing, at) if at.view.scenario == BUDGET else crossing.value(at)


def _steps(crossing: Crossing, before: Standpoint, after: Standpoint, *, is_named: bool) -> list[Step]:
    """Time first, as the first view sees it; then policy, then knowledge, then scenario.

    is_named: a view names its policy. Else both are under the book's own, and that it became another is a part of knowledge.
    """
    later = crossing.at(replace(before.view, period=after.view.period))
    if before.view.scenario == BUDGET:
        steps = budgeting.through_months(crossing, before, later)
        last = budgeting.through_revision if after.view.scenario == BUDGET else budgeting.through_scenario
        return steps + last(crossing, later, after)
    steps = through_time(crossing, before, later)
    if after.view.scenario == BUDGET:
        return steps + taken_back(budgeting.through_scenario(crossing, after, later))
    if is_named:
        steps += through_policies(crossing, later, after)
        later = crossing.at(replace(later.view, policy=after.view.policy))
    return steps + through_knowledge(crossing, later, after)


def through_time(crossing: Crossing, before: Standpoint, after: Standpoint) -> list[Step]:
    """From one period to another under one policy and knowledge: by kind of movement, by an attribute, or by who came and went."""
    first, last = before.view.period, after.view.period
    if not _is_apart(crossing, first, last):
        return []
    if crossing.is_balance and first.end > last.end:
        return taken_back(_in_time(crossing, after, before))
    return _in_time(crossing, before, after)


def _is_apart(crossing: Crossing, first: Period, last: Period) -> bool:
    return first.end != last.end or (not crossing.is_balance and first.start != last.start)


def _in_time(crossing: Crossing, before: Standpoint, after: Standpoint) -> list[Step]:
    by = "segment" if crossing.by else "kind" if all(map(crossing.has_kinds, (before, after))) else "presence"
    found = crossing.totals(crossing.shares(before, after, by))
    if crossing.by:
        names = {key: _segment(crossing.by, key) for key in _ordered(found)}
    else:
        names = KINDS if by == "kind" else _presence(crossing, before, after)
    steps = []
    for key, name in names.items():
        if key in found or key not in SELDOM:
            amount, customers = found.get(key, (Fraction(0), 0))
            opened = crossing.opens(before, after, by, key)
            shown = _filter(crossing.by, key) if crossing.by else key
            steps.append(Step(name, "time", shown, amount, customers, before.end, after.end, opened))
    return steps


def _presence(crossing: Crossing, before: Standpoint, after: Standpoint) -> dict[str, str]:
    """Of balances who came and went; of flows whose was only in one of the two periods."""
    first, last = before.end.label, after.end.label
    only = {bridge.CAME: f"only in {last}", bridge.MORE: f"more in {last}", bridge.LESS: f"less in {last}", bridge.LEFT: f"only in {first}"}
    return PRESENCE if crossing.is_balance else only


def _ordered(keys: Iterable[str]) -> list[str]:
    """Segments by name, the unknown one after them, exchange rates last."""
    return sorted(keys, key=lambda key: (key == bridge.FX, key == bridge.UNKNOWN, key))


def _segment(by: str, key: str) -> str:
    """A segment in words."""
    if key == bridge.FX:
        return KINDS[bridge.FX]
    return f"{by} unknown" if key == bridge.UNKNOWN else f"{by} {key[1:]}"


def _filter(by: str, key: str) -> str:
    """A segment as the filter that shows it."""
    return key if key == bridge.FX else f"{by}=" if key == bridge.UNKNOWN else f"{by}{key}"


def through_policies(crossing: Crossing, before: Standpoint, after: Standpoint) -> list[Step]:
    """From one policy to another, setting by setting in the order of SETTINGS: each step is a view under the settings so far."""
    old, new = before.ledger.policy, after.ledger.policy
    differing = [key for key in KEYS if old[key] != new[key]]
    values, steps = dict(old.values), []
    for number, key in enumerate(differing, 1):
        values[key] = new[key]
        so_far = f"{old.name} to {new.name}, {number} of {len(differing)} settings"
        policy = new if number == len(differing) else Policy(so_far, new.version, MappingProxyType(dict(values)))
        then = crossing.at(replace(before.view, policy=policy))
        amount, customers = crossing.totals(crossing.shares(before, then, "whole")).get("", (Fraction(0), 0))
        opened = crossing.opens(before, then, "whole", "")
        steps.append(Step(BY_KEY[key].means(new[key]), "policy", key, amount, customers, before.end, then.end, opened))
        before = then
    return steps


def _refuse_cut(crossing: Crossing, start: View, end: View) -> None:
    if crossing.by is None:
        return
    if BY_SLUG[crossing.metric].unit == "count" and crossing.by not in (*OF_CUSTOMERS, *crossing.extras()):
        raise SubledgerError(
            f"{crossing.metric} by {crossing.by} does not add up: a customer can be in several of them",
            "not_additive",
            crossing.by,
            "an attribute of customers, as country",
            "leave out --by, or bridge mrr or quantity",
        )
    if not _is_apart(crossing, start.period, end.period) and start.scenario == end.scenario:
        raise SubledgerError(
            f"--by {crossing.by} cuts what happens between two periods, and both views are of one",
            "by",
            crossing.by,
            "two views of different days",
            "leave out --by",
        )

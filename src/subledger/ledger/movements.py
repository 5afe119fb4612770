"""Movements: the postings of one customer on one day, netted and classified."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.model.calendar import OPEN_END
from subledger.model.policy import Policy
from subledger.model.tables import KEYS

_AMOUNTS = ("change", "fx", "pilots", "postings")


def pilots(states: ir.Table) -> ir.Table:
    """Who pays nothing but is a customer: states paying at 0, as days on which their number changes.

    Grain: state, day.   Only a policy with counts.full_discount = "active" has any.
    """
    at_zero = states.filter(states.is_paying, states.run_rate_micros == 0)
    ended = at_zero.filter(at_zero.ends_day < OPEN_END)
    return ibis.union(
        at_zero.select(*KEYS, day=at_zero.starts_day, pilots=ibis.literal(1, "int64")),
        ended.select(*KEYS, day=ended.ends_day, pilots=ibis.literal(-1, "int64")),
    )


def movements(postings: ir.Table, pilots: ir.Table, policy: Policy, of: str | None = None, *, has_fx: bool = False) -> ir.Table:
    """The postings of one customer (or subscription) on one day (or in one month), netted and classified.

    Grain: entity, day, kind.   Units: run_rate_micros, int64, per year, reporting currency.
    opening and closing are the entity's balance before and after; fx stands first on its day.
    paying_delta: +1 when the entity begins to pay, −1 when it stops.
    Checked by: opening_plus_movements, movements_equal_postings, kinds_fit_balances.
    Source: docs/ledger.md#movements
    """
    entity = ["customer_key", "subscription_key"] if (of or policy["movements.of"]) == "subscription" else ["customer_key"]
    netted = _netted(postings, pilots, policy, entity, has_fx=has_fx)
    running = ibis.cumulative_window(group_by=[netted[key] for key in entity], order_by=netted.day)
    balanced = netted.mutate(
        closing_micros=(netted.change + netted.fx).sum().over(running).cast("int64"),
        pilots_after=netted.pilots.sum().over(running),
        moves=((netted.change != 0) | (netted.pilots != 0)).cast("int64").sum().over(running),
    )
    opening = balanced.closing_micros - balanced.change
    balanced = balanced.mutate(
        opening_micros=opening,
        was_paying=(opening > 0) | (balanced.pilots_after - balanced.pilots > 0),
        is_paying=(balanced.closing_micros > 0) | (balanced.pilots_after > 0),
    )
    is_there = balanced.was_paying | balanced.is_paying
    has_moved = (balanced.postings > 0) | (balanced.was_paying != balanced.is_paying)
    business = _classified(balanced.filter(is_there, has_moved), policy, entity)
    parts = [business]
    if has_fx:
        # Who came and went between two looks has no movement: what the rates made of it is all fx.
        revalued = balanced.mutate(run_rate_micros=ibis.ifelse(is_there, balanced.fx, balanced.fx + balanced.change))
        revalued = revalued.mutate(
            kind=ibis.literal("fx"),
            closing_micros=ibis.ifelse(is_there, revalued.opening_micros, revalued.closing_micros),
            paying_delta=ibis.literal(0, "int32"),
        )
        revalued = revalued.mutate(opening_micros=revalued.closing_micros - revalued.run_rate_micros)
        parts.append(revalued.filter(revalued.run_rate_micros != 0))
    columns = (*entity, "day", "kind", "run_rate_micros", "opening_micros", "closing_micros", "paying_delta")
    found = ibis.union(*(part.select(*columns) for part in parts)) if len(parts) > 1 else business.select(*columns)
    return found if "subscription_key" in entity else found.mutate(subscription_key=ibis.null("int32"))


def _netted(postings: ir.Table, pilots: ir.Table, policy: Policy, entity: list[str], *, has_fx: bool) -> ir.Table:
    zero = ibis.literal(0, "int64")
    is_fx = postings.cause == "fx"
    rows = postings.select(
        *entity,
        "day",
        change=ibis.ifelse(is_fx, 0, postings.run_rate_micros) if has_fx else postings.run_rate_micros,
        fx=ibis.ifelse(is_fx, postings.run_rate_micros, 0) if has_fx else zero,
        pilots=zero,
        postings=ibis.ifelse(is_fx, 0, 1).cast("int64") if has_fx else ibis.literal(1, "int64"),
    )
    if policy["counts.full_discount"] == "active":
        rows = ibis.union(rows, pilots.select(*entity, "day", change=zero, fx=zero, pilots=pilots.pilots, postings=zero))
    amounts = {name: rows[name].sum().cast("int64") for name in _AMOUNTS}
    days = rows.group_by(*entity, "day").agg(**amounts)
    return days if policy["movements.netting"] == "day" else _by_month(days, entity)


def _by_month(days: ir.Table, entity: list[str]) -> ir.Table:
    """Days netted to months, dated on the last day that posted, with the days on which paying stopped and began again."""
    running = ibis.cumulative_window(group_by=[days[key] for key in entity], order_by=days.day)
    days = days.mutate(balance=(days.change + days.fx).sum().over(running), at_zero=days.pilots.sum().over(running))
    days = days.mutate(after=(days.balance > 0) | (days.at_zero > 0))
    order = ibis.window(group_by=[days[key] for key in entity], order_by=days.day)
    days = days.mutate(before=days.after.lag().over(order).fill_null(False), month=days.day.truncate("M").cast("date"))
    months = days.group_by(*entity, "month").agg(
        day=days.day.max(),
        stopped_day=days.day.max(where=days.before & ~days.after),
        began_day=days.day.min(where=days.after & ~days.before),
        **{name: days[name].sum().cast("int64") for name in _AMOUNTS},
    )
    return months.drop("month")


def _classified(moves: ir.Table, policy: Policy, entity: list[str]) -> ir.Table:
    order = ibis.window(group_by=[moves[key] for key in entity], order_by=moves.day)
    pause, forget = policy.days("movements.reactivation_gap_days") or 0, policy.days("movements.new_again_after_days")
    returns, leaves = moves.is_paying & ~moves.was_paying, moves.was_paying & ~moves.is_paying
    cases = [(returns & (moves.moves == 1), "new")]
    if pause or forget is not None:
        # Whoever is not paying has no movements until it returns, so the day before a return in this order is when it left.
        stopped, began = (moves.stopped_day, moves.began_day) if policy["movements.netting"] == "month" else (moves.day, moves.day)
        moves = moves.mutate(left_day=stopped, back_day=began)
        moves = moves.mutate(before_left_day=moves.left_day.lag().over(order), returned_day=moves.back_day.lead().over(order))
        returns, leaves = moves.is_paying & ~moves.was_paying, moves.was_paying & ~moves.is_paying
        cases = [(returns & (moves.moves == 1), "new")]
        gap = moves.back_day.delta(moves.before_left_day, unit="day")
        absence = moves.returned_day.delta(moves.left_day, unit="day")
        cases += [(returns & (gap < pause), "expansion"), (leaves & (absence < pause).fill_null(False), "contraction")]
        if forget is not None:
            cases.append((returns & (gap > forget), "new"))
    kind = ibis.cases(
        *cases,
        (returns, str(policy["movements.reactivation_as"])),
        (leaves, "churn"),
        (moves.change > 0, "expansion"),
        (moves.change < 0, "contraction"),
        else_="transfer",
    )
    paying_delta = (returns.cast("int32") - leaves.cast("int32")).cast("int32")
    return moves.mutate(kind=kind, run_rate_micros=moves.change, paying_delta=paying_delta)

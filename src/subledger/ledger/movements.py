"""Movements: the postings of one customer on one day, netted and classified."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import definition
from subledger.model.calendar import OPEN_END
from subledger.model.policy import Policy
from subledger.model.tables import KEYS


@definition
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


@definition
def movements(postings: ir.Table, pilots: ir.Table, policy: Policy, *, has_fx: bool = False) -> ir.Table:
    """The postings of one customer (or subscription) on one day (or in one month), netted and classified.

    Grain: entity, day, kind.   Units: run_rate_micros, int64, per year, reporting currency.
    opening and closing are the entity's balance before and after; fx stands first on its day.
    paying_delta: +1 when the entity begins to pay, −1 when it stops.
    Checked by: opening_plus_movements, movements_equal_postings, kinds_fit_balances.
    Source: docs/ledger.md#movements
    """
    entity = list(policy.entity)
    netted = _netted(postings, pilots, policy, entity, has_fx=has_fx)
    running = ibis.cumulative_window(group_by=[netted[key] for key in entity], order_by=netted.day)
    has_pilots = "pilots" in netted.columns
    balanced = netted.mutate(
        closing_micros=(netted.change + netted.fx if has_fx else netted.change).sum().over(running).cast("int64"),
        moves=(netted.change != 0).cast("int64").sum().over(running),
        **({"pilots_after": netted.pilots.sum().over(running)} if has_pilots else {}),
    )
    balanced = balanced.mutate(opening_micros=balanced.closing_micros - balanced.change)
    # Rates move what is there, never whether it is: who paid before is told by the balance before both.
    before = balanced.opening_micros - balanced.fx if has_fx else balanced.opening_micros
    was_paying, is_paying = before > 0, balanced.closing_micros > 0
    if has_pilots:
        was_paying = was_paying | (balanced.pilots_after - balanced.pilots > 0)
        is_paying = is_paying | (balanced.pilots_after > 0)
    balanced = balanced.mutate(was_paying=was_paying, is_paying=is_paying)
    is_there = balanced.was_paying | balanced.is_paying
    business = balanced.filter(is_there)
    if has_fx or has_pilots:
        business = business.filter((business.postings > 0) | (business.was_paying != business.is_paying))
        # Here amounts alone do not tell who was ever there.
        order = ibis.window(group_by=[business[key] for key in entity], order_by=business.day)
        business = business.mutate(moves=ibis.row_number().over(order) + 1)
    business = _classified(business, policy, entity)
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
    """Amounts per entity and day, or month: change, and what only some books have: fx, pilots, postings (their number)."""
    zero, one = ibis.literal(0, "int64"), ibis.literal(1, "int64")
    has_pilots = policy["counts.full_discount"] == "active"
    rows = postings.select(*entity, "day", change=postings.run_rate_micros)
    if has_fx or has_pilots:
        is_fx = postings.cause == "fx"
        amounts = {"postings": ibis.ifelse(is_fx, zero, one)}
        if has_fx:
            amounts |= {"fx": ibis.ifelse(is_fx, postings.run_rate_micros, zero)}
        if has_pilots:
            amounts |= {"pilots": zero}
        rows = postings.select(*entity, "day", change=ibis.ifelse(is_fx, zero, postings.run_rate_micros), **amounts)
    if has_pilots:
        free = {name: zero for name in rows.columns if name not in (*entity, "day")} | {"pilots": pilots.pilots}
        rows = ibis.union(rows, pilots.select(*entity, "day", **free))
    names = [name for name in rows.columns if name not in (*entity, "day")]
    days = rows.group_by(*entity, "day").agg(**{name: rows[name].sum().cast("int64") for name in names})
    return days if policy["movements.netting"] == "day" else _by_month(days, entity, names)


def _by_month(days: ir.Table, entity: list[str], names: list[str]) -> ir.Table:
    """Days netted to months, dated on the last day that posted, with the days on which paying stopped and began again."""
    running = ibis.cumulative_window(group_by=[days[key] for key in entity], order_by=days.day)
    balance = (days.change + days.fx if "fx" in names else days.change).sum().over(running)
    after = (balance > 0) | (days.pilots.sum().over(running) > 0) if "pilots" in names else balance > 0
    days = days.mutate(after=after)
    order = ibis.window(group_by=[days[key] for key in entity], order_by=days.day)
    days = days.mutate(before=days.after.lag().over(order).fill_null(False), month=days.day.truncate("M").cast("date"))
    months = days.group_by(*entity, "month").agg(
        day=days.day.max(),
        stopped_day=days.day.max(where=days.before & ~days.after),
        began_day=days.day.min(where=days.after & ~days.before),
        **{name: days[name].sum().cast("int64") for name in names},
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

"""Postings: every signed change of an item's run-rate, with the cause and the row that brought it."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.run_rate import run_rate
from subledger.ledger.tables import definition
from subledger.model.calendar import OPEN_END
from subledger.model.tables import KEYS, ORIGIN, PRICING

_RULE = ("is_discounted", "tax_mode", "numerator", "denominator", "month_rounding")
_POSTED = (*KEYS, "day", "cause", "native_micros", "part", *ORIGIN)
_DUNNING = ("past_due", "unpaid", "incomplete")
_PARTS = {"quantity": 1, "price": 2, "discount": 3}
"""The order of what is posted to one item on one day; a start or an end stands alone."""


@definition
def boundaries(states: ir.Table, rules: ir.Table, *, has_refunds: bool = False) -> ir.Table:
    """Each state beside the one before it: what an item was when the state began, what differs, and whether another follows.

    Grain: one state of an item.   was_in_force, was_counted: of the state that ends on the day this one starts.
    cause: why its start posts, as far as the item alone tells.   is_mixed: the start needs more than one posting.
    Only refunds set a counted state's run-rate apart from its worth, so worth is carried along for them alone.
    """
    worth = ("worth_micros",) if has_refunds else ()
    order = ibis.window(group_by=states.item_key, order_by=states.starts_day)
    before = ("terms_key", "run_rate_micros", *worth, *PRICING)
    beside = states.select(
        *KEYS,
        *ORIGIN,
        "starts_day",
        "ends_day",
        "counts",
        "run_rate_micros",
        *worth,
        *PRICING,
        is_involuntary=(states.cancel_reason.lower() == "involuntary").fill_null(False),
        before_ends_day=states.ends_day.lag().over(order),
        before_counts=states.counts.lag().over(order),
        next_starts_day=states.starts_day.lead().over(order),
        **{f"before_{column}": states[column].lag().over(order) for column in before},
    )
    was_in_force = (beside.before_ends_day == beside.starts_day).fill_null(False)
    beside = beside.mutate(
        was_in_force=was_in_force,
        was_counted=was_in_force & beside.before_counts.fill_null(False),
        is_followed=(beside.next_starts_day == beside.ends_day).fill_null(False),
    )
    compared = _compared(_ruled(_ruled(beside, rules, ""), rules, "before_"), has_refunds=has_refunds)
    return compared.select(
        *KEYS,
        *ORIGIN,
        "starts_day",
        "ends_day",
        "counts",
        "run_rate_micros",
        "before_terms_key",
        "before_run_rate_micros",
        "was_in_force",
        "was_counted",
        "is_followed",
        "is_involuntary",
        "is_mixed",
        "is_other_plan",
        "is_swapped",
        "is_other_quantity",
        "is_other_discount",
        "others",
        "cause",
    )


def _ruled(rows: ir.Table, rules: ir.Table, side: str) -> ir.Table:
    """The rows with the rule of their terms on that side of the boundary."""
    names = ("offer_key", "currency_key", "tax_mode", "numerator", "denominator", "month_rounding", "is_discounted", "status")
    found = rules.select(rule_terms_key=rules.terms_key, **{f"{side}rule_{name}": rules[name] for name in names})
    return rows.left_join(found, rows[f"{side}terms_key"] == found.rule_terms_key).drop("rule_terms_key")


def _compared(rows: ir.Table, *, has_refunds: bool) -> ir.Table:
    """What differs between an item before and after a boundary, where it counts on both sides; and the cause of what is posted."""
    both = rows.counts & rows.was_counted
    priced = ("unit_amount_micros", "tax_percent_micros", "rule_tax_mode", "rule_numerator", "rule_denominator", "rule_month_rounding")
    is_other_price = _differ(rows, *priced)
    if has_refunds:
        # What a refund takes off stands in no column of the price, yet it is what the customer pays less.
        change = rows.run_rate_micros - rows.before_run_rate_micros
        is_other_price = is_other_price | (change != rows.worth_micros - rows.before_worth_micros)
    # Nothing of one currency turns into another: the whole old amount goes, the whole new one comes.
    same_money = rows.rule_currency_key == rows.before_rule_currency_key
    is_other_discount = (_discount(rows, "percent") != _discount(rows, "percent", "before_")) | (
        _discount(rows, "amount") != _discount(rows, "amount", "before_")
    )
    is_other_plan = rows.rule_offer_key != rows.before_rule_offer_key
    rows = rows.mutate(
        is_other_plan=is_other_plan,
        is_swapped=is_other_plan | ~same_money,
        is_other_quantity=(rows.quantity_micros != rows.before_quantity_micros) & same_money,
        is_other_discount=is_other_discount & same_money,
        is_other_price=is_other_price | ~same_money,
    )
    counted = (rows.is_other_quantity, rows.is_other_price | rows.is_other_plan, rows.is_other_discount)
    rows = rows.mutate(others=sum((other.cast("int32") for other in counted[1:]), counted[0].cast("int32")))
    was_suspended = rows.before_rule_status.isin(("paused", *_DUNNING)).fill_null(False)
    cause = ibis.cases(
        (both & rows.is_other_quantity, "quantity"),
        (both & rows.is_other_discount, "discount"),
        (both, "price"),
        (rows.counts & rows.was_in_force & was_suspended, "resume"),
        (rows.counts, "start"),
        (rows.rule_status == "paused", "pause"),
        (rows.rule_status.isin(_DUNNING), "delinquency"),
        else_="cancel",
    )
    return rows.mutate(is_mixed=both & ((rows.others > 1) | rows.is_swapped), cause=cause)


@definition
def postings(boundaries: ir.Table, effects: ir.Table, siblings: ir.Table) -> ir.Table:
    """Signed day deltas of run-rate, split by cause.

    Grain: item, day, cause, terms.   Units: native_micros, int64, per year, the item's currency.
    `part` orders what is posted to one item on one day.
    Checked by: ledger_equals_states, movements_equal_postings.
    Source: docs/ledger.md#postings-and-causes
    """
    return ibis.union(_started(boundaries, siblings), _ended(boundaries, siblings), *_changed(effects))


@definition
def siblings(boundaries: ir.Table, item_keys: ir.Table) -> ir.Table:
    """What happens to the items of a subscription on a day, for subscriptions that have several.

    begun, ended: items that come or go this day; counted: how many count at its end; change: of that count this day.
    """
    counted = item_keys.group_by("subscription_key").agg(items=item_keys.count())
    of = boundaries.semi_join(counted.filter(counted.items > 1), "subscription_key")
    came = of.filter((of.counts & ~of.was_in_force) | (of.counts != of.was_counted))
    starts = came.select(
        "subscription_key",
        day=came.starts_day,
        begun=(came.counts & ~came.was_in_force).cast("int64"),
        ended=ibis.literal(0, "int64"),
        change=came.counts.cast("int64") - came.was_counted.cast("int64"),
    )
    gone = of.filter(of.counts & ~of.is_followed & (of.ends_day < OPEN_END))
    ends = gone.select(
        "subscription_key",
        day=gone.ends_day,
        begun=ibis.literal(0, "int64"),
        ended=ibis.literal(1, "int64"),
        change=ibis.literal(-1, "int64"),
    )
    events = ibis.union(starts, ends)
    days = events.group_by("subscription_key", "day").agg(begun=events.begun.sum(), ended=events.ended.sum(), change=events.change.sum())
    running = ibis.cumulative_window(group_by=days.subscription_key, order_by=days.day)
    return days.mutate(counted=days.change.sum().over(running))


def _beside(rows: ir.Table, siblings: ir.Table) -> ir.Table:
    return rows.left_join(siblings, ["subscription_key", "day"]).drop("subscription_key_right", "day_right")


def _started(boundaries: ir.Table, siblings: ir.Table) -> ir.Table:
    """What a state's start posts where one posting says it all: an item begins, stops counting, or changes in one respect."""
    rows = boundaries.filter(boundaries.counts | boundaries.was_counted, ~boundaries.is_mixed)
    after, before = ibis.ifelse(rows.counts, rows.run_rate_micros, 0), ibis.ifelse(rows.was_counted, rows.before_run_rate_micros, 0)
    rows = rows.mutate(day=rows.starts_day, native_micros=after - before)
    rows = _beside(rows.filter(rows.native_micros != 0), siblings)
    is_new = rows.counts & ~rows.was_in_force
    cause = ibis.cases(
        (is_new & (rows.ended > 0).fill_null(False), "plan"),
        (is_new & (rows.counted - rows.change > 0).fill_null(False), "add_on"),
        else_=rows.cause,
    )
    part = ibis.cases(*((rows.cause == name, _part(number)) for name, number in _PARTS.items()), else_=_part(0))
    terms_key = ibis.ifelse(rows.counts, rows.terms_key, rows.before_terms_key)
    return rows.mutate(cause=cause, part=part, terms_key=terms_key).select(*_POSTED)


def _ended(boundaries: ir.Table, siblings: ir.Table) -> ir.Table:
    ended = boundaries.filter(boundaries.counts, ~boundaries.is_followed, boundaries.run_rate_micros != 0, boundaries.ends_day < OPEN_END)
    ended = _beside(ended.mutate(day=ended.ends_day), siblings)
    cause = ibis.cases(
        ((ended.begun > 0).fill_null(False), "plan"),
        ((ended.counted > 0).fill_null(False), "removal"),
        (ended.is_involuntary, "delinquency"),
        else_="cancel",
    )
    return ended.mutate(cause=cause, native_micros=-ended.run_rate_micros, part=_part(0)).select(*_POSTED)


@definition
def changes(boundaries: ir.Table, states: ir.Table) -> ir.Table:
    """Where an item changes in more than one respect, or becomes another plan: its pricing and worth before and after.

    Grain: item, day.   others: how many of quantity, price or plan, and discount differ.
    """
    mixed = boundaries.filter(boundaries.is_mixed).drop("counts", "was_counted", "was_in_force", "is_followed", "is_involuntary", "cause")
    mixed = mixed.mutate(day=mixed.starts_day, change=mixed.run_rate_micros - mixed.before_run_rate_micros).drop("starts_day", "ends_day")
    columns = (*PRICING, "worth_micros")
    now = states.select(at_item=states.item_key, at_day=states.starts_day, **{name: states[name] for name in columns})
    ended = states.select(at_item=states.item_key, at_day=states.ends_day, **{f"before_{name}": states[name] for name in columns})
    for side in (now, ended):
        mixed = mixed.join(side, [mixed.item_key == side.at_item, mixed.day == side.at_day]).drop("at_item", "at_day")
    return mixed


@definition
def effects(changes: ir.Table, rules: ir.Table) -> ir.Table:
    """What quantity, price or plan, and discount each did to a changed item.

    Grain: item, day.   Units: micros per year; the three effects add up to the change.
    Each effect is the difference of two exact worths, one thing exchanged at a time.
    """
    single, mixed = changes.filter(changes.others <= 1), changes.filter(changes.others > 1)
    single = single.mutate(
        quantity_effect=ibis.ifelse(single.is_other_quantity, single.change, 0),
        discount_effect=ibis.ifelse(single.is_other_discount, single.change, 0),
    )
    kept = (
        *KEYS,
        "day",
        *ORIGIN,
        "before_terms_key",
        "before_run_rate_micros",
        "is_other_plan",
        "is_swapped",
        "change",
        "quantity_effect",
        "discount_effect",
    )
    split = ibis.union(single.select(*kept), _split(mixed, rules).select(*kept))
    return split.mutate(price_effect=split.change - split.quantity_effect - split.discount_effect).drop("change")


def _changed(effects: ir.Table) -> tuple[ir.Table, ...]:
    effects = effects.mutate(cause=ibis.ifelse(effects.is_other_plan, "plan", "price"))
    swaps, prices = effects.filter(effects.is_swapped), effects.filter(~effects.is_swapped)
    leaving = swaps.mutate(terms_key=swaps.before_terms_key, out=-swaps.before_run_rate_micros)
    joining = swaps.mutate(into=swaps.before_run_rate_micros + swaps.price_effect)
    return (
        _effect(leaving, None, "out", 0),
        _effect(effects.filter(effects.quantity_effect != 0), "quantity", "quantity_effect", 1),
        _effect(joining, None, "into", 2),
        _effect(prices.filter(prices.price_effect != 0), "price", "price_effect", 2),
        _effect(effects.filter(effects.discount_effect != 0), "discount", "discount_effect", 3),
    )


def _effect(rows: ir.Table, cause: str | None, amount: str, part: int) -> ir.Table:
    return rows.mutate(cause=rows.cause if cause is None else ibis.literal(cause), native_micros=rows[amount], part=_part(part)).select(
        *_POSTED
    )


def _split(mixed: ir.Table, rules: ir.Table) -> ir.Table:
    """Rows where several things changed at once, with what each alone did."""
    now = rules.select("terms_key", *_RULE)
    before = rules.select(**{f"before_{column}": rules[column] for column in ("terms_key", *_RULE)})
    mixed = mixed.join(now, "terms_key").join(before, "before_terms_key")
    old = ("unit_amount_micros", "discount_percent_micros", "discount_amount_micros", "tax_percent_micros", *_RULE)
    after_quantity = _as_if(mixed, old, "after_quantity")
    discount = ("discount_percent_micros", "discount_amount_micros", "is_discounted")
    both = _as_if(after_quantity, discount, "after_price")
    return both.mutate(
        quantity_effect=ibis.ifelse(both.is_other_quantity, both.after_quantity - both.before_worth_micros, 0),
        discount_effect=ibis.ifelse(both.is_other_discount, both.worth_micros - both.after_price, 0),
    )


def _as_if(rows: ir.Table, unchanged: tuple[str, ...], name: str) -> ir.Table:
    """The same rows with what they would be worth had these columns stayed as before."""
    now = {f"now_{column}": rows[column] for column in unchanged}
    worth = run_rate(rows.mutate(**now).mutate(**{column: rows[f"before_{column}"] for column in unchanged}), name)
    return worth.mutate(**{column: worth[f"now_{column}"] for column in unchanged}).drop(*now)


def _differ(rows: ir.Table, *columns: str) -> ir.BooleanValue:
    differs = rows[columns[0]] != rows[f"before_{columns[0]}"]
    for column in columns[1:]:
        differs = differs | (rows[column] != rows[f"before_{column}"])
    return differs


def _discount(rows: ir.Table, of: str, side: str = "") -> ir.IntegerValue:
    return ibis.ifelse(rows[f"{side}rule_is_discounted"], rows[f"{side}discount_{of}_micros"], 0)


def _part(number: int) -> ir.IntegerScalar:
    return ibis.literal(number, "int32")

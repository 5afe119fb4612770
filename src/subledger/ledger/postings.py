"""Postings: every signed change of an item's run-rate, with the cause and the row that brought it."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.run_rate import run_rate
from subledger.model.calendar import OPEN_END
from subledger.model.tables import KEYS, ORIGIN, PRICING

_BEFORE = ("terms_key", "run_rate_micros", *PRICING)
_RULE = ("is_discounted", "tax_mode", "numerator", "denominator", "month_rounding")
_POSTED = (*KEYS, "day", "cause", "native_micros", "part", *ORIGIN)
_DUNNING = ("past_due", "unpaid", "incomplete")


def boundaries(states: ir.Table, *, has_refunds: bool = False) -> ir.Table:
    """Each state beside the one before it: what an item was when the state began, and whether another follows.

    Grain: one state of an item.   was_in_force, was_counted: of the state that ends on the day this one starts.
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
        "cancel_reason",
        before_ends_day=states.ends_day.lag().over(order),
        before_counts=states.counts.lag().over(order),
        next_starts_day=states.starts_day.lead().over(order),
        **{f"before_{column}": states[column].lag().over(order) for column in before},
    )
    was_in_force = (beside.before_ends_day == beside.starts_day).fill_null(False)
    return beside.mutate(
        was_in_force=was_in_force,
        was_counted=was_in_force & beside.before_counts.fill_null(False),
        is_followed=(beside.next_starts_day == beside.ends_day).fill_null(False),
    ).drop("before_ends_day", "before_counts", "next_starts_day")


def postings(boundaries: ir.Table, effects: ir.Table, siblings: ir.Table, rules: ir.Table) -> ir.Table:
    """Signed day deltas of run-rate, split by cause.

    Grain: item, day, cause, terms.   Units: native_micros, int64, per year, the item's currency.
    `part` orders what is posted to one item on one day.
    Checked by: ledger_equals_states, movements_equal_postings.
    Source: docs/ledger.md#postings-and-causes
    """
    return ibis.union(_begun(boundaries, rules, siblings), _suspended(boundaries, rules), _ended(boundaries, siblings), *_changed(effects))


def siblings(boundaries: ir.Table, item_keys: ir.Table) -> ir.Table:
    """What happens to the items of a subscription on a day, for subscriptions that have several.

    begun, ended: items that come or go this day; counted: how many count at its end; change: of that count this day.
    """
    counted = item_keys.group_by("subscription_key").agg(items=item_keys.count())
    of = boundaries.semi_join(counted.filter(counted.items > 1), "subscription_key")
    starts = of.select(
        "subscription_key",
        day=of.starts_day,
        begun=(of.counts & ~of.was_in_force).cast("int64"),
        ended=ibis.literal(0, "int64"),
        change=of.counts.cast("int64") - of.was_counted.cast("int64"),
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


def _begun(boundaries: ir.Table, rules: ir.Table, siblings: ir.Table) -> ir.Table:
    begun = boundaries.filter(boundaries.counts, ~boundaries.was_counted, boundaries.run_rate_micros != 0)
    before = rules.select(before_terms_key=rules.terms_key, before_status=rules.status)
    begun = begun.mutate(day=begun.starts_day).left_join(before, "before_terms_key").drop("before_terms_key_right")
    begun = begun.left_join(siblings, ["subscription_key", "day"]).drop("subscription_key_right", "day_right")
    is_swapped = (begun.ended > 0).fill_null(False)
    is_added = (begun.counted - begun.change > 0).fill_null(False)
    was_suspended = begun.before_status.isin(("paused", *_DUNNING)).fill_null(False)
    cause = ibis.cases(
        (begun.was_in_force & was_suspended, "resume"),
        (begun.was_in_force, "start"),
        (is_swapped, "plan"),
        (is_added, "add_on"),
        else_="start",
    )
    return begun.mutate(cause=cause, native_micros=begun.run_rate_micros, part=_part(0)).select(*_POSTED)


def _suspended(boundaries: ir.Table, rules: ir.Table) -> ir.Table:
    now = rules.select("terms_key", "status")
    stopped = boundaries.filter(boundaries.was_counted, ~boundaries.counts, boundaries.before_run_rate_micros != 0).join(now, "terms_key")
    cause = ibis.cases((stopped.status == "paused", "pause"), (stopped.status.isin(_DUNNING), "delinquency"), else_="cancel")
    return stopped.mutate(
        terms_key=stopped.before_terms_key,
        day=stopped.starts_day,
        cause=cause,
        native_micros=-stopped.before_run_rate_micros,
        part=_part(0),
    ).select(*_POSTED)


def _ended(boundaries: ir.Table, siblings: ir.Table) -> ir.Table:
    ended = boundaries.filter(boundaries.counts, ~boundaries.is_followed, boundaries.run_rate_micros != 0, boundaries.ends_day < OPEN_END)
    ended = ended.mutate(day=ended.ends_day).left_join(siblings, ["subscription_key", "day"]).drop("subscription_key_right", "day_right")
    cause = ibis.cases(
        ((ended.begun > 0).fill_null(False), "plan"),
        ((ended.counted > 0).fill_null(False), "removal"),
        ((ended.cancel_reason.lower() == "involuntary").fill_null(False), "delinquency"),
        else_="cancel",
    )
    return ended.mutate(cause=cause, native_micros=-ended.run_rate_micros, part=_part(0)).select(*_POSTED)


def changes(boundaries: ir.Table, rules: ir.Table) -> ir.Table:
    """Where an item counts on both sides of a boundary and differs, with what it is that differs.

    Grain: item, day.   Shapes: keys, pricing and terms before and after; others: how many of quantity, price or plan, and discount differ.
    """
    both = boundaries.filter(boundaries.counts, boundaries.was_counted)
    differs = (both.terms_key != both.before_terms_key) | (both.run_rate_micros != both.before_run_rate_micros)
    for column in PRICING:
        differs = differs | (both[column] != both[f"before_{column}"])
    kept = (*KEYS, *ORIGIN, *PRICING, "run_rate_micros", *(f"before_{column}" for column in _BEFORE))
    worths = {"worth_micros": "run_rate_micros", "before_worth_micros": "before_run_rate_micros"}
    if "worth_micros" in both.columns:
        worths = {name: name for name in worths}
    both = both.filter(differs).select(*kept, day="starts_day", **worths)
    both = _beside(_beside(both, rules, ""), rules, "before_")
    both = both.mutate(change=both.run_rate_micros - both.before_run_rate_micros)
    # What a refund takes off stands in no column of the price, yet it is what the customer pays less.
    is_refunded = both.change != both.worth_micros - both.before_worth_micros
    priced = ("unit_amount_micros", "tax_percent_micros", "rule_tax_mode", "rule_numerator", "rule_denominator", "rule_month_rounding")
    both = both.mutate(
        is_other_quantity=both.quantity_micros != both.before_quantity_micros,
        is_other_plan=both.rule_offer_key != both.before_rule_offer_key,
        is_other_price=_differ(both, *priced) | is_refunded,
        is_other_discount=(_discount(both, "percent") != _discount(both, "percent", "before_"))
        | (_discount(both, "amount") != _discount(both, "amount", "before_")),
    )
    # Nothing of one currency turns into another: the whole old amount goes, the whole new one comes.
    same_money = both.rule_currency_key == both.before_rule_currency_key
    both = both.mutate(
        is_swapped=both.is_other_plan | ~same_money,
        is_other_quantity=both.is_other_quantity & same_money,
        is_other_discount=both.is_other_discount & same_money,
        is_other_price=both.is_other_price | ~same_money,
    )
    others = (both.is_other_quantity, both.is_other_price | both.is_other_plan, both.is_other_discount)
    both = both.mutate(others=sum((other.cast("int32") for other in others[1:]), others[0].cast("int32")))
    return both.select(*kept, "day", *worths, "change", "others", "is_other_quantity", "is_other_plan", "is_swapped", "is_other_discount")


def _beside(rows: ir.Table, rules: ir.Table, side: str) -> ir.Table:
    """The rows with the rule of their terms on that side of the boundary."""
    names = ("offer_key", "currency_key", "tax_mode", "numerator", "denominator", "month_rounding", "is_discounted")
    found = rules.select(rule_terms_key=rules.terms_key, **{f"{side}rule_{name}": rules[name] for name in names})
    return rows.join(found, rows[f"{side}terms_key"] == found.rule_terms_key).drop("rule_terms_key")


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

"""The named invariants of a ledger. Each returns the rows that break it; none when all is well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import Ledger, definition, unbound, wide
from subledger.model import tables
from subledger.model.calendar import OPEN_END

_PRIME = 2_147_483_647


@dataclass(frozen=True, slots=True)
class Check:
    """A named invariant: what holds, and the expression of the rows where it does not.

    Offending rows have: place (text), expected (text), actual (text).
    summed: the places whose sums `quick` compares; only when one differs are the offending rows looked for.
    """

    name: str
    holds: str
    broken: Callable[[Ledger], ir.Table]
    summed: str | None = None


def mark(first: ir.IntegerValue, *others: ir.IntegerValue) -> ir.IntegerValue:
    """A number below _PRIME that stands for some keys, so that sums weighted by it differ when amounts sit in the wrong place."""
    mixed = first.cast("int64") * 48_271
    for factor, key in zip((69_621, 16_807), others, strict=False):
        mixed = mixed + key.cast("int64") * factor
    mixed = (mixed + 11) % _PRIME
    return (mixed * mixed + mixed) % _PRIME


def _number(day: ir.DateValue) -> ir.IntegerValue:
    return day.delta(ibis.date("1970-01-01"), unit="day").cast("int64")


def _states_changes(ledger: Ledger) -> ir.Table:
    """The second path to the ledger: run-rate comes when a state starts and goes when it ends, no matter why."""
    states = ledger.states.filter(ledger.states.run_rate_micros != 0)
    ended = states.filter(states.ends_day < OPEN_END)
    columns = ("customer_key", "item_key", "terms_key", "day", "micros")
    return ibis.union(
        states.mutate(day=states.starts_day, micros=states.run_rate_micros).select(*columns),
        ended.mutate(day=ended.ends_day, micros=-ended.run_rate_micros).select(*columns),
    )


def _native(ledger: Ledger) -> ir.Table:
    postings = ledger.postings.filter(ledger.postings.native_micros != 0)
    return postings.mutate(micros=postings.native_micros).select("customer_key", "item_key", "terms_key", "day", "micros")


def _business(ledger: Ledger) -> ir.Table:
    """Postings as movements net them: by customer and day, or month."""
    postings = ledger.postings
    return postings.mutate(micros=postings.run_rate_micros, day=ledger.net_day(postings.day)).select("customer_key", "day", "micros")


def _moves(ledger: Ledger) -> ir.Table:
    moves = ledger.movements
    return moves.mutate(micros=moves.run_rate_micros, day=ledger.net_day(moves.day)).select("customer_key", "day", "micros")


PLACES: dict[str, tuple[str, ...]] = {
    "customer": ("customer_key", "day", "currency_key"),
    "item": ("item_key", "day", "currency_key"),
    "plan": ("offer_key", "day", "currency_key"),
}


@definition
def quick(ledger: Ledger) -> ir.Table:
    """One row: for each kind of place, whether both paths come to the same sums, weighted so that no amount can sit elsewhere.

    Shapes: customer, item, plan (postings against states), movement (movements against postings).
    One pass over each table: a join of millions of rows is only made when these sums differ.
    """
    states, postings = _plans_of(_states_changes(ledger), ledger), _plans_of(_native(ledger), ledger)
    sides = [_sums(states, "states", PLACES), _sums(postings, "native", PLACES)]
    customer: dict[str, tuple[str, ...]] = {"movement": ("customer_key", "day")}
    sides += [_sums(_business(ledger), "business", customer), _sums(_moves(ledger), "moved", customer)]
    row = sides[0]
    for side in sides[1:]:
        row = row.cross_join(side)

    def same(left: str, right: str) -> ir.BooleanValue:
        return ((row[left] - row[right]) % _PRIME == 0) & (row[f"{left}_total"] == row[f"{right}_total"])

    return row.select(
        **{name: same(f"states_{name}", f"native_{name}") for name in PLACES}, movement=same("business_movement", "moved_movement")
    )


def _sums(rows: ir.Table, side: str, places: dict[str, tuple[str, ...]]) -> ir.Table:
    # Weights and amounts are kept below 2**31, so a product fits 64 bits and so does the sum of two milliard of them.
    weighed = rows.mutate(number=_number(rows.day), small=rows.micros % _PRIME)
    weighed = weighed.mutate(
        **{f"mark_{name}": mark(*(weighed["number" if key == "day" else key] for key in keys)) for name, keys in places.items()}
    )
    sums = {f"{side}_{name}": ((weighed[f"mark_{name}"] * weighed.small) % _PRIME).sum().fill_null(0).cast("int64") for name in places}
    return weighed.agg(**sums, **{f"{side}_{name}_total": wide(weighed.micros).sum().fill_null(0) for name in places})


def _differences(left: ir.Table, right: ir.Table, *keys: str) -> ir.Table:
    """Where two sides' amounts differ, with what each says."""
    none = wide(ibis.literal(0, "int64"))
    rows = ibis.union(
        left.select(*keys, expected=wide(left.micros), actual=none), right.select(*keys, expected=none, actual=wide(right.micros))
    )
    sums = rows.group_by(*keys).agg(expected=rows.expected.sum(), actual=rows.actual.sum())
    return sums.filter(sums.expected != sums.actual)


def _placed(rows: ir.Table, expected: ir.Value, actual: ir.Value) -> ir.Table:
    """Offending rows in words: the customer (and item and day) by their own names."""
    customers = unbound(tables.CUSTOMER_KEYS)
    named = rows.mutate(expected_=expected.cast("string"), actual_=actual.cast("string")).left_join(customers, "customer_key")
    place = ibis.literal("customer ") + named.customer_id.fill_null("?")
    if "day" in rows.columns:
        place = place + " on " + named.day.cast("string")
    return named.select(place=place, expected=named.expected_, actual=named.actual_)


@definition
def _intervals_disjoint(ledger: Ledger) -> ir.Table:
    states = ledger.states
    order = ibis.window(group_by=states.item_key, order_by=[states.starts_day, states.row])
    beside = states.mutate(before_ends_day=states.ends_day.lag().over(order), day=states.starts_day)
    twice = beside.filter(beside.before_ends_day > beside.starts_day)
    return _placed(twice, twice.before_ends_day, twice.starts_day)


@definition
def _ledger_equals_states(ledger: Ledger) -> ir.Table:
    states, postings = _plans_of(_states_changes(ledger), ledger), _plans_of(_native(ledger), ledger)
    rows = _differences(states, postings, "customer_key", "currency", "day")
    return _placed(rows, rows.expected, rows.actual)


@definition
def _items_equal_states(ledger: Ledger) -> ir.Table:
    states, postings = _plans_of(_states_changes(ledger), ledger), _plans_of(_native(ledger), ledger)
    rows = _differences(states, postings, "customer_key", "item_key", "currency", "day")
    return _placed(rows, rows.expected, rows.actual)


def _plans_of(rows: ir.Table, ledger: Ledger) -> ir.Table:
    offers = ledger.rules.select("terms_key", "offer_key", "currency_key", "currency")
    return rows.join(offers, "terms_key")


@definition
def _plans_equal_states(ledger: Ledger) -> ir.Table:
    states, postings = _plans_of(_states_changes(ledger), ledger), _plans_of(_native(ledger), ledger)
    rows = _differences(states, postings, "offer_key", "currency", "day")
    place = ibis.literal("plan ") + rows.offer_key.cast("string") + " in " + rows.currency + " on " + rows.day.cast("string")
    return rows.select(place=place, expected=rows.expected.cast("string"), actual=rows.actual.cast("string"))


@definition
def _movements_equal_postings(ledger: Ledger) -> ir.Table:
    rows = _differences(_business(ledger), _moves(ledger), "customer_key", "day")
    return _placed(rows, rows.expected, rows.actual)


@definition
def _opening_plus_movements(ledger: Ledger) -> ir.Table:
    moves = ledger.movements
    entity = [moves[key] for key in ledger.policy.entity]
    order = ibis.window(group_by=entity, order_by=[moves.day, (moves.kind != "fx").cast("int32")])
    beside = moves.mutate(before_micros=moves.closing_micros.lag().over(order).fill_null(0))
    wrong = beside.filter(
        (beside.opening_micros + beside.run_rate_micros != beside.closing_micros) | (beside.opening_micros != beside.before_micros)
    )
    expected = wrong.before_micros.cast("string") + " to " + (wrong.before_micros + wrong.run_rate_micros).cast("string")
    return _placed(wrong, expected, wrong.opening_micros.cast("string") + " to " + wrong.closing_micros.cast("string"))


@definition
def _kinds_fit_balances(ledger: Ledger) -> ir.Table:
    moves = ledger.movements
    amount, before, after = moves.run_rate_micros, moves.opening_micros, moves.closing_micros
    comes, goes, stays = moves.paying_delta == 1, moves.paying_delta == -1, moves.paying_delta == 0
    # Within a month a customer may come at one rate and change at another: what lies between is fx.
    is_monthly = ledger.policy["movements.netting"] == "month"
    from_nothing = comes if is_monthly else comes & (before == 0) & (amount >= 0)
    fits = ibis.cases(
        (moves.kind == "fx", stays),
        (moves.kind == "new", from_nothing),
        (moves.kind == "reactivation", from_nothing),
        (moves.kind == "churn", goes & (after == 0) & ((amount <= 0) | is_monthly)),
        (moves.kind == "expansion", ((amount > 0) & ~goes) | comes),
        (moves.kind == "contraction", ((amount < 0) & ~comes) | goes),
        (moves.kind == "transfer", stays & (amount == 0)),
        else_=False,
    )
    # … and as fx stands first, it may take the month below 0 before what came in it.
    is_below = (after < 0) & (moves.kind != "fx") if is_monthly else after < 0
    wrong = moves.filter(~fits | is_below)
    return _placed(wrong, wrong.kind, wrong.run_rate_micros.cast("string") + " from " + wrong.opening_micros.cast("string"))


@definition
def _customers_counted(ledger: Ledger) -> ir.Table:
    moves = ledger.movements
    entity = ledger.policy.entity
    sums = moves.group_by(*entity).agg(paying=moves.paying_delta.sum(), micros=moves.run_rate_micros.sum())
    at_zero = ledger.policy["counts.full_discount"] == "active"
    is_wrong = (sums.paying < 0) | (sums.paying > 1) | ((sums.paying == 0) & (sums.micros != 0)) | (sums.micros < 0)
    if not at_zero:
        is_wrong = is_wrong | ((sums.paying == 1) & (sums.micros == 0))
    wrong = sums.filter(is_wrong)
    return _placed(
        wrong, ibis.literal("paying 0 or 1, as the balance says"), wrong.paying.cast("string") + " at " + wrong.micros.cast("string")
    )


@definition
def _reporting_follows_native(ledger: Ledger) -> ir.Table:
    postings = ledger.postings
    if not ledger.has_fx:
        wrong = postings.filter(postings.run_rate_micros != postings.native_micros)
        return _placed(wrong, wrong.native_micros, wrong.run_rate_micros)
    rows = _plans_of(postings, ledger)
    sums = rows.group_by("customer_key", "item_key", "currency").agg(
        native=wide(rows.native_micros).sum(), micros=wide(rows.run_rate_micros).sum()
    )
    at_home = sums.currency == ledger.currency
    wrong = sums.filter((at_home & (sums.native != sums.micros)) | ((sums.native == 0) & (sums.micros != 0)) | (sums.micros < 0))
    return _placed(wrong, wrong.native, wrong.micros)


@definition
def _no_orphans(ledger: Ledger) -> ir.Table:
    states, items = ledger.states, ledger.keyed(tables.ITEM_KEYS)
    lost = ledger.postings.anti_join(items, ["item_key", "customer_key", "subscription_key"])
    unruled = ledger.postings.anti_join(ledger.rules, "terms_key")
    stray = states.anti_join(items, ["item_key", "customer_key", "subscription_key"])
    rows = ibis.union(*(part.select("customer_key") for part in (lost, unruled, stray)))
    return _placed(rows, ibis.literal("an item and terms of the book"), ibis.literal("none"))


CHECKS: tuple[Check, ...] = (
    Check("intervals_disjoint", "an item's states never overlap", _intervals_disjoint),
    Check(
        "ledger_equals_states",
        "the postings of each customer and day are what the states themselves say",
        _ledger_equals_states,
        summed="customer",
    ),
    Check(
        "items_equal_states",
        "the postings of each item and day are what the states themselves say",
        _items_equal_states,
        summed="item",
    ),
    Check(
        "plans_equal_states",
        "the postings of each plan, product, currency and day are what the states themselves say",
        _plans_equal_states,
        summed="plan",
    ),
    Check(
        "movements_equal_postings",
        "the movements of each customer and day are the sum of their postings",
        _movements_equal_postings,
        summed="movement",
    ),
    Check("opening_plus_movements", "opening + movement = closing, and each opening is the closing before", _opening_plus_movements),
    Check(
        "kinds_fit_balances",
        "new and reactivation start from 0, churn ends at 0, expansion and contraction keep their signs",
        _kinds_fit_balances,
    ),
    Check("customers_counted", "whoever has run-rate is counted as paying, once", _customers_counted),
    Check(
        "reporting_follows_native",
        "what an item is carried at ends at 0 when it ends, and is its native amount in the reporting currency itself",
        _reporting_follows_native,
    ),
    Check("no_orphans", "every posting and state belongs to an item and to terms of the book", _no_orphans),
)

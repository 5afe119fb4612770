"""What other settings would make of states: each is priced once more as one setting, set the other way, would have it."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.run_rate import run_rate
from subledger.ledger.tables import Ledger, definition, unbound
from subledger.metrics.left_out import moved
from subledger.metrics.left_out.found import found, together
from subledger.metrics.left_out.states import OF_RULE, left_for
from subledger.model.tables import KEYS, ORIGIN, PRICING, RULES, table

_REASON = {"reason": "string"}
_OF_RULE = {name: RULES.columns[name] for name in OF_RULE}
TO_PRICE = table(
    "states_to_price", _REASON, KEYS, {"starts_day": "date", "ends_day": "date", "before_micros": "int64"}, PRICING, ORIGIN, _OF_RULE
)
"""States as another setting would have them. before_micros: what they bring as things are, per year."""
PRICED = table("states_priced", TO_PRICE.columns, {"other_micros": "int64"})
"""The same with what each would bring."""
OF_PRICES = frozenset(("one_time", "discount", "tax", "rounding", "moved"))
"""The reasons that prices are reckoned for."""


@definition
def to_price(ledger: Ledger, reasons: frozenset[str]) -> ir.Table:
    """What is put aside for some reasons, as it is to be priced.   Shapes: those of TO_PRICE."""
    ways = {"one_time": _once, "discount": _discounts, "tax": _taxes, "rounding": _unrounded, "moved": moved.moved}
    return together([ways[reason](ledger).select(*TO_PRICE.columns) for reason in ways if reason in reasons])


@definition
def priced() -> ir.Table:
    """What was to be priced, with its price.   Shapes: those of PRICED."""
    return run_rate(unbound(TO_PRICE), "other_micros")


def told_of_prices() -> ir.Table:
    """What is left out by what was priced: more or less per year, or what was charged once."""
    rows = unbound(PRICED)
    differs = rows.other_micros - rows.before_micros
    rows = rows.filter((differs != 0) | ~rows.reason.isin(("discount", "discount_ignored", "rounding")))
    is_once = rows.reason == "one_time"
    none = ibis.null("int64")
    return found(
        rows,
        rows.reason,
        ibis.ifelse(is_once, none, rows.other_micros - rows.before_micros),
        ibis.ifelse(is_once, rows.other_micros, none),
    )


def _once(ledger: Ledger) -> ir.Table:
    """Lines of subscriptions that are charged once, within the days: they have a price, and no run-rate."""
    one, none = ibis.literal(1, "int64"), ibis.literal(0, "int64")
    rows = left_for(ledger, "one_time")
    return rows.mutate(reason=ibis.literal("one_time"), before_micros=none, numerator=one, denominator=one, month_rounding=none)


def _discounts(ledger: Ledger) -> ir.Table:
    """What discounts took off the list price, and what those that are ignored would have taken."""
    rows = left_for(ledger, "discount")
    reason = ibis.ifelse(rows.is_discounted, ibis.literal("discount"), ibis.literal("discount_ignored"))
    return rows.mutate(reason=reason, before_micros=rows.worth_micros, is_discounted=~rows.is_discounted)


def _taxes(ledger: Ledger) -> ir.Table:
    """Tax that prices include and MRR does not, or that comes on top of them."""
    rows = left_for(ledger, "tax")
    gross = ibis.ifelse(rows.tax_mode == "remove", ibis.literal("none"), ibis.literal("add"))
    return rows.mutate(reason=ibis.literal("tax"), before_micros=rows.worth_micros, tax_mode=gross)


def _unrounded(ledger: Ledger) -> ir.Table:
    rows = left_for(ledger, "rounding")
    return rows.mutate(reason=ibis.literal("rounding"), before_micros=rows.worth_micros, month_rounding=ibis.literal(0, "int64"))

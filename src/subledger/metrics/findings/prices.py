"""Prices that do not fit their plan."""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import Ledger, wide
from subledger.metrics.findings.finding import counted, on, shaped

FEW = 4
"""So many items a plan needs, at one interval and in one currency, before it has a usual price."""
FAR = 5
"""So many times the usual price, or a part as small, is far from it."""


def price_outlier(ledger: Ledger, day: date) -> ir.Table:
    """A unit price far from its plan's usual one, that nobody else pays."""
    rows = _priced_alike(ledger, day)
    rows = rows.filter(rows["items"] >= FEW, rows.alike == 1)
    price, usual = wide(rows.unit_amount_micros), wide(rows.usual_micros)
    is_far = (price >= FAR * usual) | (FAR * price <= usual)
    far = rows.filter(is_far, ~(_is_of_a_year(price, usual) & (rows.renewal_months == 1)))
    return shaped(far, day=far.starts_day, value_micros=far.unit_amount_micros)


def year_booked_as_month(ledger: Ledger, day: date) -> ir.Table:
    """A monthly item at the price of a year: ten to twelve times the plan's usual month, or just what others pay by the year."""
    rows = _priced_alike(ledger, day)
    yearly = rows.filter(rows.renewal_months == 12).select("offer_key", "currency", a_year="usual_micros").distinct()
    rows = rows.filter(rows.renewal_months == 1).left_join(yearly, ["offer_key", "currency"])
    price, usual = wide(rows.unit_amount_micros), wide(rows.usual_micros)
    is_known = (rows["items"] >= FEW) & _is_of_a_year(price, usual)
    # Where the usual month is itself the price of a year, the plan has but one price.
    is_theirs = (price == rows.a_year).fill_null(False) & (price >= FAR * usual)
    found = rows.filter(is_known | is_theirs)
    return shaped(found, day=found.starts_day, value_micros=found.unit_amount_micros)


def month_booked_as_year(ledger: Ledger, day: date) -> ir.Table:
    """A yearly item at the price that others pay for a month."""
    rows = _priced_alike(ledger, day)
    monthly = rows.filter(rows.renewal_months == 1, rows["items"] >= FEW).select("offer_key", "currency", a_month="usual_micros").distinct()
    rows = rows.filter(rows.renewal_months == 12).join(monthly, ["offer_key", "currency"])
    price, month = wide(rows.unit_amount_micros), wide(rows.a_month)
    found = rows.filter(price * 2 <= month * 3, price * 2 >= month)
    return shaped(
        found,
        day=found.starts_day,
        value_micros=found.unit_amount_micros,
        usual_micros=found.a_month,
        yearly_micros=wide(found.yearly_micros) * 11,
    )


def _priced_alike(ledger: Ledger, day: date) -> ir.Table:
    """States in force beside the usual price of their plan, currency and interval: that of the middle item."""
    states = on(counted(ledger), day)
    states = states.filter(states.plan.notnull(), states.unit_amount_micros > 0)
    group = ["offer_key", "currency", "renewal_months", "renewal_days"]
    order = ibis.window(group_by=[states[name] for name in group], order_by=[states.unit_amount_micros, states.item_key])
    ranked = states.mutate(
        place=ibis.row_number().over(order) + 1, items=states.count().over(ibis.window(group_by=[states[name] for name in group]))
    )
    middle = ranked.filter((2 * ranked.place == ranked["items"]) | (2 * ranked.place == ranked["items"] + 1))
    usual = middle.select(*group, "items", usual_micros="unit_amount_micros")
    same = ibis.window(group_by=[states[name] for name in (*group, "unit_amount_micros")])
    return states.mutate(alike=states.count().over(same)).join(usual, group)


def _is_of_a_year(price: ir.DecimalValue, monthly: ir.DecimalValue) -> ir.BooleanValue:
    """Whether a price is what a year costs where that is the price of a month: ten to twelve of them."""
    return (2 * price >= 19 * monthly) & (2 * price <= 25 * monthly)

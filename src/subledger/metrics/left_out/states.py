"""States that are left out of a day's run-rate, whole or in part: found in one pass over all, and put aside."""

from __future__ import annotations

from functools import reduce
from operator import or_

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import Ledger, definition, unbound
from subledger.metrics.left_out.days import LAST, SINCE
from subledger.metrics.left_out.found import found, in_force, ruled
from subledger.model.tables import KEYS, ORIGIN, PRICING, RULES, STATES, table

OF_RULE = ("currency", "is_discounted", "tax_mode", "numerator", "denominator", "month_rounding")
"""What reckoning a state's worth needs of its terms' rule, and the currency it is in."""
_SAID = ("starts_day", "ends_day", "worth_micros", "run_rate_micros", "counts", "signed_day")
ASIDE = table(
    "states_aside",
    KEYS,
    {name: STATES.columns[name] for name in _SAID},
    PRICING,
    ORIGIN,
    {name: RULES.columns[name] for name in (*OF_RULE, "is_recurring", "is_held")},
)
"""The states of which something is left out, with what the policy says of their terms."""
OF_STATES = frozenset(("uncounted", "one_time", "discount", "tax", "rounding", "refund", "signed", "beginning"))
"""The reasons for which states are left out."""


@definition
def aside(ledger: Ledger, reasons: frozenset[str]) -> ir.Table:
    """The states of which anything is left out at the end of the day, for some reasons.   Shapes: those of ASIDE."""
    held = ledger.states.filter((ledger.states.ends_day > LAST) | (ledger.states.starts_day >= SINCE))
    rows = ruled(held, ledger)
    return rows.filter(reduce(or_, _why(rows, ledger, reasons).values())).select(*ASIDE.columns)


@definition
def reasons_aside(ledger: Ledger, reasons: frozenset[str]) -> ir.Table:
    """How many of the states put aside are left out for each reason.   Shapes: one row, a column per reason."""
    rows = unbound(ASIDE)
    return rows.agg(**{reason: rows.count(where=is_so) for reason, is_so in _why(rows, ledger, reasons).items()})


def left_for(ledger: Ledger, reason: str) -> ir.Table:
    """The states put aside that are left out for a reason."""
    rows = unbound(ASIDE)
    return rows.filter(_why(rows, ledger, frozenset((reason,)))[reason])


def _why(rows: ir.Table, ledger: Ledger, reasons: frozenset[str]) -> dict[str, ir.BooleanValue]:
    """By reason, whether a state is left out for it under the ledger's policy."""
    policy = ledger.policy
    is_in_force = (rows.starts_day <= LAST) & (rows.ends_day > LAST)
    is_counted = is_in_force & rows.counts
    is_worth = is_counted & rows.is_recurring
    why = {
        "uncounted": is_in_force & ~rows.counts & rows.is_held,
        "one_time": ~rows.is_held & (rows.starts_day >= SINCE) & (rows.starts_day <= LAST),
        "discount": is_worth & ((rows.discount_percent_micros != 0) | (rows.discount_amount_micros != 0)),
        "signed": (rows.starts_day > LAST) & (rows.signed_day <= LAST).fill_null(False),
        "beginning": (rows.starts_day > LAST) & rows.is_held,
    }
    if policy["counts.tax"] != "include":
        why["tax"] = is_worth & (rows.tax_percent_micros != 0)
    if policy["rounding.item"] == "minor_unit":
        why["rounding"] = is_worth
    if policy["counts.refunds"] == "reduce":
        why["refund"] = is_counted & (rows.run_rate_micros != rows.worth_micros)
    return {reason: is_so for reason, is_so in why.items() if reason in reasons}


def uncounted(ledger: Ledger) -> ir.Table:
    """States that do not count, at their worth."""
    rows = left_for(ledger, "uncounted")
    # A metered price is one of a unit: what it comes to is known from invoices alone.
    return found(rows, "uncounted", ibis.ifelse(rows.is_recurring, rows.worth_micros, ibis.null("int64")))


def refunded(ledger: Ledger) -> ir.Table:
    """What refunds that weigh on the day took off."""
    rows = left_for(ledger, "refund")
    return found(rows, "refund", rows.worth_micros - rows.run_rate_micros)


def beginning(ledger: Ledger) -> ir.Table:
    """Items that begin, or come back, after the day and were not signed before it: each by its next state."""
    coming = left_for(ledger, "beginning")
    coming = coming.anti_join(in_force(ledger.states).select("item_key"), "item_key")
    first = ibis.row_number().over(ibis.window(group_by=coming.item_key, order_by=[coming.starts_day, coming.source_key, coming.row]))
    coming = coming.mutate(place=first).filter(lambda rows: rows.place == 0)
    unsigned = coming.filter(~(coming.signed_day <= LAST).fill_null(False))
    return found(unsigned, "beginning", unsigned.worth_micros)

"""Rows in force by their own days that the policy's days end before, or begin after."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.states import dated
from subledger.ledger.tables import Ledger, definition, unbound
from subledger.metrics.left_out.days import LAST
from subledger.metrics.left_out.found import in_force
from subledger.metrics.left_out.states import OF_RULE
from subledger.model import tables
from subledger.model.policy import Policy
from subledger.model.tables import KEYS, ORIGIN, PRICING, RULES, table

LOST = table(
    "rows_moved", KEYS, {"starts_day": "date", "ends_day": "date"}, PRICING, ORIGIN, {name: RULES.columns[name] for name in OF_RULE}
)
"""The rows whose days are not the policy's."""
BY_DAYS = ("cancelled", "changed_later", "other_days")
"""The reasons for which they are not in force."""


def moves_days(policy: Policy) -> bool:
    """Whether a policy has other days than the rows."""
    return policy["timing.cancel"] == "request" or policy["timing.change"] == "at_renewal" or policy["calendar.timezone"] != "book"


@definition
def lost(ledger: Ledger) -> ir.Table:
    """Rows in force by their own days at the end of the day that no state in force comes from.   Shapes: those of LOST."""
    facts = in_force(ledger.known(tables.SUBSCRIPTIONS))
    facts = facts.anti_join(in_force(ledger.states).select(*ORIGIN, "item_key"), [*ORIGIN, "item_key"])
    rules = ledger.rules.filter(ledger.rules.counts, ledger.rules.is_recurring)
    return facts.join(rules.select("terms_key", *OF_RULE), "terms_key").select(*LOST.columns)


def moved(ledger: Ledger) -> ir.Table:
    """The rows put aside with the reason, less what stands in their place."""
    policy, rows = ledger.policy, unbound(LOST)
    instead = in_force(ledger.states)
    instead = instead.filter(instead.counts).select(item_key_="item_key", instead_micros="run_rate_micros")
    rows = rows.left_join(instead, [rows.item_key == instead.item_key_])
    # What the policy makes of a row can hang on the rows of its item before and after it.
    ended = dated(ledger.known(tables.SUBSCRIPTIONS).semi_join(unbound(LOST), "item_key"), policy)
    ended = ended.select(*ORIGIN, "item_key", policy_ends_day="ends_day")
    rows = rows.left_join(ended, [*ORIGIN, "item_key"])
    is_ended = (rows.policy_ends_day <= LAST).fill_null(False) & (policy["timing.cancel"] == "request")
    later = "changed_later" if policy["timing.change"] == "at_renewal" else "other_days"
    return rows.mutate(reason=ibis.ifelse(is_ended, "cancelled", later), before_micros=rows.instead_micros.fill_null(0))

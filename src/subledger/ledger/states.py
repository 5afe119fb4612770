"""States under a policy: which rows are in force when, what each is worth, and whether it counts."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.refunds import reduced
from subledger.ledger.run_rate import run_rate
from subledger.ledger.tables import Ledger, definition, unbound
from subledger.ledger.timing import at_renewal, meeting, past_due_grace, until_asked
from subledger.ledger.usage import usage_states
from subledger.model import tables
from subledger.model.clock import Clock
from subledger.model.policy import Policy
from subledger.model.tables import KEYS, ORIGIN, PRICING, RULES

_RULE = tuple(column for column in RULES.columns if column != "terms_key")
_NOTES = ("cancel_requested_day", "cancel_reason", "committed_until", "signed_day")


@definition
def states(ledger: Ledger, usage_keys: ir.Table) -> ir.Table:
    """Each row of subscriptions as the policy sees it: its days, its worth, its run-rate.

    Grain: one state of an item.   Units: micros of the item's currency per year.
    Worth is what the state would bring if it counted; run_rate is worth where it counts, else 0.
    Checked by: intervals_disjoint, ledger_equals_states.
    Source: docs/ledger.md#which-states-count
    """
    policy, rules = ledger.policy, ledger.rules
    in_force = dated(ledger.known(tables.SUBSCRIPTIONS), policy)
    in_force = in_force.filter(in_force.starts_day < in_force.ends_day)
    priced = run_rate(in_force.join(rules, "terms_key").select(*KEYS, "starts_day", "ends_day", *PRICING, *_NOTES, *ORIGIN, *_RULE))
    grace = policy.days("counts.past_due")
    if grace is not None:
        priced = past_due_grace(priced, grace)
    found = valued(priced, policy)
    if policy["timing.change"] == "at_renewal":
        found = at_renewal(found, rules)
    # Lines find their items by the ids that the rows themselves name; only then do they count as people have edited them.
    invoice_lines = ledger.told(tables.INVOICE_LINES)
    if policy.usage_months:
        used = ledger.counted(usage_states(invoice_lines, usage_keys, rules, policy.usage_months))
        found = ibis.union(found, used.select(*found.columns))
    if policy["counts.refunds"] == "reduce":
        found = reduced(found, invoice_lines, unbound(tables.ITEM_KEYS), rules, policy)
    return found


def dated(subscriptions: ir.Table, policy: Policy) -> ir.Table:
    """Rows on the days the policy gives them: in its own time zone, and until the click when it says so."""
    rows = subscriptions
    if policy["calendar.timezone"] != "book":
        clock = Clock(str(policy["calendar.timezone"]))
        rows = meeting(rows)
        rows = rows.mutate(
            starts_day=clock.to_local(rows.starts_at).date().fill_null(rows.starts_day),
            ends_day=clock.to_local(rows.ends_at).date().fill_null(rows.ends_day),
            cancel_requested_day=clock.to_local(rows.cancel_requested_at).date().fill_null(rows.cancel_requested_day),
        )
    if policy["timing.cancel"] == "request":
        rows = until_asked(rows)
    return rows


def valued(priced: ir.Table, policy: Policy) -> ir.Table:
    """Priced rows as states: the run-rate is the worth where the state counts."""
    if policy["counts.full_discount"] == "active":
        # Worth 0 only because of its discount: without it there would be something left.
        priced = run_rate(priced.mutate(is_discounted=ibis.literal(False)), "listed_micros")
    else:
        priced = priced.mutate(listed_micros=priced.worth_micros)
    worth = ibis.ifelse(priced.is_recurring, priced.worth_micros, 0)
    is_paying = priced.is_recurring & ((priced.worth_micros > 0) | (priced.listed_micros > 0))
    return priced.select(
        *KEYS,
        "starts_day",
        "ends_day",
        worth_micros=worth,
        run_rate_micros=ibis.ifelse(priced.counts, worth, 0),
        counts=priced.counts & priced.is_recurring,
        is_paying=priced.counts & is_paying,
        **{column: priced[column] for column in (*PRICING, *_NOTES, *ORIGIN)},
    )

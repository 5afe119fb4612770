"""The shape of what is left out: which row, for which reason, and how much in the reporting currency."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import Ledger, wide
from subledger.metrics.holdings import reported
from subledger.metrics.left_out.days import LAST
from subledger.metrics.segments import Cut
from subledger.model.tables import KEYS, ORIGIN, RULES

FOUND = ("reason", *KEYS, "starts_day", "ends_day", "amount", "charged", *ORIGIN)
BARE = ("reason", *KEYS, "starts_day", "ends_day", "yearly", "charged_", *ORIGIN, "currency")
_RULE = tuple(column for column in RULES.columns if column not in ("terms_key", "counts"))


def ruled(states: ir.Table, ledger: Ledger) -> ir.Table:
    """States with what the policy says of their terms."""
    # A state's counting is its own: grace has cut it, and its terms' rule knows no days.
    return states.join(ledger.rules.select("terms_key", *_RULE), "terms_key")


def in_force(states: ir.Table) -> ir.Table:
    """The states in force at the end of the day."""
    return states.filter(states.starts_day <= LAST, states.ends_day > LAST)


def nothing() -> ir.DecimalScalar:
    """An amount that is unknown, or that there is none of."""
    return ibis.null("decimal(38,0)")


def found(states: ir.Table, reason: ir.Value | str, yearly: ir.Value, charged: ir.Value | None = None) -> ir.Table:
    """States that are left out for a reason, in their own currency.   Units: micros, yearly per year."""
    rows = states.mutate(
        reason=ibis.literal(reason) if isinstance(reason, str) else reason,
        yearly=yearly.cast("decimal(38,0)"),
        charged_=nothing() if charged is None else charged.cast("decimal(38,0)"),
    )
    return rows.select(*BARE)


def told(cut: Cut, rows: ir.Table) -> ir.Table:
    """What of found rows lies in the part of the book that is asked of, both amounts in the reporting currency at one rate.

    Foreign amounts are taken at the rate of the row's first day, as past_due_mrr takes them; one that has no rate is unknown.
    """
    if not cut.ledger.has_fx:
        return inside(cut, rows.mutate(amount=rows.yearly, charged=rows.charged_))
    at_rate = reported(rows.mutate(amount=wide(ibis.literal(1, "int64"))), "starts_day", cut.ledger)
    return inside(cut, at_rate.mutate(charged=at_rate.charged_ * at_rate.amount, amount=at_rate.yearly * at_rate.amount))


def inside(cut: Cut, rows: ir.Table) -> ir.Table:
    """What of rows in the reporting currency lies in the part of the book that is asked of."""
    return cut.of(rows.mutate(cause=ibis.null("string"))).select(*FOUND)


def together(parts: Sequence[ir.Table]) -> ir.Table | None:
    """The rows of all parts; None where there are none."""
    return ibis.union(*parts) if len(parts) > 1 else next(iter(parts), None)

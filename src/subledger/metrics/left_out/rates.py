"""What rates did to foreign items since they were last carried over."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import Ledger, wide
from subledger.metrics import holdings
from subledger.metrics.left_out.days import LAST
from subledger.metrics.left_out.found import in_force, nothing


def unrevalued(ledger: Ledger) -> ir.Table:
    """Foreign items at the newest rate that the ledger knows on the day, less what they are carried at."""
    rates = ledger.rates.filter(ledger.rates.day <= LAST)
    newest = rates.group_by("currency").agg(rate=rates.rate_scaled.argmax(rates.day))
    foreign = ledger.rules.filter(ledger.rules.currency != ledger.currency).select("terms_key", "currency")
    posted = ledger.postings.filter(ledger.postings.day <= LAST).join(foreign, "terms_key")
    posted = posted.group_by("item_key", "currency").agg(carried=posted.run_rate_micros.sum().cast("int64"))
    states = in_force(ledger.states)
    states = states.filter(states.counts).join(foreign, "terms_key")
    states = states.join(posted, ["item_key", "currency"]).join(newest, "currency")
    one = wide(ibis.literal(holdings.scale(ledger), "int64"))
    states = states.mutate(amount=wide(states.run_rate_micros) * states.rate - wide(states.carried) * one)
    return states.filter(states.amount != 0).mutate(reason=ibis.literal("rates_since"), charged=nothing())

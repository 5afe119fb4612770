"""Who pays: every customer's MRR and ARR at the end of a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import ibis

from subledger.engine import Engine
from subledger.metrics import holdings
from subledger.metrics.measures import monthly
from subledger.metrics.segments import Cut
from subledger.model.money import arr, mrr


def paying_customers(engine: Engine, cutting: Cut, end: date) -> list[dict[str, Any]]:
    """Every paying customer's MRR and ARR at the end of the day before `end`, the largest first. The cut is by customer.

    Under arr.basis = "committed" ARR is what contracts hold beyond the day.
    """
    ledger = cutting.ledger
    rows = cutting.of(ledger.postings.filter(ledger.postings.day < ibis.date(end)))
    sums = rows.group_by("segment").agg(micros=rows.run_rate_micros.sum())
    found = [(name, int(micros)) for name, micros in engine.rows(sums.filter(sums.micros != 0))]
    found.sort(key=lambda row: (-row[1], row[0]))
    if ledger.policy["arr.basis"] != "committed":
        return [{"customer_id": name, "mrr": mrr(micros), "arr": arr(micros)} for name, micros in found]
    held = holdings.COMMITTED.on(ledger, end - timedelta(days=1))
    inside = cutting.of(held.mutate(cause=ibis.literal("start")))
    bound: dict[Any, Any] = dict(engine.rows(inside.group_by("segment").agg(amount=inside.amount.sum())))
    scale = holdings.scale(ledger)
    return [{"customer_id": name, "mrr": mrr(micros), "arr": 12 * monthly(int(bound.get(name, 0)), scale)} for name, micros in found]

"""Comparing: whether a ledger that loads refreshed is what a full build makes of the same facts."""

from __future__ import annotations

import ibis

from subledger.engine import Engine
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables
from subledger.model.errors import Violation

_DAY = {tables.STATES.name: "starts_day", tables.POSTINGS.name: "day", tables.MOVEMENTS.name: "day"}
_HOLDS = "what loads refreshed is what a full build makes of all the facts; the full build is in force now"


def differences(engine: Engine, was: Ledger, now: Ledger) -> list[Violation]:
    """For each kind of row of a ledger the first, by customer and day, that stands more often on one side; none when all are the same.

    Row by row and exact: ledgers that are the same here have the same content hash on every day.
    """
    found = []
    for of in (tables.STATES, tables.POSTINGS, tables.MOVEMENTS):
        sides = ((unbound(was.named(of)), 1, 0), (unbound(now.named(of)), 0, 1))
        both = ibis.union(*(rows.mutate(stood=ibis.literal(before), stands=ibis.literal(after)) for rows, before, after in sides))
        sums = both.group_by(*of.columns).agg(stood=both.stood.sum(), stands=both.stands.sum())
        uneven = sums.filter(sums.stood != sums.stands).join(unbound(tables.CUSTOMER_KEYS), "customer_key")
        first = uneven.select("customer_id", day=uneven[_DAY[of.name]], stood="stood", stands="stands")
        for customer, day, stood, stands in engine.rows(first.order_by("customer_id", "day").limit(1)):
            place = f"{of.name} of customer {customer} on {day}"
            found.append(Violation("refresh_equals_build", place, f"{stands} such rows", f"{stood}", _HOLDS))
    return found

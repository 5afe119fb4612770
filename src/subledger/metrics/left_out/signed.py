"""What is signed and not started, less what it will replace."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import Ledger, unbound
from subledger.metrics import holdings
from subledger.metrics.ahead import signed_spans
from subledger.metrics.left_out.days import LAST
from subledger.metrics.left_out.found import nothing
from subledger.metrics.left_out.states import ASIDE
from subledger.model.tables import Table


@dataclass(frozen=True, slots=True)
class _Signed(Ledger):
    """The subscriptions alone that have something signed at the end of the day: what it replaces is theirs as well."""

    def _own(self, table: Table) -> ir.Table:
        rows, signed = Ledger._own(self, table), unbound(ASIDE)
        if "subscription_key" not in table.columns:
            return rows
        return rows.semi_join(signed.filter(signed.starts_day > LAST, signed.signed_day <= LAST), "subscription_key")


def signed(ledger: Ledger) -> ir.Table:
    """Spans of what is signed that hold the day, below 0 where they take the place of something.   Units: those of Held.on."""
    return holdings.Held(signed_spans).on(ledger.seen_as(_Signed), LAST).mutate(reason=ibis.literal("signed"), charged=nothing())

"""What is signed and not started, less what it will replace."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import Ledger
from subledger.metrics.holdings import Held
from subledger.metrics.left_out.days import LAST
from subledger.metrics.left_out.found import nothing
from subledger.metrics.spans import signed_spans


def signed(ledger: Ledger) -> ir.Table:
    """Spans of what is signed that hold the day, below 0 where they take the place of something.   Units: those of Held.on."""
    return Held(signed_spans).on(ledger, LAST).mutate(reason=ibis.literal("signed"), charged=nothing())

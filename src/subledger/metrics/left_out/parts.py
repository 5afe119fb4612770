"""All that is left out, part by part: those of which there is anything."""

from __future__ import annotations

from collections.abc import Callable

import ibis.expr.types as ir

from subledger.ledger import edits
from subledger.ledger.tables import Ledger, definition
from subledger.metrics.left_out import lines, states
from subledger.metrics.left_out.days import LAST
from subledger.metrics.left_out.excluded import excluded, excluded_lines
from subledger.metrics.left_out.found import found, in_force, inside, ruled, together, told
from subledger.metrics.left_out.lines import OF_LINES
from subledger.metrics.left_out.priced import OF_PRICES, told_of_prices
from subledger.metrics.left_out.rates import unrevalued
from subledger.metrics.left_out.signed import signed
from subledger.metrics.left_out.states import OF_STATES
from subledger.metrics.segments import Cut

REASONS = OF_STATES | OF_LINES | OF_PRICES | {"rates_since", "excluded"}
"""Why anything is left out; `moved` and `discount` are told by narrower ones."""
PRESENCE = frozenset(("uncounted", "one_time", "signed", "beginning", "moved", "excluded"))
"""The reasons that keep someone from being counted, and not only an amount."""
_OF_STATES: dict[str, Callable[[Ledger], ir.Table]] = {
    "uncounted": states.uncounted,
    "refund": states.refunded,
    "refund_ignored": lines.refunds_ignored,
    "beginning": states.beginning,
}
_OF_LINES: dict[str, Callable[[Cut], ir.Table]] = {"usage_billed": lines.used, "one_time_billed": lines.charged_once}
_IN_REPORTING: dict[str, Callable[[Ledger], ir.Table]] = {"signed": signed, "rates_since": unrevalued}


@definition
def left_out(cut: Cut, present: frozenset[str]) -> ir.Table | None:
    """All that the run-rate at the end of a day leaves out, row by row with its reason; None where nothing is.

    Grain: state or invoice line, reason.   Open days: `days`.   present: the reasons of which there is anything (book/explaining/aside.py).
    Shapes: reason, keys (null where there is none), starts_day, ends_day, amount (null where it has no run-rate), charged (money that
    changed hands instead), source_key, row.   Units: amount in micros per year, charged in micros, both scaled by holdings.scale.
    """
    of_states = [part(cut.ledger) for reason, part in _OF_STATES.items() if reason in present]
    if present & OF_PRICES:
        of_states.append(told_of_prices())
    of_lines = [part(cut) for reason, part in _OF_LINES.items() if reason in present]
    parts = [told(cut, rows) for rows in (together(of_states), together(of_lines)) if rows is not None]
    parts += [inside(cut, part(cut.ledger)) for reason, part in _IN_REPORTING.items() if reason in present]
    if "excluded" in present:
        parts.append(excluded(cut))
    return together(parts)


@definition
def unbound_by_contract(cut: Cut) -> ir.Table:
    """Run-rate that no contract holds beyond the day. Shapes and units: those of left_out."""
    rows = ruled(in_force(cut.ledger.states), cut.ledger)
    free = rows.filter(rows.counts, rows.committed_until.isnull() | (rows.committed_until <= LAST))
    return told(cut, found(free, "no_contract", free.run_rate_micros))


@definition
def not_billed(cut: Cut) -> ir.Table:
    """Lines of void and draft invoices of the days, and of customers whom people excluded. Shapes and units: those of left_out."""
    parts = [told(cut, lines.not_billed(cut))]
    if edits.EXCLUDE in cut.ledger.edited:
        parts.append(excluded_lines(cut))
    return together(parts)

"""Spans: the days over which states hold an amount, each with the day whose rate a foreign amount is taken at."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.fx import rated
from subledger.ledger.tables import Ledger, definition
from subledger.model.tables import KEYS, ORIGIN

_SPAN = (*KEYS, *ORIGIN, "starts_day", "ends_day", "counts", "held_from", "held_until", "held", "rated_day")


@definition
def quantity_spans(ledger: Ledger) -> ir.Table:
    """The spans over which units are held.

    Grain: state.   Shapes: keys, origin, days and counts of the state, held_from, held_until, held, rated_day (whose rate a
    foreign amount takes).
    """
    states = ledger.states.filter(ledger.states.run_rate_micros > 0)
    return _spans(states, states.starts_day, states.ends_day, states.quantity_micros, states.starts_day)


@definition
def past_due_spans(ledger: Ledger) -> ir.Table:
    """The spans over which something is past due, and its worth. Shapes: those of quantity_spans."""
    late = ledger.rules.filter(ledger.rules.status == "past_due").select("terms_key")
    states = rated(ledger, ledger.states.semi_join(late, "terms_key"))
    return _spans(states, states.starts_day, states.ends_day, states.worth_micros, states.rated_day)


@definition
def committed_spans(ledger: Ledger) -> ir.Table:
    """The spans over which run-rate is under contract. Shapes: those of quantity_spans."""
    states = ledger.states
    bound = rated(ledger, states.filter(states.committed_until > states.starts_day))
    return _spans(bound, bound.starts_day, ibis.least(bound.ends_day, bound.committed_until), bound.run_rate_micros, bound.rated_day)


@definition
def ahead_spans(ledger: Ledger) -> ir.Table:
    """All that is known ahead: cmrr less mrr. Shapes: those of quantity_spans."""
    rows = ledger.ahead
    return _until_gone(rows, ibis.least(rows.replaced_day, rows.cancelled_day))


@definition
def signed_spans(ledger: Ledger) -> ir.Table:
    """What is signed and not started, less what it takes the place of, whatever is cancelled. Shapes: those of quantity_spans."""
    return _until_gone(ledger.ahead, ledger.ahead.replaced_day)


def _until_gone(rows: ir.Table, gone_day: ir.DateValue) -> ir.Table:
    """The spans over which a state is promised (above 0), and those over which it is in force but known to go (below 0).

    A foreign amount that is to come is taken at the rate of the day it was signed.
    """
    return ibis.union(
        _spans(rows, rows.promised_day, ibis.least(rows.starts_day, gone_day), rows.promised_micros, rows.promised_day),
        _spans(rows, ibis.greatest(rows.starts_day, gone_day), rows.ends_day, -rows.run_rate_micros, rows.rated_day),
    )


def _spans(states: ir.Table, since: ir.DateValue, until: ir.DateValue, amount: ir.IntegerValue, rated_day: ir.DateValue) -> ir.Table:
    """States as spans over which an amount is held: those that are not empty."""
    found = states.mutate(held_from=since, held_until=until, held=amount, rated_day=rated_day).select(*_SPAN)
    return found.filter(found.held_from < found.held_until, found.held != 0)

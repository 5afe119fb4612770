"""Spans: the days over which states hold an amount, each with the day whose rate a foreign amount is taken at."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.fx import carried_since
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
    return spans(states, states.starts_day, states.ends_day, states.quantity_micros, states.starts_day)


@definition
def past_due_spans(ledger: Ledger) -> ir.Table:
    """The spans over which something is past due, and its worth. Shapes: those of quantity_spans."""
    late = ledger.rules.filter(ledger.rules.status == "past_due").select("terms_key")
    states = rated(ledger, ledger.states.semi_join(late, "terms_key"))
    return spans(states, states.starts_day, states.ends_day, states.worth_micros, states.rated_day)


@definition
def committed_spans(ledger: Ledger) -> ir.Table:
    """The spans over which run-rate is under contract. Shapes: those of quantity_spans."""
    states = ledger.states
    bound = rated(ledger, states.filter(states.committed_until > states.starts_day))
    return spans(bound, bound.starts_day, ibis.least(bound.ends_day, bound.committed_until), bound.run_rate_micros, bound.rated_day)


def rated(ledger: Ledger, states: ir.Table) -> ir.Table:
    """States with `rated_day`: the day whose rate they are carried at while they are in force."""
    if ledger.has_fx and ledger.policy["fx.rate"] == "movement":
        return carried_since(states, ledger.postings, ledger.rules)
    return states.mutate(rated_day=states.starts_day)


def spans(states: ir.Table, since: ir.DateValue, until: ir.DateValue, amount: ir.IntegerValue, rated_day: ir.DateValue) -> ir.Table:
    """States as spans over which an amount is held: those that are not empty."""
    found = states.mutate(held_from=since, held_until=until, held=amount, rated_day=rated_day).select(*_SPAN)
    return found.filter(found.held_from < found.held_until, found.held != 0)

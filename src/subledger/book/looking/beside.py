"""What lies beside MRR: what is past due, what the policy leaves out, and what invoices charged."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import ibis
import ibis.expr.types as ir

from subledger.book.looking.part import Part, Seen, named
from subledger.book.rows import with_file
from subledger.ledger.tables import definition, unbound, wide
from subledger.metrics import holdings
from subledger.metrics.days import END
from subledger.metrics.holdings import reported, scale
from subledger.metrics.measures import monthly
from subledger.metrics.query import MetricQuery
from subledger.metrics.revenue import invoiced
from subledger.metrics.segments import Cut
from subledger.model import tables
from subledger.model.calendar import OPEN_END
from subledger.model.money import MICROS
from subledger.model.policy import Terms

PAST_DUE = ("customer_id", "name", "plan", "since", "until", "counts", "amount", "file", "row")
LEFT_OUT = ("setting", "what", "states", "customers", "amount")
CHARGES = ("customer_id", "name", "day", "kind", "plan", "invoice_id", "amount", "file", "row")


def past_due(seen: Seen, cut: Cut, until: date, limit: int | None = None) -> Part:
    """Past-due states in force at the end of the day before until, whether or not they count, the largest first."""
    given = {END: until}
    columns = ("customer_id", "name", "plan", "starts_day", "ends_day", "counts", "amount", "file", "row")
    found = seen.read(_late_named(cut, limit), columns, given)
    count, total = len(found), sum((int(row["amount"]) for row in found), 0)
    if limit is not None and count >= limit:
        count, total = seen.engine.rows(_late_summed(cut), given)[0]
    per = scale(cut.ledger)
    for row in found:
        row["since"], ends = row.pop("starts_day"), row.pop("ends_day")
        row["until"] = None if ends == OPEN_END else ends
        row["amount"] = monthly(int(row["amount"]), per)
    return seen.part(PAST_DUE, found, int(count), monthly(int(total or 0), per))


@definition
def _late(cut: Cut) -> ir.Table:
    """Past-due states that are worth anything, each with its worth in the reporting currency."""
    held = holdings.PAST_DUE.on(cut.ledger, END - ibis.interval(days=1))
    return cut.of(held.mutate(cause=ibis.literal("start")))


@definition
def _late_summed(cut: Cut) -> ir.Table:
    rows = _late(cut)
    return rows.agg(count=rows.count(), total=rows.amount.sum())


@definition
def _late_named(cut: Cut, limit: int | None) -> ir.Table:
    terms, sources = unbound(tables.TERMS).select("terms_key", "plan"), unbound(tables.SOURCES).select("source_key", "file")
    rows = named(_late(cut).join(terms, "terms_key").join(sources, "source_key"), cut.ledger)
    shown = rows.order_by([ibis.desc(rows.amount), rows.customer_id, rows.row]).limit(limit)
    return shown.select("customer_id", "name", "plan", "starts_day", "ends_day", "counts", "amount", "file", "row")


def left_out(seen: Seen, cut: Cut, until: date) -> Part:
    """What is in force at the end of the day before until and not counted, by the setting that leaves it out.

    Grain: setting, what (status or kind).   amount: what it would be worth per month.
    """
    states = _in_force(cut.ledger.states.filter(~cut.ledger.states.counts), until)
    rows = _worth(cut, states)
    sums = rows.group_by("terms_key").agg(states=rows.count(), amount=rows.amount.sum())
    people = rows.select("terms_key", "customer_key").distinct()
    terms = unbound(tables.TERMS)
    names = tuple(tables.TERMS_COLUMNS)
    by_terms = {int(row["terms_key"]): row for row in seen.read(sums.join(terms, "terms_key"), ("terms_key", "states", "amount", *names))}
    found: dict[tuple[str, str], tuple[int, Fraction, set[int]]] = {}
    for key, customer in seen.engine.rows(people):
        row = by_terms[int(key)]
        held = Terms(**{name: row[name] for name in names})
        place = (seen.ledger.policy.deciding(held)[0], held.status if held.kind == "recurring" else held.kind)
        count, amount, customers = found.get(place, (0, Fraction(0), set()))
        # Each of the terms is counted with the first of its customers.
        states_count, worth = int(row.pop("states", 0)), int(row.pop("amount", 0))
        customers.add(int(customer))
        found[place] = (count + states_count, amount + monthly(worth, scale(cut.ledger)), customers)
    listed = [
        {"setting": setting, "what": what, "states": count, "customers": len(customers), "amount": amount}
        for (setting, what), (count, amount, customers) in sorted(found.items())
    ]
    return seen.part(LEFT_OUT, listed, total=sum((amount for _, amount, _ in found.values()), Fraction(0)))


def charges(seen: Seen, cut: Cut, query: MetricQuery, kind: str, limit: int, offset: int) -> Part:
    """Invoice lines of a kind (usage, one_time, recurring, refund) in the query's span, the largest first, in the reporting currency."""
    rows = invoiced(cut, query)
    rows = rows.filter(rows.kind == kind)
    count, total = seen.engine.rows(rows.agg(count=rows.count(), total=rows.amount.sum()))[0]
    per_unit = MICROS * scale(cut.ledger)
    listed = named(with_file(rows), cut.ledger)
    shown = listed.order_by([ibis.desc(listed.amount.abs()), listed.day, listed.customer_id, listed.row]).limit(limit, offset=offset)
    found = seen.read(shown, CHARGES)
    for row in found:
        row["amount"] = Fraction(int(row["amount"]), per_unit)
    return seen.part(CHARGES, found, int(count), Fraction(int(total or 0), per_unit))


def _in_force(states: ir.Table, until: date) -> ir.Table:
    return states.filter(states.starts_day < ibis.date(until), states.ends_day >= ibis.date(until))


def _worth(cut: Cut, states: ir.Table) -> ir.Table:
    """States that are in, each with its worth in the reporting currency at the rate of its start."""
    rows = cut.of(states.mutate(cause=ibis.literal("start"), amount=wide(states.worth_micros)))
    return reported(rows.join(cut.ledger.rules.select("terms_key", "currency"), "terms_key"), "starts_day", cut.ledger)

"""The book's own amounts by customer: at the end of a day, item by item, and as a list that is no balance would have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeAlias

import ibis
import ibis.expr.types as ir

from subledger.engine import Engine
from subledger.ledger.run_rate import run_rate
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables
from subledger.model.calendar import OPEN_END, add_months
from subledger.model.money import mrr

Amounts: TypeAlias = Mapping[str, Fraction]


def at_end(engine: Engine, ledger: Ledger, day: date) -> Amounts:
    """MRR by customer at the end of a day; who has none is not in it."""
    return _by_customer(engine, ledger.postings.filter(ledger.postings.day <= ibis.date(day)))


def by_item(engine: Engine, ledger: Ledger, day: date) -> dict[str, list[tuple[str, Fraction]]]:
    """Each customer's items with their MRR at the end of a day."""
    postings, items = ledger.postings, unbound(tables.ITEM_KEYS)
    sums = postings.filter(postings.day <= ibis.date(day)).group_by("customer_key", "item_key").agg(micros=postings.run_rate_micros.sum())
    named = sums.filter(sums.micros != 0).join(items.select("item_key", "item_id"), "item_key")
    named = named.join(unbound(tables.CUSTOMER_KEYS), "customer_key").order_by(["customer_id", "item_id"])
    found: dict[str, list[tuple[str, Fraction]]] = defaultdict(list)
    for customer, item, micros in engine.rows(named.select("customer_id", "item_id", "micros")):
        found[customer].append((item, mrr(int(micros))))
    return found


def known_ids(engine: Engine, ledger: Ledger) -> set[str]:
    """Every customer that the ledger's facts name, also those whom people left out or merged away."""
    facts = [ledger.told(table).select("customer_key") for table in (tables.SUBSCRIPTIONS, tables.CUSTOMERS, tables.INVOICE_LINES)]
    keys = ibis.union(*facts, distinct=True)
    return {name for (name,) in engine.rows(keys.join(unbound(tables.CUSTOMER_KEYS), "customer_key").select("customer_id"))}


def before_last_change(engine: Engine, ledger: Ledger, day: date) -> tuple[Amounts, dict[str, date]]:
    """What each customer had before the last day on which something of theirs changed, and that day."""
    postings = ledger.postings.filter(ledger.postings.day <= ibis.date(day))
    last = postings.group_by("customer_key").agg(last=postings.day.max())
    rows = postings.join(last, "customer_key")
    days = engine.rows(last.join(unbound(tables.CUSTOMER_KEYS), "customer_key").select("customer_id", "last"))
    return _by_customer(engine, rows.filter(rows.day < rows.last)), dict(days)


def as_lists(engine: Engine, ledger: Ledger, day: date) -> dict[str, Amounts]:
    """What the rows of the day's month come to, read in ways that make no balance; none where amounts are of several currencies."""
    if ledger.has_fx:
        return {}
    start = day.replace(day=1)
    end = add_months(start, 1) - timedelta(days=1)
    facts = ledger.known(tables.SUBSCRIPTIONS)
    facts = facts.filter(facts.starts_day <= ibis.date(end), facts.ends_day >= ibis.date(start))
    rules = ledger.rules.filter(ledger.rules.counts, ledger.rules.is_recurring)
    rows = run_rate(facts.join(rules, "terms_key"), "run_rate_micros")
    has_end = rows.ends_day < OPEN_END
    return {
        "began": _by_customer(engine, rows.filter(rows.starts_day >= ibis.date(start))),
        "ended": _by_customer(engine, rows.filter(has_end, rows.ends_day <= ibis.date(end))),
        "closed": _by_customer(engine, rows.filter(has_end)),
        "touched": _by_customer(engine, rows),
    }


def _by_customer(engine: Engine, rows: ir.Table) -> Amounts:
    sums = rows.group_by("customer_key").agg(micros=rows.run_rate_micros.sum())
    named = sums.filter(sums.micros != 0).join(unbound(tables.CUSTOMER_KEYS), "customer_key")
    return {name: mrr(int(micros)) for name, micros in engine.rows(named.select("customer_id", "micros"))}

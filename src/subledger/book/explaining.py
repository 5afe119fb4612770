"""Explaining a balance: the movements that made it, their postings, the states in force and what was left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir

from subledger.engine import Engine
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables
from subledger.model.calendar import OPEN_END
from subledger.model.errors import SubledgerError
from subledger.model.money import arr, mrr
from subledger.model.policy import Terms

COLUMNS = ("what", "day", "until", "kind", "cause", "subscription", "item", "plan", "status", "amount", "because", "file", "row")


def explained(engine: Engine, ledger: Ledger, metric: str, day: date, customer: str | None) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
    """What a balance consists of at the end of a day.

    With a customer: movements and postings up to the day, then every state in force, counted or not, with the setting that decided it.
    Without: each customer's part. The amounts of each kind of row add up to the balance.
    """
    shown = arr if metric == "arr" else mrr
    if customer is None:
        return _by_customer(engine, ledger, day, shown)
    keys = unbound(tables.CUSTOMER_KEYS)
    found = engine.rows(keys.filter(keys.customer_id == customer).select("customer_key"))
    if not found:
        raise SubledgerError(
            f"there is no customer {customer!r}", "unknown_customer", customer, "a customer_id of the book", "see: subledger customers"
        )
    key = int(found[0][0])
    rows = [
        *_movements(engine, ledger, key, day, shown),
        *_postings(engine, ledger, key, day, shown),
        *_states(engine, ledger, key, day, shown),
    ]
    return COLUMNS, [{name: row.get(name) for name in COLUMNS} for row in rows]


def _by_customer(engine: Engine, ledger: Ledger, day: date, shown: Any) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
    moves, customers = ledger.movements.filter(ledger.movements.day <= ibis.date(day)), unbound(tables.CUSTOMER_KEYS)
    sums = moves.group_by("customer_key").agg(
        micros=moves.run_rate_micros.sum(), first=moves.day.min(), last=moves.day.max(), movements=moves.count()
    )
    named = sums.filter(sums.micros != 0).join(customers, "customer_key").select("customer_id", "first", "last", "movements", "micros")
    found = sorted(engine.rows(named), key=lambda row: (-int(row[4]), row[0]))
    columns = ("customer_id", "since", "last_movement", "movements", "amount")
    return columns, [dict(zip(columns, (*row[:4], shown(int(row[4]))), strict=True)) for row in found]


def _movements(engine: Engine, ledger: Ledger, key: int, day: date, shown: Any) -> list[dict[str, Any]]:
    moves = ledger.movements.filter(ledger.movements.customer_key == key, ledger.movements.day <= ibis.date(day))
    is_business = (moves.kind != "fx").cast("int32")
    rows = engine.rows(moves.order_by(["day", is_business]).select("day", "kind", "run_rate_micros"))
    return [{"what": "movement", "day": at, "kind": kind, "amount": shown(int(micros))} for at, kind, micros in rows]


def _named(rows: ir.Table) -> ir.Table:
    items, terms, sources = unbound(tables.ITEM_KEYS), unbound(tables.TERMS), unbound(tables.SOURCES)
    rows = rows.join(items.select("item_key", "subscription_id", "item_id"), "item_key")
    return rows.join(terms, "terms_key").join(sources.select("source_key", "file"), "source_key")


def _postings(engine: Engine, ledger: Ledger, key: int, day: date, shown: Any) -> list[dict[str, Any]]:
    rows = _named(ledger.postings.filter(ledger.postings.customer_key == key, ledger.postings.day <= ibis.date(day)))
    columns = ("day", "cause", "subscription_id", "item_id", "plan", "run_rate_micros", "file", "row")
    return [
        {
            "what": "posting",
            "day": at,
            "cause": cause,
            "subscription": subscription,
            "item": item,
            "plan": plan,
            "amount": shown(int(micros)),
            "file": file,
            "row": row,
        }
        for at, cause, subscription, item, plan, micros, file, row in engine.rows(
            rows.order_by(["day", "item_id", "cause"]).select(*columns)
        )
    ]


def _states(engine: Engine, ledger: Ledger, key: int, day: date, shown: Any) -> list[dict[str, Any]]:
    states = ledger.states
    rows = _named(states.filter(states.customer_key == key, states.starts_day <= ibis.date(day), states.ends_day > ibis.date(day)))
    terms = tuple(tables.TERMS_COLUMNS)
    columns = ("starts_day", "ends_day", "subscription_id", "item_id", "worth_micros", "run_rate_micros", "counts", "file", "row", *terms)
    found = []
    for starts, ends, subscription, item, worth, micros, counts, file, row, *of in engine.rows(
        rows.order_by(["item_id", "starts_day"]).select(*columns)
    ):
        held = Terms(*of)
        found.append(
            {
                "what": "state" if counts else "left out",
                "day": starts,
                "until": None if ends == OPEN_END else ends,
                "subscription": subscription,
                "item": item,
                "plan": held.plan,
                "status": held.status,
                "amount": shown(int(micros if counts else worth)),
                "because": _because(ledger, held, bool(counts)),
                "file": file,
                "row": row,
            }
        )
    return found


def _because(ledger: Ledger, held: Terms, counts: bool) -> str:
    setting, _ = ledger.policy.deciding(held)
    if not setting:
        return "active states count"
    value = f"{setting} = {str(ledger.policy[setting]).lower()}" if setting in ledger.policy.values else setting
    grace = ledger.policy.days("counts.past_due") if held.status == "past_due" else None
    within = "" if grace is None else f", {'within' if counts else 'after'} {grace} days"
    of = held.status if held.kind == "recurring" else held.kind
    return f"{of}: {'counted' if counts else 'not counted'}{within}, {value}"

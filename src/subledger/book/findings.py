"""Findings with their words and their price: which customers and rows, and how much MRR is at stake."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import ibis.expr.types as ir

from subledger.engine import Engine
from subledger.ledger.tables import Ledger, unbound
from subledger.metrics import holdings
from subledger.metrics.findings import FINDINGS, Finding, priced
from subledger.metrics.measures import monthly
from subledger.model import tables
from subledger.model.errors import unknown
from subledger.model.money import MICROS, MINOR_UNITS, decimal_text

COLUMNS = (
    *("finding", "customer", "subscription", "item", "plan", "day", "mrr_at_stake", "says", "hint"),
    *("file", "row", "other_file", "other_row"),
)


def findings(engine: Engine, ledger: Ledger, day: date, names: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Every finding as a row, by kind and the largest stake first.

    Units: mrr_at_stake in the reporting currency, None where a rate is missing.
    Raises: SubledgerError for a kind that is none.
    """
    allowed = tuple(each.name for each in FINDINGS)
    for name in names:
        if name not in allowed:
            raise unknown("finding", name, allowed)
    rows = [row for each in FINDINGS if not names or each.name in names for row in _rows(engine, ledger, each, day)]
    return sorted(rows, key=lambda row: (allowed.index(row["finding"]), -(row["mrr_at_stake"] or 0), row["customer"], row["row"] or 0))


def at_stake(rows: Sequence[dict[str, Any]]) -> Fraction:
    """The MRR at stake in all, each row of data once, at the most that any finding says of it."""
    most: dict[Any, Fraction] = {}
    for row in rows:
        key = (row["file"], row["row"])
        most[key] = max(most.get(key, Fraction(0)), row["mrr_at_stake"] or Fraction(0))
    return sum(most.values(), Fraction(0))


def _rows(engine: Engine, ledger: Ledger, finding: Finding, day: date) -> list[dict[str, Any]]:
    columns = (
        *("customer_id", "subscription_id", "item_id", "plan", "day", "other_day", "currency", "amount"),
        *("value_micros", "usual_micros", "file", "row", "other_file", "other_row"),
    )
    scale, found = holdings.scale(ledger), []
    for customer, subscription, item, plan, on, other_day, currency, amount, value, usual, *places in engine.rows(
        _named(priced(finding, ledger, day)).select(*columns)
    ):
        says = finding.says.format(day=on, other_day=other_day, value=_money(value, currency), usual=_money(usual, currency))
        stake = None if amount is None else monthly(int(amount), scale) * finding.share
        row = (finding.name, customer, subscription, item, plan, on, stake, says, finding.hint, *places)
        found.append(dict(zip(COLUMNS, row, strict=True)))
    return found


def _named(rows: ir.Table) -> ir.Table:
    items, terms, sources = unbound(tables.ITEM_KEYS), unbound(tables.TERMS), unbound(tables.SOURCES)
    items = items.select(item_key_="item_key", subscription_id="subscription_id", item_id="item_id")
    plans, own = terms.select(terms_key_="terms_key", plan="plan"), sources.select(source_key_="source_key", file="file")
    others = sources.select(other_source_key_="source_key", other_file="file")
    rows = rows.join(unbound(tables.CUSTOMER_KEYS), "customer_key").left_join(items, [rows.item_key == items.item_key_])
    rows = rows.left_join(plans, [rows.terms_key == plans.terms_key_])
    rows = rows.left_join(own, [rows.source_key == own.source_key_])
    return rows.left_join(others, [rows.other_source_key == others.other_source_key_])


def _money(micros: int | None, currency: str) -> str:
    return "" if micros is None else f"{decimal_text(Fraction(int(micros), MICROS), MINOR_UNITS.get(currency, 2))} {currency}"

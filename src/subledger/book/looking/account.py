"""One customer: who it is, every state it held, and every line it was billed, each with its source row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

import ibis.expr.types as ir

from subledger.book.looking.part import Part, Seen
from subledger.book.rows import with_file
from subledger.ledger.edits import EXCLUDE, MERGE
from subledger.ledger.tables import unbound
from subledger.metrics.left_out import excluded_states
from subledger.model import tables
from subledger.model.calendar import OPEN_END
from subledger.model.errors import SubledgerError
from subledger.model.money import MICROS, mrr
from subledger.model.policy import Terms
from subledger.model.tables import Table

STATES = (
    "subscription", "item", "plan", "product", "status", "kind", "since", "until", "unit_amount", "quantity", "interval", "interval_count",
    "discount_percent", "discount_amount", "currency", "amount", "counts", "setting", "file", "row",
)  # fmt: skip
LINES = (
    "day",
    "invoice_id",
    "line_id",
    "plan",
    "kind",
    "status",
    "period_start",
    "period_end",
    "currency",
    "amount",
    "refunded",
    "file",
    "row",
)


@dataclass(frozen=True, slots=True)
class Account:
    """Who a customer is, as the customers table says; all but the id may be unknown."""

    customer_id: str
    name: str | None = None
    country: str | None = None
    created_day: date | None = None
    parent_id: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    file: str | None = None
    row: int | None = None


def account(seen: Seen, customer: str) -> Account:
    """The customer of that id. Raises: SubledgerError when the book has none."""
    key = customer_key(seen, customer)
    sources, extras = unbound(tables.SOURCES), unbound(tables.EXTRAS)
    rows = _facts(seen, tables.CUSTOMERS, key).join(sources.select("source_key", "file"), "source_key")
    found = seen.read(rows, ("name", "country", "created_day", "parent_id", "file", "row", "source_key"))
    if not found:
        return Account(customer)
    facts = found[0]
    own = extras.filter(extras.source_key == int(facts.pop("source_key")), extras.row == int(facts["row"])).order_by("name")
    attributes = {row["name"]: row["value"] for row in seen.read(own, ("name", "value"))}
    return Account(customer, **(facts | {"row": int(facts["row"])}), attributes=attributes)


def customer_key(seen: Seen, customer: str) -> int:
    """The key of a customer's id. Raises: SubledgerError when the book has none."""
    keys = unbound(tables.CUSTOMER_KEYS)
    found = seen.engine.rows(keys.filter(keys.customer_id == customer).select("customer_key"))
    if not found:
        raise SubledgerError(
            f"there is no customer {customer!r}", "unknown_customer", customer, "a customer_id of the book", "see: subledger customers"
        )
    return int(found[0][0])


def _edited(seen: Seen, key: int) -> str | None:
    """How a person took a customer out of the figures, if one did: exclude or merge."""
    if not seen.ledger.edited:
        return None
    edits = seen.ledger.edits.filter(lambda rows: (rows.customer_key == key) & rows.kind.isin((EXCLUDE, MERGE)))
    return next((str(kind) for (kind,) in seen.engine.rows(edits.select("kind"))), None)


def _facts(seen: Seen, of: Table, key: int) -> ir.Table:
    """The facts that count as a customer's; of one whom a person excluded, or counts as another, those that name it."""
    facts = seen.ledger.told(of) if _edited(seen, key) else seen.ledger.known(of)
    return facts.filter(facts.customer_key == key)


def _held(seen: Seen, key: int) -> ir.Table:
    """A customer's states: of one whom a person excluded what it would have, of one who counts as another what its rows made."""
    kind = _edited(seen, key)
    if kind == EXCLUDE:
        without = excluded_states(seen.ledger)
        return without.filter(without.customer_key == key).mutate(counts=False)
    held = seen.ledger.states
    if kind == MERGE:
        own = seen.ledger.items_told.filter(lambda items: items.customer_key == key)
        return held.semi_join(own, "item_key")
    return held.filter(held.customer_key == key)


def states(seen: Seen, customer: str) -> Part:
    """Every state a customer ever held, under the view's policy; amount is its worth per month in its own currency.

    setting: what decided whether it counts, "" where no setting is asked.
    """
    items, terms = unbound(tables.ITEM_KEYS), unbound(tables.TERMS)
    rows = (
        _held(seen, customer_key(seen, customer))
        .join(items.select("item_key", "subscription_id", "item_id"), "item_key")
        .join(terms, "terms_key")
    )
    of_terms = tuple(tables.TERMS_COLUMNS)
    columns = ("subscription_id", "item_id", "starts_day", "ends_day", "worth_micros", "counts", *tables.PRICING, "file", "row", *of_terms)
    found = []
    for row in seen.read(with_file(rows).order_by(["starts_day", "item_id", "row"]), columns):
        decided, _ = seen.ledger.policy.deciding(Terms(**{name: row[name] for name in of_terms}))
        found.append(_state(row) | {"setting": decided})
    return seen.part(STATES, found)


def _state(row: dict[str, Any]) -> dict[str, Any]:
    def major(name: str) -> Fraction:
        return Fraction(int(row[name] or 0), MICROS)

    said = {
        name: row[name] for name in ("plan", "product", "status", "kind", "interval", "interval_count", "currency", "counts", "file", "row")
    }
    return said | {
        "subscription": row["subscription_id"],
        "item": row["item_id"],
        "since": row["starts_day"],
        "until": None if row["ends_day"] == OPEN_END else row["ends_day"],
        "unit_amount": major("unit_amount_micros"),
        "quantity": major("quantity_micros"),
        "discount_percent": major("discount_percent_micros"),
        "discount_amount": major("discount_amount_micros"),
        "amount": mrr(int(row["worth_micros"])),
    }


def lines(seen: Seen, customer: str, limit: int = 200) -> Part:
    """A customer's invoice lines, the newest first, in their own currencies."""
    rows = _facts(seen, tables.INVOICE_LINES, customer_key(seen, customer))
    count = int(seen.engine.rows(rows.agg(count=rows.count()))[0][0])
    rows = with_file(rows.mutate(day=rows.issued_day.fill_null(rows.period_start)))
    rows = rows.order_by([rows.day.desc(nulls_first=False), "invoice_id", "line_id", "row"]).limit(limit)
    columns = ("day", "invoice_id", "line_id", "plan", "kind", "invoice_status", "period_start", "period_end", "currency")
    found = []
    for row in seen.read(rows, (*columns, "amount_micros", "refunded_micros", "file", "row")):
        amount, refunded = (row.pop(name) for name in ("amount_micros", "refunded_micros"))
        row["status"] = row.pop("invoice_status")
        row["amount"] = None if amount is None else Fraction(int(amount), MICROS)
        row["refunded"] = Fraction(int(refunded or 0), MICROS)
        found.append(row)
    return seen.part(LINES, found, count)

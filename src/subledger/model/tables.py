"""The tables of a book: what each column is called and what it holds.

Types are named as Ibis names them, so that a schema can be handed to any engine; `kind` and `cause` are texts of a closed set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Columns = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table's name and its columns with their types, in order."""

    name: str
    columns: Columns


def table(name: str, *parts: Columns) -> Table:
    """A table of the columns of all parts, in order."""
    columns: dict[str, str] = {}
    for part in parts:
        columns |= part
    return Table(name, MappingProxyType(columns))


KINDS = ("new", "expansion", "contraction", "churn", "reactivation", "transfer", "fx")
CAUSES = (
    "start", "plan", "price", "quantity", "discount", "add_on", "removal", "cancel", "delinquency", "pause", "resume", "fx",
)  # fmt: skip

ITEM = {"customer_id": "string", "subscription_id": "string", "item_id": "string"}

TERMS_COLUMNS = {
    "plan": "string",
    "product": "string",
    "kind": "string",
    "currency": "string",
    "interval": "string",
    "interval_count": "int32",
    "status": "string",
    "discount_duration": "string",
    "tax_inclusive": "boolean",
}
"""What a state has in common with many others: it decides the policy's rule, so the rule is found once per kind of terms."""

PRICING = {
    "unit_amount_micros": "int64",
    "quantity_micros": "int64",
    "discount_percent_micros": "int64",
    "discount_amount_micros": "int64",
    "tax_percent_micros": "int64",
}

SPAN = {
    "starts_day": "date",
    "ends_day": "date",
    "starts_at": "timestamp",
    "ends_at": "timestamp",
    "cancel_requested_day": "date",
    "cancel_requested_at": "timestamp",
    "cancel_reason": "string",
    "committed_until": "date",
    "signed_day": "date",
}
"""Days in the book's time zone; the instants in UTC, null where only a date was given. ends_day is OPEN_END when open."""

ORIGIN = {"source_key": "int32", "row": "int64"}
"""The file and the row a fact came from."""

KNOWN = {"load_id": "int32", "gone_load_id": "int32"}
"""The load that brought a fact and the one that found it gone or corrected."""

INVOICE_LINE = {
    "invoice_id": "string",
    "line_id": "string",
    "subscription_id": "string",
    "item_id": "string",
    "plan": "string",
    "product": "string",
    "kind": "string",
    "amount_micros": "int64",
    "quantity_micros": "int64",
    "currency": "string",
    "discount_micros": "int64",
    "tax_micros": "int64",
    "period_start": "date",
    "period_end": "date",
    "is_proration": "boolean",
    "issued_day": "date",
    "paid_day": "date",
    "refunded_micros": "int64",
    "refunded_day": "date",
    "invoice_status": "string",
    "interval": "string",
    "interval_count": "int32",
}

CANONICAL: Mapping[str, Columns] = MappingProxyType(
    {
        "subscriptions": {**ITEM, **TERMS_COLUMNS, **PRICING, **SPAN, "row": "int64"},
        "customers": {
            "customer_id": "string",
            "name": "string",
            "country": "string",
            "created_day": "date",
            "parent_id": "string",
            "row": "int64",
        },
        "invoice_lines": {"customer_id": "string", **INVOICE_LINE, "row": "int64"},
        "fx_rates": {"day": "date", "currency": "string", "rate_scaled": "decimal(38,0)", "row": "int64"},
        "budget": {"month": "date", "metric": "string", "value_micros": "int64", "segment": "string", "row": "int64"},
        "spend": {"month": "date", "amount_micros": "int64", "channel": "string", "row": "int64"},
    }
)
"""What sources hand over: one typed table per kind of file, ids still text, `row` the record's number in its file."""

META = table("subledger_book", {"key": "string", "value": "string"})
LOADS = table(
    "loads",
    {"load_id": "int32", "loaded_at": "timestamp", "known_at": "timestamp", "is_increment": "boolean", "tables": "string"},
)
SOURCES = table("sources", {"source_key": "int32", "load_id": "int32", "source": "string", "file": "string", "table_name": "string"})
CUSTOMER_KEYS = table("customer_keys", {"customer_key": "int32", "customer_id": "string"})
ITEM_KEYS = table(
    "item_keys",
    {"item_key": "int32", "customer_key": "int32", "subscription_key": "int32", "subscription_id": "string", "item_id": "string"},
)
TERMS = table("terms", {"terms_key": "int32"}, TERMS_COLUMNS)

KEYS = {"customer_key": "int32", "subscription_key": "int32", "item_key": "int32", "terms_key": "int32"}
SUBSCRIPTIONS = table("subscriptions", KEYS, PRICING, SPAN, ORIGIN, KNOWN)
CUSTOMERS = table(
    "customers",
    {"customer_key": "int32", "name": "string", "country": "string", "created_day": "date", "parent_id": "string"},
    ORIGIN,
    KNOWN,
)
EXTRAS = table("extras", ORIGIN, {"name": "string", "value": "string"})
INVOICE_LINES = table("invoice_lines", {"customer_key": "int32"}, INVOICE_LINE, ORIGIN, KNOWN)
FX_RATES = table("fx_rates", {"day": "date", "currency": "string", "rate_scaled": "decimal(38,0)"}, ORIGIN, KNOWN)
BUDGET = table("budget", {"month": "date", "metric": "string", "value_micros": "int64", "segment": "string"}, ORIGIN, KNOWN)
SPEND = table("spend", {"month": "date", "amount_micros": "int64", "channel": "string"}, ORIGIN, KNOWN)

FACTS = (SUBSCRIPTIONS, CUSTOMERS, INVOICE_LINES, FX_RATES, BUDGET, SPEND)

EDITS = table(
    "edits",
    {
        "number": "int32",
        "kind": "string",
        "customer_key": "int32",
        "into_key": "int32",
        "item_id": "string",
        "day": "date",
        "cause": "string",
        "undoes": "int32",
        "author": "string",
        "reason": "string",
    },
    KNOWN,
)
"""Every edit by a person, in order. An undo is an edit too: it names the one that it undoes, which is gone from then on.

Of the kind `follow` is what follows from several: whom a customer was merged into was merged itself, by the edit of that number.
"""

OWN_POLICIES = table("own_policies", {"load_id": "int32", "policy": "string", "author": "string", "reason": "string"})
"""The policies that were the book's own, each from a load on: the one it was made with from load 0, by nobody and for no reason."""

LEDGERS = table(
    "ledgers",
    {
        "publication": "int32",
        "ledger_key": "int32",
        "policy_hash": "string",
        "policy": "string",
        "currency": "string",
        "load_id": "int32",
        "has_fx": "boolean",
        "edited": "string",
        "built_at": "timestamp",
    },
)
"""Every publication of a ledger, in order; of those of one policy and currency the last is in force."""

CLOSINGS = table(
    "closings",
    {
        "number": "int32",
        "month": "date",
        "event": "string",
        "happened_at": "timestamp",
        "note": "string",
        "policy": "string",
        "policy_hash": "string",
        "currency": "string",
        "load_id": "int32",
        "known_at": "timestamp",
        "figures": "string",
        "content_hash": "string",
    },
)
"""Every closing and reopening of a month, in order; a reopening has no more than a month, a time and a note."""

BOOK = (META, LOADS, OWN_POLICIES, LEDGERS, CLOSINGS, EDITS, SOURCES, CUSTOMER_KEYS, ITEM_KEYS, TERMS, EXTRAS, *FACTS)
"""Every table of a book but those of its ledgers, which builds make."""

RULES = table(
    "rules",
    {
        "terms_key": "int32",
        "offer_key": "int32",
        "currency_key": "int32",
        "currency": "string",
        "status": "string",
        "counts": "boolean",
        "counts_days": "int32",
        "is_recurring": "boolean",
        "is_held": "boolean",
        "is_discounted": "boolean",
        "tax_mode": "string",
        "numerator": "int64",
        "denominator": "int64",
        "month_rounding": "int64",
        "renewal_months": "int32",
        "renewal_days": "int32",
    },
)
"""What the policy says of each kind of terms, see Policy.rule. Terms of one plan and product share an offer_key."""

RATES = table("rates", {"currency": "string", "day": "date", "rate_scaled": "decimal(38,0)"})
"""The exchange rates a build needs: one unit of currency in the reporting currency, times 10**12."""

STATES = table(
    "states",
    KEYS,
    {
        "starts_day": "date",
        "ends_day": "date",
        "worth_micros": "int64",
        "run_rate_micros": "int64",
        "counts": "boolean",
        "is_paying": "boolean",
    },
    PRICING,
    {"cancel_requested_day": "date", "cancel_reason": "string", "committed_until": "date", "signed_day": "date"},
    ORIGIN,
)
POSTINGS = table(
    "postings",
    KEYS,
    {"day": "date", "cause": "cause", "native_micros": "int64", "run_rate_micros": "int64"},
    ORIGIN,
)
MOVEMENTS = table(
    "movements",
    {
        "customer_key": "int32",
        "subscription_key": "int32",
        "day": "date",
        "kind": "kind",
        "run_rate_micros": "int64",
        "opening_micros": "int64",
        "closing_micros": "int64",
        "paying_delta": "int32",
    },
)
AHEAD = table(
    "ahead",
    KEYS,
    {
        "starts_day": "date",
        "ends_day": "date",
        "counts": "boolean",
        "run_rate_micros": "int64",
        "rated_day": "date",
        "promised_micros": "int64",
        "promised_day": "date",
        "replaced_day": "date",
        "cancelled_day": "date",
    },
    ORIGIN,
)
"""States of which something was known ahead, see ledger/ahead.py."""

LEDGER = (RULES, RATES, STATES, POSTINGS, MOVEMENTS, AHEAD)
"""The tables that a build makes."""
OF_CUSTOMERS = (STATES, POSTINGS, MOVEMENTS, AHEAD)
"""Those of them whose rows are each a customer's."""

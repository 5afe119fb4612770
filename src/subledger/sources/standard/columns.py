"""The columns of the standard format: what a user may write, before it is canonical."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

INTERVALS = ("day", "week", "month", "quarter", "half_year", "year")
KINDS = ("recurring", "usage", "one_time")
STATUSES = ("active", "trialing", "past_due", "unpaid", "paused", "incomplete", "scheduled")
DURATIONS = ("once", "repeating", "forever")
INVOICE_STATUSES = ("paid", "open", "void", "uncollectible", "draft")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the standard format.

    kind: id, text, reason, amount, percent, rate, currency, integer, choice, boolean, moment (a day and perhaps an instant), day or month.
    default is written as in a file; None stays null unless typed.py derives it.
    """

    name: str
    kind: str
    is_needed: bool = False
    default: str | None = None
    choices: tuple[str, ...] = ()
    is_signed: bool = False


def _amount(name: str, default: str | None = "0", *, is_needed: bool = False, is_signed: bool = False) -> Column:
    return Column(name, "amount", is_needed, default, is_signed=is_signed)


_CUSTOMER = Column("customer_id", "id", is_needed=True)
_KIND = Column("kind", "choice", default="recurring", choices=KINDS)

STANDARD: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "subscriptions": (
            _CUSTOMER,
            Column("subscription_id", "id"),
            Column("item_id", "id"),
            Column("plan", "text"),
            Column("product", "text"),
            _KIND,
            _amount("unit_amount", None, is_needed=True),
            _amount("quantity", "1"),
            Column("currency", "currency"),
            Column("interval", "choice", default="month", choices=INTERVALS),
            Column("interval_count", "integer", default="1"),
            Column("discount_percent", "percent", default="0"),
            _amount("discount_amount"),
            Column("discount_duration", "choice", default="forever", choices=DURATIONS),
            Column("tax_percent", "percent", default="0"),
            Column("tax_inclusive", "boolean", default="false"),
            Column("status", "choice", default="active", choices=STATUSES),
            Column("starts_at", "moment", is_needed=True),
            Column("ends_at", "moment"),
            Column("cancel_requested_at", "moment"),
            Column("cancel_reason", "reason"),
            Column("committed_until", "day"),
            Column("signed_at", "day"),
        ),
        "customers": (
            _CUSTOMER,
            Column("name", "text"),
            Column("country", "text"),
            Column("created_at", "day"),
            Column("parent_id", "id"),
        ),
        "invoice_lines": (
            Column("invoice_id", "id", is_needed=True),
            Column("line_id", "id"),
            _CUSTOMER,
            _amount("amount", None, is_needed=True, is_signed=True),
            Column("subscription_id", "id"),
            Column("item_id", "id"),
            Column("plan", "text"),
            Column("product", "text"),
            _KIND,
            _amount("quantity", "1", is_signed=True),
            Column("currency", "currency"),
            _amount("discount", is_signed=True),
            _amount("tax", is_signed=True),
            Column("period_start", "day"),
            Column("period_end", "day"),
            Column("is_proration", "boolean", default="false"),
            Column("issued_at", "day"),
            Column("paid_at", "day"),
            _amount("refunded_amount"),
            Column("refunded_at", "day"),
            Column("invoice_status", "choice", choices=INVOICE_STATUSES),
            Column("interval", "choice", choices=INTERVALS),
            Column("interval_count", "integer", default="1"),
        ),
        "fx_rates": (
            Column("day", "day", is_needed=True),
            Column("currency", "currency", is_needed=True),
            Column("rate", "rate", is_needed=True),
        ),
        "budget": (
            Column("month", "month", is_needed=True),
            Column("metric", "text", is_needed=True),
            _amount("value", None, is_needed=True, is_signed=True),
            Column("segment", "text"),
        ),
        "spend": (
            Column("month", "month", is_needed=True),
            _amount("amount", None, is_needed=True, is_signed=True),
            Column("channel", "text"),
        ),
    }
)


def columns_of(table: str) -> tuple[str, ...]:
    """The names of a table's columns in the standard format."""
    return tuple(column.name for column in STANDARD[table])


def column_of(table: str, name: str) -> Column:
    """A table's column of that name."""
    return next(column for column in STANDARD[table] if column.name == name)


def canonical_names(column: Column) -> tuple[str, ...]:
    """What a column is called in model.tables; a moment becomes a day and an instant.

    >>> canonical_names(Column("signed_at", "day"))
    ('signed_day',)
    """
    name = column.name
    if column.kind == "moment":
        return (name.removesuffix("_at") + "_day", name)
    if column.kind == "day" and name.endswith("_at"):
        return (name.removesuffix("_at") + "_day",)
    if name == "refunded_amount":
        return ("refunded_micros",)
    if column.kind in ("amount", "percent"):
        return (name + "_micros",)
    return ("rate_scaled",) if column.kind == "rate" else (name,)

"""Which column of the standard format a header means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from subledger.model.errors import Fault
from subledger.sources.standard.columns import STANDARD, columns_of

MOST_EXTRAS = 500
"""How many columns of the user's own a file may have: each is read, checked and kept as an attribute."""
_PLAN = {"plan": "plan_name plan_id plan_code plan_tier tier", "product": "product_name product_id product_code"}
_CURRENCY = {"currency": "currency_code ccy"}
_CUSTOMER = {
    "customer_id": "customer cust_id customer_code customer_number account account_id client client_id organization_id organisation_id "
    "org_id company_id tenant_id user_id"
}
_INTERVAL = {
    "interval": "billing_period billing_interval billing_frequency billing_cycle frequency plan_interval",
    "interval_count": "billing_interval_count plan_interval_count billing_period_count",
}

SPELLINGS: Mapping[str, Mapping[str, str]] = {
    "subscriptions": _CUSTOMER
    | _PLAN
    | _CURRENCY
    | _INTERVAL
    | {
        "subscription_id": "subscription sub_id subscription_number id",
        "item_id": "subscription_item subscription_item_id line_item_id",
        "unit_amount": "price unit_price amount price_per_unit price_per_seat",
        "quantity": "qty seats units seat_count licenses licences license_count",
        "discount_percent": "discount_pct percent_off discount_percentage",
        "discount_amount": "amount_off",
        "discount_duration": "coupon_duration",
        "tax_percent": "tax_pct tax_percentage vat_percent",
        "tax_inclusive": "tax_included is_tax_inclusive includes_tax",
        "status": "state subscription_status",
        "starts_at": "start start_date start_at started_at started_on starts_on begins_at valid_from effective_from",
        "ends_at": "end end_date end_at ended_at ended_on ends_on valid_to valid_until effective_to",
        "cancel_requested_at": "cancel_requested_on cancel_requested cancellation_requested_at canceled_at cancelled_at",
        "cancel_reason": "cancellation_reason churn_reason",
        "committed_until": "commitment_end commitment_ends_at contract_end contract_end_date contract_ends_at",
        "signed_at": "signed_on signed_date contract_signed_at contract_signed_on signature_date",
    },
    "customers": _CUSTOMER
    | {
        "customer_id": _CUSTOMER["customer_id"] + " id",
        "name": "customer_name account_name client_name company company_name display_name organization_name",
        "country": "country_code billing_country customer_country",
        "created_at": "created created_on created_date signup_date sign_up_date signed_up_at customer_since",
        "parent_id": "parent parent_customer_id parent_account_id",
    },
    "invoice_lines": _CUSTOMER
    | _PLAN
    | _CURRENCY
    | _INTERVAL
    | {
        "invoice_id": "invoice invoice_number invoice_no",
        "line_id": "line line_item_id invoice_line_id invoice_line_item_id line_number id",
        "amount": "line_amount net_amount amount_excluding_tax subtotal",
        "subscription_id": "subscription sub_id",
        "item_id": "subscription_item subscription_item_id",
        "quantity": "qty seats units",
        "discount": "discount_amount",
        "tax": "tax_amount vat vat_amount",
        "period_start": "period_starts_at period_from service_start service_start_date service_period_start start start_date",
        "period_end": "period_ends_at period_to service_end service_end_date service_period_end end end_date",
        "is_proration": "proration prorated",
        "issued_at": "invoice_date issue_date issued_on date",
        "paid_at": "paid_on paid_date payment_date",
        "refunded_amount": "refund_amount amount_refunded",
        "refunded_at": "refunded_on refund_date",
        "invoice_status": "status state",
    },
    "fx_rates": _CURRENCY | {"day": "date rate_date", "rate": "exchange_rate fx_rate"},
    "budget": {"month": "period date", "metric": "metric_name", "value": "amount budget target"},
    "spend": {"month": "period date", "amount": "spend cost", "channel": "source"},
}

REQUEST_OR_END = ("canceledat", "cancelledat")
"""A time of cancelling is that of the request where the file also has an end; alone it may be the end itself."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A header's fields by the column they mean, the rest by position, and what was not clear."""

    positions: Mapping[str, int]
    extras: tuple[int, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def plain(header: str) -> str:
    """A header without case, spaces and punctuation.

    >>> plain("Customer ID"), plain("customerId")
    ('customerid', 'customerid')
    """
    return re.sub(r"[\W_]+", "", header).casefold()


_MEANINGS = {
    table: {plain(spelling): name for name in columns_of(table) for spelling in [*SPELLINGS[table].get(name, "").split(), name]}
    for table in STANDARD
}


def recognised(
    file: str, table: str, header: Sequence[str], mapped: Mapping[str, str], ignored: Sequence[str], constants: Sequence[str]
) -> Recognised:
    """The columns that a header's fields mean: those that a mapping names, then those of a known spelling.

    A field of the column's own name wins over other spellings, which then are extra columns.
    """
    positions: dict[str, int] = {}
    faults = _doubled(file, header)
    notes: list[str] = []
    for name, spelled in mapped.items():
        if spelled in header:
            positions[name] = header.index(spelled)
        else:
            faults.append(_missing(file, name, header, spelled))
    taken = set(positions.values())
    skipped = {*mapped, *constants}
    found: dict[str, list[int]] = {}
    for index, text in enumerate(header):
        meaning = _MEANINGS[table].get(plain(text))
        if meaning and meaning not in skipped and index not in taken and text not in ignored:
            found.setdefault(meaning, []).append(index)
    for name, places in found.items():
        own = [index for index in places if header[index] == name] or [i for i in places if plain(header[i]) == plain(name)]
        chosen = own or places
        if len(chosen) > 1 and len({header[i] for i in chosen}) > 1:
            faults.append(_competing(file, name, [header[i] for i in chosen]))
        positions[name] = chosen[0]
        if header[chosen[0]] != name:
            notes.append(f"{file}: {header[chosen[0]]} read as {name}")
    faults += _unclear_end(file, header, positions) if table == "subscriptions" else []
    for column in STANDARD[table]:
        if column.is_needed and column.name not in positions and column.name not in skipped:
            faults.append(_missing(file, column.name, header))
    used = set(positions.values())
    extras = tuple(index for index, text in enumerate(header) if index not in used and text not in ignored)
    if len(extras) > MOST_EXTRAS:
        faults.append(_too_many(file, [header[index] for index in extras]))
        extras = ()
    return Recognised(positions, extras, tuple(faults), tuple(notes))


def table_of(header: Sequence[str]) -> str | None:
    """The one table whose needed columns all stand in a header, or None."""
    best: list[tuple[int, str]] = []
    for table, columns in STANDARD.items():
        names = {_MEANINGS[table].get(plain(text)) for text in header} - {None}
        if all(column.name in names for column in columns if column.is_needed) and len(names) > 1:
            best.append((len(names), table))
    best.sort(reverse=True)
    return best[0][1] if best and (len(best) == 1 or best[0][0] > best[1][0]) else None


def _too_many(file: str, extras: Sequence[str]) -> Fault:
    first = extras[MOST_EXTRAS]
    return Fault(
        "too_many_columns", f"{len(extras)} columns are none of the format's: at most {MOST_EXTRAS} fit", file, 1, first, first,
        f"at most {MOST_EXTRAS} columns of your own", "leave out what is not needed: ignore = [\"a header\"] under [[file]] of a mapping",
    )  # fmt: skip


def _doubled(file: str, header: Sequence[str]) -> list[Fault]:
    doubled = sorted({text for text in header if text and header.count(text) > 1})
    return [
        Fault("doubled_column", f"the column {text} stands {header.count(text)} times in the header", file, 1, text, text,
              "every column once", "delete or rename one of them")
        for text in doubled
    ]  # fmt: skip


def _competing(file: str, name: str, headers: Sequence[str]) -> Fault:
    return Fault(
        "ambiguous_column", f"{' and '.join(headers)} both read as {name}", file, 1, name, ", ".join(headers), f"one column for {name}",
        f'name it in a mapping: {name} = "{headers[0]}" under [file.columns], or put the other into ignore',
    )  # fmt: skip


def _unclear_end(file: str, header: Sequence[str], positions: dict[str, int]) -> list[Fault]:
    index = positions.get("cancel_requested_at")
    if index is None or plain(header[index]) not in REQUEST_OR_END or "ends_at" in positions:
        return []
    text = header[index]
    return [
        Fault("ambiguous_column", f"{text} may be when the customer asked or when the subscription ended", file, 1, "ends_at", text,
              "ends_at, or cancel_requested_at, or both", f'say which in a mapping: ends_at = "{text}" under [file.columns]')
    ]  # fmt: skip


def _missing(file: str, name: str, header: Sequence[str], spelled: str | None = None) -> Fault:
    wanted = spelled or name
    near = get_close_matches(wanted, header, n=1, cutoff=0.6)
    told = f"{wanted} (for {name})" if spelled and spelled != name else wanted
    hint = f'is it {near[0]!r}? then write {name} = "{near[0]}" under [file.columns] of a mapping' if near else (
        f'add the column, or write {name} = "the header in your file" under [file.columns] of a mapping'
    )  # fmt: skip
    return Fault("missing_column", f"the column {told} is missing", file, 1, name, ", ".join(header)[:300], f"a column {wanted}", hint)

"""Faults that lie between rows: doubled rows, ids that look alike, orphans; and states that are never in force."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import ibis
import ibis.expr.types as ir

from subledger.book.building.building import beside, overlaps
from subledger.book.loading.stakes import listed_mrr
from subledger.book.policies import policy
from subledger.book.rows import with_file
from subledger.engine import Engine
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables
from subledger.model.calendar import OPEN_END
from subledger.model.errors import Fault
from subledger.model.money import INT64_MAX, MICROS, decimal_text
from subledger.model.policy import INTERVALS

_DOUBLES = {
    "customers": ("customer_key",),
    "invoice_lines": ("invoice_id", "line_id"),
    "fx_rates": ("day", "currency"),
    "budget": ("month", "metric", "segment"),
}


def suspects(engine: Engine, names: Sequence[str], load_id: int, *, has_all_customers: bool) -> tuple[list[Fault], list[str]]:
    """Faults between the rows of the book as the load leaves it, and warnings that stop nothing.

    Orphans are not looked for when customers were left out for faults of their own.
    """
    every = Ledger(policy("standard"), "USD", "USD", load_id)
    faults: list[Fault] = []
    warnings: list[str] = []
    if "subscriptions" in names:
        faults += _too_large(engine, every, load_id) + _overlapping(engine, every) + _alike(engine)
        warnings += _never_in_force(engine, every, load_id)
    for name in names:
        if name in _DOUBLES:
            faults += _doubled(engine, every, name, load_id)
    if has_all_customers and set(names) & {"subscriptions", "customers", "invoice_lines"}:
        faults += _orphans(engine, every)
    return faults, warnings


def _overlapping(engine: Engine, every: Ledger) -> list[Fault]:
    rows = overlaps(every)
    if not engine.rows(rows.limit(1)):
        return []
    rows = beside(every, rows)
    items, customers, sources = unbound(tables.ITEM_KEYS), unbound(tables.CUSTOMER_KEYS), unbound(tables.SOURCES)
    named = with_file(rows).join(items.select("item_key", "subscription_id", "item_id"), "item_key").join(customers, "customer_key")
    before = sources.select(before_source_key=sources.source_key, before_file=sources.file)
    terms = unbound(tables.TERMS).select("terms_key", "interval", "interval_count", "currency")
    named = named.join(before, "before_source_key").join(terms, "terms_key")
    price = ("unit_amount_micros", "quantity_micros", "interval", "interval_count", "currency")
    columns = (
        "file",
        "row",
        "customer_id",
        "item_id",
        "starts_day",
        "ends_day",
        "before_file",
        "before_row",
        "before_starts_day",
        "before_ends_day",
    )
    found = []
    for *said, unit, quantity, interval, count, currency in engine.rows(named.select(*columns, *price)):
        file, row, customer, item, starts, ends, other_file, other_row, other_starts, other_ends = said
        is_double = (starts, ends) == (other_starts, other_ends)
        place = f"row {other_row}" + ("" if other_file == file else f" of {other_file}")
        found.append(
            Fault(
                "doubled_row" if is_double else "overlap",
                f"item {item} of customer {customer} is in force twice: "
                f"{_span(starts, ends)} here and {_span(other_starts, other_ends)} in {place}",
                file=file,
                row=int(row),
                column="starts_at",
                value=str(starts),
                expected="states of one item that do not overlap",
                hint="remove one of the two rows" if is_double else f"end {place} on {starts}, or give one of them another item_id",
                mrr_at_stake=listed_mrr([(row, unit, quantity, interval, count, currency)]).get(int(row)),
            )
        )
    return found


def _span(starts: Any, ends: Any) -> str:
    return f"{starts} .. {'' if ends == OPEN_END else ends}".strip()


def _doubled(engine: Engine, every: Ledger, name: str, load_id: int) -> list[Fault]:
    table = next(fact for fact in tables.FACTS if fact.name == name)
    rows = every.known(table)
    if name == "invoice_lines":
        # Lines without an id of their own bear their invoice's.
        rows = rows.filter(rows.line_id != rows.invoice_id)
    by = _DOUBLES[name]
    order = ibis.window(group_by=[rows[column] for column in by], order_by=[rows.load_id, rows.source_key, rows.row])
    beside = rows.mutate(place=ibis.row_number().over(order), first_row=rows.row.first().over(order))
    twice = with_file(beside.filter(beside.place > 0, beside.load_id == load_id))
    shown = twice.join(unbound(tables.CUSTOMER_KEYS), "customer_key") if "customer_key" in by else twice
    column = "customer_id" if "customer_key" in by else by[0]
    return [
        Fault(
            "doubled_row",
            f"{column} {value} stands twice in {name}, first in row {first}",
            file=file,
            row=int(row),
            column=column,
            value=str(value),
            expected="one row each",
            hint="remove one of the two rows",
        )
        for file, row, first, value in engine.rows(shown.select("file", "row", "first_row", value=shown[column].cast("string")))
    ]


def _too_large(engine: Engine, every: Ledger, load_id: int) -> list[Fault]:
    """Prices × quantities × intervals per year beyond what 64 bits of micros hold."""
    standard = policy("standard")
    terms = unbound(tables.TERMS)
    yearly = ibis.cases(*((terms.interval == name, float(standard.intervals_per_year(name, 1))) for name in INTERVALS), else_=366.0)
    terms = terms.select("terms_key", per_year=yearly / terms.interval_count)
    rows = every.known(tables.SUBSCRIPTIONS)
    rows = rows.filter(rows.load_id == load_id).join(terms, "terms_key")
    # A float is near enough to tell: whoever comes close to nine trillion a year does not mean it.
    yearly_micros = rows.unit_amount_micros.cast("float64") * rows.quantity_micros.cast("float64") * rows.per_year / MICROS
    found = with_file(rows.filter(yearly_micros > INT64_MAX * 0.99))
    return [
        Fault(
            "too_large",
            "unit_amount × quantity × intervals per year is beyond what a book can hold",
            file=file,
            row=int(row),
            column="unit_amount",
            value=decimal_text(Fraction(int(unit), MICROS)),
            expected=f"at most {INT64_MAX // MICROS:,} a year",
            hint="is the unit right? amounts are in major units, 12.50 and not 1250",
        )
        for file, row, unit in engine.rows(found.select("file", "row", "unit_amount_micros"))
    ]


def _alike(engine: Engine) -> list[Fault]:
    """Ids that differ only in case or in spaces: each but the first, where it first stands."""
    subscriptions, items, keys = unbound(tables.SUBSCRIPTIONS), unbound(tables.ITEM_KEYS), unbound(tables.CUSTOMER_KEYS)
    held = subscriptions.join(items.select("item_key", "subscription_id"), "item_key").join(keys, "customer_key")
    listed = unbound(tables.CUSTOMERS).join(keys, "customer_key")
    places = [rows.select("customer_id", "source_key", "row") for rows in (held, listed)]
    where = {"customer_id": ibis.union(*places), "subscription_id": held.select("subscription_id", "source_key", "row")}
    found = _alike_in(engine, "customer_id", keys, where["customer_id"])
    # Without an id of its own a subscription bears its customer's: once is enough to say it.
    said = {fault.value for fault in found}
    return found + [fault for fault in _alike_in(engine, "subscription_id", items, where["subscription_id"]) if fault.value not in said]


def _alike_in(engine: Engine, column: str, ids: ir.Table, where: ir.Table) -> list[Fault]:
    plain = ids.select(id=ids[column], plain=ids[column].lower().replace(" ", "").replace("\t", ""))
    groups = plain.group_by("plain").agg(first=plain.id.min(), last=plain.id.max())
    alike = groups.filter(groups.first != groups.last)
    if not engine.rows(alike.limit(1)):
        return []
    others = plain.distinct().join(alike, "plain").filter(lambda both: both.id != both.first)
    placed = where.rename(id=column).join(others.select("id", "first"), "id")
    first = placed.group_by("id", "first").agg(source_key=placed.source_key.min(), row=placed.row.min())
    return [
        Fault(
            "ids_alike",
            f"{column} {name!r} and {other!r} differ only in case or spaces",
            file=file,
            row=int(row),
            column=column,
            value=name,
            expected="one spelling of one id",
            hint="are they the same? write them the same; if not, rename one",
        )
        for file, row, name, other in engine.rows(with_file(first).select("file", "row", "id", "first"))
    ]


def _orphans(engine: Engine, every: Ledger) -> list[Fault]:
    """Rows whose customer stands in no customers table, where there is one."""
    customers, keys = every.known(tables.CUSTOMERS), unbound(tables.CUSTOMER_KEYS)
    if not engine.rows(customers.limit(1)):
        return []
    found = []
    for table in (tables.SUBSCRIPTIONS, tables.INVOICE_LINES):
        lost = with_file(every.known(table).anti_join(customers, "customer_key").join(keys, "customer_key"))
        for file, row, customer in engine.rows(lost.select("file", "row", "customer_id")):
            found.append(_orphan(file, row, "customer_id", customer))
    parents = customers.filter(customers.parent_id.notnull()).join(
        keys.semi_join(customers, "customer_key").select(known="customer_id"), [("parent_id", "known")], how="anti"
    )
    for file, row, parent in engine.rows(with_file(parents).select("file", "row", "parent_id")):
        found.append(_orphan(file, row, "parent_id", parent))
    return found


def _orphan(file: str, row: int, column: str, customer: str) -> Fault:
    return Fault(
        "orphan",
        f"{column} {customer} is not in customers",
        file=file,
        row=int(row),
        column=column,
        value=customer,
        expected="a customer_id of customers",
        hint="add the customer, or load without a customers table",
    )


def _never_in_force(engine: Engine, every: Ledger, load_id: int) -> list[str]:
    rows = every.known(tables.SUBSCRIPTIONS)
    empty = with_file(rows.filter(rows.starts_day == rows.ends_day, rows.load_id == load_id))
    found = engine.rows(empty.group_by("file").agg(rows=empty.count(), first=empty.row.min()).order_by("file"))
    return [
        f"{file}: {count} state{'s' if count != 1 else ''} start and end on the same day "
        f"and are never in force at a day's end (first: row {first})"
        for file, count, first in found
    ]

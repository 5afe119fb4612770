"""Faults that lie between rows: doubled rows, ids that look alike, orphans; and states that are never in force."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from fractions import Fraction

import ibis
import ibis.expr.types as ir

from subledger.book.loading.alike import alike
from subledger.book.loading.orphans import orphans
from subledger.book.loading.overlapping import overlapping
from subledger.book.loading.touched import Touched
from subledger.book.policies import policy
from subledger.book.rows import with_file
from subledger.ledger.tables import definition, unbound
from subledger.metrics.catalogue import BY_SLUG
from subledger.model import tables
from subledger.model.errors import Fault
from subledger.model.money import INT64_MAX, MICROS, decimal_text
from subledger.model.policy import INTERVALS

_DOUBLES = {
    "customers": ("customer_key",),
    "invoice_lines": ("invoice_id", "line_id"),
    "fx_rates": ("day", "currency"),
    "budget": ("month", "metric", "segment"),
}


def suspects(touched: Touched, names: Sequence[str], *, has_all_customers: bool) -> tuple[list[Fault], list[str]]:
    """Faults between the rows of the book as a load leaves it, and warnings that stop nothing.

    Orphans are not looked for when customers were left out for faults of their own.
    """
    faults: list[Fault] = []
    warnings: list[str] = []
    if "subscriptions" in names:
        faults += _too_large(touched) + overlapping(touched) + alike(touched)
        warnings += _never_in_force(touched)
    if "budget" in names:
        warnings += _planned_in_vain(touched)
    for name in names:
        if name in _DOUBLES:
            faults += _doubled(touched, name)
    if has_all_customers and set(names) & {"subscriptions", "customers", "invoice_lines"}:
        faults += orphans(touched)
    return faults, warnings


def _doubled(touched: Touched, name: str) -> list[Fault]:
    by = _DOUBLES[name]
    rows = touched.beside(next(fact for fact in tables.FACTS if fact.name == name), *by)
    if name == "invoice_lines":
        # Lines without an id of their own bear their invoice's.
        rows = rows.filter(rows.line_id != rows.invoice_id)
    order = ibis.window(group_by=[rows[column] for column in by], order_by=[rows.load_id, rows.source_key, rows.row])
    beside = rows.mutate(place=ibis.row_number().over(order), first_row=rows.row.first().over(order))
    twice = with_file(beside.filter(beside.place > 0, beside.load_id == touched.load_id))
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
        for file, row, first, value in touched.engine.rows(shown.select("file", "row", "first_row", value=shown[column].cast("string")))
    ]


def _too_large(touched: Touched) -> list[Fault]:
    """Prices × quantities × intervals per year beyond what 64 bits of micros hold."""
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
        for file, row, unit in touched.engine.rows(_large(touched.came(tables.SUBSCRIPTIONS), unbound(tables.TERMS)))
    ]


@definition
def _large(rows: ir.Table, terms: ir.Table) -> ir.Table:
    standard = policy("standard")
    yearly = ibis.cases(*((terms.interval == name, float(standard.intervals_per_year(name, 1))) for name in INTERVALS), else_=366.0)
    rows = rows.join(terms.select("terms_key", per_year=yearly / terms.interval_count), "terms_key")
    # A float is near enough to tell: whoever comes close to nine trillion a year does not mean it.
    yearly_micros = rows.unit_amount_micros.cast("float64") * rows.quantity_micros.cast("float64") * rows.per_year / MICROS
    return with_file(rows.filter(yearly_micros > INT64_MAX * 0.99)).select("file", "row", "unit_amount_micros")


def _never_in_force(touched: Touched) -> list[str]:
    found = touched.engine.rows(_empty(touched.came(tables.SUBSCRIPTIONS)))
    return [
        f"{file}: {count} state{'s' if count != 1 else ''} start and end on the same day "
        f"and are never in force at a day's end (first: row {first})"
        for file, count, first in found
    ]


@definition
def _empty(rows: ir.Table) -> ir.Table:
    empty = with_file(rows.filter(rows.starts_day == rows.ends_day))
    return empty.group_by("file").agg(rows=empty.count(), first=empty.row.min()).order_by("file")


def _planned_in_vain(touched: Touched) -> list[str]:
    """Lines of a budget that no bridge will ever take: a metric of another name is planned, or one that Subledger does not know."""
    found = touched.engine.rows(_metrics(touched.came(tables.BUDGET)))
    return [
        f"{file}: {count} row{'s' if count != 1 else ''} plan{'s' if count == 1 else ''} {metric!r}, which is no metric here, "
        f"and no bridge takes {'them' if count != 1 else 'it'} (first: row {first})"
        + (f"; did you mean {near[0]!r}?" if (near := get_close_matches(metric, tuple(BY_SLUG), n=1)) else "")
        for file, metric, count, first in found
        if metric not in BY_SLUG
    ]


@definition
def _metrics(rows: ir.Table) -> ir.Table:
    # A row without one has a fault of its own.
    named = with_file(rows.filter(rows.metric.notnull()))
    return named.group_by("file", "metric").agg(rows=named.count(), first=named.row.min()).order_by("file", "first")

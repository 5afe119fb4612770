"""Usage as run-rate: the months before, from invoice lines. Only policies that count usage so come here."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.invoices import billed
from subledger.ledger.run_rate import divided
from subledger.ledger.tables import Ledger, definition, unbound, wide
from subledger.model import tables
from subledger.model.tables import KEYS

USAGE = " ⟨usage "
"""Tells an item made of usage lines from any id a billing system would give."""


def usage_lines(invoice_lines: ir.Table) -> ir.Table:
    """Usage lines that count, with the month of their service and the text that names their item.

    Usage of one item under one plan in one currency is an item of its own, beside the item's other states.

    Grain: invoice line.   Void and draft lines, and lines without any day, are left out.
    """
    lines = billed(invoice_lines)
    lines = lines.filter(lines.kind == "usage")
    lines = lines.mutate(day=lines.period_start.fill_null(lines.issued_day))
    lines = lines.filter(lines.day.notnull())
    name = lines.item_id.fill_null("") + USAGE + lines.plan.fill_null("") + " " + lines.currency + "⟩"
    return lines.mutate(month=lines.day.truncate("M").cast("date"), usage_item_id=name)


@definition
def usage_keys(ledger: Ledger) -> ir.Table:
    """The keys of the items that usage lines make: each has its terms by plan and currency."""
    items, terms = unbound(tables.ITEM_KEYS), unbound(tables.TERMS)
    lines = usage_lines(ledger.told(tables.INVOICE_LINES))
    lines = lines.select("customer_key", "subscription_id", "usage_item_id", "plan", "currency").distinct()
    named = lines.join(
        items,
        [lines.customer_key == items.customer_key, lines.subscription_id == items.subscription_id, lines.usage_item_id == items.item_id],
    )
    metered = terms.filter(
        terms.kind == "usage", terms.status == "active", terms.interval == "month", terms.interval_count == 1, terms.product.isnull()
    )
    metered = metered.group_by(plan_=metered.plan, currency_=metered.currency).agg(terms_key=metered.terms_key.min())
    found = named.join(metered, [named.plan.identical_to(metered.plan_), named.currency == metered.currency_])
    return found.select("customer_key", "subscription_key", "item_key", "terms_key", "usage_item_id", "subscription_id")


def usage_states(invoice_lines: ir.Table, keys: ir.Table, rules: ir.Table, months: int) -> ir.Table:
    """Each month's usage as the mean of the months before it.

    Grain: item, month.   Shapes: the columns of states; keys: customer_key, subscription_id, usage_item_id and the keys of a state.
    Units: micros per year, rounded once, half to even; never below 0.
    Source: docs/ledger.md#which-states-count
    """
    lines = usage_lines(invoice_lines)
    lines = lines.join(keys, ["customer_key", "subscription_id", "usage_item_id"])
    later = [
        lines.select(*KEYS, "amount_micros", "source_key", "row", month=(lines.month + ibis.interval(months=ahead)).cast("date"))
        for ahead in range(1, months + 1)
    ]
    spread = ibis.union(*later) if len(later) > 1 else later[0]
    sums = spread.group_by(*KEYS, "month").agg(
        total=wide(spread.amount_micros).sum(), source_key=spread.source_key.max(), row=spread.row.max()
    )
    sums = sums.join(rules.select("terms_key", "month_rounding"), "terms_key")
    step = wide(ibis.greatest(12 * sums.month_rounding, ibis.literal(1, "int64")))
    yearly = ibis.greatest(sums.total, wide(ibis.literal(0))) * wide(ibis.literal(12, "int64"))
    sums = sums.mutate(yearly=yearly, step=step, of_months=wide(ibis.literal(months, "int64")) * step)
    means = divided(sums, "yearly", "of_months", "steps")
    micros = (means.steps * means.step).cast("int64")
    none = ibis.literal(0, "int64")
    return means.select(
        *KEYS,
        starts_day=means.month,
        ends_day=(means.month + ibis.interval(months=1)).cast("date"),
        worth_micros=micros,
        run_rate_micros=micros,
        counts=ibis.literal(True),
        is_paying=micros > 0,
        unit_amount_micros=micros,
        quantity_micros=ibis.literal(1_000_000, "int64"),
        discount_percent_micros=none,
        discount_amount_micros=none,
        tax_percent_micros=none,
        cancel_requested_day=ibis.null("date"),
        cancel_reason=ibis.null("string"),
        committed_until=ibis.null("date"),
        signed_day=ibis.null("date"),
        source_key=means.source_key,
        row=means.row,
    )

"""What invoices say of money that is no run-rate, or that refunds would take off it."""

from __future__ import annotations

from dataclasses import replace

import ibis
import ibis.expr.types as ir

from subledger.ledger.invoices import billed
from subledger.ledger.refunds import weighing
from subledger.ledger.tables import Ledger, definition, unbound, wide
from subledger.ledger.usage import usage_lines
from subledger.metrics.left_out.days import LAST, MONTH_BEFORE, SINCE
from subledger.metrics.left_out.found import BARE, found, in_force, nothing
from subledger.metrics.revenue import placed
from subledger.metrics.segments import Cut
from subledger.model import tables
from subledger.model.tables import INVOICE_LINES, KEYS

ASIDE = replace(INVOICE_LINES, name="lines_aside")
"""The invoice lines of which something is left out, as their rows tell them."""
OF_KIND = {"usage": "usage_billed", "one_time": "one_time_billed", "recurring": "refund_ignored"}
"""The reasons for which lines are left out, each that of one kind."""
OF_LINES = frozenset(OF_KIND.values())


@definition
def aside(ledger: Ledger, reasons: frozenset[str]) -> ir.Table:
    """The invoice lines that something is left out of at the end of the day, for some reasons.   Shapes: those of ASIDE."""
    lines = billed(ledger.told(INVOICE_LINES))
    served = lines.period_start.fill_null(lines.issued_day)
    why = {
        "usage_billed": served.truncate("M").cast("date") == MONTH_BEFORE,
        "one_time_billed": _is_of_days(lines),
        "refund_ignored": (lines.refunded_micros > 0) & (lines.period_end > LAST),
    }
    if ledger.policy.usage_months:
        del why["usage_billed"]
    if ledger.policy["counts.refunds"] == "reduce":
        del why["refund_ignored"]
    is_left = ibis.literal(False)
    for kind, reason in OF_KIND.items():
        if reason in reasons and reason in why:
            is_left = is_left | ((lines.kind == kind) & why[reason])
    return lines.filter(is_left.fill_null(False)).select(*ASIDE.columns)


@definition
def kinds_aside() -> ir.Table:
    """The kinds of the lines put aside, each once."""
    return unbound(ASIDE).select("kind").distinct()


def used(cut: Cut) -> ir.Table:
    """Usage of the month before, which `last_month` would count."""
    lines = usage_lines(cut.ledger.counted(unbound(ASIDE)))
    return as_found(cut, lines, ibis.literal("usage_billed"), lines.amount_micros * 12, lines.amount_micros)


def charged_once(cut: Cut) -> ir.Table:
    """One-time charges of the days."""
    lines = cut.ledger.counted(unbound(ASIDE))
    lines = lines.filter(lines.kind == "one_time")
    return as_found(cut, lines, ibis.literal("one_time_billed"), nothing(), lines.amount_micros)


def refunds_ignored(ledger: Ledger) -> ir.Table:
    """What refunds that weigh on the day would take off."""
    lines = unbound(ASIDE)
    items = ledger.items_told.semi_join(lines, "customer_key")
    rows = weighing(in_force(ledger.states), lines, items, ledger.rules, ledger.policy)
    rows = rows.filter(rows.since <= LAST, rows.until > LAST)
    less = ibis.least(rows.less, rows.run_rate_micros)
    rows = rows.mutate(yearly_=-less, source_key=rows.line_source_key, row=rows.line_row).drop("currency").rename(currency="rule_currency")
    return found(rows, "refund_ignored", rows.yearly_, -rows.refunded_micros)


def not_billed(cut: Cut) -> ir.Table:
    """Lines of void and draft invoices of the days."""
    lines = of_days(cut.ledger.known(tables.INVOICE_LINES))
    lines = lines.filter(lines.invoice_status.isin(("void", "draft")))
    return as_found(cut, lines, lines.invoice_status, nothing(), lines.amount_micros)


def of_days(lines: ir.Table) -> ir.Table:
    """The lines that were issued within the days."""
    return lines.filter(_is_of_days(lines))


def _is_of_days(lines: ir.Table) -> ir.BooleanValue:
    day = lines.issued_day.fill_null(lines.period_start)
    return (day >= SINCE) & (day <= LAST)


def as_found(cut: Cut, lines: ir.Table, reason: ir.StringValue, yearly: ir.Value, charged: ir.IntegerValue) -> ir.Table:
    """Lines that are left out for a reason, in their own currency, with what they themselves say of what the cut asks for."""
    day = lines.issued_day.fill_null(lines.period_start)
    at_kind = {"at_kind": lines.kind} if "kind" in cut.names else {}
    rows = placed(cut, lines).mutate(
        **at_kind,
        reason=reason,
        starts_day=lines.period_start.fill_null(day),
        ends_day=lines.period_end,
        yearly=yearly.cast("decimal(38,0)"),
        charged_=wide(charged),
        **{key: ibis.null(kind) for key, kind in KEYS.items() if key != "customer_key"},
    )
    return rows.select(*BARE, *(name for name in rows.columns if name.startswith("at_")))

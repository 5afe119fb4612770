"""Revenue beside MRR: what invoices say of usage, one-time charges, recurring fees and refunds."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.invoices import billed
from subledger.ledger.tables import wide
from subledger.metrics.days import Days
from subledger.metrics.flows import summed
from subledger.metrics.holdings import reported
from subledger.metrics.segments import Cut
from subledger.model import tables


def revenue(cut: Cut, query: Days) -> ir.Table:
    """Amounts of invoice lines per bucket, segment and kind, refunds as a kind of their own.

    Shapes: bucket, segment, kind, amount.   Units: reporting currency, scaled as holdings.scale says.
    Usage and recurring lines fall on the first day of their service, one-time lines on the day of issue, refunds on their own day.
    Void and draft invoices are left out.
    """
    inside = invoiced(cut, query)
    return summed(inside, query, "kind", amount=inside.amount.sum())


def invoiced(cut: Cut, query: Days) -> ir.Table:
    """The invoice lines of a query's days, one by one, each refund as one more line of its own kind.

    Grain: invoice line, kind.   Shapes: the columns of invoice lines, day, amount, segment.   Units: those of revenue.
    """
    lines = billed(cut.ledger.known(tables.INVOICE_LINES))
    served = lines.period_start.fill_null(lines.issued_day)
    issued = lines.issued_day.fill_null(lines.period_start)
    lines = lines.mutate(at_kind=lines.kind)
    billed_lines = lines.mutate(day=ibis.ifelse(lines.kind == "one_time", issued, served), amount=wide(lines.amount_micros))
    refunded = lines.filter(lines.refunded_micros != 0)
    refunded = refunded.mutate(
        kind=ibis.literal("refund"),
        day=refunded.refunded_day.fill_null(refunded.issued_day).fill_null(refunded.period_start),
        amount=wide(refunded.refunded_micros),
    )
    rows = ibis.union(billed_lines, refunded.select(*billed_lines.columns))
    rows = rows.filter(rows.day < ibis.date(query.end), rows.day >= ibis.date(query.start))
    inside = cut.of(placed(cut, rows))
    inside = inside.drop("at_kind") if "at_kind" in inside.columns else inside
    return reported(inside, "day", cut.ledger)


def placed(cut: Cut, lines: ir.Table) -> ir.Table:
    """Invoice lines with what they themselves say of the attributes that a cut asks for."""
    places = {f"at_{name}": lines[name] for name in ("plan", "product", "currency", "interval")}
    places |= {"at_subscription": lines.subscription_id, "at_item": lines.item_id, "at_cause": ibis.null("string")}
    return lines.mutate(**{column: value for column, value in places.items() if column[3:] in cut.names})

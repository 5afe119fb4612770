"""Invoice lines that stand: what was billed, not what was drafted or voided."""

from __future__ import annotations

import ibis.expr.types as ir


def billed(invoice_lines: ir.Table) -> ir.Table:
    """Invoice lines without those of void and draft invoices. A line that does not say was billed."""
    return invoice_lines.filter(~invoice_lines.invoice_status.fill_null("open").isin(("void", "draft")))

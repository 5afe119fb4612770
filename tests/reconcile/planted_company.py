"""A company in which every preset finds something of its own, and lists of its customers as another tool would write them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import subledger
from subledger.model.money import decimal_text

DAY = date(2025, 6, 30)
COLUMNS = (
    "customer_id,subscription_id,plan,unit_amount,quantity,currency,interval,discount_percent,discount_duration,tax_percent,status,"
    "starts_at,ends_at,cancel_requested_at"
)
STATES = (
    COLUMNS
    + """
plain,    s1,  pro,   100,    2, USD, month, 0,  forever,   0,  active,   2025-01-01, ,
yearly,   s2,  pro,   1000,   1, USD, year,  0,  forever,   0,  active,   2025-01-01, ,
weekly,   s3,  pro,   100,    1, USD, week,  0,  forever,   0,  active,   2025-01-01, ,
daily,    s4,  pro,   10,     1, USD, day,   0,  forever,   0,  active,   2025-01-01, ,
late,     s5,  pro,   70,     1, USD, month, 0,  forever,   0,  active,   2025-01-01, 2025-06-10,
late,     s5,  pro,   70,     1, USD, month, 0,  forever,   0,  past_due, 2025-06-10, ,
later,    s6,  pro,   71,     1, USD, month, 0,  forever,   0,  active,   2025-01-01, 2025-05-10,
later,    s6,  pro,   71,     1, USD, month, 0,  forever,   0,  past_due, 2025-05-10, ,
unpaid,   s7,  pro,   80,     1, USD, month, 0,  forever,   0,  unpaid,   2025-03-01, ,
paused,   s8,  pro,   90,     1, USD, month, 0,  forever,   0,  paused,   2025-03-01, ,
once,     s9,  pro,   200,    1, USD, month, 10, once,      0,  active,   2025-03-01, ,
repeats,  s10, pro,   300,    1, USD, month, 10, repeating, 0,  active,   2025-03-01, ,
forever,  s11, pro,   400,    1, USD, month, 10, forever,   0,  active,   2025-03-01, ,
taxed,    s12, pro,   500,    1, USD, month, 0,  forever,   20, active,   2025-03-01, ,
leaving,  s13, pro,   600,    1, USD, month, 0,  forever,   0,  active,   2025-01-01, 2025-09-01, 2025-06-15
raised,   s14, pro,   700,    1, USD, year,  0,  forever,   0,  active,   2025-01-01, 2025-05-01,
raised,   s14, pro,   1400,   1, USD, year,  0,  forever,   0,  active,   2025-05-01, ,
trial,    s15, pro,   55,     1, USD, month, 0,  forever,   0,  trialing, 2025-06-20, ,
paris,    s16, pro,   100,    1, EUR, month, 0,  forever,   0,  active,   2025-01-01, ,
both,     s17, pro,   100,    1, USD, week,  50, repeating, 0,  active,   2025-01-01, ,
two,      s18, pro,   40,     1, USD, month, 0,  forever,   0,  active,   2025-01-01, ,
two,      s19, seats, 7.77,   3, USD, month, 0,  forever,   0,  active,   2025-02-01, ,
grew,     s20, pro,   60,     1, USD, month, 0,  forever,   0,  active,   2025-01-01, 2025-06-12,
grew,     s20, pro,   60,     2, USD, month, 0,  forever,   0,  active,   2025-06-12, ,
Odd Id,   s21, pro,   33,     1, USD, month, 0,  forever,   0,  active,   2025-01-01, ,
metered,  s22, pro,   50,     1, USD, month, 0,  forever,   0,  active,   2025-01-01, ,
given,    s23, pro,   120,    1, USD, month, 0,  forever,   0,  active,   2025-01-01, ,
"""
)
INVOICES = """
invoice_id, line_id, customer_id, subscription_id, kind, amount, period_start, period_end, issued_at, refunded_amount, refunded_at
i1, l1, metered, s22, usage,     30,  2025-05-01, 2025-06-01, 2025-06-01, 0,  ,
i2, l2, given,   s23, recurring, 120, 2025-06-01, 2025-07-01, 2025-06-01, 60, 2025-06-20
"""
RATES = """
day, currency, rate
2025-01-01, EUR, 1.10
2025-05-31, EUR, 1.20
2025-06-30, EUR, 1.15
"""


def amounts(book: subledger.Book, policy: str | None = None, day: date = DAY) -> dict[str, Fraction]:
    """Each customer's MRR under a policy, as the book itself has it."""
    return {row["customer_id"]: row["mrr"] for row in book.customers(as_of=day, policy=policy)}


def listed(path: Path, of: dict[str, Fraction | str], header: str = "Customer ID,MRR,Currency,Date", day: date = DAY) -> Path:
    """A list as another tool writes it, to the cent."""
    rows = [f"{name},{amount if isinstance(amount, str) else decimal_text(amount, 2)},usd,{day}" for name, amount in of.items()]
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    return path

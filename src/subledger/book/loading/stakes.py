"""How much MRR hangs on rows that cannot be loaded: their list price, where it can be read."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from subledger.book.policies import policy
from subledger.model.money import MICROS, MINOR_UNITS, decimal_text
from subledger.model.policy import INTERVALS


def listed_mrr(rows: Iterable[tuple[Any, ...]]) -> dict[int, str]:
    """The list price per month by row, from (row, unit_amount, quantity, interval, count, currency); rows that lack one are left out.

    Units: a decimal text with its currency, as 49.000000 USD.
    """
    standard = policy("standard")
    found = {}
    for row, unit, quantity, interval, count, currency in rows:
        if (
            None in (unit, quantity, count)
            or int(unit) < 0
            or int(quantity) < 0
            or interval not in INTERVALS
            or currency not in MINOR_UNITS
            or int(count) < 1
        ):
            continue
        yearly = Fraction(int(unit) * int(quantity), MICROS * MICROS) * standard.intervals_per_year(interval, int(count))
        found[int(row)] = f"{decimal_text(yearly / 12)} {currency}"
    return found

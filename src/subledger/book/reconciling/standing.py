"""Standings: how much of another tool's list the book says under each preset, and in each reading."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from subledger.book.reconciling.accounting import NONE, Tolerance
from subledger.book.reconciling.amounts import Amounts
from subledger.book.reconciling.matching import Line
from subledger.book.reconciling.reconciliation import Standing


def standing(
    of: tuple[str, str, str], amounts: Amounts, lines: Sequence[Line], apart: Collection[str], near: Tolerance, same: tuple[str, ...] = ()
) -> Standing:
    """How amounts stand beside their list. of: kind, name and words; apart: customers whose gap no policy decides."""
    agree, left = 0, []
    for line in lines:
        gap = (line.theirs or NONE) - amounts.get(line.customer, NONE)
        if near.near(gap, NONE):
            agree += line.is_listed
        elif line.customer not in apart:
            left.append(abs(gap))
    ours = sum((amounts.get(line.customer, NONE) for line in lines), NONE)
    theirs = sum((line.theirs or NONE for line in lines), NONE)
    kind, name, says = of
    return Standing(kind, name, same, says, ours, theirs, agree, len(left), sum(left, Fraction(0)))


def meant(read: Sequence[Standing], said: Sequence[int], least: Standing, paying: int) -> int | None:
    """The reading that the list as a whole is: it leaves less than every preset and says at least half of their paying customers exactly.

    said: how many of them each reading says. Returns: its place, or None.
    """
    likely = [place for place, count in enumerate(said) if count * 2 >= paying > 0 and read[place].unexplained < least.unexplained]
    return min(likely, key=lambda place: read[place].unexplained, default=None)

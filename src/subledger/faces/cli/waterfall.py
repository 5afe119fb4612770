"""A waterfall in text: from one balance to another, each amount hanging between the balance before it and the one after."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from subledger.faces.cli.figures import Cell

BALANCE, GAIN, LOSS = "█", "▓", "░"


def waterfall(opening: Fraction, amounts: Sequence[Fraction], width: int) -> tuple[list[Cell], Fraction]:
    """A bar for opening, each amount and closing, and where bars begin: near the least balance where all that moves is small beside it.

    A balance is a bar from there; an amount hangs between the balances before and after it.
    """
    balances = [opening]
    for amount in amounts:
        balances.append(balances[-1] + amount)
    least, most = min(balances), max(balances)
    base = _round_below(least - (most - least)) if least > 0 and (most - least) * 4 < most else min(least, Fraction(0))
    scale = Fraction(width) / (most - base) if most > base else Fraction(0)

    def place(balance: Fraction) -> int:
        return round((balance - base) * scale)

    bars = [Cell(BALANCE * place(opening))]
    for before, after in pairwise(balances):
        low, high = sorted((place(before), place(after)))
        mark, style = (GAIN, "green") if after >= before else (LOSS, "red")
        low = min(low, width - 1) if after != before else low
        bars.append(Cell(" " * low + mark * max(high - low, int(after != before)), style))
    return [*bars, Cell(BALANCE * place(balances[-1]))], base


def _round_below(value: Fraction) -> Fraction:
    """The nearest round number below, so that people can read where bars begin."""
    if value <= 0:
        return Fraction(0)
    step = Fraction(10) ** (len(str(int(value))) - 1) / 10
    return Fraction(int(value / step)) * step

"""Figures as people read them: thousands apart, the currency's minor units, a real minus, unknown as a dash."""

from __future__ import annotations

from fractions import Fraction

from subledger.model.money import MINOR_UNITS, decimal_text

UNKNOWN = "–"


def grouped(value: Fraction | int, places: int) -> str:
    """A decimal text with its thousands apart.

    >>> grouped(Fraction(-4938, 4), 2)
    '−1,234.50'
    """
    text = decimal_text(value, places)
    whole, point, decimals = text.lstrip("-").partition(".")
    return ("−" if text.startswith("-") else "") + f"{int(whole):,}{point}{decimals}"


def told_apart(before: Fraction, after: Fraction | None, unit: str) -> tuple[str, str]:
    """Two figures that differ, to six places where fewer do not show it.

    >>> told_apart(Fraction(1), Fraction(10001, 10000), "USD")
    ('1.000000', '1.000100')
    """
    was, now = figure_text(before, unit), figure_text(after, unit)
    return (was, now) if was != now or after is None else (grouped(before, 6), grouped(after, 6))


def figure_text(value: Fraction | int | None, unit: str, *, whole: bool = False) -> str:
    """A figure in its unit: a currency, rate, ratio, count or units. whole leaves out a currency's minor units."""
    if value is None:
        return UNKNOWN
    if unit == "rate":
        return grouped(Fraction(value) * 100, 1) + "%"
    if unit == "ratio":
        return grouped(value, 2)
    if unit in ("count", "units"):
        return grouped(value, 0 if Fraction(value).denominator == 1 else 2)
    return grouped(value, 0 if whole else MINOR_UNITS.get(unit, 2))

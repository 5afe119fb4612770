"""Figures as people read them: thousands apart, the currency's minor units, a real minus, unknown as a dash."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from subledger.faces.cli.write import inert
from subledger.model.money import MINOR_UNITS, decimal_text

UNKNOWN = "–"
_ACRONYMS = frozenset({"mrr", "arr", "cmrr", "arpa", "arpu", "arppu", "asp", "grr", "nrr", "ltv"})


class Cell(NamedTuple):
    """A text and how it looks."""

    text: str
    style: str = ""


def grouped(value: Fraction | int, places: int) -> str:
    """A decimal text with its thousands apart.

    >>> grouped(Fraction(-4938, 4), 2)
    '−1,234.50'
    """
    text = decimal_text(value, places)
    whole, point, decimals = text.lstrip("-").partition(".")
    return ("−" if text.startswith("-") else "") + f"{int(whole):,}{point}{decimals}"


def figure(value: Fraction | int | None, unit: str, *, whole: bool = False) -> Cell:
    """A figure in its unit: a currency, rate, ratio, count or units. whole leaves out a currency's minor units."""
    if value is None:
        return Cell(UNKNOWN, "dim")
    if unit == "rate":
        text = grouped(Fraction(value) * 100, 1) + "%"
    elif unit == "ratio":
        text = grouped(value, 2)
    elif unit in ("count", "units"):
        text = grouped(value, 0 if Fraction(value).denominator == 1 else 2)
    else:
        text = grouped(value, 0 if whole else MINOR_UNITS.get(unit, 2))
    return Cell(text, "red" if value < 0 else "")


def change(value: Fraction, currency: str, *, whole: bool = False) -> Cell:
    """A gain in green, a loss in red, nothing in the background."""
    cell = figure(value, currency, whole=whole)
    return Cell(cell.text, "green" if value > 0 else "red" if value < 0 else "dim")


def words(value: object) -> Cell:
    """Anything that is no figure, inert; None as unknown."""
    return Cell(UNKNOWN, "dim") if value is None else Cell(inert(str(value)))


def title(name: str) -> str:
    """A metric's name as a heading.

    >>> title("new_mrr")
    'new MRR'
    """
    return " ".join(word.upper() if word in _ACRONYMS else word for word in name.split("_"))


def moment(at: datetime | None) -> str:
    """A UTC instant to the second."""
    return "never" if at is None else f"{at:%Y-%m-%d %H:%M:%S} UTC"


def span(start: date, end: date) -> str:
    """The days of [start, end), the last one named."""
    return f"{start} to {date.fromordinal(end.toordinal() - 1)}"

"""Figures in a terminal: their texts, and how they look."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from subledger.faces.figures import UNKNOWN, figure_text, grouped
from subledger.faces.inert import inert

__all__ = ["UNKNOWN", "Cell", "change", "figure", "grouped", "moment", "span", "title", "words"]
_ACRONYMS = frozenset({"mrr", "arr", "cmrr", "arpa", "arpu", "arppu", "asp", "grr", "nrr", "ltv"})


class Cell(NamedTuple):
    """A text and how it looks."""

    text: str
    style: str = ""


def figure(value: Fraction | int | None, unit: str, *, whole: bool = False) -> Cell:
    """A figure in its unit: a currency, rate, ratio, count or units. whole leaves out a currency's minor units."""
    return Cell(figure_text(value, unit, whole=whole), "dim" if value is None else "red" if value < 0 else "")


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

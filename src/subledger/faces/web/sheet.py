"""A table as it is exported: named columns, each of one kind, and rows of plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "money", "count", "rate", "ratio", "day"]
"""text: str. money: Fraction in major units. count: int or Fraction. rate: Fraction from 0 to 1. ratio: Fraction. day: date."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the kind of its values, and for money the currency."""

    name: str
    kind: Kind = "text"
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is shown, as rows beneath columns; None is unknown and stays empty.

    about says where it comes from (question, policy, build): a second sheet of a workbook, and no part of a CSV.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    about: Mapping[str, str] = field(default_factory=dict)

"""The days a definition is about: a query's own, or any, which are filled in when it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeAlias

import ibis
import ibis.expr.types as ir

Day: TypeAlias = date | ir.DateScalar
Given: TypeAlias = Mapping[ir.DateScalar, date]
"""What stands for the days that an expression leaves open."""

START, END = ibis.param("date"), ibis.param("date")
"""The days [START, END) that a definition leaves open: it is made and compiled once for all the days it is asked about."""


class Days(Protocol):
    """Days [start, end) in periods of a grain."""

    @property
    def start(self) -> Day:
        """The first day."""

    @property
    def end(self) -> Day:
        """The day after the last."""

    @property
    def grain(self) -> str:
        """What periods they are cut into."""

    @property
    def is_of_whole_months(self) -> bool:
        """Whether every period begins and ends with a month."""


@dataclass(frozen=True, slots=True)
class AnyDays:
    """Days that are left open; their grain is not."""

    grain: str
    is_of_whole_months: bool

    @property
    def start(self) -> ir.DateScalar:
        return START

    @property
    def end(self) -> ir.DateScalar:
        return END

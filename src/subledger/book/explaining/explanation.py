"""An explanation: a figure with everything behind it, as rows that say what they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from subledger.book.result import Result, plain
from subledger.metrics.catalogue import Figure, Metric
from subledger.metrics.formulas import Formula
from subledger.metrics.query import MetricQuery

COLUMNS = (
    *("what", "name", "side", "customer", "day", "until", "kind", "cause", "subscription", "item", "plan", "status"),
    *("count", "amount", "below", "unit", "opening", "closing", "charged", "native", "currency", "because", "file", "row"),
)
"""What an explanation's row can say; what does not apply is None. docs/explain.md tells which `what` has which."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be explained: a metric's figure of a span, of all customers or of one. most: how many are listed one by one."""

    metric: Metric
    formula: Formula
    query: MetricQuery
    customer: str | None
    is_newest: bool
    most: int

    @property
    def where(self) -> tuple[str, ...]:
        """The part of the book that is asked of, in words."""
        said = ((part.attribute + ("!=" if part.negated else "="), part.values) for part in self.query.where)
        return tuple(of + (value or "") for of, values in said for value in values)


@dataclass(frozen=True, slots=True)
class Explanation(Result):
    """A figure and the rows behind it.

    [start, end) is the span that is told of, from the beginning where start is None; as_of the day at whose end a balance stands.
    The rows of `what` = part, side by side of the formula, add up to the value; so do those of customer, and of one customer those of
    movement, posting, held, line or trial to the parts they belong to. What is left out is in none of these sums.
    """

    metric: str = ""
    formula: str = ""
    value: Figure = None
    unit: str = ""
    customer: str | None = None
    where: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    as_of: date | None = None

    def of(self, what: str) -> list[dict[str, Any]]:
        """The rows of one kind."""
        return [row for row in self.rows if row["what"] == what]

    def as_json(self) -> dict[str, Any]:
        """The explanation in the JSON contract: the figure and its span beside the view, then the rows."""
        said = Result.as_json(self)
        rows = said.pop("rows")
        about = ("metric", "formula", "value", "unit", "customer", "as_of", "start", "end")
        return said | {name: plain(getattr(self, name)) for name in about} | {"where": list(self.where), "rows": rows}


def row(what: str, **said: Any) -> dict[str, Any]:
    """A row with every column."""
    return dict.fromkeys(COLUMNS) | {"what": what} | said

"""A picture of a customer's states: bars over time, one line per item, drawn on the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from subledger.faces.figures import figure_text

LINE, LEFT, WIDE = 22, 190, 1000
"""A line's height, where the time axis begins, and where it ends."""


@dataclass(frozen=True, slots=True)
class Picture:
    """States as bars over time: the lines of items, the ticks of years, and its height."""

    height: int
    ticks: list[tuple[float, str]]
    lines: list[tuple[int, str, list[dict[str, Any]]]]


def picture(states: Sequence[dict[str, Any]], last: date) -> Picture | None:
    """The states of a customer as a picture, one line per item; None where there are none."""
    if not states:
        return None
    first = min(row["since"] for row in states)
    end = max(last, *(row["since"] for row in states)) + timedelta(days=1)
    days = max((end - first).days, 1)

    def across(day: date) -> float:
        share: float = (min(max(day, first), end) - first).days / days
        return round(LEFT + (WIDE - LEFT) * share, 2)

    items: dict[str, list[dict[str, Any]]] = {}
    for row in states:
        since, until = across(row["since"]), across(row["until"] or end)
        worth = figure_text(row["amount"], row["currency"])
        said = (
            f"{row['plan'] or row['item']}, {row['status']}, {worth} {row['currency']} a month, {row['since']} to {row['until'] or 'open'}"
        )
        looks = f"{row['status']}{' counts' if row['counts'] else ''}"
        items.setdefault(row["item"], []).append(
            {"x": since, "width": max(until - since - 0.8, 1), "look": looks, "said": said, "plan": row["plan"] or row["item"]}
        )
    lines = [(20 + LINE * index, bars[-1]["plan"], bars) for index, bars in enumerate(items.values())]
    years = [date(year, 1, 1) for year in range(first.year + 1, end.year + 1)]
    return Picture(24 + LINE * len(items), [(across(day), str(day.year)) for day in years if day < end], lines)

"""What a caller should know of how a question was cut: values that no row has, names that two attributes share."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from subledger.engine import Engine
from subledger.ledger.tables import Ledger
from subledger.metrics.query import MetricQuery
from subledger.metrics.segments import OWN, Cut, asked_as, cut

MANY = 10_000
"""Among so many values the nearest is looked for."""


def noticed(engine: Engine, ledger: Ledger, query: MetricQuery, extras: Sequence[str]) -> list[str]:
    """Notes for the caller of a query; they change no figure."""
    cutting = cut(ledger, query, extras)
    found = [
        f"{name} is the book's own {name}; the customers' column of that name is {asked_as(name)}"
        for name in cutting.names
        if name in OWN and name in extras
    ]
    for part in query.where:
        found += [
            _unmet(engine, cutting, part.attribute, value)
            for value in part.values
            if value and not _has(engine, cutting, part.attribute, value)
        ]
    return found


def _has(engine: Engine, cutting: Cut, name: str, value: str) -> bool:
    rows = cutting.values(name)
    return bool(engine.rows(rows.filter(rows.value == value).limit(1)))


def _unmet(engine: Engine, cutting: Cut, name: str, value: str) -> str:
    rows = cutting.values(name)
    known = [str(text) for (text,) in engine.rows(rows.filter(rows.value.notnull()).distinct().order_by("value").limit(MANY))]
    folded = {text.casefold(): text for text in known}
    near = get_close_matches(value.casefold(), folded, n=1)
    return f"nothing has {name} = {value!r}" + (f"; did you mean {folded[near[0]]!r}?" if near else "")

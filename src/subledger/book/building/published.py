"""Which build a book shows."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from subledger.engine import Engine
from subledger.ledger.tables import unbound
from subledger.model import tables


class Build(NamedTuple):
    """A build, by the last load it holds: 0 while there is none."""

    load_id: int
    known_at: datetime | None


def build(engine: Engine) -> Build:
    """The build that stands in a book."""
    loads = unbound(tables.LOADS)
    last, newest = engine.rows(loads.agg(last=loads.load_id.max(), newest=loads.known_at.max()))[0]
    return Build(int(last or 0), newest)

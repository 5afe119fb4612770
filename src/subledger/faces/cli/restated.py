"""Earlier months that a load changed, and the bridge that says why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from subledger.faces.cli.write import write
from subledger.faces.figures import told_apart

if TYPE_CHECKING:
    from subledger.book.closing.restating import Restated

LARGEST = 3
"""So many months are named; the rest is counted."""


def say_restated(months: Sequence[Restated], currency: str, at_book: str) -> None:
    """Says which closing MRR a load changed, the largest change first, and how to learn why."""
    told = []
    for each in months[:LARGEST]:
        before, after = told_apart(each.before, each.after, currency)
        told.append(f"{each.month} {before} → {after} {currency}")
    more = [f"and {len(months) - LARGEST:,} more"] if len(months) > LARGEST else []
    count = f"{len(months):,} earlier month" + ("" if len(months) == 1 else "s")
    write(f"restated: the closing MRR of {count} changed: {', '.join([*told, *more])}\n")
    first = months[0]
    if first.known_at is not None:
        write(f"why: {why(first.month, first.known_at, at_book)}\n")


def why(month: str, known_at: datetime, at_book: str, metric: str = "mrr") -> str:
    """The command that bridges a month as it was known at a time to what is known now.

    >>> why("2025-03", datetime(2025, 4, 5), "")
    'subledger bridge --from 2025-03@2025-04-05T00:00:00Z --to 2025-03'
    """
    of = "" if metric == "mrr" else f" --metric {metric}"
    return f"subledger bridge --from {month}@{known_at.isoformat()}Z --to {month}{of}{at_book}"

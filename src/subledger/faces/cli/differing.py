"""A word beneath figures that differ from those their months were closed with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subledger.book.closing.closed import Difference
    from subledger.model.address import Address

MOST = 3
"""So many months are named; the rest is counted."""


def is_closable(grain: str, by: str | None, where: Sequence[str] | None, known_at: str | None) -> bool:
    """Whether what is asked for is what a month is closed with: the whole book by the month, as it is known now."""
    return grain == "month" and not by and not where and known_at is None


def say_differing(differing: Sequence[Difference], book: Address) -> None:
    """One line per closed month that now says something else, of its first figure that does."""
    if not differing:
        return
    from subledger.faces.cli.figures import title
    from subledger.faces.cli.grid import say
    from subledger.faces.cli.load import at_book
    from subledger.faces.cli.write import write
    from subledger.faces.figures import told_apart

    months = {each.month: each for each in reversed(differing)}
    write("\n")
    for month in sorted(months)[:MOST]:
        each = months[month]
        was, now = told_apart(each.closed, each.now, each.unit)
        say(f"{month} was closed with {title(each.metric)} {was}; it now says {now}: subledger closed {month}{at_book(book)}")
    if len(months) > MOST:
        say(f"and {len(months) - MOST:,} more closed months: subledger closed{at_book(book)}")

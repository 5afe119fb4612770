"""What the texts of a caller mean: days, times, counts, and names out of a few."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from subledger.model.errors import SubledgerError, unknown

HEADLINE = ("mrr", "arr", "customers", "arpa", "nrr", "grr")
"""The figures that are shown where none is named."""


def one_of(option: str, value: str, allowed: tuple[str, ...]) -> str:
    """The value, if the option may have it."""
    if value not in allowed:
        raise unknown(option, value, allowed)
    return value


def day(text: str | None, option: str) -> date | None:
    """A day from YYYY-MM-DD; no other form, as 03-04-2025 is two days."""
    if text is None:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise SubledgerError(
                f"{option} {text}: there is no such day in the calendar", "not_a_date", text, "a day that exists"
            ) from None
    raise SubledgerError(f"{option} {text!r} is not a day", "not_a_date", text, "YYYY-MM-DD, as 2025-01-31")


def count(text: str, option: str) -> int:
    """A whole number above zero."""
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII) or int(text) < 1:
        raise SubledgerError(f"{option} {text!r} is not a count", "not_a_count", text, "a whole number from 1 to 9999")
    return int(text)


def instant(text: str | None, option: str) -> datetime | None:
    """A time from ISO 8601; UTC where no offset is given."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
        # The first and the last day there are have no instant in every zone.
        if found.tzinfo is not None:
            found.astimezone(UTC)
        return found
    except (ValueError, OverflowError):
        raise SubledgerError(f"{option} {text!r} is not a time", "not_a_time", text, "ISO 8601, as 2025-01-31T12:00:00Z") from None

"""An amount that no column holds: the same refusal on every engine."""

from __future__ import annotations

from subledger.model.errors import SubledgerError


def too_large(table: str, said: str = "") -> SubledgerError:
    """An amount of a table is beyond what its columns hold. said: what the engine says of it."""
    return SubledgerError(
        f"an amount is too large for {table}{': ' if said else ''}{said}",
        "too_large",
        expected="amounts below nine trillion a year, also with their tax and quantity",
        hint="is the unit right? amounts are in major units, 12.50 and not 1250",
        exit_code=1,
    )

"""The export that is reconciled, read whole or refused with all its faults."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from subledger.model.errors import BadInput, Fault, unknown
from subledger.sources.exports import Export, read
from subledger.sources.exports.header import ROLES


def exported(path: Path, columns: Mapping[str, str], timezone: str, currency: str | None, of_book: str) -> Export:
    """The export in a file, of one currency: where it has several, the one that is asked for, else the book's, else that of the most rows.

    Raises: BadInput with every fault; SubledgerError for a column that a list cannot have.
    """
    for role in columns:
        if role not in ROLES:
            raise unknown("column", role, ROLES)
    with tempfile.TemporaryDirectory(prefix="subledger-") as workspace:
        export = read(path, columns, timezone, Path(workspace))
    named = list(export.currencies)
    if currency and named and currency not in named and not export.faults:
        hint = "leave out --currency: the book is asked in the list's"
        export.faults.append(
            Fault(
                "other_currency", f"the list is in {' and '.join(named)}", path.name, value=currency, expected=" or ".join(named), hint=hint
            )
        )
    if export.faults:
        count = len(export.faults)
        ordered = sorted(export.faults, key=lambda fault: (fault.row or 0, fault.column or ""))
        raise BadInput(f"{count:,} fault{'s' if count != 1 else ''} in {path.name}; nothing was reconciled", "bad_input", found=ordered)
    return _of_one(export, currency, of_book) if len(named) > 1 else export


def _of_one(export: Export, wanted: str | None, of_book: str) -> Export:
    """The amounts of one currency of a list that has several: they are never added, and which rate a tool took is not in its list."""
    several = export.currencies
    chosen = wanted or (of_book if of_book in several else next(iter(several)))
    said = " and ".join(f"{currency} ({count:,})" for currency, count in several.items())
    found = export.native(chosen)
    others = ", ".join(f"--currency {currency}" for currency in several if currency != chosen)
    found.notes.append(f"{export.name} is in {said}: compared is what is priced in {chosen}, nothing converted; the rest with {others}")
    return found

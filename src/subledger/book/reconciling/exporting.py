"""The export that is reconciled, read whole or refused with all its faults."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from subledger.model.errors import BadInput, Fault, unknown
from subledger.sources.exports import Export, read
from subledger.sources.exports.header import ROLES


def exported(path: Path, columns: Mapping[str, str], timezone: str, currency: str | None) -> Export:
    """The export in a file.

    Raises: BadInput with every fault; SubledgerError for a column that a list cannot have.
    """
    for role in columns:
        if role not in ROLES:
            raise unknown("column", role, ROLES)
    with tempfile.TemporaryDirectory(prefix="subledger-") as workspace:
        export = read(path, columns, timezone, Path(workspace))
    if currency and export.currency and currency != export.currency and not export.faults:
        hint = f"leave out --currency: the book is asked in {export.currency}"
        export.faults.append(
            Fault("other_currency", f"the list is in {export.currency}", path.name, value=currency, expected=export.currency, hint=hint)
        )
    if export.faults:
        count = len(export.faults)
        ordered = sorted(export.faults, key=lambda fault: (fault.row or 0, fault.column or ""))
        raise BadInput(f"{count:,} fault{'s' if count != 1 else ''} in {path.name}; nothing was reconciled", "bad_input", found=ordered)
    return export

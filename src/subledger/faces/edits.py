"""Edits by people as documents and as rows, the same from every face."""

from __future__ import annotations

import getpass
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from subledger.model.money import decimal_text

if TYPE_CHECKING:
    from subledger.book.editing.edit import Edit, Edited

Document = Mapping[str, object]


def login() -> str:
    """The name of whoever runs this, "" where the machine does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def listed(found: Sequence[Edit]) -> Document:
    """Every edit, the newest first."""
    return {"ok": True, "rows": list(map(edit, found))}


def done(of: Edited) -> Document:
    """What making or undoing an edit did."""
    restated = [{"month": each.month, "before": decimal_text(each.before), "after": decimal_text(each.after)} for each in of.restated]
    return {"ok": True, "edit": edit(of.edit), "warnings": list(of.warnings), "restated": restated}


def edit(of: Edit) -> dict[str, object]:
    """One edit: what it does, who made it and why, and who undid it."""
    from subledger.book.result import stamp

    said = {name: getattr(of, name) for name in ("number", "kind", "customer", "into", "item", "cause", "author", "reason", "load_id")}
    undone = None
    if of.undone is not None:
        by = of.undone
        undone = {"number": by.number, "author": by.author, "reason": by.reason, "known_at": stamp(by.known_at)}
    return {
        **said,
        "day": of.day.isoformat() if of.day else None,
        "says": of.says,
        "known_at": stamp(of.known_at),
        "state": state(of),
        "undone": undone,
        "warning": of.warning,
    }


def state(of: Edit) -> str:
    """Whether an edit holds."""
    return "undone" if of.undone else "astray" if of.warning else "in force"

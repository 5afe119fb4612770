"""The schemas of closings, findings and reconciliations."""

from __future__ import annotations

from subledger.book import FINDINGS
from subledger.book.reconciling.reconciliation import COLUMNS, STANDING
from subledger.faces.web.api.rows import COUNT, DAY, DECIMAL, FIGURE, POLICY, RESTATED, TEXT, TEXTS, TIME, Schema, listed, maybe, row

_DIFFERENCE: dict[str, Schema] = {"metric": TEXT, "closed": FIGURE, "now": maybe(FIGURE), "difference": maybe(FIGURE), "unit": TEXT}
DIFFERENCES: Schema = {"type": "array", "items": row(_DIFFERENCE)}
STATE: Schema = {"enum": ["as closed", "differs", "reopened"]}
CLOSING: dict[str, Schema] = {
    "month": TEXT,
    "closed_at": TIME,
    "note": maybe(TEXT),
    "reopened_at": maybe(TIME),
    "reason": maybe(TEXT),
    "policy": POLICY,
    "currency": TEXT,
    "load_id": COUNT,
    "known_at": TIME,
    "content_hash": TEXT,
}
CLOSED = listed(row({**CLOSING, "state": STATE, "differing": DIFFERENCES}), has_view=False, is_paged=False)
CLOSED_MONTH = row({"ok": {"const": True}, **CLOSING, "state": STATE, "content_hash_now": TEXT, "rows": DIFFERENCES})
CLOSING_DONE = row({"ok": {"const": True}, **CLOSING})

FINDING: Schema = {"enum": [each.name for each in FINDINGS]}
FINDINGS_ROWS = row(
    {
        "finding": FINDING,
        "customer": TEXT,
        **dict.fromkeys(("subscription", "item", "plan"), maybe(TEXT)),
        "day": maybe(DAY),
        "mrr_at_stake": maybe(DECIMAL),
        **dict.fromkeys(("says", "hint"), TEXT),
        **dict.fromkeys(("file", "other_file"), maybe(TEXT)),
        **dict.fromkeys(("row", "other_row"), maybe(COUNT)),
    }
)
_UNDOING = row({"number": COUNT, "author": TEXT, "reason": TEXT, "known_at": TIME})
EDITS = row(
    {
        "number": COUNT,
        "kind": {"enum": ["exclude", "merge", "cause"]},
        "customer": TEXT,
        **dict.fromkeys(("into", "item"), maybe(TEXT)),
        "day": maybe(DAY),
        "cause": maybe(TEXT),
        **dict.fromkeys(("author", "reason", "says"), TEXT),
        "load_id": COUNT,
        "known_at": TIME,
        "state": {"enum": ["in force", "astray", "undone"]},
        "undone": maybe(_UNDOING),
        "warning": maybe(TEXT),
    }
)
_RESTATED: Schema = {"type": "array", "items": RESTATED}
EDITED = row({"ok": {"const": True}, "edit": EDITS, "warnings": TEXTS, "restated": _RESTATED})
USED = row(
    {
        "ok": {"const": True},
        **dict.fromkeys(("policy", "was"), POLICY),
        **dict.fromkeys(("author", "reason"), TEXT),
        "load_id": COUNT,
        "known_at": TIME,
        "warnings": TEXTS,
        "restated": _RESTATED,
    }
)
KINDS = row({"finding": FINDING, "looks_for": TEXT, "hint": TEXT})

_AMOUNTS = ("ours", "theirs", "gap", "unexplained")
_PRESET = dict.fromkeys(STANDING, TEXT) | {
    "same": TEXTS,
    **dict.fromkeys(_AMOUNTS, DECIMAL),
    "agree": COUNT,
    "unexplained_customers": COUNT,
}
PRESET = row(_PRESET)
READING = row({**_PRESET, "says": TEXT})
REASON = row({**dict.fromkeys(("reason", "key", "because"), TEXT), "customers": COUNT, "gap": DECIMAL})
RECONCILED = row(
    {
        "ok": {"const": True},
        "file": TEXT,
        "as_of": DAY,
        "policy": POLICY,
        "known_at": maybe(TIME),
        "currency": TEXT,
        **dict.fromkeys(_AMOUNTS, DECIMAL),
        "proposed": TEXT,
        "equal": TEXTS,
        "reading": maybe(READING),
        "presets": {"type": "array", "items": PRESET},
        "reasons": {"type": "array", "items": REASON},
        "rows": {
            "type": "array",
            "items": row(
                dict.fromkeys(COLUMNS, TEXT) | {"their_id": maybe(TEXT), **dict.fromkeys(_AMOUNTS, DECIMAL), "theirs": maybe(DECIMAL)}
            ),
        },
    }
)
OF_MONTHS: dict[str, Schema] = {"differing": {"type": "array", "items": row({"month": TEXT, **_DIFFERENCE})}}
"""The figures that are not what their months were closed with, where some are not."""

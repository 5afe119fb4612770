"""The JSON documents of the contract, the same from every face: what is no Result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from subledger.model.errors import Fault, SubledgerError
from subledger.model.money import decimal_text

if TYPE_CHECKING:
    from pathlib import Path

    from subledger.book import Loaded
    from subledger.book.decisions import Decided, Decision
    from subledger.book.looking.loads import Loading
    from subledger.book.policies import PolicyLike
    from subledger.book.using import Used
    from subledger.model.policy import Policy

Document = Mapping[str, object]


def failure(error: SubledgerError) -> Document:
    """A failure: every fault in the one shape."""
    return {"ok": False, "errors": [fault.as_json() for fault in faults(error)]}


def faults(error: SubledgerError) -> list[Fault]:
    """The faults of an error; one at least."""
    return error.faults() or [Fault(error.code, error.message)]


def loaded(done: Loaded, book: str) -> Document:
    """What a load did."""
    said = {"ok": True, "load_id": done.load_id, "rows": dict(done.rows), "warnings": list(done.warnings)}
    restated = [{"month": each.month, "before": decimal_text(each.before), "after": decimal_text(each.after)} for each in done.restated]
    return said | {"notes": list(done.notes), "changed": done.changed, "restated": restated, "book": book}


def checks_hold() -> Document:
    """Every invariant that was asked about holds."""
    return {"ok": True, "errors": []}


def checks_listed() -> Document:
    """The invariants, and what each holds."""
    from subledger.book import CHECKS

    return {"ok": True, "rows": [{"check": each.name, "holds": each.holds} for each in CHECKS]}


def findings_listed() -> Document:
    """The kinds of findings, what each looks for and what to do about it."""
    from subledger.book import FINDINGS

    return {"ok": True, "rows": [{"finding": each.name, "looks_for": each.looks_for, "hint": each.hint} for each in FINDINGS]}


def loads_listed(loads: Sequence[Loading]) -> Document:
    """Every load of a book, the newest first."""
    from subledger.book.result import stamp

    times = ("loaded_at", "known_at")
    rows = [asdict(each) | {name: stamp(getattr(each, name)) for name in times} for each in loads]
    return {"ok": True, "rows": rows}


def policies_listed(files: Sequence[Path] = (), own: Policy | None = None) -> Document:
    """The policies that ship, and further ones by their files: what each is, how it differs from standard, whether it is a book's own."""
    from subledger.book.decisions import listed
    from subledger.book.policies import shipped

    rows = [
        {
            **_head(of),
            "about": of.about,
            "extends": of.extends,
            "file": None if of.file in shipped() else of.file,
            "differs": of.differs,
            "is_own": _is_own(of, own),
        }
        for of in listed(files, own)
    ]
    return {"ok": True, "rows": rows}


def policy_shown(found: Decided, own: Policy | None = None) -> Document:
    """Every setting of a policy: its value in plain words, what decides it and whence it comes, what it may be, and why it exists."""
    rows = [
        {"setting": each.setting.key, **_said(each), "standard": each.standard, "expected": each.setting.expected, "why": each.setting.why}
        for each in found.decisions
    ]
    return {"ok": True, "policy": _head(found), "is_own": _is_own(found, own), "rows": rows, "not_expressed": list(found.beyond)}


def policy_used(done: Used) -> Document:
    """Which policy became the book's own in which one's place, by whom and why."""
    from subledger.book.result import policy_json, stamp

    change = done.change
    restated = [{"month": each.month, "before": decimal_text(each.before), "after": decimal_text(each.after)} for each in done.restated]
    about = {
        "ok": True,
        "policy": policy_json(change.now),
        "was": policy_json(change.was),
        "author": change.author,
        "reason": change.reason,
    }
    return {**about, "load_id": change.load_id, "known_at": stamp(done.known_at), "warnings": list(done.warnings), "restated": restated}


def policies_compared(one: PolicyLike, other: PolicyLike) -> Document:
    """The settings on which two policies differ, each as either has it."""
    from subledger.book.decisions import differences

    a, b, pairs = differences(one, other)
    rows = [{"setting": mine.setting.key, "from": _said(mine), "to": _said(theirs), "why": mine.setting.why} for mine, theirs in pairs]
    return {"ok": True, "from": _head(a), "to": _head(b), "rows": rows}


def _is_own(of: Decided, own: Policy | None) -> bool | None:
    """Whether a policy is a book's own; None where there is no book."""
    return None if own is None else of.policy == own


def _head(of: Decided) -> dict[str, object]:
    from subledger.book.result import policy_json

    return policy_json(of.policy)


def _said(of: Decision) -> dict[str, object]:
    return {"value": of.value, "means": of.means, "decided_by": of.decided_by, "source": of.source, "source_file": of.said_by}

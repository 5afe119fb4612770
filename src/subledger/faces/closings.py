"""The JSON documents of closed months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from subledger.model.money import decimal_text

if TYPE_CHECKING:
    from subledger.book import Result
    from subledger.book.closing.closed import Compared, Difference
    from subledger.book.closing.closing import Closing

Document = Mapping[str, object]


def closing(of: Closing) -> Document:
    """A month as it was closed, and whether it was reopened since."""
    from subledger.book.result import policy_json, stamp

    return {
        "month": of.month,
        "closed_at": stamp(of.closed_at),
        "note": of.note,
        "reopened_at": stamp(of.reopened_at),
        "reason": of.reason,
        "policy": policy_json(of.policy),
        "currency": of.currency,
        "load_id": of.load_id,
        "known_at": stamp(of.known_at),
        "content_hash": of.content_hash,
    }


def closed(found: Sequence[Compared]) -> Document:
    """Every closing, with the figures that differ now."""
    rows = [{**closing(each.closing), "state": each.state, "differing": list(map(difference, each.differing))} for each in found]
    return {"ok": True, "rows": rows}


def closed_month(found: Compared) -> Document:
    """One closing: every figure as it was and as it is."""
    rows = list(map(difference, found.figures))
    return {"ok": True, **closing(found.closing), "state": found.state, "content_hash_now": found.content_hash, "rows": rows}


def named_policy(of: Compared) -> str | None:
    """The policy that a bridge from a closing has to name, where another was the book's own then; of one that does not ship its file."""
    from subledger.book.policies import policy, shipped

    if of.was_own:
        return None
    wanted = of.closing.policy
    return wanted.name if wanted.name in shipped() and policy(wanted.name).hash == wanted.hash else f"{wanted.name}.toml"


def told(result: Result, differing: Sequence[Difference]) -> Document:
    """A result, and what of it differs from what months were closed with, where something does."""
    found = {"differing": [{"month": each.month, **difference(each)} for each in differing]}
    return result.as_json() | (found if differing else {})


def difference(of: Difference) -> Document:
    """A figure as it was and as it is."""
    change = None if of.now is None else of.now - of.closed
    values = {"closed": of.closed, "now": of.now, "difference": change}
    return {"metric": of.metric, **{name: _plain(value, of.unit) for name, value in values.items()}, "unit": of.unit}


def _plain(value: Fraction | None, unit: str) -> str | int | None:
    if value is None:
        return None
    return int(value) if unit == "count" else decimal_text(value)

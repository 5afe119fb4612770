"""POST /edits and /policies/use: what people change of a book, on record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from subledger.book import Book
from subledger.book.editing.edit import Edited
from subledger.book.policies import shipped
from subledger.faces import documents, edits
from subledger.faces.values import day, instant, one_of
from subledger.faces.web.api.parameters import shipping
from subledger.faces.web.bodies import Fields, object_of
from subledger.faces.web.refusals import JsonResponse
from subledger.faces.web.writing import author_of, refuse_stranger, write
from subledger.model.errors import SubledgerError

SIGNED: Fields = {"author": (str, "a name"), "reason": (str, "a text"), "known_at": (str, "a time, as 2025-01-31T12:00:00Z")}
NEEDS = {"exclude": ("customer",), "merge": ("customer", "into"), "cause": ("customer", "day", "cause"), "undo": ("number",)}
"""The kinds of edits, and what each names."""
FIELDS: Fields = {
    "kind": (str, "one of " + ", ".join(NEEDS)),
    "customer": (str, "a customer's id"),
    "into": (str, "a customer's id"),
    "day": (str, "a day, as 2025-01-31"),
    "cause": (str, "a cause, as delinquency"),
    "item": (str, "an item's id"),
    "number": (int, "the number of an edit"),
    **SIGNED,
}
USE: Fields = {"policy": (str, "a policy that ships"), **SIGNED}
_TEXT = {"type": "string", "minLength": 1}
_SIGNED: Mapping[str, object] = {
    "author": {
        **_TEXT,
        "maxLength": 500,
        "description": "Who changes it. Without it: whoever runs the server, where no token is asked for.",
    },
    "reason": {**_TEXT, "maxLength": 500, "description": "Why: it stands beside the change for good."},
    "known_at": {"type": "string", "format": "date-time", "description": "From when this is known. Without it: now."},
}
_OWN: Mapping[str, Mapping[str, object]] = {
    "customer": {**_TEXT, "description": "The customer that the edit is about."},
    "into": {**_TEXT, "description": "The customer as which it counts."},
    "day": {"type": "string", "format": "date", "description": "The day of the postings."},
    "cause": {**_TEXT, "description": "Their cause from now on."},
    "item": {**_TEXT, "description": "One item of the customer's. Without it: all."},
    "number": {"type": "integer", "description": "The edit that holds no longer."},
}


def _schema(kind: str) -> Mapping[str, object]:
    own = {name: _OWN[name] for name in (*NEEDS[kind], *(("item",) if kind == "cause" else ()))}
    properties = {"kind": {"const": kind}, **own, **_SIGNED}
    return {"type": "object", "properties": properties, "required": ["kind", *NEEDS[kind], "reason"], "additionalProperties": False}


SCHEMA: Mapping[str, object] = {"oneOf": [_schema(kind) for kind in NEEDS]}
USE_SCHEMA: Mapping[str, object] = {
    "type": "object",
    "properties": {"policy": {"enum": [*shipped()], "description": "The policy that becomes the book's own."}, **_SIGNED},
    "required": ["policy", "reason"],
    "additionalProperties": False,
}


async def edit(request: Request) -> Response:
    """Makes or undoes an edit, and answers as subledger edit --format json does."""
    refuse_stranger(request, "an edit")
    asked = await object_of(request, FIELDS, ("kind", "reason"), '{"kind": "exclude", "customer": "acme-test", "reason": "test account"}')
    kind = one_of("kind", asked["kind"], tuple(NEEDS))
    for name in NEEDS[kind]:
        if name not in asked:
            raise SubledgerError(f"{name} is missing", "missing", expected=FIELDS[name][1])
    for name in asked.keys() - {"kind", *NEEDS[kind], *SIGNED}:
        if (kind, name) != ("cause", "item"):
            raise SubledgerError(f"{name} is not of this kind of edit", "usage", name, " and ".join(NEEDS[kind]))
    done = await write(request, _making(kind, asked, _by(request, asked)))
    return JsonResponse(edits.done(done))


async def use(request: Request) -> Response:
    """Makes another policy the book's own, and answers as subledger policy use --format json does."""
    refuse_stranger(request, "a change of policy")
    asked = await object_of(request, USE, ("policy", "reason"), '{"policy": "stripe", "reason": "as the board reads it"}')
    chosen, by = shipping(asked["policy"], "policy"), _by(request, asked)
    return JsonResponse(documents.policy_used(await write(request, lambda book: book.use_policy(chosen, **by))))


def _by(request: Request, asked: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "author": asked.get("author", author_of(request)),
        "reason": asked["reason"],
        "known_at": instant(asked.get("known_at"), "known_at"),
    }


def _making(kind: str, asked: Mapping[str, Any], by: Mapping[str, Any]) -> Callable[[Book], Edited]:
    if kind == "exclude":
        return lambda book: book.edits.exclude(asked["customer"], **by)
    if kind == "merge":
        return lambda book: book.edits.merge(asked["customer"], asked["into"], **by)
    if kind == "undo":
        return lambda book: book.edits.undo(asked["number"], **by)
    on = day(asked["day"], "day")
    assert on is not None
    return lambda book: book.edits.cause(asked["customer"], on, asked["cause"], asked.get("item"), **by)

"""POST /loads: files of this machine into the book, one load at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from subledger.faces import documents
from subledger.faces.values import instant
from subledger.faces.web.bodies import body_of
from subledger.faces.web.refusals import JsonResponse
from subledger.model.errors import SubledgerError, unknown

Done = TypeVar("Done")
FIELDS: dict[str, tuple[type, str]] = {
    "paths": (list, "a list of files or folders"),
    "mapping": (str, "a mapping's file"),
    "known_at": (str, "a time, as 2025-01-31T12:00:00Z"),
    "increment": (bool, "true or false"),
}
SCHEMA: Mapping[str, object] = {
    "type": "object",
    "properties": {
        "paths": {"type": "array", "minItems": 1, "items": {"type": "string"}, "description": "Files or folders of the server's machine."},
        "mapping": {"type": "string", "description": "What foreign headers and values mean: a TOML file."},
        "known_at": {"type": "string", "format": "date-time", "description": "From when this is known. Without it: now."},
        "increment": {"type": "boolean", "default": False, "description": "Add and correct by key. Else what is missing is gone."},
    },
    "required": ["paths"],
    "additionalProperties": False,
}


async def load(request: Request) -> Response:
    """Loads, and answers as subledger load --format json does."""
    if not request.app.state.access.is_owner(request):
        hint = "send the secret of the file BOOK.serving, or the server's token, as Authorization: Bearer …"
        raise SubledgerError("a load needs the secret of the book's owner", "no_secret", hint=hint)
    asked = _read(await body_of(request))
    served = request.app.state.served

    def done() -> documents.Document:
        known_at = instant(asked.get("known_at"), "known_at")
        loaded = served.load(*asked["paths"], mapping=asked.get("mapping"), known_at=known_at, increment=asked.get("increment", False))
        return documents.loaded(loaded, served.name)

    return JsonResponse(await alone(request, done))


async def alone(request: Request, work: Callable[[], Done]) -> Done:
    """Runs what writes to the book: in the order asked for, each when the one before is done."""
    return await anyio.to_thread.run_sync(work, limiter=request.app.state.writer)


def _read(body: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, dict):
        raise SubledgerError("the body is not a JSON object", "not_json", expected='an object, as {"paths": ["/data/export"]}')
    for name, value in asked.items():
        if name not in FIELDS:
            raise unknown("field", name, tuple(FIELDS))
        kind, expected = FIELDS[name]
        if not isinstance(value, kind):
            raise SubledgerError(f"{name} is not {expected}", "wrong_type", json.dumps(value)[:100], expected)
    paths = asked.get("paths")
    if not paths or not all(isinstance(path, str) and path and "\0" not in path for path in paths):
        raise SubledgerError("paths names no file", "no_paths", expected="a list of files or folders")
    return asked

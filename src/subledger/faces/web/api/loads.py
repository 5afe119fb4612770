"""POST /loads: files of this machine into the book, one load at a time."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from subledger.faces import documents
from subledger.faces.values import instant
from subledger.faces.web.bodies import Fields, object_of
from subledger.faces.web.refusals import JsonResponse
from subledger.faces.web.writing import alone, refuse_stranger
from subledger.model.errors import SubledgerError

FIELDS: Fields = {
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
    refuse_stranger(request, "a load")
    asked = await object_of(request, FIELDS, (), '{"paths": ["/data/export"]}')
    paths = asked.get("paths")
    if not paths or not all(isinstance(path, str) and path and "\0" not in path for path in paths):
        raise SubledgerError("paths names no file", "no_paths", expected="a list of files or folders")
    served = request.app.state.served

    def done() -> documents.Document:
        known_at = instant(asked.get("known_at"), "known_at")
        loaded = served.load(*paths, mapping=asked.get("mapping"), known_at=known_at, increment=asked.get("increment", False))
        return documents.loaded(loaded, served.name)

    return JsonResponse(await alone(request, done))

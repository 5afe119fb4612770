"""The bodies of requests, read whole: they are short, but for files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request

from subledger.model.errors import SubledgerError, unknown

LONGEST = 2**20
Fields = Mapping[str, tuple[type, str]]
"""The fields of an object: of which type each is, and that in words."""


async def body_of(request: Request, longest: int = LONGEST) -> bytes:
    """What a request brings.

    Raises: SubledgerError as soon as it is longer than any that makes sense.
    """
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > longest:
            raise SubledgerError("the request is too long", "too_long", expected=f"{longest:,} bytes at most")
    return bytes(found)


async def object_of(request: Request, fields: Fields, needed: Sequence[str], example: str) -> dict[str, Any]:
    """The JSON object that a request brings.

    Raises: SubledgerError for another body, and for a field that is unknown, missing or of another type.
    """
    try:
        asked = json.loads(await body_of(request))
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, dict):
        raise SubledgerError("the body is not a JSON object", "not_json", expected=f"an object, as {example}")
    for name, value in asked.items():
        if name not in fields:
            raise unknown("field", name, tuple(fields))
        kind, expected = fields[name]
        if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
            raise SubledgerError(f"{name} is not {expected}", "wrong_type", json.dumps(value)[:100], expected)
    if re.search("[\ud800-\udfff]", json.dumps(asked, ensure_ascii=False)):
        raise SubledgerError("the body holds half a character", "not_unicode", expected="whole characters")
    for name in needed:
        if name not in asked:
            raise SubledgerError(f"{name} is missing", "missing", expected=fields[name][1])
    return asked

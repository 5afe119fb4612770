"""The bodies of requests: short ones, read whole."""

from __future__ import annotations

from starlette.requests import Request

from subledger.model.errors import SubledgerError

LONGEST = 2**20


async def body_of(request: Request) -> bytes:
    """What a request brings.

    Raises: SubledgerError as soon as it is longer than any that makes sense.
    """
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > LONGEST:
            raise SubledgerError("the request is too long", "too_long", expected=f"{LONGEST:,} bytes at most")
    return bytes(found)

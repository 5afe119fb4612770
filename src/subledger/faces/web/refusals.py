"""What cannot be answered: every error as a SubledgerError with its HTTP status, as JSON to programs and as a page to people."""

from __future__ import annotations

import logging
import traceback

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from subledger.faces import documents
from subledger.faces.inert import inert, json_text
from subledger.model.errors import BadInput, InvariantBroken, SubledgerError

LOG = logging.getLogger("subledger.web")
STATUS = {
    "unknown_customer": 404,
    "no_such_page": 404,
    "wrong_method": 405,
    "cursor_of_another_build": 409,
    "read_only": 409,
    "no_token": 401,
    "foreign_host": 421,
    "foreign_origin": 403,
    "no_secret": 403,
    "too_long": 413,
    "internal": 500,
}
"""The status of an error by its code; the caller's other mistakes are 400."""

HTTP = {
    404: ("no_such_page", "an address of the dashboard, or one of /api/v1/openapi.json"),
    405: ("wrong_method", "another method"),
}


class JsonResponse(Response):
    """A document of the contract."""

    media_type = "application/json"

    def __init__(self, document: documents.Document, status: int = 200) -> None:
        super().__init__(json_text(document) + "\n", status)


def status_of(error: SubledgerError) -> int:
    """The HTTP status of an error."""
    if isinstance(error, BadInput):
        return 422
    if isinstance(error, InvariantBroken):
        return 409
    return STATUS.get(error.code, 400)


def refuse(request: Request, error: SubledgerError) -> Response:
    """The answer in the place of one that cannot be given."""
    status = status_of(error)
    if not wants_page(request):
        return JsonResponse(documents.failure(error), status)
    from subledger.faces.web.pages import error_page

    return error_page(request, error, status)


def wants_page(request: Request) -> bool:
    """Whether a person is to read the answer: what lies under /api and /static is for programs."""
    return not request.url.path.startswith(("/api/", "/beside", "/static/"))


async def refused(request: Request, error: Exception) -> Response:
    """The handler of every SubledgerError."""
    assert isinstance(error, SubledgerError)
    return refuse(request, error)


async def refused_by_framework(request: Request, error: Exception) -> Response:
    """The handler of what the framework refuses: an unknown address, a method that is not allowed."""
    assert isinstance(error, HTTPException)
    if error.status_code < 400:
        return Response(status_code=error.status_code, headers=error.headers)
    code, expected = HTTP.get(error.status_code, ("usage", None))
    path = request.url.path
    said = SubledgerError(f"{request.method} {path}: {error.detail.lower()}", code, path, expected)
    response = refuse(request, said)
    response.headers.update(error.headers or {})
    return response


class Unfailing:
    """Answers what fails for a fault of ours in the same shape as everything else; the log has where."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        has_begun = False

        async def sent(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, sent)
        except Exception as error:
            for line in "".join(traceback.format_exception(error)).splitlines():
                LOG.error("%s", inert(line))
            if has_begun or scope["type"] != "http":
                return
            hint = "this is a fault of Subledger, not yours: the terminal of subledger serve shows where"
            said = SubledgerError(f"{type(error).__name__}: {error}", "internal", hint=hint, exit_code=1)
            await refuse(Request(scope), said)(scope, receive, send)

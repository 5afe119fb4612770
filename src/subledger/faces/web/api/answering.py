"""From a request to its answer: parameters read, the book asked in one view, the answer cut to a page."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from subledger.faces.web.api import closings, edits, loads, reconcile
from subledger.faces.web.api import parameters as of
from subledger.faces.web.api.endpoints import ENDPOINTS, Endpoint
from subledger.faces.web.api.openapi import openapi
from subledger.faces.web.api.paging import page, paged
from subledger.faces.web.refusals import JsonResponse
from subledger.faces.web.served import Served
from subledger.model.errors import SubledgerError

ROOT = "/api/v1"


def _answering(endpoint: Endpoint) -> Callable[[Request], Response]:
    wanted = (*endpoint.parameters, *(of.PAGE if endpoint.is_paged else ()))

    def answer(request: Request) -> Response:
        arguments = of.read_parameters(wanted, request.query_params) | request.path_params
        limit, cursor = arguments.pop("limit", None), arguments.pop("cursor", None)
        question = {"path": request.url.path, **arguments}
        served: Served = request.app.state.served
        with served.view() as book:
            build = book.build
            rows = page(limit, cursor, build, question)
            document = endpoint.ask(book, arguments)
        return JsonResponse(paged(dict(document), rows, build, question) if endpoint.is_paged else document)

    return answer


def _document(request: Request) -> Response:
    del request
    return JsonResponse(openapi())


def _nowhere(request: Request) -> Response:
    path = request.url.path
    raise SubledgerError(f"there is nothing at {path}", "no_such_page", path, f"an address of {ROOT}/openapi.json")


routes = [
    *(Route(ROOT + endpoint.path, _answering(endpoint)) for endpoint in ENDPOINTS),
    Route(f"{ROOT}/loads", loads.load, methods=["POST"]),
    Route(f"{ROOT}/close", closings.close, methods=["POST"]),
    Route(f"{ROOT}/reopen", closings.reopen, methods=["POST"]),
    Route(f"{ROOT}/edits", edits.edit, methods=["POST"]),
    Route(f"{ROOT}/policies/use", edits.use, methods=["POST"]),
    Route(f"{ROOT}/reconcile", reconcile.reconcile, methods=["POST"]),
    Route(f"{ROOT}/openapi.json", _document),
    Route("/api/{rest:path}", _nowhere),
]

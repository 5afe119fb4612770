"""POST /reconcile: another tool's list beside the book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from subledger.book.reconciling import Reconciliation
from subledger.faces.web.api.parameters import AS_OF, VIEW, Parameter, read_parameters
from subledger.faces.web.refusals import JsonResponse
from subledger.faces.web.uploads import FORM, Upload, upload_of

FILE = "file"
COLUMNS = {"customer": "customer", "mrr": "mrr", "change": "change", "currency_column": "currency", "day": "day", "month": "month"}
"""Parameters that name a header of the list, and what that column is."""
NAME = Parameter("name", "The file's name, where the body is the file itself: .csv or .xlsx says what it is.", default="list.csv")
PARAMETERS = (
    NAME,
    AS_OF,
    *(Parameter(name, f"The header of the column that is the {role}.") for name, role in COLUMNS.items()),
    *VIEW,
)
CONTENT: Mapping[str, object] = {
    FORM: {
        "schema": {
            "type": "object",
            "properties": {FILE: {"type": "string", "format": "binary", "minLength": 1, "description": "A list of customers and MRR."}},
            "required": [FILE],
            "additionalProperties": False,
        }
    },
    "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
}


async def reconcile(request: Request) -> Response:
    """Lays a list beside the book, and answers as subledger reconcile --format json does."""
    asked = read_parameters(PARAMETERS, request.query_params)
    upload = await upload_of(request, FILE, asked["name"])
    found = await to_thread.run_sync(reconciling(request, upload, asked))
    return JsonResponse(found.as_json())


def reconciling(request: Request, upload: Upload, asked: Mapping[str, Any]) -> Callable[[], Reconciliation]:
    """The work itself: one at a time, as each builds ledgers of its own."""
    columns = {role: asked[name] for name, role in COLUMNS.items() if asked.get(name)}
    view = {name: asked[name] for name in ("policy", "known_at", "currency")}

    def work() -> Reconciliation:
        with upload.written() as path, request.app.state.served.aside() as book:
            found: Reconciliation = book.reconcile(path, asked["as_of"], columns, **view)
            return found

    return work

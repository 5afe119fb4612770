"""The OpenAPI document: made from the endpoints themselves."""

from __future__ import annotations

from functools import cache
from typing import Any

import subledger
from subledger.faces.web.api import closings, edits, loads, reconcile, records, rows
from subledger.faces.web.api.endpoints import ENDPOINTS, Endpoint
from subledger.faces.web.api.parameters import PAGE, Parameter

REFUSALS = {"400": "A parameter cannot be read.", "404": "There is no such thing.", "409": "What the book holds does not allow it."}
CLOSED = {"401": "The token is missing or wrong."}


@cache
def openapi() -> dict[str, Any]:
    """The API as a document of OpenAPI 3.1."""
    paths = {_path(endpoint): {"get": _operation(endpoint)} for endpoint in ENDPOINTS}
    for path, said in _written().items():
        paths.setdefault(path, {})["post"] = said
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Subledger",
            "version": subledger.__version__,
            "description": "The ledger of recurring revenue. Money and rates are texts of decimals; what is unknown is null, never 0.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": {"Failure": rows.FAILURE},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _path(endpoint: Endpoint) -> str:
    return endpoint.path.replace(":path}", "}")


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    given = [name for name in ("customer", "policy", "other", "month") if f"{{{name}" in endpoint.path]
    here = [{"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}} for name in given]
    asked = (*endpoint.parameters, *(PAGE if endpoint.is_paged else ()))
    return {
        "operationId": "get" + _path(endpoint).replace("/", "_").replace("{", "").replace("}", ""),
        "summary": endpoint.title,
        "parameters": [*here, *map(_parameter, asked)],
        "responses": {"200": _answer(endpoint), **_refusals()},
    }


def _parameter(of: Parameter) -> dict[str, Any]:
    is_list = of.schema.get("type") == "array"
    said = {"name": of.name, "in": "query", "description": of.means, "required": of.needed, "schema": of.schema}
    if of.is_many:
        return said | {"schema": {"type": "array", "items": of.schema}, "style": "form", "explode": True}
    return said | {"style": "form", "explode": False} if is_list else said


def _answer(endpoint: Endpoint) -> dict[str, Any]:
    build = {"description": "The build that was read: its last load, and when it was known.", "schema": rows.TEXT}
    return _content(endpoint.title, endpoint.answer) | {"headers": {"Subledger-Build": build}}


def _written() -> dict[str, dict[str, Any]]:
    """What is posted, by address."""
    owned: dict[str, Any] = {"security": [{"token": []}]}
    only = {"403": "The secret of the book's owner is missing."}

    def closing(name: str, summary: str, schema: Any) -> dict[str, Any]:
        return _posted(name, summary, _json(schema), "The closing as it stands", records.CLOSING_DONE, only) | owned

    faults = {"422": "The data has faults; nothing is changed."}
    load = "Load files or folders of the server's machine: all or nothing"
    list_ = "Lay another tool's list of customers and their MRR beside the book"
    unread = {"413": "The list is too long.", "422": "The list has faults; nothing was reconciled."}
    edit, use = "Make an edit by a person, or undo one; both stay on record", "Make another policy the book's own, on record"
    return {
        "/edits": _posted("edits", edit, _json(edits.SCHEMA), "The edit, and what it restated", records.EDITED, only | faults) | owned,
        "/policies/use": _posted("use", use, _json(edits.USE_SCHEMA), "The change, and what it restated", records.USED, only | faults)
        | owned,
        "/loads": _posted("loads", load, _json(loads.SCHEMA), "What the load did", rows.LOADED, only | faults) | owned,
        "/close": closing("close", "Close a month: write down its figures", closings.CLOSE_SCHEMA),
        "/reopen": closing("reopen", "Reopen a closed month; what it was closed with stays on record", closings.REOPEN_SCHEMA),
        "/reconcile": _posted("reconcile", list_, reconcile.CONTENT, "What accounts for each gap", records.RECONCILED, unread)
        | {"parameters": [*map(_parameter, reconcile.PARAMETERS)]},
    }


def _posted(name: str, summary: str, content: Any, done: str, answer: dict[str, Any], refusals: dict[str, str]) -> dict[str, Any]:
    return {
        "operationId": f"post_{name}",
        "summary": summary,
        "requestBody": {"required": True, "content": content},
        "responses": {"200": _content(done, answer), **_refusals(refusals)},
    }


def _json(schema: Any) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _refusals(more: dict[str, str] | None = None) -> dict[str, Any]:
    failure = {"$ref": "#/components/schemas/Failure"}
    return {status: _content(means, failure) for status, means in sorted({**REFUSALS, **CLOSED, **(more or {})}.items())}


def _content(means: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": means, "content": {"application/json": {"schema": schema}}}

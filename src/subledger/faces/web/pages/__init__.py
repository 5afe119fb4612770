"""The pages of the dashboard: a list of routes, and how an error looks."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from subledger.faces.web.pages import (
    bridge,
    changed,
    close,
    customer,
    customers,
    edits,
    explain,
    findings,
    movements,
    overview,
    reconcile,
    retention,
    revenue,
    segments,
    trust,
    values,
)
from subledger.faces.web.pages.behind import page as behind_page
from subledger.faces.web.pages.frame import page
from subledger.faces.web.pages.templating import TEMPLATES
from subledger.model.errors import SubledgerError

routes: list[BaseRoute] = [
    Route("/", page(overview.overview)),
    Route("/overview/changed", page(changed.changed)),
    Route("/movements", page(movements.movements)),
    Route("/retention", page(retention.retention)),
    Route("/customers", page(customers.customers)),
    Route("/customer", page(customer.customer)),
    Route("/segments", page(segments.segments)),
    Route("/revenue", page(revenue.revenue)),
    Route("/bridge", page(bridge.bridge)),
    Route("/bridge/step", page(bridge.step)),
    Route("/explain", page(explain.explain)),
    Route("/reconcile", page(reconcile.reconcile)),
    Route("/reconcile", reconcile.uploaded, methods=["POST"]),
    Route("/close", page(close.close)),
    Route("/close", close.closing, methods=["POST"]),
    Route("/close/why", page(close.why)),
    Route("/close/content", page(close.content)),
    Route("/reopen", close.reopening, methods=["POST"]),
    Route("/edit/exclude", edits.excluding, methods=["POST"]),
    Route("/edit/merge", edits.merging, methods=["POST"]),
    Route("/edit/cause", edits.causing, methods=["POST"]),
    Route("/edit/undo", edits.undoing, methods=["POST"]),
    Route("/findings", page(findings.findings)),
    Route("/trust", page(trust.trust)),
    Route("/policy/use", trust.using, methods=["POST"]),
    Route("/trust/left-out", page(trust.left_out)),
    Route("/trust/checked", page(trust.checked)),
    Route("/behind", page(behind_page.behind)),
    Route("/values", page(values.values)),
]


def error_page(request: Request, error: SubledgerError, status: int) -> Response:
    """The page in the place of one that cannot be shown."""
    del request
    heading = {404: "There is no such page", 401: "A token is wanted", 403: "Not from here"}.get(status, "This cannot be shown")
    return HTMLResponse(TEMPLATES.get_template("error.html").render(error=error, status=status, heading=heading), status)

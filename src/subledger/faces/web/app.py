"""The application: the API, the pages, their files, and what stands guard before them.

A page is a Starlette route of `pages.routes`; it takes the book from `request.app.state.served`:

    def overview(request: Request) -> Response:
        with request.app.state.served.view() as book: ...

Handlers are plain functions (they run in threads of their own). Files of static/ are addressed by `assets.asset_url(name)`.
A SubledgerError that a page raises is shown by `pages.error_page`.
"""

from __future__ import annotations

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from subledger.faces.web import api, assets, beside, login, pages
from subledger.faces.web.refusals import Unfailing, refused, refused_by_framework
from subledger.faces.web.safety import Access, Guard
from subledger.faces.web.served import Served
from subledger.model.errors import SubledgerError


def create_app(served: Served, access: Access | None = None) -> Starlette:
    """The dashboard and the API over a book."""
    chosen = access or Access()
    app = Starlette(
        routes=[*api.routes, *beside.routes, *login.routes, *assets.routes, *pages.routes],
        middleware=[
            Middleware(Guard, access=chosen),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5),
            Middleware(Unfailing),
        ],
        exception_handlers={SubledgerError: refused, HTTPException: refused_by_framework},
    )
    app.router.redirect_slashes = False
    app.state.served, app.state.access, app.state.writer = served, chosen, anyio.CapacityLimiter(1)
    return app

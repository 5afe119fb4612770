"""The values of an attribute, as choices for a filter."""

from __future__ import annotations

from markupsafe import escape
from starlette.responses import HTMLResponse, Response

from subledger.faces.web.pages.frame import Frame


def values(frame: Frame) -> Response:
    """Options of a list, for the attribute that is chosen."""
    attribute = frame.request.query_params.get("where_attribute", "plan")
    return HTMLResponse("".join(f'<option value="{escape(value)}"></option>' for value in frame.looking.values(attribute)))

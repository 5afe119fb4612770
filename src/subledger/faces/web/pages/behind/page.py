"""The page, or the panel beside another page, of what stands behind one figure."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from subledger.faces.web.pages.behind import balances, flows, retention
from subledger.faces.web.pages.behind.found import MOST, Found, whole_number
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.series import BY_SLUG
from subledger.model.errors import unknown

READINGS: dict[str, Callable[[Frame, str, int], Found]] = {
    **dict.fromkeys(flows.MOVES, flows.moved),
    **dict.fromkeys(flows.CHARGES, flows.charged),
    **dict.fromkeys(balances.HELD, balances.held),
    **dict.fromkeys(retention.KEPT, retention.kept),
    "past_due_mrr": balances.past_due,
    "cohort": retention.cohort,
}
"""What stands behind each figure, by the figure's name."""


def behind(frame: Frame) -> Response:
    """What stands behind one figure of the span.

    Raises: SubledgerError for a figure that is made of something else.
    """
    question = frame.question
    what, offset = question.get("what", "mrr"), whole_number(question.get("offset", "0"), "offset")
    if what not in READINGS:
        raise unknown("figure", what, tuple(READINGS))
    found = READINGS[what](frame, what, offset)
    last = offset + len(found.part.rows)
    return frame.shown(
        "behind.html",
        found.title,
        found=found,
        table=found.table,
        first=offset + 1,
        last=last,
        later=_at(frame, last) if last < found.part.count else None,
        earlier=_at(frame, max(0, offset - MOST)) if offset else None,
        as_page=question.here("/behind"),
        explained=question.url("/explain", metric=what, back=question.back) if what in BY_SLUG else None,
    )


def _at(frame: Frame, offset: int) -> str:
    rest = tuple((name, value) for name, value in frame.question.own if name != "offset")
    return frame.question.here("/behind", own=(*rest, ("offset", str(offset))) if offset else rest)

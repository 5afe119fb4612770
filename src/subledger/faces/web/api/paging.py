"""Lists by the page: a cursor says where the page before ended, in which build and of which question."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from subledger.book.building.published import Build
from subledger.model.errors import SubledgerError


class Page(NamedTuple):
    """Which rows of an answer are wanted."""

    start: int
    limit: int | None


def page(limit: int | None, cursor: str | None, build: Build, question: Mapping[str, Any]) -> Page:
    """The rows that a request asks for.

    Raises: SubledgerError for a cursor that is none, is of another question, or of a build that is not served any more.
    """
    if cursor is None:
        return Page(0, limit)
    try:
        load_id, start, of = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii")))
        is_cursor = isinstance(load_id, int) and isinstance(start, int) and start > 0
    except (ValueError, TypeError):
        is_cursor = False
    if not is_cursor or of != _hash(question):
        raise SubledgerError(
            "that cursor is of another question", "cursor", cursor, "the next of a page, with the parameters of that page", "leave it out"
        )
    if load_id != build.load_id:
        # Rows may have come, gone or changed places: going on would lose some and double others.
        raise SubledgerError(
            f"that cursor is of load {load_id}, and load {build.load_id} has been published since",
            "cursor_of_another_build",
            cursor,
            hint="begin again without a cursor",
        )
    return Page(start, limit)


def paged(document: dict[str, Any], wanted: Page, build: Build, question: Mapping[str, Any]) -> dict[str, Any]:
    """An answer cut to a page, with the cursor of the next one; whole where no limit is given."""
    if wanted.limit is None and wanted.start == 0:
        return document
    rows = document["rows"]
    end = len(rows) if wanted.limit is None else wanted.start + wanted.limit
    return document | {"rows": rows[wanted.start : end], "next": _cursor(build, end, question) if end < len(rows) else None}


def _cursor(build: Build, start: int, question: Mapping[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps([build.load_id, start, _hash(question)]).encode()).decode("ascii")


def _hash(question: Mapping[str, Any]) -> str:
    return hashlib.sha256(repr(sorted(question.items())).encode("utf-8", "surrogatepass")).hexdigest()[:16]

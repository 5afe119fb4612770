"""What ClickHouse refuses, in the words of a book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from clickhouse_connect.driver.exceptions import ClickHouseError, OperationalError, ProgrammingError

from subledger.model.errors import SubledgerError

UNKNOWN_TABLE, UNKNOWN_DATABASE = 60, 81
_RIGHTS, _NO_ROOM, _LOST = (164, 497, 242), (241, 243), (209, 210, 279, 372)
_SEVERAL = re.compile(r"\(version [^)]*\)|: In scope .*|: while executing .*", re.DOTALL | re.IGNORECASE)


@contextmanager
def told(place: str) -> Iterator[None]:
    """Says in words what the engine refuses inside; what nobody foresaw goes on as it is."""
    try:
        yield
    except ClickHouseError as error:
        found = _refusal(error, place)
        if found is None:
            raise
        raise found from None


def is_too_large(error: ClickHouseError) -> bool:
    """Whether an amount is the reason."""
    code = getattr(error, "code", None)
    return code in (321, 407) or (code == 70 and "cannot be safely converted" in str(error))


def _refusal(error: ClickHouseError, place: str) -> SubledgerError | None:
    code, said = getattr(error, "code", None), brief(error)
    if code in _RIGHTS:
        hint = f"ask whoever runs the server: GRANT SELECT, CREATE TEMPORARY TABLE; to load, ALL ON {place}.*"
        return SubledgerError(f"the database refuses: {said}", "no_rights", place, "rights on the database and its tables", hint)
    if code in _NO_ROOM:
        return SubledgerError(f"the engine has no room left: {said}", "no_room", hint="make room there and try again", exit_code=1)
    if code == UNKNOWN_TABLE:
        hint = "open the book again: what it was when it was opened, or what was asked before, is no longer kept"
        return SubledgerError(f"a table of the book is gone: {said}", "book_closed", place, "a book opened not long ago", hint, exit_code=1)
    if code in _LOST or (isinstance(error, OperationalError) and code is None):
        return SubledgerError(
            f"the connection to the database is lost: {said}",
            "connection_lost",
            hint="the last good build stays in force; try again when the server is back",
            exit_code=1,
        )
    if isinstance(error, ProgrammingError) and code is None and "closed" in said:
        return SubledgerError("the book is closed", "book_closed", hint="open it again: subledger.open(path)")
    return None


def brief(error: Exception) -> str:
    """What is said of an error, without the statement that it is about."""
    lines = str(error).splitlines() or [type(error).__name__]
    return _SEVERAL.sub("", lines[0]).strip()

"""What PostgreSQL refuses, in the words of a book."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from subledger.model.errors import SubledgerError


@contextmanager
def told(schema: str) -> Iterator[None]:
    """Says in words what the server refuses inside; what nobody foresaw goes on as it is."""
    try:
        yield
    except psycopg.Error as error:
        found = _refusal(error, schema)
        if found is None:
            raise
        raise found from None


@contextmanager
def committed() -> Iterator[None]:
    """Says of a connection that is lost while a transaction ends that nobody knows how it ended."""
    try:
        yield
    except SubledgerError as error:
        if error.code == "connection_lost":
            error.hint = (
                "whether it came into force shows when the book is opened again; do it once more if not: to load twice changes nothing"
            )
        raise


def _refusal(error: psycopg.Error, schema: str) -> SubledgerError | None:
    said = (str(error).splitlines() or [type(error).__name__])[0]
    if isinstance(error, errors.InsufficientPrivilege) and "temporary" in said:
        hint = "ask its owner: GRANT TEMPORARY ON DATABASE"
        return SubledgerError(f"the database refuses: {said}", "no_rights", schema, "the right to temporary tables", hint)
    if isinstance(error, errors.InsufficientPrivilege):
        hint = f'ask its owner: GRANT USAGE ON SCHEMA "{schema}", SELECT ON ALL TABLES IN SCHEMA "{schema}"; to load, be the owner of both'
        return SubledgerError(f"the database refuses: {said}", "no_rights", schema, "rights on the schema and its tables", hint)
    if isinstance(error, errors.DiskFull | errors.OutOfMemory | errors.ConfigurationLimitExceeded):
        return SubledgerError(f"the server has no room left: {said}", "no_room", hint="make room there and try again", exit_code=1)
    if isinstance(error, errors.DependentObjectsStillExist):
        hint = "drop what depends on it; build your own views on a copy, as these tables are made anew by every load"
        return SubledgerError(f"the database refuses: {said}", "in_use", schema, "tables that nothing else depends on", hint, exit_code=1)
    if isinstance(error, errors.InFailedSqlTransaction):
        return SubledgerError("what was asked before failed, and its view of the book is gone", "book_closed", hint="open the book again")
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return SubledgerError(
            "the server takes no writes: it is a replica, or set so", "no_rights", schema, "a server that is written", "load there"
        )
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) and _is_lost(error):
        return SubledgerError(
            f"the connection to the database is lost: {said}",
            "connection_lost",
            hint="the last good build stays in force; try again when the server is back",
            exit_code=1,
        )
    return None


def _is_lost(error: psycopg.Error) -> bool:
    state = error.sqlstate or ""
    return not state or state.startswith("08") or state in ("57P01", "57P02", "57P03")

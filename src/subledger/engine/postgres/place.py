"""Schemas of PostgreSQL databases as places of books, each written by one process at a time."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl, quote, urlencode

from psycopg import errors

from subledger.engine.postgres.adapter import PostgreSQL
from subledger.engine.postgres.connecting import LONGEST_NAME, connected, schema_of
from subledger.engine.postgres.refusing import told
from subledger.model.address import Address
from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    import psycopg

    from subledger.engine.engine import Engine, Place

_LOCK = 1_397_703_244
"""The first half of the advisory lock of whoever writes a book; the second is its schema."""
PATIENCE_SECONDS = 3
"""How long a writer waits for the one before: of a killed one the server may have to finish a statement first."""


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema that is a book, or may become one."""

    address: Address

    def stands(self) -> bool:
        with connected(self.address) as connection:
            return _oid(connection, self.schema) is not None and bool(_tables(connection, self.schema))

    def make(self, *, memory: str | None = None) -> Engine:
        with connected(self.address) as connection:
            if _tables(connection, self.schema):
                raise SubledgerError(
                    f"{self.address} holds tables already, in its schema {self.schema}",
                    "book_exists",
                    str(self.address),
                    "a schema that is empty, or not there",
                    "load into the book that stands there, or name another schema: ?schema=NAME",
                )
            if _oid(connection, self.schema) is None:
                self._make_schema(connection)
        return self._written(memory)

    def open(self, *, read_only: bool, memory: str | None = None) -> Engine:
        if not self.stands():
            raise SubledgerError(
                f"there is no book in the schema {self.schema} of {self.address}",
                "no_book",
                str(self.address),
                "a book",
                "make one: subledger load FOLDER --book ADDRESS; another schema is named by ?schema=NAME",
            )
        if not read_only:
            return self._written(memory)
        engine = PostgreSQL(self.address, read_only=True, memory=memory)
        try:
            engine.hold()
        except BaseException:
            engine.close()
            raise
        return engine

    def may_write(self) -> bool:
        with connected(self.address) as connection:
            if _oid(connection, self.schema) is None:
                return False
            found = connection.execute("SELECT has_schema_privilege(%s, 'CREATE')", [self.schema]).fetchone()
            return bool(found and found[0])

    def beside(self) -> Schema:
        beside = self._named(f".{self.schema[: LONGEST_NAME - 5]}.new")
        beside.remove()
        return beside

    def take(self, fresh: Place) -> None:
        theirs = cast("Schema", fresh)
        with told(self.schema), connected(self.address) as connection, connection.transaction():
            self._empty(connection)
            connection.execute(f"DROP SCHEMA IF EXISTS {_quoted(self.schema)}".encode())
            connection.execute(f"ALTER SCHEMA {_quoted(theirs.schema)} RENAME TO {_quoted(self.schema)}".encode())

    def remove(self) -> None:
        with told(self.schema), connected(self.address) as connection, connection.transaction():
            self._empty(connection)

    def _empty(self, connection: psycopg.Connection[Any]) -> None:
        connection.execute(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'".encode())
        try:
            for name in sorted(_tables(connection, self.schema)):
                connection.execute(f"DROP TABLE {_quoted(self.schema)}.{_quoted(name)}".encode())
        except errors.LockNotAvailable:
            raise SubledgerError(
                f"somebody reads {self.address}", "book_in_use", str(self.address), "a book that nobody reads", "try again"
            ) from None

    @property
    def schema(self) -> str:
        """The name of the schema."""
        return schema_of(self.address)

    def _named(self, schema: str) -> Schema:
        head, at, tail = self.address.text.rpartition("@")
        place, _, query = tail.partition("?")
        options = [*((name, value) for name, value in parse_qsl(query) if name != "schema"), ("schema", schema)]
        return replace(self, address=Address(f"{head}{at}{place}?{urlencode(options, quote_via=quote)}"))

    def _make_schema(self, connection: psycopg.Connection[Any]) -> None:
        try:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {_quoted(self.schema)}".encode())
        except errors.InsufficientPrivilege:
            raise SubledgerError(
                f"this user may not make the schema {self.schema} in {self.address}",
                "no_rights",
                self.schema,
                "the right to make schemas, or one that is there",
                f'ask the owner of the database: CREATE SCHEMA "{self.schema}" AUTHORIZATION the user',
            ) from None

    def _written(self, memory: str | None) -> PostgreSQL:
        engine = PostgreSQL(self.address, read_only=False, memory=memory)
        try:
            engine.own(self._owned)
        except BaseException:
            engine.close()
            raise
        return engine

    def _owned(self, connection: psycopg.Connection[Any]) -> None:
        """Makes a connection the one that writes the book, until it ends."""
        oid = _oid(connection, self.schema)
        last = time.monotonic() + PATIENCE_SECONDS
        while True:
            got = connection.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [_LOCK, str(oid)]).fetchone()
            if got and got[0]:
                return
            if time.monotonic() > last:
                raise self._held(connection, str(oid))
            time.sleep(0.1)

    def _held(self, connection: psycopg.Connection[Any], oid: str) -> SubledgerError:
        found = connection.execute(
            "SELECT coalesce(nullif(application_name, ''), 'process ' || pid || ' of the server') FROM pg_locks "
            "JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND granted "
            "AND classid = %s::oid AND objid = (hashtext(%s)::bigint & 4294967295)::oid",
            [_LOCK, oid],
        ).fetchone()
        return SubledgerError(
            f"{self.address} is being written by {found[0] if found else 'another process'}",
            "book_in_use",
            str(self.address),
            "a book that no other process writes",
            "wait until it is done, or load through it if it serves the book; reading goes on meanwhile",
        )


def _oid(connection: psycopg.Connection[Any], schema: str) -> int | None:
    found = connection.execute("SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = %s", [schema]).fetchone()
    return int(found[0]) if found else None


def _tables(connection: psycopg.Connection[Any], schema: str) -> set[str]:
    found = connection.execute(
        "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = %s) "
        "AND relkind IN ('r', 'p', 'v', 'm', 'f')",
        [schema],
    )
    return {str(name) for (name,) in found.fetchall()}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

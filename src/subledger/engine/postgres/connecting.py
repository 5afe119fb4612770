"""Connections to a PostgreSQL server, and why there is none."""

from __future__ import annotations

import os
import re
import socket
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode

import psycopg

from subledger.engine.postgres.letters import UNICODE
from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    from subledger.model.address import Address

SCHEMA = "subledger"
"""The schema of a book whose address names none."""
LONGEST_NAME = 63
"""PostgreSQL cuts off what is longer."""
OLDEST = 15
"""The oldest version of PostgreSQL that a book stands on."""
PATIENCE_SECONDS = 10
_READABLE = "postgresql://USER@HOST:PORT/DATABASE?schema=NAME"
_SETTINGS = {
    "timezone": "UTC",
    "datestyle": "ISO",
    "client_encoding": "UTF8",
    "client_min_messages": "error",
    # A build is a few hundred statements, each run once: to compile them to machine code takes longer than to run them.
    "jit": "off",
    # Tables have no index, and a join that is thought to give one row and gives thousands would reckon its other side anew for each.
    "enable_nestloop": "off",
    "work_mem": "64MB",
    # What is not published yet may be lost with the server; what publishes it waits for the disk, and for all before it.
    "synchronous_commit": "off",
    "idle_in_transaction_session_timeout": "0",
    # What a server gives its users' sessions, and a build cannot live with.
    "statement_timeout": "0",
    "lock_timeout": "0",
    "default_transaction_isolation": "read committed",
    "standard_conforming_strings": "on",
}
_REASONS = (
    ("password authentication failed", "wrong_password", "the password of that user", "set PGPASSWORD, or write it into ~/.pgpass"),
    ("no password supplied", "wrong_password", "a password", "set PGPASSWORD, or write it into ~/.pgpass"),
    (r'role ".*" does not exist', "no_such_user", "a user of that server", "name the user in the address: postgresql://USER@HOST/DATABASE"),
    (r'database ".*" does not exist', "no_such_database", "a database of that server", "make it: createdb NAME; or name another"),
    (
        "is not permitted to log in",
        "not_let_in",
        "a user who may log in",
        "ask whoever runs the server: ALTER ROLE NAME LOGIN; or name another",
    ),
    ("no pg_hba.conf entry", "not_let_in", "a server that lets this user in from here", "ask whoever runs it to allow it in pg_hba.conf"),
    ("permission denied for database", "not_let_in", "a database that this user may connect to", "ask its owner: GRANT CONNECT"),
    (
        "SSL|certificate",
        "no_ssl",
        "a server that encrypts as asked",
        "see sslmode and sslrootcert in the address, and the server's own settings",
    ),
    ("too many (clients|connections)|connection slots", "server_full", "a free connection", "try again, or raise max_connections"),
    ("starting up|shutting down|recovery", "server_down", "a server that is up", "try again in a moment"),
)


def schema_of(address: Address) -> str:
    """The schema that holds the book.

    Raises: SubledgerError for a name that PostgreSQL would cut off, or keeps for itself.
    """
    name = dict(_options(address)).get("schema") or SCHEMA
    if len(name.encode()) > LONGEST_NAME or name.startswith("pg_"):
        raise SubledgerError(
            f"no schema can have the name {name}",
            "bad_address",
            name,
            f"a name of at most {LONGEST_NAME} bytes that does not begin with pg_",
            "name another: ?schema=NAME",
        )
    return name


def connected(address: Address) -> psycopg.Connection[Any]:
    """A connection whose session has the book's schema, UTC, and nothing of the server's own habits.

    Raises: SubledgerError saying why there is none; the password is in none of its words.
    """
    schema = schema_of(address)
    try:
        connection: psycopg.Connection[Any] = psycopg.connect(_conninfo(address), autocommit=True, prepare_threshold=None)
    except psycopg.Error as error:
        raise _refused(address, str(error)) from None
    try:
        _refuse_other(address, connection)
        connection.execute("SELECT set_config('search_path', quote_ident(%s), false)", [schema])
        for name, value in _SETTINGS.items():
            connection.execute("SELECT set_config(%s, %s, false)", [name, value])
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_other(address: Address, connection: psycopg.Connection[Any]) -> None:
    version, encoding = connection.info.server_version, connection.info.parameter_status("server_encoding")
    if version < OLDEST * 10_000:
        raise SubledgerError(
            f"{address} is a server of version {version // 10_000}",
            "server_version",
            str(version // 10_000),
            f"PostgreSQL {OLDEST} or newer",
        )
    if encoding != "UTF8":
        hint = "make one: createdb --encoding=UTF8 --template=template0 NAME"
        raise SubledgerError(f"{address} keeps texts as {encoding}", "encoding", encoding, "a database in UTF8", hint)
    if not connection.execute("SELECT 1 FROM pg_catalog.pg_collation WHERE collname = %s", [UNICODE]).fetchone():
        raise SubledgerError(f"{address} is a server without ICU", "server_version", UNICODE, f"a server that has the collation {UNICODE}")


def _options(address: Address) -> list[tuple[str, str]]:
    return parse_qsl(address.text.rpartition("@")[2].partition("?")[2], keep_blank_values=True)


def _conninfo(address: Address) -> str:
    """The address as the driver takes it: without the schema, which is ours, and with a name and a patience of its own."""
    head, _, tail = address.text.rpartition("@")
    place = tail.partition("?")[0]
    kept = [(name, value) for name, value in _options(address) if name != "schema"]
    scheme = "postgresql://" if not head else "postgresql://" + head.partition("://")[2] + "@"
    text = scheme + (place if head else place.partition("://")[2]) + ("?" + urlencode(kept, quote_via=quote) if kept else "")
    known = {option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()}
    for option, _ in kept:
        # Words alone: what is no word may be half a password.
        if option not in known and re.fullmatch("[a-z_]+", option):
            near = get_close_matches(option, ["schema", *known], n=1)
            hint = f"did you mean {near[0]!r}?" if near else None
            raise SubledgerError(f"unknown option {option!r}", "bad_address", option, "schema, or a parameter that libpq knows", hint)
    try:
        given = psycopg.conninfo.conninfo_to_dict(text)
        # A port that is no number may be half a password, which the driver would repeat.
        [int(port) for port in str(given.get("port") or 0).split(",") if port]
    except (psycopg.ProgrammingError, ValueError):
        raise SubledgerError(
            f"{address} cannot be read as an address",
            "bad_address",
            str(address),
            _READABLE,
            "write / ? # @ : and % of a password as %2F %3F %23 %40 %3A %25, or leave it out and set PGPASSWORD",
        ) from None
    name = f"subledger on {socket.gethostname()}, process {os.getpid()}"[:63]
    return psycopg.conninfo.make_conninfo("", **{"connect_timeout": PATIENCE_SECONDS, "application_name": name, **given})


def _refused(address: Address, said: str) -> SubledgerError:
    for pattern, code, expected, hint in _REASONS:
        if re.search(pattern, said):
            reason = next(line for line in said.splitlines() if re.search(pattern, line)).rpartition("FATAL:")[2].strip()
            return SubledgerError(f"{address}: {reason}", code, str(address), expected, hint)
    reason = said.splitlines()[0].strip()
    return SubledgerError(
        f"{address} cannot be reached: {reason}", "no_server", str(address), "a PostgreSQL server that listens there",
        "is it running, and are host and port right? see: pg_isready",
    )  # fmt: skip

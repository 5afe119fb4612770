"""Connections to ClickHouse, to a server or to the engine that this process opens in a folder, and why there is none."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

import clickhouse_connect
from clickhouse_connect.driver.exceptions import ClickHouseError

from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    from clickhouse_connect.driver.client import Client

    from subledger.model.address import Address

DATABASE = "subledger"
"""The database of a book whose address names none."""
PATIENCE_SECONDS = 10
LONGEST_SECONDS = 24 * 3600
"""How long a statement may take before the connection is given up."""
SETTINGS: Mapping[str, Any] = {
    "session_timezone": "UTC",
    # A row that a join does not find is unknown, not zero and not 1970; so is the sum of nothing.
    "join_use_nulls": 1,
    "aggregate_functions_null_for_empty": 1,
    # The first day of a month is a day like any other, not one that ends in 2149.
    "enable_extended_results_for_datetime_functions": 1,
    "date_time_overflow_behavior": "throw",
    "decimal_check_overflow": 1,
    # What a condition excludes is not reckoned: it may be too large.
    "short_circuit_function_evaluation": "force_enable",
    # Joins are made as they are written: in another order 26.9 loses sight of keys that are unknown throughout.
    "query_plan_optimize_join_order_limit": 0,
    # A build is a few hundred statements, each planned and run once: to compile them, or to plan them well, takes longer than to run them.
    "query_plan_merge_expressions": 0,
    "compile_expressions": 0,
    "compile_aggregate_expressions": 0,
    "compile_sort_description": 0,
    "transform_null_in": 0,
    "least_greatest_legacy_null_behavior": 0,
    "async_insert": 0,
    "max_query_size": 2**26,
    "max_ast_elements": 2**22,
    "max_expanded_ast_elements": 2**24,
    "max_ast_depth": 10_000,
    "max_parser_depth": 10_000,
    "max_execution_time": 0,
}
"""What a session needs so that its answers are those of every other engine."""
OF_DRIVER = ("secure", "verify", "ca_cert", "client_cert", "client_cert_key", "server_host_name", "http_proxy", "https_proxy")
"""What an address may say beside the place: how to connect."""
_READABLE = "clickhouse://USER@HOST:8123/DATABASE, or chdb:///FOLDER?database=DATABASE"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
_REASONS: Mapping[int, tuple[str, str, str]] = {
    192: ("no_such_user", "a user of that server", "name the user in the address: clickhouse://USER@HOST/DATABASE"),
    193: ("wrong_password", "the password of that user", "set CLICKHOUSE_PASSWORD"),
    194: ("wrong_password", "a password", "set CLICKHOUSE_PASSWORD"),
    516: ("wrong_password", "a user of that server and the user's password", "set CLICKHOUSE_PASSWORD"),
    497: ("no_rights", "a user with rights on the database", "ask whoever runs the server"),
    202: ("server_full", "a free connection", "try again"),
}


def folder_of(address: Address) -> Path | None:
    """The folder of an engine in this process, None for a server."""
    return Path(address.text.partition("://")[2].partition("?")[0]) if address.scheme == "chdb" else None


def database_of(address: Address) -> str:
    """The database that holds the book.

    Raises: SubledgerError for a name of other signs than letters, digits and _.
    """
    found = _options(address).get("database") or (unquote(urlsplit(_server(address)).path).strip("/") if address.scheme != "chdb" else "")
    name = found or DATABASE
    if not _NAME.fullmatch(name):
        raise SubledgerError(f"{name!r} cannot be the database of a book", "bad_address", name, "letters of English, digits and _")
    return name


def connected(address: Address) -> Client:
    """A session with the engine that has the settings of a book, and no database chosen.

    Raises: SubledgerError saying why there is none; the password is in none of its words.
    """
    folder = folder_of(address)
    database_of(address)
    try:
        if folder is not None:
            client = clickhouse_connect.get_client(interface="chdb", path=str(folder), settings=dict(SETTINGS))
        else:
            client = clickhouse_connect.get_client(**_parts(address), settings=dict(SETTINGS))
    except (ClickHouseError, OSError) as error:
        raise _refused(address, error) from None
    try:
        _refuse_older(address, client)
    except BaseException:
        client.close()
        raise
    return client


def _refuse_older(address: Address, client: Client) -> None:
    # Not the version tells: days that end in 2299 end there whatever the number.
    if client.query("SELECT toString(toDate32('9999-12-31'))").result_rows != [("9999-12-31",)]:
        raise SubledgerError(
            f"{address} is a server of version {client.server_version}, whose days end in 2299",
            "server_version",
            client.server_version,
            "a newer ClickHouse, tried is 26.9",
        )


def _server(address: Address) -> str:
    return address.text.rpartition("@")[2] if "@" not in address.text else "clickhouse://" + address.text.rpartition("@")[2]


def _options(address: Address) -> dict[str, str]:
    return dict(parse_qsl(address.text.rpartition("@")[2].partition("?")[2], keep_blank_values=True))


def _parts(address: Address) -> dict[str, Any]:
    """What the driver is told: host, port, user and password, and how to connect."""
    credentials = address.text.partition("://")[2].rpartition("@")[0]
    user, _, secret = credentials.partition(":")
    options = _options(address)
    try:
        place = urlsplit(_server(address))
        port, host = place.port, place.hostname
        unknown = sorted(options.keys() - {"database", "password", *OF_DRIVER})
        if not host or unknown or re.search("[/?#]", credentials):
            raise ValueError(", ".join(unknown))
    except ValueError as error:
        hint = "write / ? # @ : and % of a password as %2F %3F %23 %40 %3A %25, or leave it out and set CLICKHOUSE_PASSWORD"
        said = f": it knows nothing of {error}" if options and str(error) in options else ""
        raise SubledgerError(f"{address} cannot be read as an address{said}", "bad_address", str(address), _READABLE, hint) from None
    return {
        "host": host,
        **({"port": port} if port else {}),
        "username": unquote(user) or "default",
        "password": unquote(secret) or options.get("password") or os.environ.get("CLICKHOUSE_PASSWORD", ""),
        "connect_timeout": PATIENCE_SECONDS,
        "send_receive_timeout": LONGEST_SECONDS,
        "client_name": f"subledger on {socket.gethostname()}, process {os.getpid()}",
        **{name: options[name] for name in OF_DRIVER if name in options},
    }


def _refused(address: Address, error: Exception) -> SubledgerError:
    said = str(error)
    if "EmbeddedServer already initialized" in said:
        return SubledgerError(
            f"this process has another folder of the engine open than {address}",
            "book_in_use",
            str(address),
            "one folder at a time",
            "close the books of the other folder first, or keep all in one folder: ?database=NAME",
        )
    known = _REASONS.get(getattr(error, "code", None) or 0)
    if known is not None:
        name, expected, hint = known
        return SubledgerError(f"{address} refuses: {name.replace('_', ' ')}", name, str(address), expected, hint)
    reason = next((line.strip() for line in said.splitlines() if line.strip()), type(error).__name__)
    return SubledgerError(
        f"{address} cannot be reached: {reason}",
        "no_server",
        str(address),
        "a ClickHouse server whose HTTP port is that",
        "is it running, and are host and port right? HTTP is 8123, and 8443 with ?secure=true",
    )

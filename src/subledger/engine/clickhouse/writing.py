"""Who writes a book that stands on a server: one process at a time, whatever machine it is on."""

from __future__ import annotations

import os
import re
import socket
from typing import TYPE_CHECKING

from clickhouse_connect.driver.exceptions import DatabaseError

from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    from clickhouse_connect.driver.client import Client

    from subledger.model.address import Address

WRITER = "subledger_writer"
_ALREADY_EXISTS = 57


def take(client: Client, address: Address) -> None:
    """Makes this process the one that writes the book. A server makes a table once: who made this one has the book, until it is dropped.

    Raises: SubledgerError naming who has it.
    """
    us = f"subledger on {socket.gethostname()}, process {os.getpid()}"
    for _ in range(2):
        try:
            client.command(f"CREATE TABLE \"{WRITER}\" (nothing UInt8) ENGINE = Memory COMMENT '{us}'")
            return
        except DatabaseError as error:
            if error.code != _ALREADY_EXISTS:
                raise
        holder = _holder(client)
        if holder is not None and not _is_dead(holder):
            break
        release(client)
    place = client.database
    raise SubledgerError(
        f"{address} is being written by {holder or 'another process'}",
        "book_in_use",
        str(address),
        "a book that no other process writes",
        f"wait until it is done; reading goes on meanwhile. Should it be dead: DROP TABLE {place}.{WRITER}",
    )


def release(client: Client) -> None:
    """Lets the next one write."""
    client.command(f'DROP TABLE IF EXISTS "{WRITER}" SYNC')


def _holder(client: Client) -> str | None:
    found = client.query(f"SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = '{WRITER}'").result_rows
    return str(found[0][0]) if found else None


def _is_dead(holder: str) -> bool:
    """Whether it is a process of this machine that no longer runs. Of other machines nobody here knows."""
    found = re.fullmatch(r"subledger on (.+), process (\d+)", holder)
    if found is None or found[1] != socket.gethostname():
        return False
    try:
        os.kill(int(found[2]), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False

"""The manifests of a book, as rows of a table of its own, and the stored tables that none of them names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from clickhouse_connect.driver.exceptions import DatabaseError

from subledger.engine.clickhouse.refusing import UNKNOWN_TABLE
from subledger.engine.manifest import Manifest, recalled, unread
from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    from clickhouse_connect.driver.client import Client

MANIFESTS = "subledger_manifests"
_PART = re.compile(r".+__[0-9a-f]{16}")


class Table:
    """Where the manifests of the book in a database are kept. A row is there whole, or not at all."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def make(self) -> None:
        """The table, in a database that has none."""
        self._client.command(
            f'CREATE TABLE "{MANIFESTS}" (number UInt64, content String) ENGINE = MergeTree PARTITION BY number ORDER BY number'
        )

    def newest(self) -> Manifest:
        found = self._rows("SELECT content FROM {} ORDER BY number DESC LIMIT 1")
        return recalled(found[0][0]) if found else Manifest()

    def number(self) -> int:
        """The number of the state in force."""
        found = self._rows("SELECT max(number) FROM {}")
        return int(found[0][0] or 0) if found else 0

    def _rows(self, question: str) -> Sequence[Any]:
        try:
            return self._client.query(question.format(f'"{MANIFESTS}"')).result_rows
        except DatabaseError as error:
            if error.code != UNKNOWN_TABLE:
                raise
            # A database of another program's, or none at all.
            return []

    def put(self, manifest: Manifest) -> None:
        if self._client.query(f'SELECT 1 FROM "{MANIFESTS}" WHERE number >= {manifest.number} LIMIT 1').result_rows:
            raise SubledgerError(
                "somebody else wrote the book meanwhile", "book_in_use", hint="nothing of this was published: try again", exit_code=1
            )
        self._client.raw_insert(MANIFESTS, ["number", "content"], json.dumps([manifest.number, manifest.text()]), fmt="JSONCompactEachRow")

    def sweep(self, named: Iterable[str], now: datetime, pinned: Iterable[int]) -> None:
        """Forgets the states that nobody reads, and drops the stored tables that no other state has; named: those of the one who writes."""
        kept = {
            each.number: each
            for each in (recalled(text) for (text,) in self._client.query(f'SELECT content FROM "{MANIFESTS}"').result_rows)
        }
        for each in unread(kept.values(), now, pinned):
            self._client.command(f'ALTER TABLE "{MANIFESTS}" DROP PARTITION {each.number}')
            del kept[each.number]
        needed = frozenset(named).union(*(each.parts for each in kept.values()))
        for name in parts(self._client) - needed:
            self._client.command(f'DROP TABLE IF EXISTS "{name}"')


def part(name: str) -> str:
    """A name under which a table can be stored that never was one."""
    return f"{name}__{uuid4().hex[:16]}"


def parts(client: Client) -> set[str]:
    """The names of the stored tables that stand in the database."""
    return {name for name in tables(client) if _PART.fullmatch(name)}


def tables(client: Client) -> set[str]:
    """The names of all tables that stand in the database."""
    return {str(name) for (name,) in client.query("SELECT name FROM system.tables WHERE database = currentDatabase()").result_rows}

"""Databases of ClickHouse as places of books: of a server, or of a folder that this process opens."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from subledger.engine.clickhouse import holding, shelf
from subledger.engine.clickhouse.adapter import ClickHouse
from subledger.engine.clickhouse.connecting import connected, database_of, folder_of
from subledger.engine.clickhouse.refusing import told
from subledger.model.address import Address
from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    from clickhouse_connect.driver.client import Client

    from subledger.engine.engine import Engine, Place

_OURS = {holding.LOCK, "data", "metadata", "store", "tmp"}
"""What a folder holds in which the engine keeps databases, and perhaps more."""


@dataclass(frozen=True, slots=True)
class Database:
    """A database that is a book, or may become one."""

    address: Address

    def stands(self) -> bool:
        folder = folder_of(self.address)
        if folder is None:
            with self._connection() as client:
                return self._has_tables(client)
        if not (folder / "metadata").is_dir():
            return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
        # Asked without the engine, also while another process has the folder open.
        return (folder / "metadata" / f"{self.name}.sql").exists()

    def make(self, *, memory: str | None = None) -> Engine:
        self._make_folder()
        with self._connection() as client, told(self.name):
            if self._has_tables(client):
                raise SubledgerError(
                    f"{self.address} holds tables already, in its database {self.name}",
                    "book_exists",
                    str(self.address),
                    "a database that is empty, or not there",
                    "load into the book that stands there, or name another database",
                )
            client.command(f'CREATE DATABASE IF NOT EXISTS "{self.name}" ENGINE = Atomic')
            client.database = self.name
            shelf.Table(client).make()
        return self._written(memory)

    def open(self, *, read_only: bool, memory: str | None = None) -> Engine:
        if not self.stands():
            raise SubledgerError(
                f"there is no book in the database {self.name} of {self.address}",
                "no_book",
                str(self.address),
                "a book",
                "make one: subledger load FOLDER --book ADDRESS",
            )
        self._refuse_folder()
        if not read_only:
            return self._written(memory)
        engine = ClickHouse(self.address, read_only=True, memory=memory)
        try:
            engine.hold()
        except BaseException:
            engine.close()
            raise
        return engine

    def may_write(self) -> bool:
        folder = folder_of(self.address)
        if folder is not None:
            return os.access(folder, os.W_OK)
        with self._connection() as client, told(self.name):
            return client.command(f'CHECK GRANT INSERT, CREATE TABLE, DROP TABLE ON "{self.name}".*') == 1

    def beside(self) -> Database:
        beside = self._named(f"{self.name}_new")
        beside.remove()
        return beside

    def take(self, fresh: Place) -> None:
        theirs = cast("Database", fresh)
        with self._connection() as client, told(self.name):
            client.command(f'DROP DATABASE IF EXISTS "{self.name}" SYNC')
            client.command(f'RENAME DATABASE "{theirs.name}" TO "{self.name}"')

    def remove(self) -> None:
        folder = folder_of(self.address)
        if folder is not None and not (folder / "metadata").is_dir():
            return
        with self._connection() as client, told(self.name):
            client.command(f'DROP DATABASE IF EXISTS "{self.name}" SYNC')

    @property
    def name(self) -> str:
        """The name of the database."""
        return database_of(self.address)

    def _named(self, database: str) -> Database:
        if self.address.scheme == "chdb":
            return replace(self, address=Address(f"{self.address.text.partition('?')[0]}?{urlencode({'database': database})}"))
        head, at, tail = self.address.text.rpartition("@")
        start, _, query = tail.partition("?")
        scheme, mark, place = start.rpartition("://")
        return replace(
            self, address=Address(f"{head}{at}{scheme}{mark}{place.partition('/')[0]}/{database}" + (f"?{query}" if query else ""))
        )

    @contextmanager
    def _connection(self) -> Iterator[Client]:
        folder = folder_of(self.address)
        if folder is not None:
            self._refuse_folder()
            holding.open_folder(folder)
        try:
            client = connected(self.address)
            try:
                yield client
            finally:
                client.close()
        finally:
            if folder is not None:
                holding.close_folder(folder)

    def _has_tables(self, client: Client) -> bool:
        with told(self.name):
            return bool(client.query(f"SELECT 1 FROM system.tables WHERE database = '{self.name}' LIMIT 1").result_rows)

    def _make_folder(self) -> None:
        folder = folder_of(self.address)
        if folder is None:
            return
        if not folder.parent.is_dir():
            parent = str(folder.parent)
            raise SubledgerError(f"there is no folder {parent}", "no_such_folder", parent, "an existing folder")
        self._refuse_folder()
        folder.mkdir(exist_ok=True)

    def _refuse_folder(self) -> None:
        """Raises for a folder in which something else is: the engine would put its own beside it."""
        folder = folder_of(self.address)
        if folder is None or not folder.exists():
            return
        if not folder.is_dir() or (any(folder.iterdir()) and not {each.name for each in folder.iterdir()} & _OURS):
            raise SubledgerError(
                f"{folder} is not a folder of books",
                "not_a_book",
                str(folder),
                "a folder that subledger made, or that is empty or not there",
                "name another folder: chdb:///FOLDER",
            )

    def _written(self, memory: str | None) -> ClickHouse:
        if not holding.begin_writing(str(self.address)):
            raise SubledgerError(
                f"{self.address} is being written by this process already, process {os.getpid()}",
                "book_in_use",
                str(self.address),
                "a book that nobody else writes",
                "wait until it is done; reading goes on meanwhile",
            )
        try:
            return ClickHouse(self.address, read_only=False, memory=memory)
        except BaseException:
            holding.end_writing(str(self.address))
            raise

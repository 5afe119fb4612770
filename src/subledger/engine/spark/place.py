"""Warehouses of Spark clusters as places of books, each written by one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from subledger.engine.manifest import Draft
from subledger.engine.spark.adapter import Spark
from subledger.engine.spark.connecting import session
from subledger.engine.spark.warehouse import LINES, Warehouse
from subledger.engine.spark.writers import Claim
from subledger.model.address import Address
from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    from subledger.engine.engine import Engine, Place


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that is a book, or may become one."""

    address: Address
    line: str = LINES[0]

    def stands(self) -> bool:
        with self._seen() as warehouse:
            return warehouse.has_files()

    def make(self, *, memory: str | None = None) -> Engine:
        warehouse = self._reached()
        try:
            if self.line == LINES[0] and warehouse.has_files():
                raise SubledgerError(
                    f"{self.address} holds files already",
                    "book_exists",
                    str(self.address),
                    "a folder that is empty, or not there",
                    "load into the book that stands there, or name another folder: ?warehouse=FOLDER",
                )
            return _written(warehouse, memory)
        except BaseException:
            warehouse.close()
            raise

    def open(self, *, read_only: bool, memory: str | None = None) -> Engine:
        warehouse = self._reached()
        try:
            if not warehouse.newest().number:
                raise self._no_book(warehouse)
            return Spark(warehouse, is_held=True, memory=memory) if read_only else _written(warehouse, memory)
        except BaseException:
            warehouse.close()
            raise

    def _no_book(self, warehouse: Warehouse) -> SubledgerError:
        if warehouse.has_files():
            hint = "name another warehouse, or remove this one if a book was begun there and not made"
            return SubledgerError(f"{self.address} is no book", "not_a_book", str(self.address), "a book", hint)
        hint = "make one: subledger load FOLDER --book ADDRESS; another is named by ?warehouse=FOLDER"
        return SubledgerError(f"there is no book at {self.address}", "no_book", str(self.address), "a book", hint)

    def may_write(self) -> bool:
        # Only a cluster knows what it may write where; a load is refused in its words.
        return True

    def beside(self) -> Folder:
        fresh = replace(self, line=LINES[1])
        fresh.remove()
        return fresh

    def take(self, fresh: Place) -> None:
        with self._seen() as warehouse:
            claim = Claim(warehouse, uuid4().hex[:12])
            try:
                draft = Draft(warehouse)
                draft.tables = dict(replace(warehouse, line=cast("Folder", fresh).line).newest().tables)
                draft.publish()
            finally:
                claim.release()

    def remove(self) -> None:
        with self._seen() as warehouse:
            if warehouse.newest().number:
                warehouse.remove(self.line)
                warehouse.sweep(())

    @contextmanager
    def _seen(self) -> Iterator[Warehouse]:
        """The folder, for a moment."""
        warehouse = self._reached()
        try:
            yield warehouse
        finally:
            warehouse.close()

    def _reached(self) -> Warehouse:
        return Warehouse(session(self.address), self.address, self.line)


def _written(warehouse: Warehouse, memory: str | None) -> Spark:
    claim = Claim(warehouse, uuid4().hex[:12])
    try:
        engine = Spark(warehouse, claim=claim, memory=memory)
        engine.sweep()
    except BaseException:
        claim.release()
        raise
    return engine

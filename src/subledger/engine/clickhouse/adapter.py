"""A book in a ClickHouse database, as an engine."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clickhouse_connect.driver.exceptions import ClickHouseError, DatabaseError

from subledger.engine.clickhouse import holding, shelf, writing
from subledger.engine.clickhouse.connecting import connected, database_of, folder_of
from subledger.engine.clickhouse.refusing import is_too_large, told
from subledger.engine.compile import compiled
from subledger.engine.engine import Files, Row
from subledger.engine.manifest import Draft, Stored
from subledger.engine.too_large import too_large
from subledger.model.errors import SubledgerError
from subledger.model.tables import Table

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from subledger.engine.compile import Given
    from subledger.model.address import Address

TYPES = {
    "string": "Nullable(String)",
    "int32": "Nullable(Int32)",
    "int64": "Nullable(Int64)",
    "boolean": "Nullable(Bool)",
    "date": "Nullable(Date32)",
    "timestamp": "Nullable(DateTime64(6))",
    "decimal(38,0)": "Nullable(Decimal(38, 0))",
    "kind": "LowCardinality(Nullable(String))",
    "cause": "LowCardinality(Nullable(String))",
}
_CHECKED = ("int32", "int64")


class ClickHouse:
    """A book in the database that its address names.

    There are no transactions: tables are stored under names of their own, and a manifest says which of them the book is made of. One
    that a manifest names is never changed, what changes it is a copy.
    """

    name = "clickhouse"
    most_rows: int | None = None

    def __init__(self, address: Address, *, read_only: bool, memory: str | None = None) -> None:
        self._address, self._memory, self.is_read_only = address, memory, read_only
        self._place, self._folder = database_of(address), folder_of(address)
        if self._folder is not None:
            holding.open_folder(self._folder)
        try:
            self._client = connected(address)
        except BaseException:
            self._let_folder_go()
            raise
        self._client.database = self._place
        self._shelf = shelf.Table(self._client)
        try:
            with told(self._place):
                self._draft = Draft(self._shelf)
                if not read_only and self._folder is None:
                    writing.take(self._client, address)
                    self._draft.renew()
        except BaseException:
            self._client.close()
            self._let_folder_go()
            raise
        self._pins, self._holds, self._is_closed = holding.pins(str(address)), False, False
        self._temporary: dict[str, Stored] = {}
        self._own: set[str] = set()
        """Stored tables that no manifest names and no transaction could want back: they are changed as they stand."""

    def create(self, table: Table, *, temporary: bool = False) -> None:
        if temporary:
            self.drop(table.name)
            self._temporary[table.name] = self._made(table.name, table.columns, temporary=True)
        else:
            self._draft.tables[table.name] = self._made(table.name, table.columns)

    def fill(self, table: Table, expression: ir.Table, given: Given | None = None, *, temporary: bool = True) -> None:
        self.create(table, temporary=temporary)
        self.insert(table, expression, given)

    def insert(self, table: Table, expression: ir.Table, given: Given | None = None) -> None:
        part, columns = self._writable(table.name), table.columns.items()
        # What a column cannot hold would be cut to what it can.
        cells = ", ".join(
            f"accurateCast({_quoted(name)}, '{TYPES[kind]}')" if kind in _CHECKED else _quoted(name) for name, kind in columns
        )
        with self._one_state():
            select = self._select(expression, given)
            try:
                self._client.command(f"INSERT INTO {_quoted(part)} ({_listed(table.columns)}) SELECT {cells} FROM ({select})")
            except DatabaseError as error:
                if is_too_large(error):
                    raise too_large(table.name) from None
                with told(self._place):
                    raise

    def insert_rows(self, table: Table, rows: Iterable[Row]) -> None:
        lines = "\n".join(json.dumps([_json(cell) for cell in row]) for row in rows)
        part = self._writable(table.name)
        if lines:
            with told(self._place):
                self._client.raw_insert(part, list(table.columns), lines, fmt="JSONCompactEachRow")
        self._settled(table.name)

    def mark(self, table: Table, column: str, value: int | None, rows: ir.Table) -> int:
        is_meant = self._is_meant(rows)
        wanted = "NULL" if value is None else str(int(value))
        marked = {name: f"if({is_meant}, {wanted}, {_quoted(name)})" if name == column else _quoted(name) for name in table.columns}
        return self._rewritten(table, is_meant, ", ".join(marked.values()), "true")

    def delete(self, table: Table, rows: ir.Table) -> None:
        is_meant = self._is_meant(rows)
        self._rewritten(table, is_meant, _listed(table.columns), f"NOT {is_meant}")

    def _is_meant(self, rows: ir.Table) -> str:
        return f"ifNull(({_listed(rows.columns)}) IN (SELECT {_listed(rows.columns)} FROM ({self._select(rows)})), false)"

    def _rewritten(self, table: Table, is_meant: str, cells: str, is_kept: str) -> int:
        """Stores a table anew, if that changes it; returns how many rows are meant."""
        kept = self._temporary if table.name in self._temporary else self._draft.tables
        (before,) = kept[table.name].parts
        ((meant,),) = self._ask(f"SELECT count() FROM {_quoted(before)} WHERE {is_meant}")
        if meant:
            after = self._made(table.name, table.columns, temporary=kept is self._temporary)
            self._do(
                f"INSERT INTO {_quoted(after.parts[0])} ({_listed(table.columns)}) SELECT {cells} FROM {_quoted(before)} WHERE {is_kept}"
            )
            kept[table.name] = after
            self._dropped(before)
            self._settled(table.name)
        return int(meant)

    def rows(self, expression: ir.Table, given: Given | None = None) -> list[Row]:
        columns = ", ".join(_shown(name, kind) for name, kind in expression.schema().items())
        with self._one_state():
            return self._ask(f"SELECT {columns} FROM ({self._select(expression, given)})")

    def _select(self, expression: ir.Table, given: Given | None = None) -> str:
        stored = {name: of.parts[0] for name, of in (self._draft.tables | self._temporary).items()}
        return compiled(expression, self.name, given, stored=stored)

    def _ask(self, question: str) -> list[Row]:
        with told(self._place):
            return [tuple(row) for row in self._client.query(question).result_rows]

    def _do(self, statement: str) -> None:
        with told(self._place):
            self._client.command(statement)

    def files(self) -> AbstractContextManager[Files]:
        from subledger.engine.open import in_memory

        # Files are read by one engine, whatever engine the book is on: they mean the same then.
        return closing(in_memory(self._memory))

    def bring(self, table: Table, rows: ir.Table, files: Files) -> None:
        self.create(table, temporary=True)
        with tempfile.TemporaryDirectory(prefix="subledger-") as folder:
            path = Path(folder) / "rows.parquet"
            files.write(rows.select(*table.columns), path)
            with told(self._place), path.open("rb") as stream:
                self._client.raw_insert(self._temporary[table.name].parts[0], list(table.columns), stream, fmt="Parquet")

    def names(self) -> set[str]:
        standing = shelf.tables(self._client)
        return set(self._draft.tables) if shelf.MANIFESTS in standing else standing

    def drop(self, name: str) -> None:
        if name in self._temporary:
            self._do(f"DROP TEMPORARY TABLE IF EXISTS {_quoted(self._temporary.pop(name).parts[0])}")
        elif stored := self._draft.tables.pop(name, None):
            self._dropped(stored.parts[0])
            if name in self._draft.taken.tables:
                self._settled(name)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        if self._is_closed:
            raise SubledgerError("the book is closed", "book_closed", hint="open it again: subledger.open(path)")
        if self.is_read_only:
            with self._one_state():
                yield
            return
        # What stands now is what comes back if this fails.
        self._own.clear()
        with self._draft.transaction():
            yield
        self._own -= self._draft.taken.parts
        self.sweep()

    @contextmanager
    def _one_state(self) -> Iterator[None]:
        """All that is asked inside is asked of one state of the book."""
        if not self.is_read_only or self._holds:
            yield
            return
        self.hold()
        try:
            yield
        finally:
            self._let_go()

    def hold(self) -> None:
        """Keeps the state in force for this engine, until it is let go."""
        with told(self._place):
            while True:
                number = self._shelf.number()
                if number != self._draft.taken.number:
                    self._draft.renew()
                self._pins.add(self._draft.taken.number)
                # Pinned too late it may be gone.
                if self._shelf.number() == self._draft.taken.number:
                    break
                self._pins.remove(self._draft.taken.number)
        self._holds = True

    def _let_go(self) -> None:
        self._pins.remove(self._draft.taken.number)
        self._holds = False

    def sweep(self) -> None:
        """Drops what is stored and in no state that anybody reads."""
        # In a folder everybody who reads is in this process, and pinned.
        now = datetime.max.replace(tzinfo=UTC) if self._folder is not None else datetime.now(UTC)
        # What cannot be dropped now goes another time: what was published stands all the same.
        with suppress(ClickHouseError):
            self._shelf.sweep(self._draft.parts, now, self._pins.numbers)

    def reader(self) -> ClickHouse:
        return ClickHouse(self._address, read_only=True, memory=self._memory)

    def close(self) -> None:
        if self._is_closed:
            return
        self._is_closed = True
        if self._holds:
            self._let_go()
        if not self.is_read_only and self._folder is None:
            with suppress(ClickHouseError):
                writing.release(self._client)
        self._client.close()
        if not self.is_read_only:
            holding.end_writing(str(self._address))
        self._let_folder_go()

    def _let_folder_go(self) -> None:
        if self._folder is not None:
            holding.close_folder(self._folder)

    def _made(self, name: str, columns: Mapping[str, str], *, temporary: bool = False) -> Stored:
        """An empty stored table."""
        part, described = shelf.part(name), ", ".join(f"{_quoted(of)} {TYPES[kind]}" for of, kind in columns.items())
        self._do(f"CREATE {'TEMPORARY ' if temporary else ''}TABLE {_quoted(part)} ({described}) ENGINE = MergeTree ORDER BY tuple()")
        if not temporary:
            self._own.add(part)
        return Stored(columns, (part,))

    def _writable(self, name: str) -> str:
        """Where rows can be added to a table: as it stands if it is this engine's own, else a copy, of which the files are shared."""
        if name in self._temporary:
            return self._temporary[name].parts[0]
        before = self._draft.tables[name]
        if before.parts[0] not in self._own:
            part = shelf.part(name)
            self._do(f"CREATE TABLE {_quoted(part)} CLONE AS {_quoted(before.parts[0])}")
            self._draft.tables[name] = Stored(before.columns, (part,))
            self._own.add(part)
        return self._draft.tables[name].parts[0]

    def _dropped(self, part: str) -> None:
        """Drops a stored table that nobody else can know of; others go when no manifest names them."""
        if part in self._own:
            self._own.discard(part)
            self._do(f"DROP TABLE {_quoted(part)}")

    def _settled(self, name: str) -> None:
        """A small change outside a transaction comes into force at once, with all that was written before it."""
        if name not in self._temporary and not self.is_read_only:
            with told(self._place):
                self._draft.publish()
            self._own -= self._draft.taken.parts


def _shown(name: str, kind: Any) -> str:
    """A column as Python is to have it. A truth is a number here, and Ibis leaves out casts it thinks needless."""
    if kind.is_boolean():
        return f"CAST({_quoted(name)} AS Nullable(Bool)) AS {_quoted(name)}"
    if kind.is_decimal() and not kind.scale:
        return f"toInt256({_quoted(name)}) AS {_quoted(name)}"
    return _quoted(name)


def _json(cell: Any) -> Any:
    return cell if cell is None or isinstance(cell, bool | str | int) else str(cell)


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(_quoted(name) for name in columns)


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'

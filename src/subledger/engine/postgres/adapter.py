"""A book in a schema of a PostgreSQL database, as an engine."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import errors
from psycopg.adapt import Buffer, Loader
from psycopg.pq import TransactionStatus

from subledger.engine.compile import compiled, shown
from subledger.engine.engine import Files, Row
from subledger.engine.postgres.connecting import connected, schema_of
from subledger.engine.postgres.refusing import committed, told
from subledger.engine.too_large import too_large
from subledger.model.errors import SubledgerError
from subledger.model.tables import Table

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from subledger.engine.compile import Given
    from subledger.model.address import Address

_TEXT = 'TEXT COLLATE "C"'
"""Sorted by code point, as every other engine sorts; a database's own collation puts a beside A."""
TYPES = {
    "string": _TEXT,
    "int32": "INTEGER",
    "int64": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "decimal(38,0)": "NUMERIC(38, 0)",
    "kind": _TEXT,
    "cause": _TEXT,
}
CHUNK = 2**20
PATIENCE_SECONDS = 60
"""How long a table that must be made anew waits for those who read it."""
FEW_SECONDS = 1
TRIES = 100


class PostgreSQL:
    """A book in the schema that its address names."""

    name = "postgres"
    most_rows: int | None = None

    def __init__(self, address: Address, *, read_only: bool, memory: str | None = None) -> None:
        self._address, self._schema, self._memory = address, schema_of(address), memory
        self._connection = connected(address)
        self._connection.adapters.register_loader("numeric", _Number)
        self.is_read_only = read_only

    def create(self, table: Table, *, temporary: bool = False) -> None:
        columns = ", ".join(f"{_quoted(name)} {TYPES[kind]}" for name, kind in table.columns.items())
        if temporary:
            self._do(f"DROP TABLE IF EXISTS pg_temp.{_quoted(table.name)}; CREATE TEMP TABLE {_quoted(table.name)} ({columns})")
            return
        if table.name in self.names() and not self._dropped(table.name, PATIENCE_SECONDS):
            raise SubledgerError(
                f"the table {table.name} is being read by somebody else", "in_use", table.name, "nobody in it", "try again", exit_code=1
            )
        self._do(f"CREATE TABLE {self._kept(table.name)} ({columns})")

    def fill(self, table: Table, expression: ir.Table, given: Given | None = None, *, temporary: bool = True) -> None:
        self.create(table, temporary=temporary)
        self.insert(table, expression, given)

    def insert(self, table: Table, expression: ir.Table, given: Given | None = None) -> None:
        columns = ", ".join(_quoted(name) for name in table.columns)
        try:
            select = compiled(expression, self.name, given)
            self._do(f"INSERT INTO {_quoted(table.name)} ({columns}) SELECT {columns} FROM ({select}) AS rows_")
        except errors.NumericValueOutOfRange as error:
            raise too_large(table.name, str(error).splitlines()[0]) from None
        # Nobody else counts temporary tables, and a plan for a table of unknown size may take hours.
        self._do(f"ANALYZE {_quoted(table.name)}")

    def insert_rows(self, table: Table, rows: Iterable[Row]) -> None:
        with told(self._schema), self._connection.cursor().copy(self._copying(table).encode()) as copy:
            for row in rows:
                copy.write_row(row)

    def mark(self, table: Table, column: str, value: int | None, rows: ir.Table) -> int:
        wanted = "NULL" if value is None else int(value)
        done = self._do(f"UPDATE {_quoted(table.name)} AS table_ SET {_quoted(column)} = {wanted} FROM {self._matching(rows)}")
        return done.rowcount

    def delete(self, table: Table, rows: ir.Table) -> None:
        self._do(f"DELETE FROM {_quoted(table.name)} AS table_ USING {self._matching(rows)}")

    def _matching(self, rows: ir.Table) -> str:
        """A join where other engines take IN: that one is slow as soon as the rows are more than memory holds."""
        same = " AND ".join(f"table_.{_quoted(name)} = rows_.{_quoted(name)}" for name in rows.columns)
        return f"({compiled(rows, self.name)}) AS rows_ WHERE {same}"

    def rows(self, expression: ir.Table, given: Given | None = None) -> list[Row]:
        return self._do(f"SELECT {shown(expression, _quoted)} FROM ({compiled(expression, self.name, given)}) AS rows_").fetchall()

    def _do(self, statement: str) -> psycopg.Cursor[Row]:
        with told(self._schema):
            return self._connection.execute(statement.encode())

    def files(self) -> AbstractContextManager[Files]:
        from subledger.engine.open import in_memory

        # Files are read by one engine, whatever engine the book is on: they mean the same then.
        return closing(in_memory(self._memory))

    def bring(self, table: Table, rows: ir.Table, files: Files) -> None:
        self.create(table, temporary=True)
        with tempfile.TemporaryDirectory(prefix="subledger-") as folder:
            path = Path(folder) / "rows.csv"
            files.write(rows.select(*table.columns), path)
            copying = f"{self._copying(table)} (FORMAT csv)".encode()
            with told(self._schema), path.open("rb") as stream, self._connection.cursor().copy(copying) as copy:
                while chunk := stream.read(CHUNK):
                    copy.write(chunk)
        self._do(f"ANALYZE {_quoted(table.name)}")

    def _copying(self, table: Table) -> str:
        return f"COPY {_quoted(table.name)} ({', '.join(_quoted(name) for name in table.columns)}) FROM STDIN"

    def names(self) -> set[str]:
        found = f"SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = {self._namespace()} AND relkind IN ('r', 'p', 'v', 'm', 'f')"
        return {name for (name,) in self._do(found).fetchall()}

    def _namespace(self) -> str:
        return f"(SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = {_text(self._schema)})"

    def drop(self, name: str) -> None:
        found = self._do(f"SELECT relpersistence FROM pg_catalog.pg_class WHERE oid = to_regclass({_text(_quoted(name))})").fetchone()
        if found is not None and found[0] in ("t", b"t"):
            self._do(f"DROP TABLE {_quoted(name)}")
        elif found is not None:
            self._dropped(name, FEW_SECONDS)

    def _dropped(self, name: str, patience: float) -> bool:
        """Whether a table could be dropped. Who waits for it in the server's queue would make every new reader wait behind him."""
        last = time.monotonic() + patience
        while True:
            try:
                with told(self._schema), self._connection.transaction():
                    self._do(f"LOCK TABLE {self._kept(name)} IN ACCESS EXCLUSIVE MODE NOWAIT")
                    self._do(f"DROP TABLE {self._kept(name)}")
                return True
            except errors.LockNotAvailable:
                if time.monotonic() > last:
                    return False
                time.sleep(0.02)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        if self._connection.closed:
            raise SubledgerError("the book is closed", "book_closed", hint="open it again: subledger.open(path)")
        if self._connection.info.transaction_status != TransactionStatus.IDLE:
            yield
            return
        if self.is_read_only:
            self.hold()
        else:
            # All before it is on disk, too, once this is.
            self._do("BEGIN; SET LOCAL synchronous_commit = on")
        try:
            yield
        except BaseException:
            if not self._connection.closed:
                self._do("ROLLBACK")
            raise
        with committed():
            self._do("COMMIT")

    def hold(self) -> None:
        """Begins a transaction that sees the book as it is now, and keeps every table of it from being dropped meanwhile."""
        for _ in range(TRIES):
            standing = self.names()
            self._do("BEGIN ISOLATION LEVEL REPEATABLE READ")
            try:
                # The first question settles what is seen: until then nothing has been asked, and what is locked stays.
                if standing:
                    self._do(f"LOCK TABLE {', '.join(self._kept(name) for name in sorted(standing))} IN ACCESS SHARE MODE")
                if self.names() <= standing:
                    return
            except errors.UndefinedTable:
                pass
            self._do("ROLLBACK")
        raise SubledgerError("the book changes faster than it can be read", "book_in_use", hint="try again")

    def own(self, lock: Callable[[psycopg.Connection[Any]], None]) -> None:
        """Makes this engine the one that writes the book."""
        with told(self._schema):
            lock(self._connection)

    def reader(self) -> PostgreSQL:
        return PostgreSQL(self._address, read_only=True, memory=self._memory)

    def close(self) -> None:
        self._connection.close()

    def _kept(self, name: str) -> str:
        return f"{_quoted(self._schema)}.{_quoted(name)}"


class _Number(Loader):
    """Sums are whole numbers here as they are in Python; only what has decimals is a Decimal."""

    def load(self, data: Buffer) -> int | Decimal:
        text = bytes(data).decode()
        return int(text) if text.lstrip("-").isdigit() else Decimal(text)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"

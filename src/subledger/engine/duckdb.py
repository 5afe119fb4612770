"""DuckDB, embedded: one file is one book."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from subledger.engine.compile import compiled, shown
from subledger.engine.engine import Files, Row, ScanFailed, ScanOf
from subledger.engine.too_large import too_large
from subledger.model.errors import SubledgerError
from subledger.model.memory import parse_memory
from subledger.model.tables import CAUSES, KINDS, Table

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from subledger.engine.compile import Given

TYPES = {
    "string": "VARCHAR",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "decimal(38,0)": "DECIMAL(38,0)",
    "kind": f"ENUM {KINDS}",
    "cause": f"ENUM {CAUSES}",
}
LONGEST_LINE = 256 * 2**20
LOG = "256MB"
"""How much is written to the log beside the file before it is worked in: that writes whole columns, also where a thousand rows changed."""
INTERPRETER_BYTES = 250 * 10**6
"""What a process takes before its first row: Python, Ibis, DuckDB itself."""
BESIDE_LIMIT = 1.35
"""What DuckDB takes in all, over what its own limit counts."""
BYTES_PER_STATE = 400
"""What a build holds of a state at its widest step."""


class DuckDB:
    """A book in a DuckDB file, or in memory when the path is None."""

    name = "duckdb"

    def __init__(self, path: Path | None, *, read_only: bool = False, memory: str | None = None) -> None:
        settings: dict[str, Any] = {"preserve_insertion_order": False, "autoinstall_known_extensions": False, "checkpoint_threshold": LOG}
        self.most_rows: int | None = None
        self._longest_line = LONGEST_LINE
        if memory is not None:
            limit = int((parse_memory(memory) - INTERPRETER_BYTES) / BESIDE_LIMIT)
            self.most_rows = limit // BYTES_PER_STATE
            self._longest_line = min(LONGEST_LINE, limit // 8)
            # What is freed goes back to the system soon: else it counts as taken.
            settings |= {"memory_limit": f"{limit}B", "allocator_flush_threshold": "16MB"}
        self._spill: tempfile.TemporaryDirectory[str] | None = tempfile.TemporaryDirectory(prefix="subledger-")
        settings["temp_directory"] = self._spill.name
        try:
            self._connection = duckdb.connect(str(path) if path else ":memory:", read_only=read_only, config=settings)
        except duckdb.Error as error:
            self._spill.cleanup()
            raise _cannot_open(path, error) from None
        self._connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
        self._views: set[str] = set()
        self.is_read_only = read_only

    def create(self, table: Table, *, temporary: bool = False) -> None:
        columns = ", ".join(f"{_quoted(name)} {TYPES[kind]}" for name, kind in table.columns.items())
        kind = "TEMP TABLE" if temporary else "TABLE"
        self._do(f"CREATE OR REPLACE {kind} {_quoted(table.name)} ({columns})")

    def fill(self, table: Table, expression: ir.Table, given: Given | None = None, *, temporary: bool = True) -> None:
        self.create(table, temporary=temporary)
        self.insert(table, expression, given)

    def insert(self, table: Table, expression: ir.Table, given: Given | None = None) -> None:
        columns = ", ".join(_quoted(name) for name in table.columns)
        try:
            self._do(f"INSERT INTO {_quoted(table.name)} ({columns}) SELECT {columns} FROM ({compiled(expression, self.name, given)})")
        except (duckdb.OutOfRangeException, duckdb.ConversionException) as error:
            raise too_large(table.name, str(error).splitlines()[0]) from None
        except duckdb.InvalidInputException as error:
            raise _damaged(error) from None

    def insert_rows(self, table: Table, rows: Iterable[Row]) -> None:
        batch = [dict(zip(table.columns, (_json(cell) for cell in row), strict=True)) for row in rows]
        if not batch:
            return
        # One document, and as a literal: thousands of values take DuckDB longer to bind than to store, and to bind one it imports pandas.
        kinds = json.dumps({name: _JSON.get(kind, TYPES[kind]) for name, kind in table.columns.items()})
        columns = ", ".join(_quoted(name) for name in table.columns)
        self._do(
            f"INSERT INTO {_quoted(table.name)} ({columns}) SELECT {columns} FROM "
            f"(SELECT unnest(from_json(value, {_text(kinds)}), recursive := true) FROM json_each({_text(json.dumps(batch))}))"
        )

    def mark(self, table: Table, column: str, value: int | None, rows: ir.Table) -> int:
        wanted = "NULL" if value is None else int(value)
        done = self._do(f"UPDATE {_quoted(table.name)} SET {_quoted(column)} = {wanted} {self._where(rows)}").fetchone()
        return int(done[0]) if done else 0

    def delete(self, table: Table, rows: ir.Table) -> None:
        self._do(f"DELETE FROM {_quoted(table.name)} {self._where(rows)}")

    def _where(self, rows: ir.Table) -> str:
        columns = ", ".join(_quoted(name) for name in rows.columns)
        return f"WHERE ({columns}) IN (SELECT {columns} FROM ({compiled(rows, self.name)}))"

    def rows(self, expression: ir.Table, given: Given | None = None) -> list[Row]:
        return self._run(f"SELECT {shown(expression, _quoted)} FROM ({compiled(expression, self.name, given)})")

    def _do(self, statement: str) -> duckdb.DuckDBPyConnection:
        try:
            return self._connection.execute(statement)
        except (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException) as error:
            if not any(reason in str(error) for reason in _NO_ROOM):
                raise
            said = str(error).splitlines()[0]
            hint = "the last good build stays in force; make room there and try again"
            raise SubledgerError(f"there is no room left on the disk: {said}", "no_room", hint=hint, exit_code=1) from None

    def _run(self, statement: str) -> list[Row]:
        try:
            return self._do(statement).fetchall()
        except duckdb.InvalidInputException as error:
            raise _damaged(error) from None
        except duckdb.ConnectionException:
            raise SubledgerError("the book is closed", "book_closed", hint="open it again: subledger.open(path)") from None
        except duckdb.InterruptException:
            raise KeyboardInterrupt from None
        except RuntimeError as error:
            if str(error) == "Query interrupted":
                raise KeyboardInterrupt from None
            raise

    def scan(self, file: ScanOf, name: str) -> ir.Table:
        import ibis
        from ibis.backends.sql.datatypes import DuckDBType

        path = _text(str(file.path))
        try:
            if file.format == "parquet":
                self._connection.execute(
                    f"CREATE OR REPLACE TEMP VIEW {_quoted(name)} AS SELECT * EXCLUDE (file_row_number), file_row_number + 2 AS row "
                    f"FROM read_parquet({path}, file_row_number = true)"
                )
                self._views.add(name)
            else:
                columns = ", ".join(f"{_text(column)}: 'VARCHAR'" for column in file.columns)
                # Rows are numbered as they stand in the file; everywhere else order is not kept, so that both cores can work.
                self._connection.execute("SET preserve_insertion_order = true")
                self._connection.execute(
                    f"CREATE OR REPLACE TEMP TABLE {_quoted(name)} AS SELECT *, row_number() OVER () + 1 AS row "
                    f"FROM read_csv({path}, columns = {{{columns}}}, header = true, auto_detect = false, delim = {_text(file.delimiter)}, "
                    f"quote = '\"', escape = '\"', nullstr = '', parallel = false, "
                    f"max_line_size = {self._longest_line}, buffer_size = {2 * self._longest_line})"
                )
            self._connection.execute("SET preserve_insertion_order = false")
            described = self._connection.execute(f"DESCRIBE {_quoted(name)}").fetchall()
        except duckdb.Error as error:
            self._connection.execute("SET preserve_insertion_order = false")
            raise ScanFailed(f"{file.path.name} cannot be read: {str(error).splitlines()[0]}", "unreadable_file", exit_code=1) from None
        return ibis.table({column: DuckDBType.from_string(kind) for column, kind, *_ in described}, name=name)

    @contextmanager
    def files(self) -> Iterator[DuckDB]:
        yield self

    def bring(self, table: Table, rows: ir.Table, files: Files) -> None:
        raise NotImplementedError("files are read by this engine itself")

    def write(self, rows: ir.Table, path: Path) -> None:
        how = "FORMAT parquet" if path.suffix == ".parquet" else "FORMAT csv, HEADER false, FORCE_QUOTE *"
        self._run(f"COPY ({compiled(rows, self.name)}) TO {_text(str(path))} ({how})")

    def names(self) -> set[str]:
        return {name for (name,) in self._run("SELECT table_name FROM duckdb_tables() WHERE NOT temporary")}

    def drop(self, name: str) -> None:
        self._do(f"DROP {'VIEW' if name in self._views else 'TABLE'} IF EXISTS {_quoted(name)}")
        self._views.discard(name)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        try:
            self._connection.execute("BEGIN")
        except duckdb.ConnectionException:
            raise SubledgerError("the book is closed", "book_closed", hint="open it again: subledger.open(path)") from None
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._do("COMMIT")

    def reader(self) -> DuckDB:
        beside = object.__new__(DuckDB)
        beside._connection, beside._spill, beside._views = self._connection.cursor(), None, set()
        beside.is_read_only, beside.most_rows = True, self.most_rows
        beside._connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
        return beside

    def close(self) -> None:
        self._connection.close()
        if self._spill is not None:
            self._spill.cleanup()


_NO_ROOM = ("No space left on device", "File too large", "Disk quota exceeded")
_JSON = {"kind": "VARCHAR", "cause": "VARCHAR"}


def _json(cell: Any) -> Any:
    return cell if cell is None or isinstance(cell, bool | str) or (isinstance(cell, int) and abs(cell) < 2**53) else str(cell)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _damaged(error: duckdb.Error) -> ScanFailed:
    """A file whose header reads well and whose pages do not: that shows only when they are read."""
    return ScanFailed(str(error).splitlines()[0].removeprefix("Invalid Input Error: "), "unreadable_file", exit_code=1)


def _cannot_open(path: Path | None, error: duckdb.Error) -> SubledgerError:
    text = str(error)
    if "set lock" in text or "different configuration" in text:
        return SubledgerError(
            f"{path} is open in another process",
            "book_in_use",
            str(path),
            "a book that no other process has open",
            "close the other subledger (or its dashboard) and try again",
        )
    if "newer version" in text or "version number" in text:
        return SubledgerError(
            f"{path} was written by another version of the storage engine",
            "book_version",
            str(path),
            f"a file that DuckDB {duckdb.__version__} reads",
            "open it with the Subledger that wrote it, or load the source files into a new book",
        )
    return SubledgerError(
        f"{path} is not a book",
        "not_a_book",
        str(path),
        "a book made by subledger init, load or demo",
        "name another --book, or move this file away",
    )

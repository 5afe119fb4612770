"""A book in a warehouse of a Spark cluster, as an engine."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from subledger.engine.compile import compiled, shown
from subledger.engine.engine import Files, Row
from subledger.engine.manifest import Draft, Stored
from subledger.engine.spark.asking import fetched, stated
from subledger.engine.spark.connecting import checkpointed, session
from subledger.engine.spark.hand import FEW, MOST, Hand, tables_of
from subledger.engine.spark.refusing import told
from subledger.engine.spark.rows import TYPES, exactly, packed, pieces, quoted, row_count, schema, unpacked
from subledger.engine.spark.warehouse import Warehouse
from subledger.engine.spark.writers import Claim
from subledger.model.errors import SubledgerError
from subledger.model.tables import Columns, Table

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from subledger.engine.compile import Given

MOST_PARTS = 32
"""A table of more parts is written anew as one."""
_FRAME = "frame:"


class Spark:
    """A book in the folder that its address names.

    A table is parts: folders of Parquet, rows at hand, or frames that the cluster keeps for this session alone.
    """

    name = "pyspark"
    most_rows: int | None = None

    def __init__(self, warehouse: Warehouse, *, claim: Claim | None = None, is_held: bool = False, memory: str | None = None) -> None:
        self._warehouse, self._session, self._claim, self._memory = warehouse, warehouse.session, claim, memory
        self.is_read_only = claim is None
        self._is_held, self._is_closed = is_held, False
        self._draft, self._hand = Draft(warehouse), Hand()
        self._temporary: dict[str, Stored] = {}
        self._frames: dict[str, Any] = {}
        self._shown: dict[str, Stored] = {}
        self._numbers, self._readers = count(1), Counter[int]()

    def create(self, table: Table, *, temporary: bool = False) -> None:
        self._put(table.name, Stored(table.columns), is_temporary=temporary)

    def fill(self, table: Table, expression: ir.Table, given: Given | None = None, *, temporary: bool = True) -> None:
        # What is filled may be read by what fills it.
        if (rows := self._found(table, expression, given)) is not None and len(rows) <= MOST:
            self._put(table.name, Stored(table.columns, (), tuple(rows)), is_temporary=temporary)
        else:
            part = self._kept(self._selected(table, expression, given), table.name)
            self._put(table.name, Stored(table.columns, (part,)), is_temporary=temporary)

    def insert(self, table: Table, expression: ir.Table, given: Given | None = None) -> None:
        rows = None if self._stored(table.name).parts else self._found(table, expression, given)
        if rows is not None:
            self._add(table, rows)
            return
        self._spill(table.name)
        part = self._kept(self._selected(table, expression, given), table.name)
        self._put(table.name, self._stored(table.name).with_part(part))
        if len(self._stored(table.name).parts) > MOST_PARTS:
            self._rewrite(table, f"SELECT * FROM {self._named(table.name)}")

    def insert_rows(self, table: Table, rows: Iterable[Row]) -> None:
        self._add(table, list(rows))
        self._publish(table)

    def mark(self, table: Table, column: str, value: int | None, rows: ir.Table) -> int:
        names = {table.name, *tables_of(rows.op())}
        if self._is_at_hand(names):
            marked, left = self._hand.marked(self._tables(names), table, column, value, rows)
            self._put(table.name, replace(self._stored(table.name), rows=tuple(left)))
            self._publish(table)
            return marked
        matching = self._matching(table, rows)
        with told(table.name):
            marked = int(self._answer(f"SELECT count(*) FROM {self._named(table.name)} LEFT SEMI JOIN {matching}")[0][0])
        if marked:
            set_to = f"CAST({'NULL' if value is None else int(value)} AS {TYPES[table.columns[column]]})"
            columns = ", ".join(
                f"IF(rows_.hit_, {set_to}, table_.{quoted(name)}) AS {quoted(name)}" if name == column else f"table_.{quoted(name)}"
                for name in table.columns
            )
            self._rewrite(table, f"SELECT {columns} FROM {self._named(table.name)} LEFT JOIN {matching}")
        return marked

    def delete(self, table: Table, rows: ir.Table) -> None:
        names = {table.name, *tables_of(rows.op())}
        if self._is_at_hand(names):
            left = self._hand.without(self._tables(names), table, rows)
            self._put(table.name, replace(self._stored(table.name), rows=tuple(left)))
            self._publish(table)
        else:
            self._rewrite(table, f"SELECT table_.* FROM {self._named(table.name)} LEFT ANTI JOIN {self._matching(table, rows)}")

    def _matching(self, table: Table, rows: ir.Table) -> str:
        self._show((table.name, *tables_of(rows.op())))
        same = " AND ".join(f"table_.{quoted(name)} = rows_.{quoted(name)}" for name in rows.columns)
        return f"(SELECT DISTINCT *, TRUE AS hit_ FROM ({compiled(rows, self.name)})) AS rows_ ON {same}"

    def _answer(self, statement: str) -> list[Row]:
        return unpacked(fetched(stated(self._session, statement)))

    def _named(self, name: str) -> str:
        self._show((name,))
        return f"{quoted(name)} AS table_"

    def rows(self, expression: ir.Table, given: Given | None = None) -> list[Row]:
        self._refuse_closed()
        names = tables_of(expression.op())
        if self._is_at_hand(names):
            return self._hand.rows(self._tables(names), expression, given)
        self._show(names)
        with told():
            return self._answer(f"SELECT {shown(expression, quoted)} FROM ({compiled(expression, self.name, given)})")

    def files(self) -> AbstractContextManager[Files]:
        from subledger.engine.open import in_memory

        # Files are read by one engine, whatever engine the book is on: they mean the same then.
        return closing(in_memory(self._memory))

    def bring(self, table: Table, rows: ir.Table, files: Files) -> None:
        with tempfile.TemporaryDirectory(prefix="subledger-") as folder, told(table.name):
            path = Path(folder) / "rows.parquet"
            files.write(exactly(rows, table.columns), path)
            if row_count(path) <= FEW:
                at_hand = tuple(row for piece in pieces(path, table.columns) for row in unpacked(piece))
                stored = Stored(table.columns, (), at_hand)
            else:
                stored = Stored(table.columns, self._laid(path) or self._sent(path, table))
        self._put(table.name, stored, is_temporary=True)

    def names(self) -> set[str]:
        return set(self._draft.tables)

    def drop(self, name: str) -> None:
        if name in self._temporary:
            self._let_go(self._temporary.pop(name))
        else:
            self._draft.tables.pop(name, None)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self._refuse_closed()
        if self.is_read_only:
            with self._reading():
                yield
            return
        before = self._draft.taken
        with self._draft.transaction():
            yield
            self._may_publish()
        if self._draft.taken is not before:
            self.sweep()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One state of the book, the newest; it is kept while it is read."""
        if self._is_held:
            yield
            return
        self._draft.renew()
        number, self._is_held = self._draft.taken.number, True
        self._readers[number] += 1
        try:
            yield
        finally:
            self._is_held = False
            self._readers[number] -= 1

    def reader(self) -> Spark:
        beside = Spark(replace(self._warehouse, session=session(self._warehouse.address)), memory=self._memory)
        beside._readers = self._readers
        return beside

    def sweep(self) -> None:
        """Removes what no state and nobody here needs any more."""
        own = {part for stored in self._temporary.values() for part in stored.parts}
        self._warehouse.sweep(self._draft.parts | own, [number for number, readers in self._readers.items() if readers])

    def close(self) -> None:
        if self._is_closed:
            return
        self._is_closed = True
        self._hand.close()
        try:
            if self._claim is not None:
                self._claim.release()
        finally:
            self._warehouse.close()

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise SubledgerError("the book is closed", "book_closed", hint="open it again: subledger.open(path)")

    def _stored(self, name: str) -> Stored:
        return self._temporary[name] if name in self._temporary else self._draft.tables[name]

    def _tables(self, names: Iterable[str]) -> dict[str, Stored]:
        return {name: self._stored(name) for name in names}

    def _is_at_hand(self, names: Iterable[str]) -> bool:
        return all(not stored.parts for stored in self._tables(names).values())

    def _put(self, name: str, stored: Stored, *, is_temporary: bool | None = None) -> None:
        if is_temporary or (is_temporary is None and name in self._temporary):
            self._let_go(self._temporary.get(name), stored)
            self._temporary[name] = stored
        else:
            self._draft.tables[name] = stored

    def _found(self, table: Table, expression: ir.Table, given: Given | None = None) -> list[Row] | None:
        """The rows of an expression over tables that are all at hand; None where the cluster is to be asked."""
        names = tables_of(expression.op())
        if not self._is_at_hand(names):
            return None
        return self._hand.found(self._tables(names), table, expression, given)

    def _add(self, table: Table, rows: list[Row]) -> None:
        stored = self._stored(table.name)
        if len(stored.rows) + len(rows) <= MOST:
            self._put(table.name, replace(stored, rows=(*stored.rows, *rows)))
            return
        self._spill(table.name)
        frame = self._handed(rows, table.columns)
        part = self._kept(frame, table.name)
        self._put(table.name, self._stored(table.name).with_part(part))

    def _spill(self, name: str) -> None:
        """Hands the rows at hand over to the cluster."""
        stored = self._stored(name)
        if stored.rows:
            frame = self._handed(stored.rows, stored.columns)
            part = self._kept(frame, name)
            self._put(name, Stored(stored.columns, (*stored.parts, part)))

    def _rewrite(self, table: Table, statement: str) -> None:
        part = self._kept(stated(self._session, statement), table.name)
        self._put(table.name, Stored(table.columns, (part,)))

    def _selected(self, table: Table, expression: ir.Table, given: Given | None = None) -> Any:
        self._show(tables_of(expression.op()))
        columns = ", ".join(f"CAST({quoted(name)} AS {TYPES[kind]}) AS {quoted(name)}" for name, kind in table.columns.items())
        return stated(self._session, f"SELECT {columns} FROM ({compiled(expression, self.name, given)})")

    def _kept(self, frame: Any, table: str) -> str:
        """A part that holds the rows of a frame. A reader needs no right to write: two workers keep its rows for it."""
        if self._claim is None:
            with told(table):
                return self._framed(checkpointed(self._session, frame))
        part = self._own_part(self._claim)
        with told(table):
            frame.write.parquet(self._warehouse.path(f"parts/{part}"))
        return part

    def _own_part(self, claim: Claim) -> str:
        """The name of a part that nobody else writes."""
        return f"{claim.name}/{next(self._numbers)}"

    def _laid(self, file: Path) -> tuple[str, ...]:
        """The part that a file of many rows is, laid in its place; none where they are few, or must travel through the cluster's server."""
        if self._claim is None or row_count(file) <= MOST:
            return ()
        part = self._own_part(self._claim)
        return (part,) if self._warehouse.lay(file, part, f"writers/{self._claim.name}") else ()

    def _sent(self, file: Path, table: Table) -> tuple[str, ...]:
        """The parts that the rows of a file make, sent to the cluster piece by piece."""
        parts: list[str] = []
        for piece in pieces(file, table.columns):
            frame = self._session.createDataFrame(piece)
            few = piece.num_rows <= MOST and not parts
            parts.append(self._framed(frame) if few else self._kept(frame, table.name))
        return tuple(parts)

    def _handed(self, rows: Sequence[Row], columns: Columns) -> Any:
        """Rows of this process as a frame of the cluster."""
        if rows:
            return self._session.createDataFrame(packed(rows, columns))
        nothing = ", ".join(f"CAST(NULL AS {TYPES[kind]}) AS {quoted(name)}" for name, kind in columns.items())
        return stated(self._session, f"SELECT {nothing} WHERE FALSE")

    def _framed(self, frame: Any) -> str:
        part = f"{_FRAME}{next(self._numbers)}"
        self._frames[part] = frame
        return part

    def _let_go(self, was: Stored | None, now: Stored | None = None) -> None:
        for part in was.parts if was else ():
            if now is None or part not in now.parts:
                self._frames.pop(part, None)

    def _show(self, names: Iterable[str]) -> None:
        """Lets the session find tables by their names."""
        for name in names:
            stored = self._stored(name)
            if self._shown.get(name) is not stored:
                with told(name):
                    self._frame_of(stored).createOrReplaceTempView(name)
                self._shown[name] = stored

    def _frame_of(self, stored: Stored) -> Any:
        folders = [self._warehouse.path(f"parts/{part}") for part in stored.parts if part not in self._frames]
        frames = [self._frames[part] for part in stored.parts if part in self._frames]
        if folders:
            frames.append(self._session.read.schema(schema(stored.columns)).parquet(*folders))
        if stored.rows or not frames:
            frames.append(self._handed(stored.rows, stored.columns))
        every = frames[0]
        for frame in frames[1:]:
            every = every.union(frame)
        return every

    def _publish(self, table: Table) -> None:
        """Puts a record in force at once, and with it all that was written before it."""
        if table.name not in self._temporary and not self.is_read_only:
            self._may_publish()
            self._draft.publish()

    def _may_publish(self) -> None:
        if self._claim is not None and self._draft.tables != self._draft.taken.tables:
            self._claim.check()

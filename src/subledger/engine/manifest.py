"""Manifests: what makes up each table of a book, state after state, where an engine has no transactions of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any, Protocol

from subledger.model.tables import Columns

KEPT = timedelta(hours=1)
"""How long the parts of a state stay after another took its place: whoever reads it has until then."""
_NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Stored:
    """A table as it is stored: its columns, and what holds its rows. A part is written once and never changed.

    parts: names that the engine understands, as of tables or folders; together they hold the table's rows.
    rows: rows that stand in the manifest itself, where they are few and the engine is slow to begin.
    """

    columns: Columns
    parts: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()

    def with_part(self, part: str) -> Stored:
        """The table with one more part."""
        return replace(self, parts=(*self.parts, part))


@dataclass(frozen=True, slots=True)
class Manifest:
    """One state of a book, whole: its tables by name. Number 0 is the place before anything stands there."""

    number: int = 0
    written_at: datetime = _NEVER
    tables: Mapping[str, Stored] = field(default_factory=dict)

    @property
    def parts(self) -> frozenset[str]:
        """Every part that the state is made of."""
        return frozenset(part for stored in self.tables.values() for part in stored.parts)

    def text(self) -> str:
        """The manifest in one line."""
        tables = {
            name: {"columns": dict(of.columns), "parts": of.parts, "rows": [[_written(cell) for cell in row] for row in of.rows]}
            for name, of in sorted(self.tables.items())
        }
        return json.dumps({"number": self.number, "written_at": self.written_at.isoformat(), "tables": tables})


def recalled(text: str) -> Manifest:
    """The manifest of a text.

    Raises: ValueError for a text that is none.
    """
    try:
        said = json.loads(text)
        tables = {
            name: Stored(of["columns"], tuple(of["parts"]), tuple(_row(row, of["columns"]) for row in of["rows"]))
            for name, of in said["tables"].items()
        }
        return Manifest(int(said["number"]), datetime.fromisoformat(said["written_at"]), tables)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no manifest: {error}") from None


class Shelf(Protocol):
    """Where an engine keeps the manifests of one book."""

    def newest(self) -> Manifest:
        """The state in force; that of number 0 where nothing stands."""

    def put(self, manifest: Manifest) -> None:
        """Keeps a manifest: from then on it is the newest. It is there whole, or not at all.

        Raises: SubledgerError when its number is taken: somebody else wrote the book meanwhile.
        """


class Draft:
    """A book's tables as one engine sees them: those of the state it took, with what it changed since.

    What is written outside a transaction is seen by this engine at once and by others from the next `publish` on, always together
    with all that was written before it: others see no state that this engine was not in.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._is_in_transaction = False
        self.renew()

    def renew(self) -> None:
        """Takes the state in force; what was changed and not published is gone."""
        self.taken = self._shelf.newest()
        self.tables: dict[str, Stored] = dict(self.taken.tables)

    @property
    def parts(self) -> frozenset[str]:
        """Every part of the tables as they are now, and of the state that was taken."""
        return Manifest(tables=self.tables).parts | self.taken.parts

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Publishes all that happens inside, or takes it back. One inside another is a part of it."""
        if self._is_in_transaction:
            yield
            return
        before, self._is_in_transaction = dict(self.tables), True
        try:
            yield
            self.publish(is_end=True)
        except BaseException:
            self.tables = before
            raise
        finally:
            self._is_in_transaction = False

    def publish(self, *, is_end: bool = False) -> None:
        """Puts the tables as they are now in force, if they changed; inside a transaction its end does."""
        if (self._is_in_transaction and not is_end) or self.tables == self.taken.tables:
            return
        manifest = Manifest(self.taken.number + 1, datetime.now(UTC), dict(self.tables))
        self._shelf.put(manifest)
        self.taken = manifest


def unread(manifests: Iterable[Manifest], now: datetime, pinned: Iterable[int] = ()) -> list[Manifest]:
    """The states that may go, oldest first: another took their place longer ago than KEPT, and nobody pinned them.

    The newest always stays. First remove these from the shelf, then every part that no manifest left and no draft names.
    """
    ordered, kept = sorted(manifests, key=lambda each: each.number), set(pinned)
    return [each for each, after in pairwise(ordered) if each.number not in kept and now - after.written_at > KEPT]


def _written(cell: Any) -> Any:
    return cell if cell is None or isinstance(cell, bool | str | int) else str(cell)


def _row(row: list[Any], columns: Columns) -> tuple[Any, ...]:
    return tuple(
        None if cell is None else _READ.get(kind, lambda same: same)(cell) for cell, kind in zip(row, columns.values(), strict=True)
    )


_READ: Mapping[str, Any] = {"date": date.fromisoformat, "timestamp": datetime.fromisoformat, "decimal(38,0)": int}

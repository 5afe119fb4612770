"""What a book says of itself while one build of it is read: asked once, it stays so."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, TypeVarTuple, cast

from subledger.book.rows import highest
from subledger.engine import Engine
from subledger.ledger.tables import unbound
from subledger.model import tables

Of = TypeVarTuple("Of")
Found = TypeVar("Found")


class Settled:
    """An engine's answers. Within a snapshot nobody else's changes are seen, so what was found there need not be looked for again."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._found: dict[Hashable, Any] | None = None
        self._remembered: OrderedDict[Hashable, Any] = OrderedDict()
        self._of: tuple[int, int] | None = None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one build."""
        with self._engine.transaction():
            self._found = {}
            self._forget_others()
            try:
                yield
            finally:
                self._found = None

    @property
    def remembered(self) -> OrderedDict[Hashable, Any] | None:
        """A place for what figures are made of: it lasts from snapshot to snapshot while the build stays; outside of them there is none."""
        return None if self._found is None else self._remembered

    def ask(self, reading: Callable[[Engine, *Of], Found], *of: *Of) -> Found:
        """What a reading of the engine finds; `of` can be compared and kept."""
        if self._found is None:
            return reading(self._engine, *of)
        key = (reading, *of)
        if key not in self._found:
            self._found[key] = reading(self._engine, *of)
        return cast("Found", self._found[key])

    def _forget_others(self) -> None:
        """Keeps what was found in this build alone. Every publication has its number, and so has every load and edit."""
        of = highest(self._engine, unbound(tables.LEDGERS), "publication"), highest(self._engine, unbound(tables.LOADS), "load_id")
        if of != self._of:
            self._remembered, self._of = OrderedDict(), of

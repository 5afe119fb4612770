"""What a book says of itself while one build of it is read: asked once, it stays so."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, TypeVarTuple, cast

from subledger.engine import Engine

Of = TypeVarTuple("Of")
Found = TypeVar("Found")


class Settled:
    """An engine's answers. Within a snapshot nobody else's changes are seen, so what was found there need not be looked for again."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._found: dict[Hashable, Any] | None = None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one build."""
        with self._engine.transaction():
            self._found = {}
            try:
                yield
            finally:
                self._found = None

    def ask(self, reading: Callable[[Engine, *Of], Found], *of: *Of) -> Found:
        """What a reading of the engine finds; `of` can be compared and kept."""
        if self._found is None:
            return reading(self._engine, *of)
        key = (reading, *of)
        if key not in self._found:
            self._found[key] = reading(self._engine, *of)
        return cast("Found", self._found[key])

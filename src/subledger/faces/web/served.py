"""The book that is served: read by many requests at once, written by one load at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from subledger.book import Book, Loaded
from subledger.book.building.published import Build

Done = TypeVar("Done")
SEEN: ContextVar[list[Build] | None] = ContextVar("SEEN", default=None)
"""The builds that the request under way has read; its response names them."""


class Served:
    """A book that this process owns. Each reader has the book once more for itself; what a load publishes they see when they begin anew."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._writing, self._counting, self._asking = threading.Lock(), threading.Lock(), threading.Lock()
        self._idle: list[Book] = []
        self._loads = 0
        self.name = book.address or "a book in memory"

    @contextmanager
    def view(self) -> Iterator[Book]:
        """The book as of one build: all that is read from it here agrees. A response takes all it shows from one view."""
        reader, loads = self._reader()
        try:
            with reader.snapshot():
                seen = SEEN.get()
                if seen is not None:
                    seen.append(reader.build)
                yield reader
        except BaseException:
            # What a reader has made for itself, the ledgers of other policies, is gone with its transaction.
            reader.close()
            raise
        self._done(reader, loads)

    @contextmanager
    def aside(self) -> Iterator[Book]:
        """A reader of its own for one long question, one such at a time: the ledgers that it builds for itself go with it."""
        with self._asking, self._book.reader() as reader, reader.snapshot():
            seen = SEEN.get()
            if seen is not None:
                seen.append(reader.build)
            yield reader

    @property
    def writes(self) -> int:
        """How often the book was written in since it is served: what is the same at the same count is the same."""
        return self._loads

    def load(self, *paths: str, **options: Any) -> Loaded:
        """Loads as Book.load does; a second load waits for the first."""
        return self.write(lambda book: book.load(*paths, **options))

    def write(self, change: Callable[[Book], Done]) -> Done:
        """What changes the book, alone: what comes next waits."""
        with self._alone():
            return change(self._book)

    @property
    def is_loading(self) -> bool:
        """Whether something is being written."""
        return self._writing.locked()

    def _reader(self) -> tuple[Book, int]:
        """A reader that nobody uses, the last one used first: it may have at hand what is asked for again."""
        with self._counting:
            return (self._idle.pop() if self._idle else self._book.reader()), self._loads

    def _done(self, reader: Book, loads: int) -> None:
        with self._counting:
            if loads == self._loads:
                self._idle.append(reader)
                return
        reader.close()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._writing:
            try:
                yield
            finally:
                with self._counting:
                    self._loads += 1
                    before, self._idle = self._idle, []
                for reader in before:
                    reader.close()

"""Making and opening books: an empty one, one that is there, the demo company's."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from subledger.book import opening
from subledger.book.book import Book
from subledger.book.policies import PolicyLike
from subledger.engine import place
from subledger.model.address import Addressed, address


def init(
    path: Addressed | None = None,
    currency: str = "USD",
    timezone: str = "UTC",
    policy: PolicyLike = "standard",
    *,
    memory: str | None = None,
) -> Book:
    """An empty book at a path or a database's address, or in memory.

    Raises: SubledgerError when something is there already, or a setting is unknown.
    """
    if path is None:
        return Book(*opening.created(None, currency, timezone, policy, memory), None)
    at = address(path)
    return Book(*opening.created(place(at), currency, timezone, policy, memory), str(at))


def open_book(path: Addressed, *, writes: bool = False, memory: str | None = None) -> Book:
    """The book at a path or a database's address, to read; with writes, to load into as well."""
    at = address(path)
    return Book(*opening.opened(place(at), str(at), writes=writes, memory=memory), str(at))


def stands(path: Addressed) -> bool:
    """Whether anything stands at a path or a database's address."""
    return place(address(path)).stands()


def may_write(path: Addressed) -> bool:
    """Whether whoever asks may load into the book there."""
    return place(address(path)).may_write()


def remove(path: Addressed) -> None:
    """Takes away the book that stands there."""
    place(address(path)).remove()


def demo(path: Addressed | None = None, *, replace: bool = False, tell: Callable[[str], None] = lambda _: None) -> Book:
    """A book of the demo company, open to read; with replace, in the place of an older demo book.

    Raises: SubledgerError when something that is no demo book stands at the path.
    """
    from subledger.sources.demo import KNOWN_AT, write_demo

    with tempfile.TemporaryDirectory(prefix="subledger-demo-") as folder:
        files = Path(folder) / "files"
        files.mkdir()
        tell("inventing a company")
        write_demo(files)
        if path is None:
            book = Book(*opening.created(None, "USD", "UTC", "standard", None, is_demo=True), None)
            book.load(files, known_at=KNOWN_AT, tell=tell)
            return book
        target = place(address(path))
        if target.stands() and not (replace and opening.is_demo(target)):
            target.make().close()
        # Made beside the old one and put in its place whole: whoever interrupts this keeps what was there.
        fresh = target.beside()
        try:
            with Book(*opening.created(fresh, "USD", "UTC", "standard", None, is_demo=True), None) as book:
                book.load(files, known_at=KNOWN_AT, tell=tell)
            target.take(fresh)
        finally:
            fresh.remove()
    return open_book(path)

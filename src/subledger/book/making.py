"""Making and opening books: an empty one, one that is there, the demo company's."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path

from subledger.book import opening
from subledger.book.book import Book
from subledger.book.policies import PolicyLike


def init(
    path: str | Path | None = None,
    currency: str = "USD",
    timezone: str = "UTC",
    policy: PolicyLike = "standard",
    *,
    memory: str | None = None,
) -> Book:
    """An empty book at a path, or in memory.

    Raises: SubledgerError when something is there already, or a setting is unknown.
    """
    return Book(*opening.created(path, currency, timezone, policy, memory))


def open_book(path: str | Path, *, writes: bool = False, memory: str | None = None) -> Book:
    """The book at a path, to read; with writes, to load into as well."""
    return Book(*opening.opened(path, writes=writes, memory=memory))


def demo(path: str | Path | None = None, *, replace: bool = False, tell: Callable[[str], None] = lambda _: None) -> Book:
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
            book = Book(*opening.created(None, "USD", "UTC", "standard", None, is_demo=True))
            book.load(files, known_at=KNOWN_AT, tell=tell)
            return book
        target = Path(path)
        if target.exists() and not (replace and opening.is_demo(target)):
            opening.refuse_taken(target)
        # Made beside the old one and put in its place whole: whoever interrupts this keeps what was there.
        fresh = target.with_name(f".{target.name}.new")
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()
        try:
            with Book(*opening.created(fresh, "USD", "UTC", "standard", None, is_demo=True)) as book:
                book.load(files, known_at=KNOWN_AT, tell=tell)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    return open_book(target)

"""The notice beside a served book: where its server is, and a secret for commands of the same user."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from subledger.faces.web.tokens import write_private
from subledger.model.address import Addressed, address


@dataclass(frozen=True, slots=True)
class Notice:
    """Where a book is served. The secret proves that a caller may read the notice, so is the book's owner."""

    address: str
    port: int
    secret: str
    process: int

    @property
    def url(self) -> str:
        """The address for a browser."""
        return url(self.address, self.port)


@contextmanager
def posted(book: Addressed, host: str, port: int, secret: str) -> Iterator[None]:
    """The notice, there while the book is served."""
    place = _place(book)
    notice = Notice(host, port, secret, os.getpid())
    write_private(place, json.dumps(asdict(notice)) + "\n")
    try:
        yield
    finally:
        if found(book) == notice:
            place.unlink(missing_ok=True)


def found(book: Addressed) -> Notice | None:
    """The notice beside a book, if there is one that makes sense; whoever posted it may be gone."""
    try:
        said = json.loads(_place(book).read_text("utf-8"))
        return Notice(str(said["address"]), int(said["port"]), str(said["secret"]), int(said["process"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def reached(host: str) -> str:
    """The address by which this machine reaches a server that listens on a host."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def url(host: str, port: int) -> str:
    """A host and port as a browser's address."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def new_secret() -> str:
    """A secret that nobody guesses."""
    return secrets.token_urlsafe(32)


def _place(book: Addressed) -> Path:
    return address(book).beside(".serving")

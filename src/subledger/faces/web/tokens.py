"""The token that a server demands where others than this machine can reach it: shown once, kept only as a hash."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from subledger.model.address import Addressed, address
from subledger.model.errors import SubledgerError

SESSIONS = 1_000


class Token:
    """What a server knows of its token, and who has shown it since the server started."""

    def __init__(self, digest: str) -> None:
        self._digest = digest
        self._sessions: dict[str, None] = {}

    def fits(self, said: str) -> bool:
        """Whether this is the token."""
        return hmac.compare_digest(hashed(said), self._digest)

    def session(self) -> str:
        """A new session's name, for the cookie of a browser that has shown the token."""
        if len(self._sessions) >= SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        name = secrets.token_urlsafe(32)
        self._sessions[hashed(name)] = None
        return name

    def knows(self, session: str) -> bool:
        """Whether a session of that name was begun."""
        return hashed(session) in self._sessions


def hashed(token: str) -> str:
    """A token as it is kept. It is random and long: no slow hash is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def kept(book: Addressed) -> Token | None:
    """The token of a book, if one was made."""
    try:
        digest = _place(book).read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _unkept(book, f"cannot be read: {error}") from None
    if len(digest) != 64:
        raise _unkept(book, "holds no hash")
    return Token(digest)


def made(book: Addressed) -> tuple[str, Token]:
    """A new token for a book, in the place of an older one: its text, and what is kept of it.

    Raises: SubledgerError when its hash cannot be written down beside the book.
    """
    text = secrets.token_urlsafe(32)
    digest = hashed(text)
    try:
        write_private(_place(book), digest + "\n")
    except OSError as error:
        raise _unkept(book, error.strerror or str(error)) from None
    return text, Token(digest)


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner can read, whole or not at all."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _place(book: Addressed) -> Path:
    return address(book).beside(".token")


def _unkept(book: Addressed, why: str) -> SubledgerError:
    return SubledgerError(
        f"{_place(book)} {why}", "token", str(_place(book)), "a file for the token's hash", "serve on 127.0.0.1, which needs no token"
    )

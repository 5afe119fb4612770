"""Where a book stands: a file, a database or a part of one, or a folder of a cluster."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from subledger.model.errors import SubledgerError

SCHEMES = {"postgresql": "postgresql", "postgres": "postgresql", "clickhouse": "clickhouse", "chdb": "chdb"}
"""What an address that is no path begins with, and how that is written here."""
_URL = re.compile(r"(?P<scheme>[a-z][a-z0-9+]+)://(?P<rest>.*)", re.DOTALL | re.IGNORECASE)
_SPARK = re.compile(r"(sc://|spark://|local\[[^\]]*\]|local\?).*", re.DOTALL | re.IGNORECASE)
_TOKEN = re.compile(r"(?<=;)token=[^;?]*;?", re.IGNORECASE)
_KEYS = re.compile(r"(?<=[?&])[^=&]*(password|secret|token|key)[^=&]*=[^&]*&?", re.IGNORECASE)
_SECRETS = re.compile(r"(?<=[?&])(password|sslpassword)=[^&]*&?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a book stands, as its user writes it. As a text it has no password, so that it can be shown."""

    text: str

    def __str__(self) -> str:
        """What may be shown of it.

        >>> str(Address("postgresql://finance:s3cret@db.example:5432/books?schema=acme&password=s3cret"))
        'postgresql://finance@db.example:5432/books?schema=acme'
        >>> str(Address("sc://spark.example:15002/;use_ssl=true;token=s3cret?warehouse=abfss://books@acme.example/main&spark.x.secret=s3"))
        'sc://spark.example:15002/;use_ssl=true?warehouse=abfss://books@acme.example/main'
        """
        if _SPARK.fullmatch(self.text):
            cluster, mark, rest = self.text.partition("?")
            return (_TOKEN.sub("", cluster).rstrip(";") + _KEYS.sub("", mark + rest)).rstrip("?&")
        found = _URL.fullmatch(self.text)
        if found is None:
            return self.text
        user, at, place = found["rest"].rpartition("@")
        return f"{found['scheme']}://{user.partition(':')[0]}{at}{_SECRETS.sub('', place)}".rstrip("?&")

    @property
    def scheme(self) -> str | None:
        """The kind of database, None for a file.

        Raises: SubledgerError for a kind that no engine serves.
        """
        if _SPARK.fullmatch(self.text):
            return "spark"
        found = _URL.fullmatch(self.text)
        if found is None:
            return None
        scheme = SCHEMES.get(found["scheme"].lower())
        if scheme is None:
            raise SubledgerError(
                f"no book can stand at {found['scheme']}://",
                "unknown_engine",
                found["scheme"],
                "a path, or an address that begins with postgresql://, clickhouse://, chdb://, sc://, spark:// or local[",
            )
        return scheme

    @property
    def path(self) -> Path:
        """The book's file."""
        return Path(self.text)

    def beside(self, ending: str) -> Path:
        """A file of this machine's that belongs to the book: beside its own, or where programs keep what they remember."""
        if self.scheme is None:
            real = self.path.resolve()
            return real.with_name(real.name + ending)
        folder = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "subledger"
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder / (sha256(str(self).encode()).hexdigest()[:32] + ending)


Addressed = str | Path | Address


def address(of: Addressed) -> Address:
    """An address from what a caller gives for one."""
    return of if isinstance(of, Address) else Address(str(of))

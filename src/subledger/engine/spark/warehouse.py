"""A warehouse: the folder of a book, reached through Spark alone, so that it can stand wherever the cluster reads and writes."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from pyspark.errors import PySparkException

from subledger.engine.manifest import Manifest, recalled, unread
from subledger.engine.spark.asking import fetched, stated
from subledger.engine.spark.connecting import ended
from subledger.engine.spark.refusing import is_missing, is_taken, told
from subledger.engine.spark.rows import text, unpacked
from subledger.engine.spark.where import where
from subledger.model.address import Address
from subledger.model.errors import SubledgerError

LINES = ("manifests", "beside")
"""The folders of manifests: those of the book, and those of one that is made beside it to take its place."""
_CHANGED = "_metadata.file_modification_time"
_PART = re.compile(r"/parts/([^/]+)/([^/]+)/[^/]+$")


@dataclass(frozen=True, slots=True)
class Warehouse:
    """The folder of an address, as one session sees it. line: where the manifests stand."""

    session: Any
    address: Address
    line: str = LINES[0]

    @property
    def shown(self) -> str:
        """What the user calls the book."""
        return str(self.address)

    def newest(self) -> Manifest:
        found = self._texts(self.line, "max_by(value, _metadata.file_path)")
        try:
            return recalled(found[0][0]) if found and found[0][0] is not None else Manifest()
        except ValueError:
            raise self._not_ours() from None

    def put(self, manifest: Manifest) -> None:
        with told():
            try:
                self._write(manifest.text(), f"{self.line}/{manifest.number:012}")
            except PySparkException as error:
                if not is_taken(error):
                    raise
                hint = "open it again, and load once more"
                raise SubledgerError(f"{self.shown} was written by somebody else meanwhile", "book_in_use", self.shown, hint=hint) from None

    def has_files(self) -> bool:
        """Whether anything stands in the folder, be it a book or not."""
        return bool(self._texts(self.line, "1") or self._paths("", 1))

    def sweep(self, named: Iterable[str], pinned: Iterable[int] = ()) -> None:
        """Removes states that nobody reads any more, then all parts that neither a state nor the caller names."""
        lines = {line: [recalled(value) for (value,) in self._texts(line, "value")] for line in LINES}
        gone = unread(lines[self.line], datetime.now(UTC), pinned)
        for each in gone:
            self.remove(f"{self.line}/{each.number:012}")
        left = [each for every in lines.values() for each in every if each not in gone]
        self.remove_parts({*named, *(part for each in left for part in each.parts)})

    def remove_parts(self, kept: Iterable[str]) -> None:
        """Removes all parts but these; what a writer left behind half written goes with the last of its parts."""
        wanted = set(kept)
        standing = {(found[1], found[2]) for path in self._paths("parts") if (found := _PART.search(path))}
        writers = {part.partition("/")[0] for part in wanted}
        for writer in sorted({writer for writer, _ in standing} - writers):
            self.remove(f"parts/{writer}")
        for writer, number in sorted(standing):
            if writer in writers and f"{writer}/{number}" not in wanted:
                self.remove(f"parts/{writer}/{number}")

    def remove(self, inside: str) -> None:
        """Removes a folder in the warehouse: Spark has one statement that does so anywhere, the end of a database that lies there."""
        name = f"subledger_{uuid4().hex}"
        with told():
            self.session.sql(f"CREATE DATABASE {name} LOCATION {text(self.path(inside))}")
            self.session.sql(f"DROP DATABASE {name}")

    def path(self, inside: str) -> str:
        """The full name of something in the warehouse."""
        return f"{where(self.address).warehouse}/{inside}"

    def lay(self, file: Path, part: str, own: str) -> bool:
        """Puts a file of Parquet in place as a part without asking the cluster, and says whether it could.

        own: what the cluster wrote here for this writer alone. Where this process finds it, and as its own, both see the same folder as the
        same user; what takes a minute through a server's memory is then a copy.
        """
        written, place = Path(self.path(own)), Path(self.path(f"parts/{part}"))
        if not written.is_dir() or not hasattr(os, "geteuid") or written.stat().st_uid != os.geteuid():
            return False
        place.mkdir(parents=True)
        shutil.copyfile(file, place / file.name)
        return True

    def claims(self) -> list[tuple[str, str, datetime]]:
        """Who says that he writes the book: path, words, and when he said so last, by the clock of the storage."""
        return [(path, value, at) for path, value, at in self._texts("writers", "_metadata.file_path", "value", _CHANGED)]

    def claim(self, name: str, words: str) -> None:
        """Says, or says again, that somebody writes the book."""
        with told():
            self._write(words, f"writers/{name}", mode="append")

    def close(self) -> None:
        """Ends the session."""
        ended(self.session)

    def _write(self, value: str, inside: str, mode: str = "error") -> None:
        stated(self.session, "SELECT :value AS value", value=value).write.mode(mode).text(self.path(inside))

    def _texts(self, inside: str, *columns: str) -> list[Any]:
        def asked() -> list[Any]:
            reader = (
                self.session.read.option("wholetext", "true").option("recursiveFileLookup", "true").option("ignoreMissingFiles", "true")
            )
            return unpacked(fetched(reader.text(self.path(inside)).selectExpr(*columns)))

        return self._where_there(asked)

    def _paths(self, inside: str, most: int | None = None) -> list[str]:
        def asked() -> list[Any]:
            reader = self.session.read.format("binaryFile").option("recursiveFileLookup", "true").option("ignoreMissingFiles", "true")
            rows = reader.load(self.path(inside)).select("path")
            return unpacked(fetched(rows if most is None else rows.limit(most)))

        return [str(path) for (path,) in self._where_there(asked)]

    def _where_there(self, asked: Callable[[], list[Any]]) -> list[Any]:
        """What is found in a folder; nothing where it is not there."""
        with told():
            try:
                return asked()
            except PySparkException as error:
                if not is_missing(error):
                    raise
                return []

    def _not_ours(self) -> SubledgerError:
        return SubledgerError(
            f"{self.shown} is no book", "not_a_book", self.shown, "a book", "name another warehouse, or move this folder away"
        )

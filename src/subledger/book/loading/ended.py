"""Loads that were ended in the middle of a build in batches: what was stored stays, and a load of the same files goes on with the build."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from subledger.book.building import begun
from subledger.book.loading import unfinished
from subledger.book.loading.loading import Load, Loaded
from subledger.engine import Engine
from subledger.ledger.tables import unbound
from subledger.model import tables


@dataclass(frozen=True, slots=True)
class Request:
    """What a load was asked to do. Two that ask for the same have one signature."""

    paths: Sequence[Path]
    mapping: Path | None
    known_at: datetime | None
    is_increment: bool

    def signature(self) -> str:
        """A hash of the files, by name and content, and of what is to be done with them."""
        asked = hashlib.sha256(repr((str(self.known_at), self.is_increment)).encode())
        for path in (*self.paths, *([self.mapping] if self.mapping else [])):
            asked.update(f"\n{path.name}".encode())
            for file in sorted(each for each in (path, *path.rglob("*")) if each.is_file()):
                asked.update(f"\n{file.name} ".encode())
                with file.open("rb") as content:
                    asked.update(hashlib.file_digest(content, "blake2b").digest())
        return asked.hexdigest()


@dataclass(frozen=True, slots=True)
class Ended:
    """What a load had stored before it was ended."""

    load_id: int
    known_at: datetime
    loaded: Loaded


def note(load: Load, request: Request, loaded: Loaded) -> None:
    """Writes down what a load has stored."""
    said = {
        "signature": request.signature(),
        "known_at": load.known_at.isoformat(),
        "loaded": {name: getattr(loaded, name) for name in ("load_id", "rows", "warnings", "notes", "changed")},
    }
    load.engine.insert_rows(tables.META, [(unfinished.STORED, json.dumps(said))])


def can_go_on(engine: Engine) -> bool:
    """Whether a load was ended when some of its build was done, which is worth more than what it takes to keep it."""
    found = _noted(engine)
    return found is not None and any(each.load_id == found[1].load_id for each in begun.begun(engine))


def ended(engine: Engine, request: Request) -> Ended | None:
    """The load that was ended, where the same is asked for again."""
    found = _noted(engine)
    return found[1] if found is not None and found[0] == request.signature() else None


def _noted(engine: Engine) -> tuple[str, Ended] | None:
    meta = unbound(tables.META)
    for (value,) in engine.rows(meta.filter(meta.key == unfinished.STORED).select("value")):
        said = json.loads(value)
        loaded = Loaded(**said["loaded"])
        return said["signature"], Ended(loaded.load_id, datetime.fromisoformat(said["known_at"]), loaded)
    return None

"""What was loaded, when, and what of it is doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from subledger.book.editing.listing import said
from subledger.book.loading.suspects import suspects
from subledger.book.loading.touched import Touched
from subledger.book.looking.part import Seen
from subledger.book.own_policy import changes
from subledger.ledger.tables import unbound
from subledger.model import tables
from subledger.model.errors import Fault


@dataclass(frozen=True, slots=True)
class Loading:
    """One load that the book took in, and from which files.

    Or an edit by a person, or another policy of the book's own, in words: both are known from a moment on as a load is.
    """

    load_id: int
    loaded_at: datetime
    known_at: datetime
    is_increment: bool
    files: tuple[str, ...] = ()
    edit: str | None = None
    policy: str | None = None


def loads(seen: Seen) -> list[Loading]:
    """Every load the view knows, the newest first."""
    rows, sources = unbound(tables.LOADS), unbound(tables.SOURCES)
    files: dict[int, list[str]] = {}
    for row in seen.read(sources.order_by(["load_id", "source_key"]), ("load_id", "file")):
        files.setdefault(int(row["load_id"]), []).append(row["file"])
    last, edited = seen.ledger.load_id, said(seen.engine, seen.ledger)
    used = {each.load_id: each.says for each in changes(seen.engine, last)}
    return [
        Loading(
            *(load_id, row["loaded_at"], row["known_at"], row["is_increment"]),
            files=tuple(files.get(load_id, ())),
            edit=edited.get(load_id),
            policy=used.get(load_id),
        )
        for row in seen.read(rows.order_by(rows.load_id.desc()), ("load_id", "loaded_at", "known_at", "is_increment"))
        if (load_id := int(row["load_id"])) <= (last or load_id)
    ]


def brought(seen: Seen) -> dict[int, dict[str, int]]:
    """How many facts each load brought or corrected, by table."""
    found: dict[int, dict[str, int]] = {}
    for table in tables.FACTS:
        held = unbound(table)
        for load_id, count in seen.engine.rows(held.group_by("load_id").agg(count=held.count())):
            found.setdefault(int(load_id), {})[table.name] = int(count)
    return found


def doubts(seen: Seen) -> tuple[list[Fault], list[str]]:
    """The faults and warnings that lie between the book's rows as the newest load left them."""
    found = [each for each in loads(seen) if each.edit is None and each.policy is None]
    if not found:
        return [], []
    touched = Touched(seen.engine, found[0].load_id, dict.fromkeys((table.name for table in tables.BOOK), 0))
    return suspects(touched, [table.name for table in tables.FACTS], has_all_customers=True)

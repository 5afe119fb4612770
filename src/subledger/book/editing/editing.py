"""Editing: what a person changes of a book becomes a record, known from a moment on, and the ledgers heed it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from subledger.book import opening
from subledger.book.building import ledgers
from subledger.book.editing import refusing
from subledger.book.editing.edit import Edit, Edited
from subledger.book.editing.following import follow
from subledger.book.editing.listing import listed
from subledger.book.loading.loading import Load, Loaded
from subledger.book.own_policy import own_policy
from subledger.book.publishing import take_in
from subledger.book.rows import highest
from subledger.engine import Engine
from subledger.ledger import edits
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables

UNDO = "undo"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Edits:
    """The edits of a book: made, undone, listed. Each is known from when it is made on, or from the time that is said.

    Raises: SubledgerError for an edit that makes no sense; BadInput and InvariantBroken as a load does, and nothing is edited then.
    """

    engine: Engine
    settings: opening.Settings

    def exclude(self, customer: str, *, author: str, reason: str, known_at: datetime | None = None) -> Edited:
        """Nothing of a customer counts any more, in any figure of any day; its rows stay."""
        return self._make(author, reason, known_at, lambda ledger: refusing.exclusion(self.engine, ledger, customer))

    def merge(self, customer: str, into: str, *, author: str, reason: str, known_at: datetime | None = None) -> Edited:
        """The facts of a customer count as another's, from the beginning; the other's name and attributes stand for both."""
        return self._make(author, reason, known_at, lambda ledger: refusing.merger(self.engine, ledger, customer, into))

    def cause(
        self, customer: str, day: date, cause: str, item: str | None = None, *, author: str, reason: str, known_at: datetime | None = None
    ) -> Edited:
        """The postings of a customer, or of one item of it, on a day bear another cause; amounts and movements stay."""
        return self._make(author, reason, known_at, lambda ledger: refusing.override(self.engine, ledger, customer, day, cause, item))

    def undo(self, number: int, *, author: str, reason: str, known_at: datetime | None = None) -> Edited:
        """An edit holds no longer; the record of it stays, and that of its undoing."""
        return self._make(author, reason, known_at, lambda _: refusing.undoing(self.engine, number))

    def all(self, known_at: datetime | None = None) -> list[Edit]:
        """Every edit, the newest first, as known at a time."""
        ledger = self._ledger()
        if known_at is not None:
            ledger = Ledger(
                *(ledger.policy, ledger.currency, ledger.book_currency),
                opening.load_at(self.engine, opening.instant(known_at, self.settings.timezone)),
            )
        return listed(self.engine, ledger)

    def _ledger(self) -> Ledger:
        own, currency = own_policy(self.engine, opening.last_load(self.engine)), self.settings.currency
        found = ledgers.find(self.engine, own, currency, currency)
        if found is None:
            raise LookupError("a book keeps the ledger of its own policy")
        return found

    def _make(self, author: str, reason: str, known_at: datetime | None, of: Callable[[Ledger], dict[str, Any]]) -> Edited:
        opening.refuse_reader(self.engine)
        author, reason = refusing.signed(author, reason)
        said = of(self._ledger())
        moment = opening.instant(known_at, self.settings.timezone) if known_at else None
        load_id, moment = opening.next_load(self.engine, moment)
        number = highest(self.engine, unbound(tables.EDITS), "number") + 1
        row = dict.fromkeys(tables.EDITS.columns) | said | {"number": number, "author": author, "reason": reason, "load_id": load_id}

        def stored() -> Loaded:
            undoes = said.get("undoes")
            self.engine.insert_rows(tables.EDITS, [tuple(row.values())])
            if undoes is not None:
                made = unbound(tables.EDITS)
                undone = made.filter(made.number == undoes, made.kind != edits.FOLLOW)
                self.engine.mark(tables.EDITS, "gone_load_id", load_id, undone.select("number", "kind"))
            follow(self.engine, load_id, number, author, reason)
            return Loaded(load_id, rows={tables.EDITS.name: 1}, changed=1)

        loaded = take_in(Load(self.engine, load_id, moment, True, "people", lambda _: None), self.settings, stored)
        number = said.get("undoes") or number
        (edit,) = (each for each in self.all() if each.number == number)
        return Edited(edit, loaded.restated, loaded.warnings)

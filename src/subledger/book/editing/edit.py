"""An edit by a person, as it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subledger.book.closing.restating import Restated


@dataclass(frozen=True, slots=True)
class Undoing:
    """Who undid an edit, why, and the time from which that is known."""

    number: int
    author: str
    reason: str
    known_at: datetime
    load_id: int


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person changed of the book: who, why, and the time from which it is known.

    kind: exclude (customer), merge (customer, into), cause (customer, day, cause, perhaps item).
    warning: what is wrong with it now, None while it does what it says.
    """

    number: int
    kind: str
    author: str
    reason: str
    known_at: datetime
    load_id: int
    customer: str
    into: str | None = None
    item: str | None = None
    day: date | None = None
    cause: str | None = None
    undone: Undoing | None = None
    warning: str | None = None

    @property
    def says(self) -> str:
        """What it does, in words."""
        if self.kind == "exclude":
            return f"{self.customer} is excluded"
        if self.kind == "merge":
            return f"{self.customer} counts as {self.into}"
        of = f"item {self.item} of {self.customer}" if self.item else self.customer
        return f"postings of {of} on {self.day} are {self.cause}"


@dataclass(frozen=True, slots=True)
class Edited:
    """What making or undoing an edit did: the edit as it stands now, and the months it restated, as a load tells them."""

    edit: Edit
    restated: Sequence[Restated]
    warnings: Sequence[str]

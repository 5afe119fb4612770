"""Using another policy: it becomes the book's own from a moment on, and what was the book's own stays on record and its ledger kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from subledger.book import opening
from subledger.book.building import ledgers
from subledger.book.closing.restating import Restated
from subledger.book.editing.refusing import signed
from subledger.book.loading.loading import Load, Loaded
from subledger.book.own_policy import Change, own_policy
from subledger.book.publishing import take_in
from subledger.engine import Engine
from subledger.model import tables
from subledger.model.errors import SubledgerError
from subledger.model.policy import Policy


@dataclass(frozen=True, slots=True)
class Used:
    """What using another policy did: the change, from when it is known, and the months it restated, as a load tells them."""

    change: Change
    known_at: datetime
    restated: Sequence[Restated]
    warnings: Sequence[str]


def use_policy(
    engine: Engine,
    settings: opening.Settings,
    policy: Policy,
    author: str,
    reason: str,
    known_at: datetime | None,
    tell: Callable[[str], None],
) -> Used:
    """Makes a policy the book's own from a moment on. Its ledger is built, or put in force where the book keeps it.

    Raises: SubledgerError without an author or a reason, for the policy that is the book's own, and before the first load; BadInput and
    InvariantBroken as a load does. The book's policy then stays what it was.
    """
    opening.refuse_reader(engine)
    author, reason = signed(author, reason, "a change of policy")
    last = opening.last_load(engine)
    if not last:
        hint = f"make the book with it: subledger init --policy {policy.name}"
        raise SubledgerError("an empty book has figures under no policy yet", "empty_book", policy.name, "a book with a load", hint)
    was = own_policy(engine, last)
    if policy == was:
        named = f"{policy.name} v{policy.version}"
        raise SubledgerError(f"{named} is the book's own policy as it is", "own_policy", policy.name, "another policy, or version")
    load_id, moment = opening.next_load(engine, opening.instant(known_at, settings.timezone) if known_at else None)
    change = Change(load_id, was, policy, author, reason)

    def stored() -> Loaded:
        engine.insert_rows(tables.OWN_POLICIES, [(load_id, ledgers.written(policy), author, reason)])
        return Loaded(load_id, rows={tables.OWN_POLICIES.name: 1})

    done = take_in(Load(engine, load_id, moment, True, "people", tell), settings, stored)
    return Used(change, moment, done.restated, done.warnings)

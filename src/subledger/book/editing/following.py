"""Following: who was merged into a customer that is merged itself counts as the last of the chain, and is written down as doing so."""

from __future__ import annotations

from subledger.engine import Engine
from subledger.ledger import edits
from subledger.ledger.tables import unbound
from subledger.model import tables


def follow(engine: Engine, load_id: int, number: int, author: str, reason: str) -> None:
    """Writes down who follows whom after a merge, or an undoing, of that number; whoever follows no longer is gone from this load on."""
    made = unbound(tables.EDITS)
    in_force = made.filter(made.gone_load_id.isnull())
    merges = in_force.filter(in_force.kind == edits.MERGE)
    wanted = _onward(dict(engine.rows(merges.select("customer_key", "into_key"))))
    follows = in_force.filter(in_force.kind == edits.FOLLOW)
    had = {(customer, into) for customer, into in engine.rows(follows.select("customer_key", "into_key"))}
    for customer, into in sorted(had - wanted):
        ended = follows.filter(follows.customer_key == customer, follows.into_key == into)
        engine.mark(tables.EDITS, "gone_load_id", load_id, ended.select("number", "customer_key", "into_key"))
    said = {"kind": edits.FOLLOW, "number": number, "author": author, "reason": reason, "load_id": load_id}
    rows = [dict.fromkeys(tables.EDITS.columns) | said | {"customer_key": of, "into_key": into} for of, into in sorted(wanted - had)]
    engine.insert_rows(tables.EDITS, [tuple(row.values()) for row in rows])


def _onward(merges: dict[int, int]) -> set[tuple[int, int]]:
    """Everyone whom each customer follows to, beyond the one that it was merged into.

    >>> sorted(_onward({1: 2, 2: 3, 3: 4}))
    [(1, 3), (1, 4), (2, 4)]
    """
    found = set()
    for customer, into in merges.items():
        further = merges.get(into)
        while further is not None:
            found.add((customer, further))
            further = merges.get(further)
    return found

"""What an edit must be: each function returns what is written down of one, or refuses it and says why."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import Any

from subledger.book.editing.edit import Edit
from subledger.book.editing.finding import items_of, postings_on
from subledger.book.editing.listing import listed
from subledger.engine import Engine
from subledger.ledger import edits
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables
from subledger.model.errors import SubledgerError, unknown

CAUSES = tuple(cause for cause in tables.CAUSES if cause != "fx")
"""What a person may name as a cause: exchange rates move what they move."""
LONGEST = 500
MANY = 10_000
"""Among so many customers the nearest is looked for."""
Said = dict[str, Any]


def signed(author: str, reason: str, what: str = "an edit") -> tuple[str, str]:
    """Who and why, which no edit is without, nor anything else that people do to a book on record."""
    for name, said in (("author", author), ("reason", reason)):
        if not said.strip():
            raise SubledgerError(f"{what} has no {name}", f"no_{name}", expected="who makes it" if name == "author" else "why it is made")
        if len(said) > LONGEST:
            raise SubledgerError(f"the {name} is too long", f"long_{name}", f"{len(said)} characters", f"{LONGEST} at most")
    return author.strip(), reason.strip()


def exclusion(engine: Engine, ledger: Ledger, customer: str) -> Said:
    """An exclusion of a customer that counts as itself and is not excluded yet."""
    key = _key(engine, customer)
    _refuse(engine, ledger, customer, "exclude")
    return {"kind": edits.EXCLUDE, "customer_key": key}


def merger(engine: Engine, ledger: Ledger, customer: str, into: str) -> Said:
    """A merger of two customers neither of which is merged away or excluded, so that no ring can come about; others may count as either."""
    key, into_key = _key(engine, customer), _key(engine, into)
    if key == into_key:
        raise SubledgerError(f"{customer} cannot be merged into itself", "self_merge", customer, "two customers")
    _refuse(engine, ledger, customer, "merge")
    _refuse(engine, ledger, into, "merge into")
    return {"kind": edits.MERGE, "customer_key": key, "into_key": into_key}


def override(engine: Engine, ledger: Ledger, customer: str, day: date, cause: str, item: str | None) -> Said:
    """An override of causes that there are, of postings that no other edit in force is about."""
    if cause not in CAUSES:
        raise unknown("cause", cause, CAUSES)
    key = _key(engine, customer)
    for each in _in_force(engine, ledger):
        if each.kind == edits.EXCLUDE and each.customer == customer:
            raise _taken(each, f"{customer} is excluded by edit {each.number}: it has no postings")
        if each.kind == edits.CAUSE and (each.customer, each.day) == (customer, day) and (each.item == item or None in (each.item, item)):
            raise _taken(each, f"edit {each.number} says already that {each.says}")
    items = items_of(ledger, key, item)
    if item is not None and not engine.rows(items):
        raise unknown("item", item, sorted({name for _, name in engine.rows(items_of(ledger, key, None))}))
    causes = {found for _, found in engine.rows(postings_on(ledger, items, day))}
    of = f"item {item} of {customer}" if item else customer
    if not causes:
        raise SubledgerError(
            f"{of} has no posting on {day} whose cause could be another",
            "no_posting",
            str(day),
            "a day of one of its postings",
            f"see: subledger postings --customer {customer}",
        )
    if causes == {cause}:
        raise SubledgerError(f"what {of} posts on {day} is {cause} as it is", "same_cause", cause, "another cause")
    return {"kind": edits.CAUSE, "customer_key": key, "item_id": item, "day": day, "cause": cause}


def undoing(engine: Engine, number: int) -> Said:
    """An undoing of an edit in force."""
    every = unbound(tables.EDITS)
    rows = engine.rows(every.filter(every.kind != edits.FOLLOW).select("number", "undoes", "gone_load_id"))
    found = next((row for row in rows if row[0] == number), None)
    if found is None:
        raise SubledgerError(f"there is no edit {number}", "unknown_edit", str(number), "the number of an edit", "see: subledger edits")
    if found[1] is not None:
        raise SubledgerError(f"edit {number} is itself an undoing", "undoing", str(number), "make the edit again instead")
    if found[2] is not None:
        raise SubledgerError(f"edit {number} is undone already", "undone", str(number), "an edit in force", "see: subledger edits")
    return {"kind": "undo", "undoes": number}


def _in_force(engine: Engine, ledger: Ledger) -> list[Edit]:
    return [each for each in listed(engine, ledger) if each.undone is None]


def _refuse(engine: Engine, ledger: Ledger, customer: str, what: str) -> None:
    """Raises for a customer that is excluded or counts as another."""
    for each in _in_force(engine, ledger):
        if each.customer == customer and each.kind == edits.EXCLUDE:
            raise _taken(each, f"{customer} is excluded by edit {each.number}: there is nothing to {what}")
        if each.customer == customer and each.kind == edits.MERGE:
            raise _taken(each, f"{customer} counts as {each.into} by edit {each.number}: {what} {each.into}")


def _taken(by: Edit, message: str) -> SubledgerError:
    hint = f"undo that first: subledger edit undo {by.number} --reason TEXT"
    return SubledgerError(message, "edited_already", by.customer, "a customer that no such edit is about", hint)


def _key(engine: Engine, customer: str) -> int:
    keys = unbound(tables.CUSTOMER_KEYS)
    found = engine.rows(keys.filter(keys.customer_id == customer).select("customer_key"))
    if found:
        return int(found[0][0])
    known = [name for (name,) in engine.rows(keys.select("customer_id").order_by("customer_id").limit(MANY))]
    near = get_close_matches(customer, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else "see: subledger customers"
    raise SubledgerError(f"there is no customer {customer!r}", "unknown_customer", customer, "a customer_id of the book", hint)

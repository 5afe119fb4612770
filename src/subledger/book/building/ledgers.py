"""The ledgers of a book: one per policy and reporting currency. A new one takes the old one's place in one stroke."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

from subledger.book.building import begun
from subledger.book.policies import policy
from subledger.book.rows import highest
from subledger.engine import Engine
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables
from subledger.model.policy import Policy

_TABLE_OF = re.compile(r"(ledger_(\d+)_)\w+")


def kept(engine: Engine, book_currency: str) -> list[Ledger]:
    """The ledgers in force: of each policy and currency the one published last."""
    record = unbound(tables.LEDGERS)
    newest: dict[tuple[str, str], Ledger] = {}
    for _, key, of, text, currency, load_id, has_fx, edited, _ in engine.rows(record.order_by("publication")):
        kinds = tuple(edited.split(",")) if edited else ()
        newest[of, currency] = Ledger(recalled(text), currency, book_currency, int(load_id), has_fx, _prefix(key), edited=kinds)
    return list(newest.values())


def find(engine: Engine, of: Policy, currency: str, book_currency: str) -> Ledger | None:
    """The ledger in force of a policy and a reporting currency, if the book keeps one."""
    return _first(engine, currency, book_currency, lambda policy: policy.hash == of.hash)


def serving(engine: Engine, of: Policy, currency: str, book_currency: str) -> Ledger | None:
    """The ledger in force that a policy's figures can be read from: its own, or that of one that chooses other formulas alone."""
    return _first(engine, currency, book_currency, lambda policy: policy.ledger_hash == of.ledger_hash)


def _first(engine: Engine, currency: str, book_currency: str, is_wanted: Callable[[Policy], bool]) -> Ledger | None:
    every = kept(engine, book_currency)
    return next((ledger for ledger in every if ledger.currency == currency and is_wanted(ledger.policy)), None)


def draft(engine: Engine, of: Policy, currency: str, book_currency: str, load_id: int) -> Ledger:
    """A ledger to be built beside the one in force, whose place it is to take; one that was begun goes on in its own tables."""
    wanted = Ledger(of, currency, book_currency, load_id)
    for ended in begun.begun(engine):
        if ended.is_of(wanted):
            return replace(wanted, prefix=ended.prefix)
    in_force = find(engine, of, currency, book_currency)
    standing = {int(found[2]) for name in engine.names() if (found := _TABLE_OF.fullmatch(name))}
    # Two names by turns: what was compiled for one build serves the next but one, unless a reader still looks at that.
    if in_force is not None and _key(in_force) ^ 1 not in standing:
        key = _key(in_force) ^ 1
    else:
        key = max(standing | {highest(engine, unbound(tables.LEDGERS), "ledger_key")}) // 2 * 2 + 2
    return replace(wanted, prefix=_prefix(key))


def publish(engine: Engine, ledgers: Collection[Ledger]) -> None:
    """Puts built ledgers in force. Inside a transaction all of them come into sight at once."""
    now = datetime.now(UTC).replace(tzinfo=None)
    first = highest(engine, unbound(tables.LEDGERS), "publication") + 1
    rows = [
        (first + number, _key(of), of.policy.hash, written(of.policy), of.currency, of.load_id, of.has_fx, ",".join(of.edited), now)
        for number, of in enumerate(ledgers)
    ]
    begun.forget(engine, [of.prefix for of in ledgers])
    engine.insert_rows(tables.LEDGERS, rows)


def forget(engine: Engine, of: Policy, currency: str) -> None:
    """Puts a ledger out of force."""
    record = unbound(tables.LEDGERS)
    mine = record.filter(record.policy_hash == of.hash, record.currency == currency)
    engine.delete(tables.LEDGERS, mine.select("publication"))


def sweep(engine: Engine, book_currency: str) -> None:
    """Removes the tables of ledgers that were replaced, or never published: but for builds that may be gone on with."""
    ended = begun.begun(engine)
    last = highest(engine, unbound(tables.LOADS), "load_id") if ended else 0
    begun.forget(engine, [each.prefix for each in ended if each.load_id < last])
    in_force = {ledger.prefix for ledger in kept(engine, book_currency)} | {each.prefix for each in ended if each.load_id >= last}
    for name in engine.names():
        found = _TABLE_OF.fullmatch(name)
        if found and found[1] not in in_force:
            engine.drop(name)


def written(of: Policy) -> str:
    """A policy as a book keeps it."""
    return json.dumps({"name": of.name, "version": of.version, "values": dict(of.values)}, sort_keys=True)


def recalled(text: str) -> Policy:
    """The policy that a book keeps as a text."""
    stored = json.loads(text)
    # A setting that the book does not know yet stands as standard has it, as it did when there was none.
    values = {**policy("standard").values, **stored["values"]}
    return Policy(stored["name"], stored["version"], MappingProxyType(values))


def _key(ledger: Ledger) -> int:
    return int(ledger.prefix.split("_")[1])


def _prefix(key: int) -> str:
    return f"ledger_{key}_"

"""Builds that were begun in batches and not put in force yet: how far each is, so that the next build of the same goes on from there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

import ibis.expr.types as ir

from subledger import __version__
from subledger.engine import Engine
from subledger.ledger.tables import Ledger, definition, unbound
from subledger.model import tables

_MARK = "begun_build_"


@dataclass(frozen=True, slots=True)
class Begun:
    """A build under way: what it builds, by which definitions, where, and how many of its batches are done.

    batches, last_key: in how many ranges it takes the customers up to that key, whatever keys and memory there are later.
    """

    policy_hash: str
    currency: str
    load_id: int
    version: str
    prefix: str
    batches: int
    last_key: int
    done: int = 0

    def is_of(self, ledger: Ledger) -> bool:
        """Whether it builds that ledger."""
        of = (ledger.policy.hash, ledger.currency, ledger.load_id, __version__)
        return (self.policy_hash, self.currency, self.load_id, self.version) == of


def begun(engine: Engine) -> list[Begun]:
    """Every build that was begun in batches."""
    return [Begun(**json.loads(value)) for (value,) in engine.rows(_marked())]


@definition
def _marked() -> ir.Table:
    meta = unbound(tables.META)
    return meta.filter(meta.key.startswith(_MARK)).select("value")


def new(ledger: Ledger, batches: int, last_key: int) -> Begun:
    """A build of which nothing is done yet."""
    return Begun(ledger.policy.hash, ledger.currency, ledger.load_id, __version__, ledger.prefix, batches, last_key)


def note(engine: Engine, build: Begun) -> None:
    """Writes down how far a build is. The caller holds the transaction."""
    forget(engine, [build.prefix])
    engine.insert_rows(tables.META, [(_MARK + build.prefix, json.dumps(asdict(build)))])


def forget(engine: Engine, prefixes: Iterable[str]) -> None:
    """The builds of these tables are done with, or are not gone on with."""
    meta, given = unbound(tables.META), set(prefixes)
    marks = [_MARK + each.prefix for each in begun(engine) if each.prefix in given]
    if marks:
        engine.delete(tables.META, meta.filter(meta.key.isin(marks)).select("key"))

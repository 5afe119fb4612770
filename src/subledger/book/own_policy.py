"""The book's own policy, under which its figures are where none is named. It can be changed, and each change is known from a moment on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import ibis.expr.types as ir

from subledger.book.building import ledgers
from subledger.engine import Engine
from subledger.ledger.tables import definition, numbered, unbound
from subledger.model import tables
from subledger.model.policy import Policy


@dataclass(frozen=True, slots=True)
class Change:
    """Another policy became the book's own: by whom, and why."""

    load_id: int
    was: Policy
    now: Policy
    author: str
    reason: str

    @property
    def says(self) -> str:
        """What changed, in words."""
        return f"{step(self.was, self.now)}, by {self.author}: {self.reason}"


def own_policy(engine: Engine, load_id: int) -> Policy:
    """The policy that the book had as its own after a load."""
    [(text,)] = engine.rows(_last_known(load_id))
    return ledgers.recalled(text)


@definition
def _last_known(load_id: int) -> ir.Table:
    own = unbound(tables.OWN_POLICIES)
    known = own.filter(own.load_id <= numbered(load_id)).order_by(own.load_id.desc()).limit(1)
    return known.select("policy")


def changes(engine: Engine, load_id: int) -> list[Change]:
    """Every change of the book's own policy up to a load, in order."""
    own = unbound(tables.OWN_POLICIES)
    known = own.filter(own.load_id <= load_id).order_by("load_id")
    found = [(of, ledgers.recalled(text), author, reason) for of, text, author, reason in engine.rows(known)]
    return [Change(of, was, now, author, reason) for (_, was, _, _), (of, now, author, reason) in pairwise(found)]


def step(was: Policy, now: Policy) -> str:
    """From which policy to which, in words: with their versions where their names are the same."""
    names = (was.name, now.name) if was.name != now.name else (f"{was.name} v{was.version}", f"{now.name} v{now.version}")
    return "policy: " + " → ".join(names)

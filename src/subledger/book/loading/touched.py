"""What a load touches: the facts that came with it, and those in force that they stand beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import ibis.expr.types as ir

from subledger.book.loading.differing import Differing
from subledger.book.policies import policy
from subledger.engine import Engine
from subledger.ledger.tables import Ledger, numbered, unbound
from subledger.model.tables import Table


@dataclass(frozen=True, slots=True)
class Touched:
    """A book as a load leaves it. last: the highest keys before the load, by table; differing: what the load copied aside, by table.

    Before the load the book had no faults, so whatever a load does wrong, it does to what it touches.
    """

    engine: Engine
    load_id: int
    last: dict[str, int]
    differing: Mapping[str, Differing] = field(default_factory=dict)

    def in_force(self, of: Table) -> ir.Table:
        """All facts of a table."""
        return Ledger(policy("standard"), "USD", "USD", self.load_id).known(of)

    def came(self, of: Table) -> ir.Table:
        """The facts that came with the load."""
        if of.name in self.differing:
            return self.differing[of.name].came
        rows = self.in_force(of)
        return rows.filter(rows.load_id == numbered(self.load_id))

    def stayed(self, of: Table) -> ir.Table:
        """The facts that were there before."""
        rows = self.in_force(of)
        return rows.filter(rows.load_id < numbered(self.load_id))

    def went(self, of: Table) -> ir.Table:
        """The facts that the load found gone or corrected."""
        differing = self.differing.get(of.name)
        if differing is not None and differing.went is not None:
            return differing.went
        rows = unbound(of)
        return rows.filter(rows.gone_load_id == numbered(self.load_id))

    def beside(self, of: Table, *key: str) -> ir.Table:
        """The facts in force that share a key with one that came, and these."""
        differing = self.differing.get(of.name)
        standing = differing.standing() if differing is not None else None
        # An item is of one customer.
        if standing is not None and key[0] in ("customer_key", "item_key"):
            return standing[0]
        rows = self.in_force(of)
        # Where nothing was there before, all there is came.
        if not self.engine.rows(self.stayed(of).select(key[0]).limit(1)):
            return rows
        # Kept beside, so that the engine knows how few they are.
        staged = Table(self.keys_of(of).name, {name: of.columns[name] for name in key})
        self.engine.fill(staged, self.came(of).select(*key).distinct())
        came = unbound(staged)
        return rows.semi_join(came, [rows[name].identical_to(came[name]) for name in key])

    def keys_of(self, of: Table) -> Table:
        """Where the keys of facts that came are kept beside."""
        return Table(f"touched_{of.name}", {})

    def new_keys(self, of: Table, column: str) -> ir.Table:
        """The keys that the load gave."""
        keys = unbound(of)
        return keys.filter(keys[column] > numbered(self.last[of.name]))

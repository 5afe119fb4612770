"""What a load makes differ in a table: the rows that came and went, and the facts that stood beside them, copied once for all who ask."""

from __future__ import annotations

from dataclasses import dataclass, field

import ibis
import ibis.expr.types as ir

from subledger.book.loading.keys import Keys
from subledger.ledger.tables import definition
from subledger.model.tables import ORIGIN


@dataclass(frozen=True, slots=True)
class Differing:
    """The facts of one table before and after a load.

    came: all facts that came.   went: by their origin, those gone or corrected; None where there were none before.
    near: of an increment the facts before of all who are named by it, in `named`; None where they were not copied.
    """

    came: ir.Table
    went: ir.Table | None = None
    near: ir.Table | None = None
    named: ir.Table | None = None
    changed: int = 0

    def standing(self) -> tuple[ir.Table, ir.Table] | None:
        """The facts in force now of all whom the load names, and whom it names; None where they were not copied."""
        if self.near is None or self.went is None or self.named is None:
            return None
        return _standing(self.near, self.went, self.came), self.named

    def customers(self) -> list[ir.Table]:
        """The customers of the facts that came or went.   Shapes: customer_key."""
        return [rows.select("customer_key") for rows in (self.came, self.went) if rows is not None]


@dataclass(slots=True)
class Aside:
    """What a load under way keeps beside the book: by table which facts differ, and the keys of those whom it names, where they are few."""

    differing: dict[str, Differing] = field(default_factory=dict)
    named: Keys | None = None


@definition
def _standing(near: ir.Table, went: ir.Table, came: ir.Table) -> ir.Table:
    return ibis.union(near.anti_join(went, list(ORIGIN)), came)

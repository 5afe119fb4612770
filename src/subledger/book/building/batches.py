"""Batches: a book larger than memory is built some customers at a time, and a build that was ended goes on after the last of them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial

import ibis.expr.types as ir

from subledger.book.building import begun
from subledger.book.building.begun import Begun
from subledger.book.rows import count, highest
from subledger.engine import Engine
from subledger.ledger import edits
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables
from subledger.model.tables import Table, table

CHOSEN = table("batch_customers", {"customer_key": "int32"})
_OF_ALL = ((tables.RULES, ["terms_key"]), (tables.RATES, ["currency", "day"]))
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Batch(Ledger):
    """The ledger of the customers of one batch: it reads their facts alone, and has tables of its own."""

    whole: Ledger = field(kw_only=True)

    def _own(self, table: Table) -> ir.Table:
        if table.name.startswith(self.prefix):
            return unbound(table)
        rows = self.whole._own(table)
        return rows.semi_join(unbound(CHOSEN), "customer_key") if "customer_key" in table.columns else rows

    def _in_force(self, rows: ir.Table) -> ir.Table:
        return self.whole._in_force(rows)


def batches(engine: Engine, ledger: Ledger) -> Begun | None:
    """The batches in which a ledger is to be built, as one that was begun has them; None where it is built at once."""
    for ended in begun.begun(engine):
        if ended.prefix == ledger.prefix:
            return ended
    if engine.most_rows is None or (number := count(engine, ledger.told(tables.SUBSCRIPTIONS)) // engine.most_rows + 1) == 1:
        return None
    return begun.new(ledger, number, highest(engine, ledger._own(tables.CUSTOMER_KEYS), "customer_key"))


def build_each(engine: Engine, whole: Ledger, of: Begun, build: Callable[[Ledger, Tell], None], tell: Tell, *, is_kept: bool) -> None:
    """Builds a ledger batch by batch: each is built and checked beside it, and then added to its tables.

    is_kept: how far the build is gets written down with each batch, and a build that was ended goes on.
    """
    if not of.done:
        for table in tables.LEDGER:
            engine.create(whole.named(table), temporary=not is_kept)
    part = whole.seen_as(Batch, prefix=f"batch_of_{whole.prefix}", whole=whole)
    for batch in range(of.done, of.batches):
        engine.fill(CHOSEN, _customers(whole, of, batch))
        build(part, partial(_told, tell, f"batch {batch + 1} of {of.batches}"))
        with engine.transaction() if is_kept else nullcontext():
            _add(engine, part, whole)
            if is_kept:
                begun.note(engine, replace(of, done=batch + 1))
        for table in tables.LEDGER:
            engine.drop(part.named(table).name)
    engine.drop(CHOSEN.name)


def _told(tell: Tell, batch: str, step: str) -> None:
    tell(f"{batch}: {step}")


def _customers(whole: Ledger, of: Begun, batch: int) -> ir.Table:
    """The customers of a batch, with those who count as one of them."""
    keys, after = whole._own(tables.CUSTOMER_KEYS).select("customer_key"), of.last_key + 1
    keys = keys.filter(keys.customer_key >= batch * after // of.batches, keys.customer_key < (batch + 1) * after // of.batches)
    if edits.MERGE not in whole.edited:
        return keys
    return edits.whole(keys.anti_join(edits.merged_away(whole.edits), "customer_key"), whole.edits)


def _add(engine: Engine, part: Ledger, whole: Ledger) -> None:
    for of in tables.OF_CUSTOMERS:
        engine.insert(whole.named(of), unbound(part.named(of)))
    for of, key in _OF_ALL:
        engine.insert(whole.named(of), unbound(part.named(of)).anti_join(unbound(whole.named(of)), key))

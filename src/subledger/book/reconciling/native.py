"""The book in one currency alone: a list with several has each amount in the currency that the customer pays in, and so has this."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import ibis.expr.types as ir

from subledger.book.building import building
from subledger.engine import Engine
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables
from subledger.model.policy import Policy
from subledger.model.tables import Table


@dataclass(frozen=True, slots=True)
class Native(Ledger):
    """The ledger of what is priced in its reporting currency: nothing in it is converted, and no rate is needed."""

    def told(self, table: Table) -> ir.Table:
        facts = Ledger.told(self, table)
        if table is tables.SUBSCRIPTIONS:
            terms = unbound(tables.TERMS)
            return facts.semi_join(terms.filter(terms.currency == self.currency), "terms_key")
        return facts.filter(facts.currency == self.currency) if table is tables.INVOICE_LINES else facts


@contextmanager
def natively(engine: Engine, of: Ledger, currency: str, today: date) -> Iterator[Callable[[Policy], Ledger]]:
    """The ledgers of what is priced in a currency, by policy, knowing what another ledger knows. They are gone in the end."""
    built: dict[str, Ledger] = {}

    def under(policy: Policy) -> Ledger:
        if policy.ledger_hash not in built:
            draft = Native(policy, currency, of.book_currency, of.load_id, prefix=f"native_{len(built) + 1}_")
            # Other currencies stand in the book's terms, and in no row of this ledger.
            built[policy.ledger_hash] = replace(building.build(engine, draft, today, is_kept=False), has_fx=False)
        return replace(built[policy.ledger_hash], policy=policy)

    try:
        yield under
    finally:
        for ledger in built.values():
            for table in tables.LEDGER:
                engine.drop(ledger.named(table).name)

"""One customer's own ledger: its rows of every table, copied once, as small as one customer is."""

from __future__ import annotations

from dataclasses import replace

from subledger.engine import Engine
from subledger.ledger import edits
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables
from subledger.model.errors import SubledgerError

CHOSEN = "chosen_"
_OF_BOOK = (tables.ITEM_KEYS, tables.SUBSCRIPTIONS, tables.CUSTOMERS, tables.INVOICE_LINES)


def of_customer(engine: Engine, ledger: Ledger, customer: str) -> Ledger:
    """The ledger of one customer. One pass over each table makes it, and what is asked of it then costs nothing.

    Raises: SubledgerError for a customer that is none. It holds until the next one is chosen.
    """
    keys = unbound(tables.CUSTOMER_KEYS)
    found = engine.rows(keys.filter(keys.customer_id == customer).select("customer_key"))
    if not found:
        raise SubledgerError(
            f"there is no customer {customer!r}", "unknown_customer", customer, "a customer_id of the book", "see: subledger customers"
        )
    key = int(found[0][0])
    wanted = [(table, [key]) for table in map(ledger.named, tables.OF_CUSTOMERS)]
    facts_of = _counting_as(engine, ledger, key)
    for table, customers in (*wanted, *((table, facts_of) for table in _OF_BOOK)):
        rows = unbound(table)
        engine.fill(replace(table, name=CHOSEN + table.name), rows.filter(rows.customer_key.isin(customers)))
    return replace(ledger, chosen=CHOSEN)


def _counting_as(engine: Engine, ledger: Ledger, key: int) -> list[int]:
    """The customers whose facts count as those of one: itself and those that people merged into it, nobody where it was merged away."""
    if edits.MERGE not in ledger.edited:
        return [key]
    pairs = engine.rows(edits.counting_as(ledger.edits).select("customer_key", "into_key"))
    return [] if key in {away for away, _ in pairs} else [key, *(away for away, into in pairs if into == key)]

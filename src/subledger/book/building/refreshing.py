"""A refresh: after a load, only the customers of whom some fact differs are built anew; what the others had stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import ibis
import ibis.expr.types as ir

from subledger.book.building import building
from subledger.book.loading.differing import Aside
from subledger.book.rows import count
from subledger.engine import Engine
from subledger.ledger import edits
from subledger.ledger.tables import Ledger, numbered, unbound
from subledger.model import tables
from subledger.model.tables import Table, table

CHANGED = table("changed_customers", {"customer_key": "int32"})
MOST = 5
"""From one customer in so many on, a full build is the quicker way."""
_COPIED = (tables.SUBSCRIPTIONS, tables.INVOICE_LINES, tables.ITEM_KEYS, tables.CUSTOMER_KEYS)
_FROM = (tables.SUBSCRIPTIONS, tables.INVOICE_LINES)


@dataclass(frozen=True, slots=True)
class _Part(Ledger):
    """The ledger of the changed customers alone. It reads copies of their rows: a build asks for them many times, and the book is large."""

    def _own(self, table: Table) -> ir.Table:
        return unbound(_copy(table) if table in _COPIED else table)

    def _in_force(self, rows: ir.Table) -> ir.Table:
        # Of the load under way, whatever its number: what was written out and compiled for one load serves the next.
        return rows.filter(rows.gone_load_id.isnull())


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A ledger in force and the part of it that was built anew beside it."""

    ledger: Ledger
    part: Ledger

    def swap(self, engine: Engine) -> None:
        """Puts the part in the place of what its customers had. The caller holds the transaction."""
        for each in tables.OF_CUSTOMERS:
            engine.delete(self.ledger.named(each), unbound(CHANGED))
            engine.insert(self.ledger.named(each), unbound(self.part.named(each)))
        rules, rates = self.ledger.named(tables.RULES), self.ledger.named(tables.RATES)
        engine.delete(rules, self.part.rules.select("terms_key"))
        engine.insert(rules, self.part.rules)
        engine.insert(rates, self.part.rates.anti_join(unbound(rates), ["currency", "day"]))
        for each in tables.LEDGER:
            engine.drop(self.part.named(each).name)


def changed_customers(engine: Engine, load_id: int, aside: Aside) -> bool:
    """Finds the customers of whom a load or an edit changed something; whether they are few enough to be built on their own."""
    keys = [rows for of in _FROM if of.name in aside.differing for rows in aside.differing[of.name].customers()]
    every = ibis.union(*(keys or _touched(load_id)), distinct=True).filter(lambda rows: rows.customer_key.notnull())
    made = unbound(tables.EDITS)
    in_force = made.filter(made.gone_load_id.isnull())
    engine.fill(CHANGED, edits.whole(every, in_force) if engine.rows(in_force.select("kind").limit(1)) else every)
    if count(engine, unbound(CHANGED)) * MOST > count(engine, unbound(tables.CUSTOMER_KEYS)):
        return False
    for of in _COPIED:
        engine.fill(_copy(of), _standing(engine, of, aside).semi_join(unbound(CHANGED), "customer_key"))
    return True


def _touched(load_id: int) -> list[ir.Table]:
    """The customers of the facts and edits that came or went with a load that copied nothing aside."""
    found = []
    for of, columns in (*((of, ["customer_key"]) for of in _FROM), (tables.EDITS, ["customer_key", "into_key"])):
        rows = unbound(of)
        # Each by itself: an engine that knows what a block of rows holds skips those that came and went with other loads.
        for changed in (rows.filter(rows.load_id == numbered(load_id)), rows.filter(rows.gone_load_id == numbered(load_id))):
            found += [changed.select(customer_key=column) for column in columns]
    return found


def _standing(engine: Engine, of: Table, aside: Aside) -> ir.Table:
    """Where the rows in force of the changed customers are: aside, where the load named every one of them, or in the book."""
    copied = _copied(of, aside)
    if copied is not None and not engine.rows(unbound(CHANGED).anti_join(copied[1], "customer_key").limit(1)):
        return copied[0]
    rows = unbound(of)
    return rows.filter(rows.gone_load_id.isnull()) if of in _FROM else rows


def _copied(of: Table, aside: Aside) -> tuple[ir.Table, ir.Table] | None:
    """The copy that a load made of rows, and of which customers; None where it made none."""
    if of in _FROM:
        differing = aside.differing.get(of.name)
        return differing.standing() if differing is not None else None
    if aside.named is None:
        return None
    customers = unbound(aside.named.customers)
    return (customers if of is tables.CUSTOMER_KEYS else unbound(aside.named.items)), customers


def refreshed(engine: Engine, of: Ledger, load_id: int, today: date, tell: Callable[[str], None]) -> Refreshed | None:
    """The ledger in force with its changed customers built anew beside it; None where the load touches everybody.

    Raises: as building.build.
    """
    ledger = Ledger(of.policy, of.currency, of.book_currency, load_id, of.has_fx, of.prefix)
    ledger = replace(ledger, edited=building.edited(engine, ledger))
    if not same_rates(engine, ledger, today):
        return None
    part = _Part(of.policy, of.currency, of.book_currency, 0, of.has_fx, f"part_of_{of.prefix}")
    built = building.build(engine, part, today, is_kept=False, tell=tell)
    # The first foreign currency of a book makes every amount one that has a rate.
    return Refreshed(ledger, built) if built.has_fx == of.has_fx else None


def forget(engine: Engine) -> None:
    """Drops what was built beside."""
    for of in (CHANGED, *map(_copy, _COPIED)):
        engine.drop(of.name)


def _copy(of: Table) -> Table:
    return replace(of, name=f"changed_{of.name}")


def same_rates(engine: Engine, ledger: Ledger, today: date) -> bool:
    """Whether every rate that the ledger took is what it would take now: rates come, and what was the future has a rate in time."""
    if not ledger.has_fx:
        return True
    rates, setting = building.rates_of(engine, ledger, today), str(ledger.policy["fx.rate"])
    taken = engine.rows(ledger.rates.select("currency", "day", "rate_scaled"))
    # A month that has its first rate now revalues everybody who is open.
    last = {currency: max(day for of, day, _ in taken if of == currency) for currency, *_ in taken}
    if setting == "month_end" and any(rates.newest_month(currency) > day for currency, day in last.items()):
        return False
    return all(rates.wanted(currency, day, setting) == int(rate) for currency, day, rate in taken)

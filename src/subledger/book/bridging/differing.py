"""Differing facts: what two loads know of the same table, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis.expr.types as ir

from subledger.book.bridging.bridge import SourceRow
from subledger.book.loading.corrections import corrected
from subledger.book.rows import with_file
from subledger.engine import Engine
from subledger.ledger.tables import unbound
from subledger.model import tables
from subledger.model.tables import ORIGIN, Table

CAME, FROM, TO, WENT = "came", "corrected from", "corrected to", "gone"
OF_CUSTOMERS = (tables.SUBSCRIPTIONS, tables.INVOICE_LINES, tables.CUSTOMERS)


@dataclass(frozen=True, slots=True)
class Differing:
    """The facts of a table that two loads both know, and by change those that only one of them knows.

    A fact corrects another where an increment that brings it would take the other's place.
    """

    kept: ir.Table
    changes: Mapping[str, ir.Table]


def differing(of: Table, since: int, until: int) -> Differing:
    """How the facts of a table differ between what is known after one load and after a later one."""
    facts = unbound(of)

    def known(load_id: int) -> ir.BooleanValue:
        return (facts.load_id <= load_id) & (facts.gone_load_id.isnull() | (facts.gone_load_id > load_id))

    went, came = facts.filter(known(since), ~known(until)), facts.filter(~known(since), known(until))
    replaced, replacing = corrected(of.name, went, came), corrected(of.name, came, went)
    changes = {
        CAME: came.anti_join(replacing, list(ORIGIN)),
        FROM: replaced,
        TO: replacing,
        WENT: went.anti_join(replaced, list(ORIGIN)),
    }
    return Differing(facts.filter(known(since), known(until)), changes)


def source_rows(engine: Engine, since: int, until: int, wanted: Sequence[str]) -> list[SourceRow]:
    """The rows of exchange rates that changed so, where they stand in their files."""
    changes = differing(tables.FX_RATES, since, until).changes
    found = [(file, int(row), change) for change in wanted for file, row in engine.rows(with_file(changes[change]).select("file", "row"))]
    return [SourceRow(*each) for each in sorted(found)]


def source_rows_of(engine: Engine, since: int, until: int, wanted: Sequence[str], only: ir.Table) -> dict[str, list[SourceRow]]:
    """The rows of customers that changed so, by customer_id; of those customers that stand in `only`."""
    found: dict[str, list[SourceRow]] = defaultdict(list)
    for of in OF_CUSTOMERS:
        changes = differing(of, since, until).changes
        for change in wanted:
            rows = with_file(changes[change].semi_join(only, "customer_key"))
            named = rows.join(unbound(tables.CUSTOMER_KEYS), "customer_key").select("customer_id", "file", "row")
            for customer, file, row in engine.rows(named.order_by(["customer_id", "file", "row"])):
                found[customer].append(SourceRow(file, int(row), change))
    return found

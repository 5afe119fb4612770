"""Differing facts: what two loads know of the same table, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from subledger.book.bridging.bridge import SourceRow
from subledger.book.loading.merging import TOLD_BY
from subledger.book.rows import with_file
from subledger.engine import Engine
from subledger.ledger.tables import unbound
from subledger.model import tables
from subledger.model.tables import Table

CAME, FROM, TO, WENT = "came", "corrected from", "corrected to", "gone"
OF_CUSTOMERS = (tables.SUBSCRIPTIONS, tables.INVOICE_LINES, tables.CUSTOMERS)


@dataclass(frozen=True, slots=True)
class Differing:
    """The facts of a table that two loads both know, and by change those that only one of them knows.

    A fact corrects another where both have the key by which an increment would know it again.
    """

    kept: ir.Table
    changes: Mapping[str, ir.Table]


def differing(of: Table, since: int, until: int) -> Differing:
    """How the facts of a table differ between what is known after one load and after a later one."""
    facts = unbound(of)

    def known(load_id: int) -> ir.BooleanValue:
        return (facts.load_id <= load_id) & (facts.gone_load_id.isnull() | (facts.gone_load_id > load_id))

    def same(left: ir.Table, right: ir.Table) -> list[ir.BooleanValue]:
        return [left[name].identical_to(right[name]) for name in TOLD_BY[of.name]]

    went, came = facts.filter(known(since), ~known(until)), facts.filter(~known(since), known(until))
    changes = {
        CAME: came.anti_join(went, same(came, went)),
        FROM: went.semi_join(came, same(went, came)),
        TO: came.semi_join(went, same(came, went)),
        WENT: went.anti_join(came, same(went, came)),
    }
    return Differing(facts.filter(known(since), known(until)), changes)


def changed(since: int, until: int) -> ir.Table:
    """The customers of whom some fact differs.   Grain: customer_key."""
    rows = [rows.select("customer_key") for of in OF_CUSTOMERS for rows in differing(of, since, until).changes.values()]
    return ibis.union(*rows, distinct=True)


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

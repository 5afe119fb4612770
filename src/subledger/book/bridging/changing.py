"""Who changes between two loads: the customers of whom some fact differs, or an edit by a person."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.book.bridging.differing import OF_CUSTOMERS, differing
from subledger.ledger import edits
from subledger.ledger.tables import unbound
from subledger.model import tables


def touched(since: int, until: int) -> ir.Table:
    """The customers of whom something differs, with all who count together with them at either time.   Grain: customer_key."""
    rows = [rows.select("customer_key") for of in OF_CUSTOMERS for rows in differing(of, since, until).changes.values()]
    edited = edits_between(since, until)
    rows += [edited.select("customer_key"), edited.filter(edited.into_key.notnull()).select(customer_key="into_key")]
    return edits.whole(ibis.union(*rows, distinct=True), ibis.union(edits_known(since), edits_known(until)))


def edits_between(since: int, until: int) -> ir.Table:
    """The edits by people that are in force at one of two loads only."""
    before, after = edits_known(since), edits_known(until)
    rows = ibis.union(before.anti_join(after, "number"), after.anti_join(before, "number"))
    return rows.filter(rows.kind.isin(edits.OF_FACTS))


def edits_known(load_id: int) -> ir.Table:
    """The edits by people in force after a load."""
    made = unbound(tables.EDITS)
    return made.filter(made.load_id <= load_id, made.gone_load_id.isnull() | (made.gone_load_id > load_id))

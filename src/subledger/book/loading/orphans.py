"""Orphans: rows of customers who stand in no customers table, where there is one."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.book.loading.touched import Touched
from subledger.book.rows import has_rows, with_file
from subledger.ledger.tables import unbound
from subledger.model import tables
from subledger.model.errors import Fault
from subledger.model.tables import Table


def orphans(touched: Touched) -> list[Fault]:
    """Rows that came, or whose customer went, without a row in customers for their customer or their parent."""
    customers, keys = touched.in_force(tables.CUSTOMERS), unbound(tables.CUSTOMER_KEYS)
    if not has_rows(touched.engine, customers):
        return []
    engine, went = touched.engine, touched.went(tables.CUSTOMERS).anti_join(customers, "customer_key").join(keys, "customer_key")
    # The first customers table asks everybody who was there without one.
    is_first = not has_rows(engine, touched.stayed(tables.CUSTOMERS)) and not has_rows(engine, touched.went(tables.CUSTOMERS))
    found = []

    def asked(of: Table, column: str, gone: ir.Table) -> ir.Table:
        stayed = touched.stayed(of)
        return touched.in_force(of) if is_first else ibis.union(touched.came(of), stayed.semi_join(gone, [(column, gone.columns[0])]))

    for table in (tables.SUBSCRIPTIONS, tables.INVOICE_LINES):
        rows = asked(table, "customer_key", went.select("customer_key"))
        lost = with_file(rows.anti_join(customers, "customer_key").join(keys, "customer_key"))
        for file, row, customer in engine.rows(lost.select("file", "row", "customer_id")):
            found.append(_orphan(file, row, "customer_id", customer))
    children = asked(tables.CUSTOMERS, "parent_id", went.select("customer_id"))
    known = keys.semi_join(customers, "customer_key").select(known="customer_id")
    parents = children.filter(children.parent_id.notnull()).join(known, [("parent_id", "known")], how="anti")
    for file, row, parent in engine.rows(with_file(parents).select("file", "row", "parent_id")):
        found.append(_orphan(file, row, "parent_id", parent))
    return found


def _orphan(file: str, row: int, column: str, customer: str) -> Fault:
    return Fault(
        "orphan",
        f"{column} {customer} is not in customers",
        file=file,
        row=int(row),
        column=column,
        value=customer,
        expected="a customer_id of customers",
        hint="add the customer, or load without a customers table",
    )

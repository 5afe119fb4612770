"""Who holds a balance: customers with what they are worth on a day, and what they kept of an earlier one."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import ibis
import ibis.expr.types as ir

from subledger.book.looking.part import Part, Seen
from subledger.ledger.tables import unbound, wide
from subledger.metrics.measures import monthly
from subledger.metrics.segments import Cut
from subledger.model import tables
from subledger.model.errors import unknown

COLUMNS = ("customer_id", "name", "country", "attributes", "since", "last_change", "change", "mrr")
ORDERS = ("mrr", "change", "name", "customer_id", "country", "since", "last_change")
KEPT = ("customer_id", "name", "before", "after", "kept", "change")


def holders(
    seen: Seen, cut: Cut, since: date, until: date, search: str, order: str, limit: int, offset: int, *, is_descending: bool, has_left: bool
) -> Part:
    """Customers and their MRR at the end of the day before until; change is since a day. has_left: also those who pay nothing then.

    Grain: customer.   Units: reporting currency per month.   search: a part of the id or the name.
    """
    if order not in ORDERS:
        raise unknown("order", order, ORDERS)
    postings = cut.ledger.postings
    rows = cut.of(postings.filter(postings.day < ibis.date(until)))
    found = rows.group_by("customer_key").agg(
        micros=wide(rows.run_rate_micros).sum(),
        moved=wide(rows.run_rate_micros).sum(where=rows.day >= ibis.date(since)),
        since=rows.day.min(),
        last_change=rows.day.max(where=rows.cause != "fx"),
    )
    found = seen.named(found if has_left else found.filter(found.micros != 0))
    if search:
        text = search.lower()
        found = found.filter(found.customer_id.lower().contains(text) | found.name.lower().contains(text).fill_null(False))
    count, (total,) = seen.summed(found, "micros")
    column = found[{"mrr": "micros", "change": "moved"}.get(order, order)]
    if order == "change":
        column = column.fill_null(0)
    by = ibis.desc(column, nulls_first=False) if is_descending else ibis.asc(column, nulls_first=False)
    shown = found.order_by([by, found.customer_id]).limit(limit, offset=offset)
    names = ("customer_key", "customer_id", "name", "country", "since", "last_change", "moved", "micros")
    rows_shown = seen.read(shown, names)
    attributes = _attributes(seen, [int(row["customer_key"]) for row in rows_shown])
    for row in rows_shown:
        row["attributes"] = attributes.get(int(row.pop("customer_key")), {})
        row["change"], row["mrr"] = monthly(int(row.pop("moved") or 0)), monthly(int(row.pop("micros")))
    return seen.part(COLUMNS, rows_shown, count, total)


def _attributes(seen: Seen, keys: list[int]) -> dict[int, dict[str, str]]:
    """The further attributes of customers, by key."""
    customers, extras = seen.ledger.known(tables.CUSTOMERS), unbound(tables.EXTRAS)
    if not keys or not seen.extras:
        return {}
    rows = customers.filter(customers.customer_key.isin(keys)).join(extras, ["source_key", "row"])
    found: dict[int, dict[str, str]] = {}
    for row in seen.read(rows.order_by(rows["name_right"]), ("customer_key", "name_right", "value")):
        found.setdefault(int(row["customer_key"]), {})[row["name_right"]] = row["value"]
    return found


def kept(seen: Seen, cut: Cut, base: date, until: date, limit: int, offset: int, *, only_lost: bool) -> Part:
    """Customers who had MRR at the end of the day before base, with what they have at the end of the day before until.

    Grain: customer.   Units: reporting currency per month.   kept is the smaller of both. only_lost: who pays nothing by then.
    Sums: before, after, kept.
    """
    postings = cut.ledger.postings
    rows = cut.of(postings.filter(postings.day < ibis.date(until)))
    found = rows.group_by("customer_key").agg(
        before=wide(rows.run_rate_micros).sum(where=rows.day < ibis.date(base)), after=wide(rows.run_rate_micros).sum()
    )
    found = found.filter(found.before > 0)
    found = _only_lost(found) if only_lost else found
    found = found.mutate(kept=ibis.least(found.before, found.after), micros=found.after - found.before)
    count, (before, after, least, total) = seen.summed(found, "before", "after", "kept", "micros")
    named = seen.named(found)
    shown = named.order_by([ibis.desc(named.micros.abs()), ibis.desc(named.before), named.customer_id]).limit(limit, offset=offset)
    listed = seen.read(shown, ("customer_id", "name", "before", "after", "kept", "micros"))
    for row in listed:
        row["change"] = monthly(int(row.pop("micros")))
        row.update({name: monthly(int(row[name])) for name in ("before", "after", "kept")})
    return seen.part(KEPT, listed, count, total, {"before": before, "after": after, "kept": least})


def _only_lost(found: ir.Table) -> ir.Table:
    return found.filter(found.after == 0)


def native(seen: Seen, cut: Cut, currency: str, until: date) -> Fraction:
    """MRR of what is billed in a currency, in that currency, at the end of the day before until."""
    terms = unbound(tables.TERMS)
    of = terms.filter(terms.currency == currency).select("terms_key")
    postings = cut.ledger.postings
    rows = cut.of(postings.filter(postings.day < ibis.date(until)).semi_join(of, "terms_key"))
    return monthly(int(seen.engine.rows(rows.agg(total=wide(rows.native_micros).sum()))[0][0] or 0))

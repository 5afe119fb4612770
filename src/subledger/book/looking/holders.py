"""Who holds a balance: customers with what they are worth on a day, and what they kept of an earlier one."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import ibis
import ibis.expr.types as ir

from subledger.book.looking.part import Part, Seen, named, sums
from subledger.ledger.tables import definition, unbound, wide
from subledger.metrics.days import END, START
from subledger.metrics.measures import monthly
from subledger.metrics.retention import changing
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
    given = {START: since, END: until}
    shown = _listed(cut, search.lower(), has_left, order, is_descending, limit, offset)
    rows_shown = seen.read(shown, tuple(shown.columns), given)
    count, total = 0, Fraction(0)
    if offset and not rows_shown:
        count, (total,) = seen.summed(_summed(cut, search.lower(), has_left), given)
    attributes = _attributes(seen, [int(row["customer_key"]) for row in rows_shown])
    for row in rows_shown:
        count, total = int(row.pop("count")), monthly(int(row.pop("total")))
        row["attributes"] = attributes.get(int(row.pop("customer_key")), {})
        row["change"], row["mrr"] = monthly(int(row.pop("moved") or 0)), monthly(int(row.pop("micros")))
    return seen.part(COLUMNS, rows_shown, count, total)


@definition
def _changed(cut: Cut, search: str, has_left: bool, order: str = "mrr") -> ir.Table:
    """Customers with what they are worth, and with what they are ordered by.   Shapes: customer_key, micros, and some of _worth's."""
    if search or has_left or order in ("since", "last_change"):
        found = _worth(cut, _called(cut, search) if search else None)
    else:
        rows = changing(cut, END)
        found = rows.group_by(customer_key=rows.entity).agg(
            micros=wide(rows.change).sum(),
            **({"moved": wide(rows.change).sum(where=rows.day >= ibis.date(START))} if order == "change" else {}),
        )
    return found if has_left else found.filter(found.micros != 0)


def _worth(cut: Cut, among: ir.Table | None) -> ir.Table:
    """Customers, among those alone, with their figures and what is known of them already.

    Shapes: customer_key, micros, moved (since the first day), since, last_change, and those of among.
    """
    postings = cut.ledger.postings
    inside = postings if among is None else postings.join(among, "customer_key")
    rows = cut.of(inside.filter(inside.day < ibis.date(END)))
    return rows.group_by(*(among.columns if among is not None else ("customer_key",))).agg(
        micros=wide(rows.run_rate_micros).sum(),
        moved=wide(rows.run_rate_micros).sum(where=rows.day >= ibis.date(START)),
        since=rows.day.min(),
        last_change=rows.day.max(where=rows.cause != "fx"),
    )


def _called(cut: Cut, search: str) -> ir.Table:
    called = named(unbound(tables.CUSTOMER_KEYS).select("customer_key"), cut.ledger)
    found = called.filter(called.customer_id.lower().contains(search) | called.name.lower().contains(search).fill_null(False))
    return found.select("customer_key")


@definition
def _summed(cut: Cut, search: str, has_left: bool) -> ir.Table:
    return sums(_changed(cut, search, has_left), "micros")


@definition
def _listed(cut: Cut, search: str, has_left: bool, order: str, is_descending: bool, limit: int, offset: int) -> ir.Table:
    def ordered(found: ir.Table) -> ir.Table:
        return _ordered(named(found, cut.ledger), order, is_descending=is_descending)

    found = _changed(cut, search, has_left, order)
    # Summed while they are put in order: to go through all customers once more takes as long again.
    found = found.mutate(count=found.count().over(ibis.window()), total=found.micros.sum().over(ibis.window()))
    shown = ordered(found).limit(limit, offset=offset)
    # In order only with what orders them; all the figures of those alone that are shown.
    rows = ordered(_worth(cut, shown.select("customer_key", "count", "total")))
    return rows.select("customer_key", "customer_id", "name", "country", "since", "last_change", "moved", "micros", "count", "total")


def _ordered(found: ir.Table, order: str, *, is_descending: bool) -> ir.Table:
    column = found[{"mrr": "micros", "change": "moved"}.get(order, order)]
    if order == "change":
        column = column.fill_null(0)
    by = ibis.desc(column, nulls_first=False) if is_descending else ibis.asc(column, nulls_first=False)
    return found.order_by([by, found.customer_id])


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
    given = {START: base, END: until}
    count, (before, after, least, total) = seen.summed(_kept_sums(cut, only_lost), given)
    listed = seen.read(_kept_listed(cut, only_lost, limit, offset), ("customer_id", "name", "before", "after", "kept", "micros"), given)
    for row in listed:
        row["change"] = monthly(int(row.pop("micros")))
        row.update({name: monthly(int(row[name])) for name in ("before", "after", "kept")})
    return seen.part(KEPT, listed, count, total, {"before": before, "after": after, "kept": least})


@definition
def _kept(cut: Cut, only_lost: bool) -> ir.Table:
    rows = changing(cut, END)
    found = rows.group_by(customer_key=rows.entity).agg(
        before=wide(rows.change).sum(where=rows.day < ibis.date(START)), after=wide(rows.change).sum()
    )
    found = found.filter(found.before > 0)
    found = found.filter(found.after == 0) if only_lost else found
    return found.mutate(kept=ibis.least(found.before, found.after), micros=found.after - found.before)


@definition
def _kept_sums(cut: Cut, only_lost: bool) -> ir.Table:
    return sums(_kept(cut, only_lost), "before", "after", "kept", "micros")


@definition
def _kept_listed(cut: Cut, only_lost: bool, limit: int, offset: int) -> ir.Table:
    found = named(_kept(cut, only_lost), cut.ledger)
    shown = found.order_by([ibis.desc(found.micros.abs()), ibis.desc(found.before), found.customer_id]).limit(limit, offset=offset)
    return shown.select("customer_id", "name", "before", "after", "kept", "micros")


def native(seen: Seen, cut: Cut, currency: str, until: date) -> Fraction:
    """MRR of what is billed in a currency, in that currency, at the end of the day before until."""
    terms = unbound(tables.TERMS)
    of = terms.filter(terms.currency == currency).select("terms_key")
    postings = cut.ledger.postings
    rows = cut.of(postings.filter(postings.day < ibis.date(until)).semi_join(of, "terms_key"))
    return monthly(int(seen.engine.rows(rows.agg(total=wide(rows.native_micros).sum()))[0][0] or 0))

"""Twice the same: subscriptions that are copies, customers of one name."""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import Ledger, unbound
from subledger.metrics.findings.finding import counted, first_of, on, shaped
from subledger.model import tables

FEW = 4
"""An address that more share is an office's, not a customer's."""
LEGAL_FORM = "[ ,.]+(inc|llc|ltd|limited|gmbh|corp|corporation|co|ag|sa|bv|plc)[.]?$"
"""How a name ends that says what kind of company it is."""


def twice_on_a_plan(ledger: Ledger, day: date) -> ir.Table:
    """A subscription that begins as the copy of one its customer has already: one plan, price and quantity."""
    states = counted(ledger)
    states = states.filter(states.plan.notnull(), states.starts_day <= ibis.date(day))
    begun = states.mutate(begun_day=states.starts_day.min().over(ibis.window(group_by=states.subscription_key)))
    begun = begun.filter(begun.starts_day == begun.begun_day)
    same = ("customer_key", "offer_key", "currency", "unit_amount_micros", "quantity_micros")
    earlier = states.select(
        *same,
        other_subscription_key="subscription_key",
        other_item_key="item_key",
        other_day="starts_day",
        other_ends_day="ends_day",
        other_source_key="source_key",
        other_row="row",
    )
    pairs = begun.join(earlier, list(same))
    pairs = pairs.filter(
        pairs.subscription_key != pairs.other_subscription_key,
        (pairs.other_day < pairs.starts_day) | ((pairs.other_day == pairs.starts_day) & (pairs.other_item_key < pairs.item_key)),
        pairs.starts_day < pairs.other_ends_day,
    )
    first = first_of(pairs, "item_key", "starts_day", "other_item_key")
    return shaped(first, day=first.starts_day)


def doubled_customer(ledger: Ledger, day: date) -> ir.Table:
    """Two paying customers of one name or one e-mail address, neither the other's parent."""
    held = on(counted(ledger), day)
    paid = held.group_by("customer_key", "currency").agg(yearly_micros=held.yearly_micros.sum().cast("int64"))
    paid = first_of(paid.mutate(size=-paid.yearly_micros), "customer_key", "size", "currency")
    customers = ledger.known(tables.CUSTOMERS).select("customer_key", "name", "country", "parent_id", "source_key", "row")
    customers = customers.join(paid.select("customer_key", "currency", "yearly_micros", "size"), "customer_key")
    customers = customers.join(unbound(tables.CUSTOMER_KEYS), "customer_key")
    customers = customers.mutate(form=customers.name.lower().re_extract(LEGAL_FORM, 1))
    extras = unbound(tables.EXTRAS)
    mails = extras.filter(extras.value.contains("@")).select("source_key", "row", mail="value").join(customers, ["source_key", "row"])
    named = customers.mutate(alike=_plain(customers.name)).filter(lambda rows: rows.alike.length() > 2)
    by = ibis.union(
        named.select(*customers.columns, "alike"), mails.mutate(alike=mails.mail.lower().strip()).select(*customers.columns, "alike")
    )
    group, order = ibis.window(group_by=by.alike), ibis.window(group_by=by.alike, order_by=[by["size"], by.customer_id])
    first = ("customer_key", "customer_id", "parent_id", "country", "form", "source_key", "row")
    beside = by.mutate(many=by.count().over(group), **{f"first_{name}": by[name].first().over(order) for name in first})
    is_family = (
        (beside.parent_id == beside.first_customer_id).fill_null(False)
        | (beside.first_parent_id == beside.customer_id).fill_null(False)
        | (beside.parent_id == beside.first_parent_id).fill_null(False)
    )
    # A company has its like in another country, and an address that many share is an office's.
    is_abroad = (beside.country != beside.first_country).fill_null(False)
    is_other_form = (beside.form != beside.first_form) & (beside.form != "") & (beside.first_form != "")
    twice = beside.filter(beside.customer_key != beside.first_customer_key, ~is_family, ~is_abroad, ~is_other_form.fill_null(False))
    twice = twice.filter(twice.many <= FEW)
    twice = first_of(twice, "customer_key", "first_customer_id")
    return shaped(twice, day=ibis.date(day), other_source_key=twice.first_source_key, other_row=twice.first_row)


def _plain(name: ir.StringValue) -> ir.StringValue:
    """A name without what spellings differ in: case, marks, blanks and the legal form."""
    plain = name.lower().re_replace(LEGAL_FORM, "")
    for mark in " .,-'&":
        plain = plain.replace(mark, "")
    return plain

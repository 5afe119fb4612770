"""What edits by people make of facts and postings: customers that do not count, customers that count as another, other causes.

Each takes the edits in force (see model.tables.EDITS). Who is merged into a customer that is merged itself follows it: beside the
merges stands, for each customer, everyone further on whom it follows to, so that one step finds whom a fact counts for.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

EXCLUDE, MERGE, CAUSE, FOLLOW = "exclude", "merge", "cause", "follow"
OF_FACTS = (EXCLUDE, MERGE, CAUSE, FOLLOW)
"""The kinds of edits that change what is read of a book's facts."""


def onward(edits: ir.Table) -> ir.Table:
    """Whom customers were merged into, and whom they follow to from there.   Shapes: customer_key, into_key."""
    return edits.filter(edits.kind.isin((MERGE, FOLLOW))).select("customer_key", "into_key")


def counting_as(edits: ir.Table) -> ir.Table:
    """Who counts as whom: the last in each chain of merges.   Grain: customer_key.   Shapes: into_key."""
    return onward(edits).anti_join(merged_away(edits).select(into_key="customer_key"), "into_key")


def merged(rows: ir.Table, edits: ir.Table) -> ir.Table:
    """Rows of customers, each as that of the customer whom it counts for."""
    merges = counting_as(edits).select(merged_key_="customer_key", into_key_="into_key")
    found = rows.left_join(merges, rows.customer_key == merges.merged_key_)
    return found.mutate(customer_key=found.into_key_.fill_null(found.customer_key)).drop("merged_key_", "into_key_")


def merged_away(edits: ir.Table) -> ir.Table:
    """The customers that count as another.   Shapes: customer_key."""
    return edits.filter(edits.kind == MERGE).select("customer_key")


def excluded(edits: ir.Table) -> ir.Table:
    """The customers that people excluded, with who did and why.   Shapes: customer_key, author, reason."""
    return edits.filter(edits.kind == EXCLUDE).select("customer_key", "author", "reason")


def whole(keys: ir.Table, edits: ir.Table) -> ir.Table:
    """Customers with all whose facts count together with theirs.   Shapes: customer_key."""
    pairs = onward(edits)
    into = keys.join(pairs, "customer_key").select(customer_key="into_key")
    every = ibis.union(keys.select("customer_key"), into)
    names = pairs.select(merged_key="customer_key", customer_key="into_key")
    return ibis.union(every, every.join(names, "customer_key").select(customer_key="merged_key"), distinct=True)


def reached(items: ir.Table, edits: ir.Table) -> ir.Table:
    """Items under the customer that rows name, and under all whom that one was merged into.   Shapes: customer_key, item_key, item_id."""
    own = items.select("customer_key", "item_key", "item_id")
    of_others = own.join(onward(edits), "customer_key").select("item_key", "item_id", customer_key="into_key")
    return ibis.union(own, of_others.select(*own.columns))


def overridden(items: ir.Table, edits: ir.Table) -> ir.Table:
    """The items and days whose postings bear another cause.   Shapes: item_key_, day_, cause_, edit.

    An edit reaches the items of its customer and of those that count as it; of several the newest holds.
    """
    causes = edits.filter(edits.kind == CAUSE).select("number", "item_id", "day", "cause", customer_key="customer_key")
    causes = causes.rename(wanted_id="item_id")
    hit = causes.join(reached(items, edits), "customer_key")
    hit = hit.filter(hit.wanted_id.isnull() | (hit.wanted_id == hit.item_id))
    return hit.group_by(item_key_=hit.item_key, day_=hit.day).agg(cause_=hit.cause.argmax(hit.number), edit=hit.number.max())


def caused(postings: ir.Table, overrides: ir.Table) -> ir.Table:
    """Postings with the causes that people gave them, beside the one that each had.   Shapes: those of postings, edit, was_cause.

    What rates moved stays what rates moved.
    """
    is_hit = [postings.item_key == overrides.item_key_, postings.day == overrides.day_, postings.cause != "fx"]
    found = postings.left_join(overrides, is_hit)
    found = found.mutate(was_cause=ibis.ifelse(found.edit.notnull(), found.cause.cast("string"), ibis.null("string")))
    return found.mutate(cause=found.cause_.fill_null(found.cause.cast("string"))).drop("item_key_", "day_", "cause_")

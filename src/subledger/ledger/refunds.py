"""Refunds as lower run-rate, for policies that say so."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.invoices import billed
from subledger.ledger.run_rate import divided
from subledger.ledger.tables import wide
from subledger.ledger.usage import USAGE
from subledger.model.policy import INTERVALS, Policy


def reduced(states: ir.Table, invoice_lines: ir.Table, item_keys: ir.Table, rules: ir.Table, policy: Policy) -> ir.Table:
    """Counted states cut where a refund of theirs begins or ends to weigh, each piece worth that much less.

    Grain: state, in as many pieces as refunds make.   Units: micros per year; never below 0.
    Source: docs/ledger.md#which-states-count
    """
    columns = states.columns
    hit = weighing(states, invoice_lines, item_keys, rules, policy)
    key = ("source_key", "row", "starts_day")
    none = ibis.literal(0, "int64")
    inside = hit.filter(hit.until < hit.ends_day)
    events = ibis.union(
        hit.select(*key, day=hit.starts_day, less=none),
        hit.select(*key, day=ibis.greatest(hit.since, hit.starts_day), less=hit.less),
        inside.select(*key, day=inside.until, less=-inside.less),
    )
    days = events.group_by(*key, "day").agg(less=events.less.sum().cast("int64"))
    at = [days[name] for name in key]
    running = ibis.cumulative_window(group_by=at, order_by=days.day)
    days = days.mutate(total=days.less.sum().over(running), next_day=days.day.lead().over(ibis.window(group_by=at, order_by=days.day)))
    pieces = states.join(days, list(key))
    micros = ibis.greatest(pieces.worth_micros - pieces.total, 0).cast("int64")
    pieces = pieces.mutate(
        ends_day=pieces.next_day.fill_null(pieces.ends_day),
        run_rate_micros=micros,
        is_paying=pieces.is_paying & ((micros > 0) | (pieces.worth_micros == 0)),
    )
    pieces = pieces.mutate(starts_day=pieces.day)
    whole = states.anti_join(days, list(key))
    return ibis.union(whole.select(*columns), pieces.select(*columns))


def weighing(states: ir.Table, invoice_lines: ir.Table, item_keys: ir.Table, rules: ir.Table, policy: Policy) -> ir.Table:
    """Counted states beside each refund that weighs on them while they are in force.

    Grain: state, refunded line.   Units: micros per year.
    Shapes: the columns of states, since, until, refunded_micros, line_source_key, line_row, and less: what it takes off.
    """
    rates = rules.select("terms_key", "numerator", "denominator", rule_currency="currency")
    of = _refunds(invoice_lines, item_keys)
    hit = states.filter(states.counts).join(of, "item_key").join(rates, "terms_key")
    hit = hit.filter(hit.since < hit.ends_day, hit.until > hit.starts_day, hit.currency == hit.rule_currency)
    return _reckoned(hit, policy)


def _refunds(invoice_lines: ir.Table, item_keys: ir.Table) -> ir.Table:
    """Refunded recurring lines with their item and the days they weigh on."""
    lines = billed(invoice_lines)
    lines = lines.filter(lines.kind == "recurring", lines.refunded_micros > 0)
    lines = lines.mutate(
        since=ibis.greatest(lines.period_start.fill_null(lines.refunded_day), lines.refunded_day.fill_null(lines.period_start))
    )
    lines = lines.filter(lines.since.notnull(), lines.since < lines.period_end)
    lines = lines.rename(line_source_key="source_key", line_row="row")
    wanted = ("refunded_micros", "currency", "interval", "interval_count", "line_source_key", "line_row")
    named = lines.filter(lines.item_id.notnull())
    by_item = named.join(item_keys, ["customer_key", "subscription_id", "item_id"])
    own = item_keys.filter(~item_keys.item_id.contains(USAGE))
    single = own.group_by("customer_key", "subscription_id").agg(items=own.count(), item_key=own.item_key.max())
    by_subscription = lines.filter(lines.item_id.isnull()).join(single.filter(single.items == 1), ["customer_key", "subscription_id"])
    return ibis.union(*(rows.select("item_key", "since", *wanted, until=rows.period_end) for rows in (by_item, by_subscription)))


def _reckoned(hit: ir.Table, policy: Policy) -> ir.Table:
    """How much less per year: the refunded amount × intervals per year, of the line's interval or the state's."""
    per_year = {interval: policy.intervals_per_year(interval, 1) for interval in INTERVALS}
    above = ibis.cases(*((hit.interval == name, of.numerator) for name, of in per_year.items()), else_=hit.numerator)
    below = ibis.cases(
        *((hit.interval == name, of.denominator * hit.interval_count.fill_null(1).cast("int64")) for name, of in per_year.items()),
        else_=hit.denominator,
    )
    hit = hit.mutate(above_=wide(hit.refunded_micros) * wide(above), below_=wide(below))
    hit = divided(hit, "above_", "below_", "less_")
    return hit.mutate(less=hit.less_.cast("int64"))

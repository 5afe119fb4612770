"""What is not in a day's run-rate: states that do not count, and what discounts, taxes, dates and rates made of those that do.

Each part is what one setting alone, set the other way, would add (or, below 0, take off). They are told one by one and need not add up
to another policy's figure: two settings can meet in one state.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

import ibis
import ibis.expr.types as ir

from subledger.ledger import edits
from subledger.ledger.fx import rate_day
from subledger.ledger.invoices import billed
from subledger.ledger.refunds import weighing
from subledger.ledger.run_rate import run_rate
from subledger.ledger.states import dated, states
from subledger.ledger.tables import Ledger, definition, unbound, wide
from subledger.ledger.usage import usage_keys, usage_lines
from subledger.metrics import holdings
from subledger.metrics.ahead import signed_spans
from subledger.metrics.days import Given
from subledger.metrics.holdings import reported
from subledger.metrics.revenue import placed
from subledger.metrics.segments import Cut
from subledger.model import tables
from subledger.model.calendar import add_months
from subledger.model.tables import KEYS, ORIGIN, RULES, Table, table

_RULE = tuple(column for column in RULES.columns if column != "terms_key")
BY_PEOPLE = "excluded by "
"""How the reason of what a person excluded begins; who and why follow."""
_FOUND = ("reason", *KEYS, "starts_day", "ends_day", "amount", "charged", *ORIGIN)


SINCE, LAST, MONTH_BEFORE = ibis.param("date"), ibis.param("date"), ibis.param("date")
"""The days that these definitions leave open: since when charges are told, the day at whose end, and the month before that day's."""


def days(since: date, last: date) -> Given:
    """What stands for the open days."""
    return {SINCE: since, LAST: last, MONTH_BEFORE: add_months(last.replace(day=1), -1)}


@definition
def left_out(cut: Cut, *, is_newest: bool) -> ir.Table:
    """All that the run-rate at the end of a day leaves out, row by row with its reason.

    Grain: state or invoice line, reason.   Open days: `days`.   is_newest: whether nothing later is known than the day, so that what begins
    later is the future.
    Shapes: reason, keys (null where there is none), starts_day, ends_day, amount (null where it has no run-rate), charged (money that
    changed hands instead), source_key, row.   Units: amount in micros per year, charged in micros, both scaled by holdings.scale.
    Foreign amounts are taken at the rate of the state's first day, as past_due_mrr takes them.
    """
    ledger = cut.ledger
    counted = _counted(ledger)
    parts = [
        _uncounted(ledger),
        _charged_once(ledger),
        *_discounts(ledger, counted),
        _taxes(ledger, counted),
        _coming(ledger),
        *_billed(cut),
        _refunds(ledger),
    ]
    policy = ledger.policy
    if policy["rounding.item"] == "minor_unit":
        parts.append(_rounded(ledger, counted))
    if policy["timing.cancel"] == "request" or policy["timing.change"] == "at_renewal" or policy["calendar.timezone"] != "book":
        parts.append(_moved(ledger))
    if is_newest:
        parts.append(_beginning(ledger))
    if ledger.has_fx and policy["fx.rate"] == "movement":
        parts.append(_unrevalued(ledger))
    inside = [_inside(cut, part) for part in parts]
    if edits.EXCLUDE in ledger.edited:
        inside.append(_inside(replace(cut, ledger=_of_excluded(ledger)), _excluded(ledger)))
    return ibis.union(*inside) if len(inside) > 1 else inside[0]


def _inside(cut: Cut, part: ir.Table) -> ir.Table:
    """What of a part lies in the part of the book that is asked of."""
    return cut.of(part.mutate(cause=ibis.null("string"))).select(*_FOUND)


@definition
def unbound_by_contract(cut: Cut) -> ir.Table:
    """Run-rate that no contract holds beyond the day. Shapes and units: those of left_out."""
    counted = _counted(cut.ledger)
    free = counted.filter(counted.committed_until.isnull() | (counted.committed_until <= LAST))
    return _inside(cut, _found(cut.ledger, free, "no_contract", free.run_rate_micros))


@definition
def not_billed(cut: Cut) -> ir.Table:
    """Lines of void and draft invoices of the days, and of customers whom people excluded. Shapes and units: those of left_out."""
    ledger = cut.ledger
    lines = ledger.known(tables.INVOICE_LINES)
    lines = lines.filter(lines.invoice_status.isin(("void", "draft")))
    lines = _of_days(lines)
    found = _inside(cut, _lines(cut, lines, lines.invoice_status, _none(), lines.amount_micros))
    if edits.EXCLUDE not in ledger.edited:
        return found
    only = replace(cut, ledger=_of_excluded(ledger))
    own = _why(_of_days(billed(only.ledger.known(tables.INVOICE_LINES))), only.ledger)
    return ibis.union(found, _inside(only, _lines(only, own, own.why, _none(), own.amount_micros)))


LENT = table("lent_rates", tables.RATES.columns)
"""Rates that only what people excluded needs, and a build so has not looked up: whoever asks in foreign currencies puts them there."""


@dataclass(frozen=True, slots=True)
class _Excluded(Ledger):
    """Those alone whom people excluded, as if they counted."""

    @property
    def rates(self) -> ir.Table:
        own, lent = unbound(self.named(tables.RATES)), unbound(LENT)
        return ibis.union(own, lent.select(*own.columns))

    def told(self, table: Table) -> ir.Table:
        facts = Ledger.told(self, table)
        return facts.semi_join(edits.whole(edits.excluded(self.edits), self.edits), "customer_key")


def _of_excluded(ledger: Ledger) -> Ledger:
    said = {field.name: getattr(ledger, field.name) for field in fields(ledger)}
    return _Excluded(**said | {"edited": tuple(kind for kind in ledger.edited if kind != edits.EXCLUDE)})


@definition
def excluded_states(ledger: Ledger) -> ir.Table:
    """The states that customers whom people excluded would have.   Shapes: those of states."""
    only = _of_excluded(ledger)
    return states(only, usage_keys(only))


def _why(rows: ir.Table, ledger: Ledger) -> ir.Table:
    """Rows of excluded customers with who excluded them and why."""
    by = edits.excluded(ledger.edits)
    why = by.select("customer_key", why=ibis.literal(BY_PEOPLE) + by.author + ": " + by.reason)
    return rows.join(why, "customer_key")


def _excluded(ledger: Ledger) -> ir.Table:
    """What customers whom people excluded would bring."""
    only, held = _of_excluded(ledger), excluded_states(ledger)
    held = held.filter(held.counts, held.starts_day <= LAST, held.ends_day > LAST)
    held = _why(held.join(ledger.rules.select("terms_key", "currency"), "terms_key"), only)
    return _found(only, held, held.why, held.run_rate_micros)


@definition
def unrated(ledger: Ledger) -> ir.Table:
    """The foreign currencies and days of which what people excluded needs a rate that the ledger has not got.   Shapes: currency, day."""
    only = _of_excluded(ledger)
    states = excluded_states(ledger).join(ledger.rules.select("terms_key", "currency"), "terms_key")
    lines = only.known(tables.INVOICE_LINES)
    first = lines.period_start.fill_null(lines.issued_day)
    days = ibis.union(states.select("currency", day="starts_day"), lines.filter(first.notnull()).select("currency", day=first))
    needed = days.filter(days.currency != ledger.currency).select("currency", day=rate_day(days.day, ledger.policy)).distinct()
    return needed.anti_join(unbound(ledger.named(tables.RATES)), ["currency", "day"])


def _in_force(ledger: Ledger) -> ir.Table:
    states = ledger.states
    states = states.filter(states.starts_day <= LAST, states.ends_day > LAST)
    rules = ledger.rules
    # A state's counting is its own: grace has cut it, and its terms' rule knows no days.
    return states.join(rules.select("terms_key", *(name for name in _RULE if name != "counts")), "terms_key")


def _counted(ledger: Ledger) -> ir.Table:
    states = _in_force(ledger)
    return states.filter(states.counts)


def _uncounted(ledger: Ledger) -> ir.Table:
    states = _in_force(ledger)
    priced = run_rate(states.filter(~states.counts, states.is_held), "priced_micros")
    # A metered price is one of a unit: what it comes to is known from invoices alone.
    return _found(ledger, priced, "uncounted", ibis.ifelse(priced.is_recurring, priced.priced_micros, ibis.null("int64")))


def _charged_once(ledger: Ledger) -> ir.Table:
    """Lines of subscriptions that are charged once, within the days: they have a price, and no run-rate."""
    states = ledger.states.filter(ledger.states.starts_day >= SINCE, ledger.states.starts_day <= LAST)
    states = states.join(ledger.rules.select("terms_key", *(name for name in _RULE if name != "counts")), "terms_key")
    once = states.filter(~states.is_held)
    one = ibis.literal(1, "int64")
    priced = run_rate(once.mutate(numerator=one, denominator=one, month_rounding=ibis.literal(0, "int64")), "priced_micros")
    return _found(ledger, priced, "one_time", _none(), priced.priced_micros)


def _discounts(ledger: Ledger, counted: ir.Table) -> tuple[ir.Table, ir.Table]:
    """What discounts took off the list price, and what those that are ignored would have taken."""
    rows = counted.filter((counted.discount_percent_micros != 0) | (counted.discount_amount_micros != 0), counted.is_recurring)
    rows = run_rate(rows.mutate(is_discounted=~rows.is_discounted), "other_micros")
    rows = rows.filter(rows.other_micros != rows.worth_micros)
    # Turned over once: is_discounted now says what the policy does not do.
    taken, ignored = rows.filter(~rows.is_discounted), rows.filter(rows.is_discounted)
    return (
        _found(ledger, taken, "discount", taken.other_micros - taken.worth_micros),
        _found(ledger, ignored, "discount_ignored", ignored.other_micros - ignored.worth_micros),
    )


def _taxes(ledger: Ledger, counted: ir.Table) -> ir.Table:
    """Tax that prices include and MRR does not, or that comes on top of them."""
    if ledger.policy["counts.tax"] == "include":
        return _found(ledger, counted.filter(ibis.literal(False)), "tax", counted.worth_micros)
    rows = counted.filter(counted.tax_percent_micros != 0, counted.is_recurring)
    gross = ibis.ifelse(rows.tax_mode == "remove", ibis.literal("none"), ibis.literal("add"))
    rows = run_rate(rows.mutate(tax_mode=gross), "gross_micros")
    return _found(ledger, rows, "tax", rows.gross_micros - rows.worth_micros)


def _rounded(ledger: Ledger, counted: ir.Table) -> ir.Table:
    rows = run_rate(counted.filter(counted.is_recurring).mutate(month_rounding=ibis.literal(0, "int64")), "exact_micros")
    rows = rows.filter(rows.exact_micros != rows.worth_micros)
    return _found(ledger, rows, "rounding", rows.exact_micros - rows.worth_micros)


def _coming(ledger: Ledger) -> ir.Table:
    """What is signed and not started, less what it will replace."""
    coming = holdings.Held(signed_spans).on(ledger, LAST)
    return coming.mutate(reason=ibis.literal("signed"), charged=_none())


def _beginning(ledger: Ledger) -> ir.Table:
    """Items that begin, or come back, after the day and were not signed before it: each by its next state."""
    states = ledger.states.join(ledger.rules.select("terms_key", "currency", "status", "is_held"), "terms_key")
    coming = states.filter(states.starts_day > LAST, states.is_held)
    coming = coming.anti_join(_in_force(ledger).select("item_key"), "item_key")
    first = ibis.row_number().over(ibis.window(group_by=coming.item_key, order_by=[coming.starts_day, coming.source_key, coming.row]))
    coming = coming.mutate(place=first).filter(lambda rows: rows.place == 0)
    unsigned = coming.filter(~(coming.signed_day <= LAST).fill_null(False))
    return _found(ledger, unsigned, "beginning", unsigned.worth_micros)


def _billed(cut: Cut) -> tuple[ir.Table, ir.Table]:
    """Usage of the month before, which `last_month` would count, and one-time charges of the days, from invoices."""
    ledger = cut.ledger
    lines = usage_lines(ledger.known(tables.INVOICE_LINES))
    if ledger.policy.usage_months:
        lines = lines.filter(ibis.literal(False))
    used = lines.filter(lines.month == MONTH_BEFORE)
    every = ledger.known(tables.INVOICE_LINES)
    once = every.filter(every.kind == "one_time", ~every.invoice_status.fill_null("open").isin(("void", "draft")))
    once = _of_days(once)
    return (
        _lines(cut, used, ibis.literal("usage_billed"), used.amount_micros * 12, used.amount_micros),
        _lines(cut, once, ibis.literal("one_time_billed"), _none(), once.amount_micros),
    )


def _refunds(ledger: Ledger) -> ir.Table:
    """What refunds that weigh on the day would take off, or did."""
    states = _in_force(ledger)
    if ledger.policy["counts.refunds"] == "reduce":
        less = states.filter(states.counts, states.run_rate_micros != states.worth_micros)
        return _found(ledger, less, "refund", less.worth_micros - less.run_rate_micros)
    found = weighing(ledger.states, ledger.told(tables.INVOICE_LINES), ledger.items_told, ledger.rules, ledger.policy)
    day = LAST
    found = found.filter(found.since <= day, found.until > day, found.starts_day <= day, found.ends_day > day)
    less = ibis.least(found.less, found.run_rate_micros)
    found = (
        found.mutate(yearly_=-less, source_key=found.line_source_key, row=found.line_row).drop("currency").rename(currency="rule_currency")
    )
    return _found(ledger, found, "refund_ignored", found.yearly_, -found.refunded_micros)


def _moved(ledger: Ledger) -> ir.Table:
    """Rows in force by their own days that the policy's days end before, or begin after; and what stands in their place."""
    facts, day = ledger.known(tables.SUBSCRIPTIONS), LAST
    facts = facts.filter(facts.starts_day <= day, facts.ends_day > day)
    lost = facts.anti_join(_in_force(ledger).select(*ORIGIN, "item_key"), [*ORIGIN, "item_key"])
    lost = run_rate(lost.join(ledger.rules, "terms_key").filter(lambda rows: rows.counts & rows.is_recurring))
    instead = _counted(ledger).select(item_key_="item_key", instead_micros="run_rate_micros")
    lost = lost.left_join(instead, [lost.item_key == instead.item_key_])
    policy = ledger.policy
    # What the policy makes of a row can hang on the rows before and after it.
    ended = dated(ledger.known(tables.SUBSCRIPTIONS), policy).select(*ORIGIN, "item_key", policy_ends_day="ends_day")
    lost = lost.left_join(ended, [*ORIGIN, "item_key"])
    lost = lost.drop(*(name for name in lost.columns if name.endswith("_right")))
    is_ended = (lost.policy_ends_day <= day).fill_null(False) & (policy["timing.cancel"] == "request")
    later = "changed_later" if policy["timing.change"] == "at_renewal" else "other_days"
    rows = lost.mutate(reason_=ibis.ifelse(is_ended, "cancelled", later))
    return _found(ledger, rows, rows.reason_, rows.worth_micros - rows.instead_micros.fill_null(0))


def _unrevalued(ledger: Ledger) -> ir.Table:
    """What rates did to foreign items since they were last carried over: at the newest rate the ledger knows on the day."""
    rates = ledger.rates.filter(ledger.rates.day <= LAST)
    newest = rates.group_by(rate_currency=rates.currency).agg(rate=rates.rate_scaled.argmax(rates.day))
    posted = ledger.postings.filter(ledger.postings.day <= LAST).join(ledger.rules.select("terms_key", "currency"), "terms_key")
    posted = posted.group_by("item_key", "currency").agg(carried=posted.run_rate_micros.sum().cast("int64"))
    states = _counted(ledger)
    states = states.join(posted, ["item_key", "currency"]).join(newest, states.currency == newest.rate_currency)
    one = wide(ibis.literal(holdings.scale(ledger), "int64"))
    states = states.mutate(amount=wide(states.run_rate_micros) * states.rate - wide(states.carried) * one)
    states = states.filter(states.amount != 0, states.currency != ledger.currency)
    return states.mutate(reason=ibis.literal("rates_since"), charged=_none())


def _of_days(lines: ir.Table) -> ir.Table:
    day = lines.issued_day.fill_null(lines.period_start)
    return lines.filter(day >= SINCE, day <= LAST)


def _none() -> ir.DecimalScalar:
    return ibis.null("decimal(38,0)")


def _lines(cut: Cut, lines: ir.Table, reason: ir.StringValue, yearly: ir.Value, charged: ir.IntegerValue) -> ir.Table:
    day = lines.issued_day.fill_null(lines.period_start)
    at_kind = {"at_kind": lines.kind} if "kind" in cut.names else {}
    rows = placed(cut, lines).mutate(
        **at_kind,
        reason=reason,
        starts_day=lines.period_start.fill_null(day),
        ends_day=lines.period_end,
        yearly=yearly.cast("decimal(38,0)"),
        charged_=wide(charged),
        **{key: ibis.null(kind) for key, kind in KEYS.items() if key != "customer_key"},
    )
    return _in_reporting(cut.ledger, rows, "starts_day")


def _found(ledger: Ledger, states: ir.Table, reason: ir.Value | str, yearly: ir.Value, charged: ir.Value | None = None) -> ir.Table:
    rows = states.mutate(
        reason=ibis.literal(reason) if isinstance(reason, str) else reason,
        yearly=yearly.cast("decimal(38,0)"),
        charged_=_none() if charged is None else charged.cast("decimal(38,0)"),
    )
    return _in_reporting(ledger, rows, "starts_day")


def _in_reporting(ledger: Ledger, rows: ir.Table, day: str) -> ir.Table:
    """Both amounts in the reporting currency at one rate."""
    if not ledger.has_fx:
        return rows.mutate(amount=rows.yearly, charged=rows.charged_)
    at_rate = reported(rows.mutate(amount=wide(ibis.literal(1, "int64"))), day, ledger)
    return at_rate.mutate(charged=at_rate.charged_ * at_rate.amount, amount=at_rate.yearly * at_rate.amount)

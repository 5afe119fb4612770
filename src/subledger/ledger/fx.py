"""Currencies meet here only: postings carried into the reporting currency, and what rates alone moved."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.run_rate import divided
from subledger.ledger.tables import Ledger, definition, wide
from subledger.model.calendar import OPEN_END
from subledger.model.money import RATE_SCALE
from subledger.model.policy import Policy
from subledger.model.tables import KEYS, ORIGIN

_POSTED = (*KEYS, "day", "cause", "native_micros", "run_rate_micros", *ORIGIN)


@definition
def native(postings: ir.Table) -> ir.Table:
    """Postings of a book that has one currency: the reporting amount is the native one.

    Grain and units: those of postings.
    """
    return postings.mutate(run_rate_micros=postings.native_micros).select(*_POSTED)


def converted(postings: ir.Table, rules: ir.Table, rates: ir.Table, months: ir.Table, policy: Policy, reporting: str) -> ir.Table:
    """Postings in the reporting currency, with `fx` postings where a rate moved what an item is carried at.

    Shapes: rates (currency, day, rate_scaled) for every rate_day; months (month) first days, for month_end.
    Units: run_rate_micros, int64, per year, reporting currency; native amounts stay.
    An item's balance is converted, not its postings one by one, so that it ends at exactly 0 when it ends.
    Source: docs/ledger.md#currencies
    """
    moves = _balanced(postings, rules)
    home, foreign = moves.filter(moves.currency == reporting), moves.filter(moves.currency != reporting)
    foreign = _rated(foreign, rates, rate_day(foreign.day, policy), "rate_scaled")
    posted = _carried(foreign.mutate(after=foreign.balance, before=foreign.balance - foreign.native_micros), "after", "before")
    parts = [home.mutate(run_rate_micros=home.native_micros).select(*_POSTED), posted.select(*_POSTED)]
    if policy["fx.rate"] == "movement":
        parts.append(_revalued_on_posting(foreign, rates))
    elif policy["fx.rate"] == "month_end":
        parts.append(_revalued_each_month(foreign, rates, months))
    return ibis.union(*parts)


def rated(ledger: Ledger, states: ir.Table) -> ir.Table:
    """States with `rated_day`, the day whose rate they are carried at while in force: under fx.rate = movement their item's last posting's.

    A state that does not count is carried by no posting, and taken at the rate of its own first day.
    """
    if not (ledger.has_fx and ledger.policy["fx.rate"] == "movement"):
        return states.mutate(rated_day=states.starts_day)
    postings, currencies = ledger.postings, ledger.rules.select("terms_key", "currency")
    posted = postings.filter(postings.cause != "fx").join(currencies, "terms_key").select("item_key", "currency", since="day").distinct()
    order = ibis.window(group_by=[posted.item_key, posted.currency], order_by=posted.since)
    posted = posted.mutate(until=posted.since.lead().over(order).fill_null(ibis.date(OPEN_END))).rename(item="item_key", of="currency")
    counted = states.filter(states.counts).join(currencies, "terms_key")
    same = [counted.item_key == posted.item, counted.currency == posted.of]
    found = counted.left_join(posted, [*same, counted.starts_day >= posted.since, counted.starts_day < posted.until])
    found = found.select(*states.columns, rated_day=found.since.fill_null(found.starts_day))
    uncounted = states.filter(~states.counts)
    return ibis.union(found, uncounted.select(*states.columns, rated_day=uncounted.starts_day))


def month_by_month(spans: ir.Table, rates: ir.Table) -> ir.Table:
    """Amounts held over spans, cut where a month's rate takes the place of the last: what fx.rate = month_end revalues.

    Shapes: needs currency, held_from, held_until and rated_day, which is then in the month.   Home currencies have no rates and stay whole.
    """
    order = ibis.window(group_by=rates.currency, order_by=rates.day)
    months = rates.select(of=rates.currency, month=rates.day, next_month=rates.day.lead().over(order).fill_null(ibis.date(OPEN_END)))
    inside = [spans.held_from < months.next_month, spans.held_until > months.month]
    rows = spans.left_join(months, [spans.currency == months.of, *inside])
    return rows.select(
        *(name for name in spans.columns if name not in ("held_from", "held_until", "rated_day")),
        held_from=ibis.greatest(rows.held_from, rows.month.fill_null(rows.held_from)),
        held_until=ibis.least(rows.held_until, rows.next_month.fill_null(rows.held_until)),
        rated_day=rows.month.fill_null(rows.rated_day),
    )


def carried(rows: ir.Table, rates: ir.Table, policy: Policy, reporting: str) -> ir.Table:
    """The rows with `held` in the reporting currency at the rate of their rated_day, rounded once as postings are.

    Shapes: needs held, currency and rated_day.   Units: micros, decimal(38,0).
    """
    home, foreign = rows.filter(rows.currency == reporting), rows.filter(rows.currency != reporting)
    foreign = _rated(foreign, rates, rate_day(foreign.rated_day, policy), "rate_scaled")
    foreign = foreign.mutate(value_=wide(foreign.held) * foreign.rate_scaled, scale_=wide(ibis.literal(RATE_SCALE, "int64")))
    foreign = divided(foreign, "value_", "scale_", "held")
    return ibis.union(home.mutate(held=wide(home.held)).select(*rows.columns), foreign.select(*rows.columns))


def rate_day(day: ir.DateValue, policy: Policy) -> ir.DateValue:
    """The day whose rate a policy takes for what happens on a day."""
    setting = str(policy["fx.rate"])
    if setting == "month_end":
        return day.truncate("M").cast("date")
    if setting == "latest":
        return ibis.date("9999-12-31")
    return ibis.date(setting[6:]) if setting.startswith("fixed:") else day


def _balanced(postings: ir.Table, rules: ir.Table) -> ir.Table:
    currencies = rules.select("terms_key", "currency")
    rows = postings.join(currencies, "terms_key")
    # An item that changes its currency is carried in each of the two on its own.
    running = ibis.cumulative_window(group_by=[rows.item_key, rows.currency], order_by=[rows.day, rows.part])
    order = ibis.window(group_by=[rows.item_key, rows.currency], order_by=[rows.day, rows.part])
    return rows.mutate(
        balance=rows.native_micros.sum().over(running).cast("int64"),
        before_day=rows.day.lag().over(order),
        next_day=rows.day.lead().over(order),
    )


def _rated(rows: ir.Table, rates: ir.Table, day: ir.DateValue, name: str) -> ir.Table:
    wanted = rows.mutate(rate_day=day)
    found = rates.select(rate_currency=rates.currency, rate_day_=rates.day, **{name: rates.rate_scaled})
    joined = wanted.join(found, [wanted.currency == found.rate_currency, wanted.rate_day == found.rate_day_])
    return joined.drop("rate_currency", "rate_day_", "rate_day")


def _carried(rows: ir.Table, after: str, before: str, rate_after: str = "rate_scaled", rate_before: str = "rate_scaled") -> ir.Table:
    """The rows with run_rate_micros = what `after` is carried at less what `before` was, each rounded once."""
    rows = rows.mutate(
        value_after=wide(rows[after]) * rows[rate_after],
        value_before=wide(rows[before]) * rows[rate_before],
        scale=wide(ibis.literal(RATE_SCALE, "int64")),
    )
    rows = divided(divided(rows, "value_after", "scale", "carried_after"), "value_before", "scale", "carried_before")
    return rows.mutate(run_rate_micros=(rows.carried_after - rows.carried_before).cast("int64"))


def _revalued_on_posting(foreign: ir.Table, rates: ir.Table) -> ir.Table:
    again = foreign.filter(foreign.before_day < foreign.day)
    again = _rated(again, rates, again.before_day, "rate_before")
    again = again.mutate(held=again.balance - again.native_micros)
    return _fx(_carried(again, "held", "held", "rate_scaled", "rate_before"))


def _revalued_each_month(foreign: ir.Table, rates: ir.Table, months: ir.Table) -> ir.Table:
    last = foreign.filter((foreign.next_day > foreign.day).fill_null(True), foreign.balance != 0)
    until = last.next_day.fill_null(ibis.date("9999-12-31"))
    last = last.mutate(until=until)
    spans = last.join(months, [months.month > last.day, months.month <= last.until])
    spans = spans.mutate(day=spans.month, before_month=(spans.month - ibis.interval(months=1)).cast("date")).drop("rate_scaled")
    spans = _rated(spans, rates, spans.day, "rate_scaled")
    spans = _rated(spans, rates, spans.before_month, "rate_before")
    return _fx(_carried(spans, "balance", "balance", "rate_scaled", "rate_before"))


def _fx(rows: ir.Table) -> ir.Table:
    rows = rows.filter(rows.run_rate_micros != 0)
    return rows.mutate(cause=ibis.literal("fx"), native_micros=ibis.literal(0, "int64")).select(*_POSTED)

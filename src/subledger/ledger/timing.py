"""Timing: another time zone, early ends, grace for past-due states, and changes that wait. Only policies that ask for them come here."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.model.calendar import OPEN_END


def unbroken(rows: ir.Table, belongs: ir.BooleanValue, name: str) -> ir.Table:
    """The rows with a number per item for each unbroken run of rows that belong: each begins on the day the one before ends.

    Rows that do not belong have a run of their own.
    """
    rows = rows.mutate(belongs_=belongs)
    order = ibis.window(group_by=rows.item_key, order_by=rows.starts_day)
    rows = rows.mutate(before_=rows.ends_day.lag().over(order), belonged_=rows.belongs_.lag().over(order))
    goes_on = rows.belongs_ & rows.belonged_.fill_null(False) & (rows.before_ == rows.starts_day).fill_null(False)
    rows = rows.mutate(begins_=ibis.ifelse(goes_on, 0, 1).cast("int64"))
    running = ibis.cumulative_window(group_by=rows.item_key, order_by=rows.starts_day)
    return rows.mutate(**{name: rows.begins_.sum().over(running)}).drop("belongs_", "before_", "belonged_", "begins_")


def meeting(rows: ir.Table) -> ir.Table:
    """The rows with a bare date read as the instant at which another row of its item begins or ends that day, if one does.

    So rows that meet on a day of the book meet in every time zone, be one of them a date and the other an instant.
    """
    began, ended = rows.filter(rows.starts_at.notnull()), rows.filter(rows.ends_at.notnull())
    began = began.group_by(of=began.item_key, on=began.starts_day).agg(began_at=began.starts_at.min())
    ended = ended.group_by(of=ended.item_key, on=ended.ends_day).agg(ended_at=ended.ends_at.max())
    found = rows.left_join(began, [rows.item_key == began.of, rows.ends_day == began.on]).drop("of", "on")
    found = found.left_join(ended, [found.item_key == ended.of, found.starts_day == ended.on])
    found = found.mutate(starts_at=found.starts_at.fill_null(found.ended_at), ends_at=found.ends_at.fill_null(found.began_at))
    return found.select(*rows.columns)


def until_asked(rows: ir.Table) -> ir.Table:
    """The rows until their end was asked for: by their own request, or by that of the last row of their item's unbroken run.

    Grain: row; those whose span is empty are left out.
    """
    columns = rows.columns
    rows = unbroken(rows.filter(rows.starts_day < rows.ends_day), ibis.literal(True), "run")
    run, never = ibis.window(group_by=[rows.item_key, rows.run]), ibis.date(OPEN_END)
    rows = rows.mutate(run_end=rows.ends_day.max().over(run), asked_day=rows.cancel_requested_day.fill_null(never))
    rows = rows.mutate(run_asked_day=ibis.ifelse(rows.ends_day == rows.run_end, rows.asked_day, never))
    ends_day = ibis.least(rows.ends_day, rows.asked_day, rows.run_asked_day.min().over(run))
    return rows.mutate(ends_day=ends_day).select(*columns)


def past_due_grace(priced: ir.Table, days: int) -> ir.Table:
    """Past-due states cut where the grace ends: the first days of an unbroken past-due run count, the rest do not.

    Grain: state, perhaps in two parts.   Source: docs/ledger.md#which-states-count
    """
    columns = priced.columns
    rows = unbroken(priced, priced.status == "past_due", "run")
    since = rows.starts_day.min().over(ibis.window(group_by=[rows.item_key, rows.run]))
    rows = rows.mutate(until=since + ibis.interval(days=days))
    late = rows.filter(rows.status == "past_due")
    kept = late.filter(late.starts_day < late.until).mutate(ends_day=ibis.least(late.ends_day, late.until.cast("date")))
    lost = late.filter(late.ends_day > late.until)
    lost = lost.mutate(starts_day=ibis.greatest(lost.starts_day, lost.until.cast("date")), counts=ibis.literal(False))
    rest = rows.filter(rows.status != "past_due")
    return ibis.union(rest.select(*columns), kept.select(*columns), lost.select(*columns))


def at_renewal(states: ir.Table, rules: ir.Table) -> ir.Table:
    """Counted states moved to the first renewal on or after their start; the first of an unbroken run is the grid.

    Grain: state; one that never takes effect is left out.   Source: docs/ledger.md#which-states-count
    """
    columns = states.columns
    renewals = rules.select("terms_key", "renewal_months", "renewal_days")
    rows = unbroken(states, states.counts, "run").join(renewals, "terms_key")
    run = ibis.window(group_by=[rows.item_key, rows.run])
    rows = rows.mutate(run_start=rows.starts_day.min().over(run), run_end=rows.ends_day.max().over(run))
    first, last = rows.starts_day == rows.run_start, rows.ends_day == rows.run_end
    rows = rows.mutate(
        months=ibis.ifelse(first, rows.renewal_months, ibis.null("int32")).max().over(run),
        days=ibis.ifelse(first, rows.renewal_days, ibis.null("int32")).max().over(run),
        cancel_reason=ibis.ifelse(last, rows.cancel_reason, ibis.null("string")).max().over(run),
    )
    rows = rows.mutate(takes_effect=_renewal(rows))
    order = ibis.window(group_by=[rows.item_key, rows.run], order_by=rows.starts_day)
    next_effect = rows.takes_effect.lead().over(order)
    rows = rows.mutate(next_effect=next_effect)
    rows = rows.mutate(
        starts_day=ibis.ifelse(rows.counts, rows.takes_effect, rows.starts_day),
        ends_day=ibis.ifelse(rows.counts, ibis.least(rows.next_effect.fill_null(rows.run_end), rows.run_end), rows.ends_day),
    )
    return rows.filter(rows.starts_day < rows.ends_day).select(*columns)


def _renewal(rows: ir.Table) -> ir.DateValue:
    """The first day of the run's grid on or after a state's start."""
    start, day = rows.run_start, rows.starts_day
    elapsed = day.delta(start, unit="day").cast("int64")
    days = ibis.greatest(rows.days.cast("int64"), 1)
    by_days = start + ((elapsed + days - 1) // days * days).as_interval("D")
    last_of_month = (day.truncate("M").cast("date") + ibis.interval(months=1) - ibis.interval(days=1)).day()
    months = (day.year() - start.year()).cast("int64") * 12 + (day.month() - start.month()).cast("int64")
    months = months + (ibis.least(start.day(), last_of_month) < day.day()).cast("int64")
    step = ibis.greatest(rows.months.cast("int64"), 1)
    by_months = start + ((months + step - 1) // step * step).as_interval("M")
    return ibis.ifelse(day == start, start, ibis.ifelse(rows.months > 0, by_months, by_days).cast("date"))

"""The days that what is left out is about: left open, and filled in when it is asked."""

from __future__ import annotations

from datetime import date

import ibis

from subledger.metrics.days import Given
from subledger.model.calendar import add_months

SINCE, LAST, MONTH_BEFORE = ibis.param("date"), ibis.param("date"), ibis.param("date")
"""Since when charges are told, the day at whose end, and the month before that day's."""


def days(since: date, last: date) -> Given:
    """What stands for the open days."""
    return {SINCE: since, LAST: last, MONTH_BEFORE: add_months(last.replace(day=1), -1)}

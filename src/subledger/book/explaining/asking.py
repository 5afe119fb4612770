"""What is asked to be explained, as a question: which span a metric needs, and what stands in for what was not said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from subledger.book.explaining.explanation import Question
from subledger.ledger.tables import Ledger
from subledger.metrics.catalogue import BY_SLUG, SLUGS
from subledger.metrics.evidence import is_dated
from subledger.metrics.formulas import formula, told
from subledger.metrics.query import MetricQuery, parse_where
from subledger.metrics.run import refuse_causes_of_balances
from subledger.metrics.segments import Cut
from subledger.model.calendar import FIRST_DAY, SPAN, add_months
from subledger.model.errors import SubledgerError, unknown


def question(
    ledger: Ledger,
    metric: str,
    as_of: date | None,
    start: date | None,
    end: date | None,
    customer: str | None,
    newest: date,
    where: Sequence[str] = (),
    *,
    trailing: int = 12,
    most: int = 20,
) -> Question:
    """The question for a metric at the end of a day, or over the days [start, end).

    A balance is told from the month's first day, of one customer from the very beginning; what happens in a period is told of the month
    that holds the day. newest: the book's last day. where: only that part of the book.
    Raises: SubledgerError for a metric that is none, or days that contradict each other.
    """
    if metric not in BY_SLUG:
        raise unknown("metric", metric, SLUGS)
    if as_of is not None and end is not None:
        raise SubledgerError("--as-of and --to both say when it ends", "two_ends", str(end), "one of them")
    if most < 1:
        raise SubledgerError("--most counts customers", "most", str(most), "1 or more")
    of = formula(metric, ledger.policy)
    day = as_of or (end - timedelta(days=1) if end else newest)
    is_by_month = ledger.policy["movements.netting"] == "month"
    after_month = add_months(day.replace(day=1), 1)
    until = end or (after_month if (of.over == "period" and start is None) or (is_by_month and as_of is None) else day + timedelta(days=1))
    if of.over == "trailing":
        since = add_months(until, -trailing)
    else:
        since = start or (FIRST_DAY if customer is not None and of.over == "day" else (until - timedelta(days=1)).replace(day=1))
    query = MetricQuery((metric,), since, until, SPAN, where=parse_where(where), trailing=trailing)
    refuse_causes_of_balances(query)
    is_shared = bool(Cut(ledger, None, query.where).item_names)
    of = told(metric, ledger.policy, is_dated=is_dated(ledger, query), is_shared=is_shared)
    return Question(BY_SLUG[metric], of, query, customer, query.last_day >= newest, most)

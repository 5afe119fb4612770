"""A figure explained: the figure, its parts, and the rows behind them, which must add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from subledger.book.explaining.choosing import of_customer
from subledger.book.explaining.edited import edit_rows
from subledger.book.explaining.explanation import COLUMNS, Explanation, Question, row
from subledger.book.explaining.left import left_out_rows
from subledger.book.explaining.one import rows_behind
from subledger.book.explaining.whole import customer_rows, movement_rows
from subledger.engine import Engine
from subledger.ledger.tables import Ledger
from subledger.metrics.evidence import Invoiced, Trials, is_dated
from subledger.metrics.formulas import figure
from subledger.metrics.holdings import Held
from subledger.metrics.measures import Measures
from subledger.metrics.run import Asked, measured
from subledger.metrics.segments import cut
from subledger.model.calendar import FIRST_DAY
from subledger.model.errors import InvariantBroken, Violation
from subledger.model.tables import KINDS


def explained(
    engine: Engine, ledger: Ledger, asked: Question, readings: Asked, known_at: datetime | None, extras: Sequence[str] = ()
) -> Explanation:
    """A figure with everything behind it. extras: the customers' further attributes that the book has.

    Raises: SubledgerError for a customer that is none, InvariantBroken where rows do not add up to the figure.
    """
    own = ledger if asked.customer is None else of_customer(engine, ledger, asked.customer)
    part_of = cut(own, asked.query, extras)
    (measures,) = measured(own, asked.query, (*asked.metric.needs, "balance", "lost"), readings, extras).at.values()
    value = figure(asked.metric.slug, measures)
    rows = list(_parts(own, asked, measures))
    if asked.customer is None:
        rows += customer_rows(engine, part_of, asked)
        if not all(isinstance(part.evidence, Held | Trials | Invoiced) for part in asked.formula.above) and is_dated(own, asked.query):
            rows += movement_rows(engine, part_of, asked)
    else:
        rows += rows_behind(engine, part_of, asked)
    broken = _broken(asked, measures, rows, is_dated=is_dated(own, asked.query), is_shared=bool(part_of.item_names))
    if broken:
        raise InvariantBroken(f"the rows behind {asked.metric.slug} do not add up to it", "explained", violations=broken)
    rows += left_out_rows(engine, part_of, asked, measures)
    if asked.customer is not None:
        rows += edit_rows(engine, ledger, asked.customer)
    unit = ledger.currency if asked.metric.unit == "money" else asked.metric.unit
    return Explanation(
        COLUMNS,
        rows,
        ledger.policy,
        ledger.currency,
        known_at,
        metric=asked.metric.slug,
        formula=asked.metric.formula,
        value=Fraction(value) if value is not None and asked.metric.unit != "count" else value,
        unit=unit,
        customer=asked.customer,
        where=asked.where,
        start=asked.query.start if asked.query.start > FIRST_DAY else None,
        end=asked.query.end,
        as_of=asked.query.last_day if asked.formula.over != "period" else None,
    )


def _parts(ledger: Ledger, asked: Question, measures: Measures) -> Iterator[dict[str, Any]]:
    for side, parts in asked.formula.sides:
        for part in parts:
            unit = ledger.currency if part.unit == "money" else part.unit
            amount = part.amount(measures)
            is_whole = amount is None or part.unit == "count"
            yield row("part", name=part.name, side=side, amount=amount if is_whole else Fraction(amount or 0), unit=unit)


def _broken(asked: Question, measures: Measures, rows: Sequence[dict[str, Any]], *, is_dated: bool, is_shared: bool) -> list[Violation]:
    """Where two paths to one amount differ: the measures, and the rows behind them."""
    found = []

    def same(place: str, expected: Any, actual: Any) -> None:
        if expected != actual:
            found.append(Violation(asked.metric.slug, place, str(expected), str(actual)))

    formula = asked.formula
    same("formula", figure(asked.metric.slug, measures), formula.value(measures))
    if asked.customer is None:
        for side, parts in formula.sides[:2]:
            column = "amount" if side == "above" else side
            if all(part.evidence for part in parts):
                same(side, sum(part.amount(measures) or 0 for part in parts), _sum(rows, "customer", column))
        return found
    for part in (part for _, parts in formula.sides for part in parts):
        what = next(
            (name for kind, name in ((Held, "held"), (Trials, "trial"), (Invoiced, "line")) if isinstance(part.evidence, kind)), None
        )
        if what:
            own = [each for each in rows if each["name"] == part.name or what == "line"]
            same(part.name, part.amount(measures), _sum(own, what))
    if formula.over != "period" and any(each["what"] == "posting" for each in rows):
        times = 12 if asked.metric.slug == "arr" else 1
        same("postings", times * (measures.closing - measures.opening), _sum(rows, "posting"))
        same("states", times * measures.closing, _sum(rows, "state"))
    if not is_dated:
        return found
    if is_shared:
        # What crosses between segments is told apart from its movement, and postings know nothing of that.
        same("postings of all kinds", _sum(rows, "movement"), _sum(rows, "posting"))
        return found
    by_kind: dict[str, dict[str, Fraction]] = {what: defaultdict(Fraction) for what in ("movement", "posting")}
    for each in rows:
        if each["what"] in by_kind:
            by_kind[each["what"]][each["kind"]] += each["amount"]
    for kind in KINDS:
        same(f"postings of {kind}", by_kind["movement"][kind], by_kind["posting"][kind])
    return found


def _sum(rows: Sequence[dict[str, Any]], what: str, column: str = "amount") -> Any:
    return sum(each[column] or 0 for each in rows if each["what"] == what)

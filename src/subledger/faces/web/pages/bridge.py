"""The bridge: what lies between two views of a figure, step by step, each down to its customers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from starlette.responses import Response

from subledger.book import METRICS
from subledger.book.policies import shipped
from subledger.faces.web.charts import Chart, Fall, waterfall
from subledger.faces.web.pages.behind.found import WHO, whole_number
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.series import BY_SLUG
from subledger.faces.web.pages.words import KINDS
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.model.calendar import grain_next, grain_start, label
from subledger.model.errors import SubledgerError, unknown
from subledger.model.view import BUDGET

METRIC_SLUGS = tuple(metric.slug for metric in METRICS if metric.rollup in ("last", "sum"))
MOST = 200


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two views, as it is chosen: a period, a policy or the budget, and a time of knowing."""

    period: str
    policy: str
    known: str

    @property
    def view(self) -> str:
        """The view as the book reads it."""
        return "@".join(part for part in (self.period, self.policy, self.known) if part)


def bridge(frame: Frame) -> Response:
    """Two views and the waterfall between them."""
    first, second = _sides(frame)
    metric = _metric(frame)
    found = frame.book.bridge(first.view, second.view, metric, where=frame.question.asked_where, **frame.question.view)
    unit = frame.currency if found.unit == found.currency else "count"
    return frame.shown(
        "bridge.html",
        "Bridge",
        found=found,
        first=first,
        second=second,
        metric=metric,
        slugs=METRIC_SLUGS,
        by_slug=BY_SLUG,
        shipped=shipped(),
        chart=_chart(frame, found, unit),
        table=_table(frame, found, unit),
        ways=_ways(frame),
        unit=unit,
        budget=BUDGET,
        change=found.closing - found.opening,
    )


def step(frame: Frame) -> Response:
    """The customers of one step, with the rows that made it where it lies in what was known."""
    first, second = _sides(frame)
    metric = _metric(frame)
    found = frame.book.bridge(first.view, second.view, metric, where=frame.question.asked_where, **frame.question.view)
    place = whole_number(frame.question.get("step", "0"), "step")
    if place >= len(found.steps):
        raise unknown("step", str(place), [str(number) for number in range(len(found.steps))])
    chosen = found.steps[place]
    unit = frame.currency if found.unit == found.currency else "count"
    shares = found.opened(chosen, 2)
    is_file = frame.request.query_params.get("format")
    has_rows = any(share.rows for share in shares)
    names = frame.looking.names([share.customer for share in shares[:MOST] if share.customer])
    rows = []
    for share in shares if is_file else shares[:MOST]:
        who = (
            [Cell("the budget"), Cell(None, why="no customer: what was planned")]
            if share.customer is None
            else [
                Cell(names.get(share.customer) or share.customer, frame.links.customer(share.customer), "name", is_behind=False),
                Cell(share.customer, look="soft"),
            ]
        )
        sources = [Cell("; ".join(f"{row.file}:{row.row} {row.change}" for row in share.rows), look="wide soft")] if has_rows else []
        rows.append(Row([*who, *sources, Cell(share.amount)]))
    if rows:
        blank = [Cell("")] * (2 if has_rows else 1)
        rows.append(Row([Cell(f"all {len(shares):,}"), *blank, Cell(sum((share.amount for share in shares), Fraction(0)))], is_total=True))
    columns = (*WHO, *([Column("source rows")] if has_rows else []), _column("amount", unit))
    table = Table("step", f"{chosen.name}: customers", columns, rows, empty="No customer has a share of this step.")
    return frame.shown("step.html", chosen.name, step=chosen, table=table, shown=min(MOST, len(shares)), count=len(shares), unit=unit)


def _metric(frame: Frame) -> str:
    metric = frame.question.get("metric", "mrr")
    if metric not in METRIC_SLUGS:
        raise unknown("metric of a bridge", metric, METRIC_SLUGS)
    return metric


def _sides(frame: Frame) -> tuple[Side, Side]:
    last = frame.book.last_day()
    months = [label(grain_next(grain_start(last, "month"), "month", -back), "month") for back in (1, 0)]
    sides = []
    for name, period in zip(("a", "b"), months, strict=True):
        side = Side(*(frame.question.get(f"{name}_{part}", usual) for part, usual in (("period", period), ("policy", ""), ("known", ""))))
        if side.policy and side.policy not in (*shipped(), BUDGET):
            raise unknown("policy", side.policy, (*shipped(), BUDGET))
        if "@" in side.period or "@" in side.known:
            raise SubledgerError("a period and a time have no @", "view", side.view, "2025-03-31, 2025-03, 2025-Q1 or 2025")
        sides.append(side)
    return sides[0], sides[1]


def _ways(frame: Frame) -> list[tuple[str, str]]:
    """Bridges worth crossing: their names and addresses."""
    last = grain_start(frame.book.last_day(), "month")
    now, before, year = (label(grain_next(last, "month", -back), "month") for back in (0, 1, 12))
    ways = [
        ("the last month", {"a_period": before, "b_period": now}),
        ("the last year", {"a_period": year, "b_period": now}),
        ("budget and actual", {"a_period": now, "a_policy": BUDGET, "b_period": now}),
        ("standard and stripe", {"a_period": now, "a_policy": "standard", "b_period": now, "b_policy": "stripe"}),
    ]
    loads = frame.looking.loads()
    if len(loads) > 1:
        ways.append(("what the last load changed", {"a_period": now, "a_known": f"{loads[1].known_at.isoformat()}+00:00", "b_period": now}))
    named = (*shipped(), BUDGET)
    return [
        (name, frame.question.url("/bridge", **own))
        for name, own in ways
        if all(own.get(f"{side}_policy", "standard") in named for side in "ab")
    ]


def _column(name: str, unit: str) -> Column:
    return Column(name, "count") if unit == "count" else Column(name, "money", unit)


def _role(of: Any) -> str:
    if of.key in KINDS:
        return str(of.key)
    return "fx" if "exchange" in of.name else "gain" if of.amount >= 0 else "loss"


def _link(frame: Frame, place: int) -> str:
    own = tuple((name, value) for name, value in frame.question.own if name != "step")
    return frame.question.here("/bridge/step", own=(*own, ("step", str(place))))


def _chart(frame: Frame, found: Any, unit: str) -> Chart:
    falls = [Fall(each.name, each.amount, _role(each), _link(frame, place)) for place, each in enumerate(found.steps) if each.amount]
    ends = (Fall(_end(found.start), found.opening, "total"), Fall(_end(found.end), found.closing, "total"))
    return waterfall("bridge", f"{BY_SLUG[found.metric].title} from {_end(found.start)} to {_end(found.end)}", unit, ends, falls)


def _end(of: Any) -> str:
    return f"{of.label} budget" if of.scenario == BUDGET else of.label


def _table(frame: Frame, found: Any, unit: str) -> Table:
    rows = [
        Row([Cell(_end(found.start)), Cell(None, why="a figure, not a step"), Cell(found.opening), Cell(None, why="a figure, not a step")])
    ]
    for place, each in enumerate(found.steps):
        href = _link(frame, place) if each.customers else None
        rows.append(Row([Cell(each.name, look="wide"), Cell(each.dimension), Cell(each.amount, href), Cell(each.customers)]))
    rows.append(
        Row(
            [Cell(_end(found.end)), Cell(None, why="a figure, not a step"), Cell(found.closing), Cell(None, why="a figure, not a step")],
            is_total=True,
        )
    )
    columns = [Column("step"), Column("through"), _column(BY_SLUG[found.metric].title, unit), Column("customers", "count")]
    return Table("bridge", "The steps", columns, rows)

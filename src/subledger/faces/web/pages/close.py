"""Close: months as they were reported, beside what the book says of them now; and the forms that close and reopen one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from subledger.book.closing.closed import Compared, Difference
from subledger.book.policies import shipped
from subledger.faces.closings import named_policy
from subledger.faces.web.charts import Chart, Fall, waterfall
from subledger.faces.web.pages.forms import Form, taken
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.series import BY_SLUG
from subledger.faces.web.pages.templating import moment, signed
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.model.calendar import add_months, label

SHOWN = 24
"""So many months are listed unless all are wanted."""
VIEW = ("policy", "currency")


def close(frame: Frame) -> Response:
    """The months that are over, closed or open, and one of them figure by figure."""
    found = frame.book.closed(policy=frame.question.policy or frame.policy, currency=frame.currency, known_at=frame.question.known_at)
    last = {each.closing.month: each for each in found}
    months = [label(day, "month") for day in frame.book.closable()]
    every = sorted({*months, *last}, reverse=True)
    shown = every if frame.question.get("show") == "all" else every[:SHOWN]
    chosen = last.get(frame.question.get("at"))
    open_months = [month for month in reversed(months) if month not in last or last[month].closing.reopened_at]
    return frame.shown(
        "close.html",
        "Close",
        months=_months(frame, shown, last),
        more=len(every) - len(shown),
        chosen=chosen,
        figures=_figures(frame, chosen, chosen.figures, "figures", "Every figure of") if chosen else None,
        differing=_figures(frame, chosen, chosen.differing, "differing", "What differs in") if chosen else None,
        is_bridged=chosen is not None and _is_bridged(frame, chosen) and _mrr(chosen).now not in (None, _mrr(chosen).closed),
        record=_record(frame, found),
        open_months=open_months,
        closed_months=[month for month in every if month in last and not last[month].closing.reopened_at],
        wanted=frame.question.get("at") if frame.question.get("at") in open_months else None,
        own={name: value for name, value in frame.question.pairs() if name in VIEW},
    )


def why(frame: Frame) -> Response:
    """The bridge of a month's MRR since it was closed: a part of the page that may take its time, as it builds what was known between."""
    month = frame.question.get("at")
    found = frame.book.closed(policy=frame.question.policy or frame.policy, currency=frame.currency, known_at=frame.question.known_at)
    last = [each for each in found if each.closing.month == month]
    return frame.shown("why.html", "Close", month=month, chart=_chart(frame, last[-1]) if last else None)


def content(frame: Frame) -> Response:
    """Whether the ledger up to a month's end is what it was: a part of the page that reads all of it, when it is asked for."""
    month = frame.question.get("at")
    found = frame.book.closed_month(month, policy=frame.question.policy, currency=frame.currency, known_at=frame.question.known_at)
    return frame.shown("content.html", "Close", found=found)


async def closing(request: Request) -> Response:
    """Takes the form that closes a month."""
    return await taken(
        request, lambda book, said: book.close_month(said.get("month", ""), said.get("note") or None, **_view(said)), _address
    )


async def reopening(request: Request) -> Response:
    """Takes the form that opens a month again."""
    return await taken(
        request, lambda book, said: book.reopen_month(said.get("month", ""), said.get("reason", ""), **_view(said)), _address
    )


def _view(said: Form) -> dict[str, str | None]:
    from subledger.faces.web.question import read_question

    # Read as an address is, so that a policy is one that ships.
    question = read_question((name, said[name]) for name in VIEW if said.get(name))
    return {"policy": question.policy, "currency": question.currency}


def _address(said: Form) -> str:
    return "/close?" + urlencode([("at", said.get("month", "")), *((name, said[name]) for name in VIEW if said.get(name))])


def _state(of: Compared | None) -> Cell:
    if of is None:
        return Cell("open", look="soft")
    if of.closing.reopened_at:
        return Cell("reopened")
    count = len(of.differing)
    return Cell(f"{count} figure{' differs' if count == 1 else 's differ'} now" if count else "as closed", look="wrong" if count else "ok")


def _mrr(of: Compared) -> Difference:
    return next(each for each in of.figures if each.metric == "mrr")


def _months(frame: Frame, months: Sequence[str], last: dict[str, Compared]) -> Table:
    money = [Column(name, "money", frame.currency) for name in ("MRR closed", "MRR now", "difference")]
    now = _now(frame, months)
    rows = []
    for month in months:
        found = last.get(month)
        href = frame.question.url("/close", at=month) if found else None
        cells = [Cell(month, href, look="name", is_behind=False), _state(found)]
        if found is None:
            why = "the month is open"
            cells += [Cell(None, why=why), Cell(None, why=why), Cell(now.get(month)), Cell(None, why=why), Cell(None, why=why)]
        else:
            mrr = _mrr(found)
            cells += [Cell(moment(found.closing.closed_at)), Cell(mrr.closed), Cell(mrr.now), _difference(frame, found, mrr)]
            cells.append(Cell(found.closing.note, look="wide soft", why="no note was left"))
        rows.append(Row(cells))
    columns = [Column("month"), Column("state"), Column("closed at"), *money, Column("note")]
    return Table("months", "Months", columns, rows, empty="No month is over in the book’s data yet.")


def _now(frame: Frame, months: Sequence[str]) -> dict[str, Fraction | None]:
    if not months:
        return {}
    start, end = date.fromisoformat(f"{min(months)}-01"), add_months(date.fromisoformat(f"{max(months)}-01"), 1)
    rows = frame.book.metrics("mrr", start, end, policy=frame.question.policy, currency=frame.question.currency)
    return {row["period"]: row["value"] for row in rows}


def _difference(frame: Frame, of: Compared, figure: Difference) -> Cell:
    if figure.now is None:
        return Cell(None, why="it is no figure any more")
    change = figure.now - figure.closed
    href = _bridge(frame, of, figure.metric) if change and _is_bridged(frame, of) else None
    return Cell(change, href, is_behind=False)


def _is_bridged(frame: Frame, of: Compared) -> bool:
    """Whether an address can ask for what lies between: a view is there, and its policy is one that ships, or was the book's own then."""
    return of.is_apart and (frame.question.policy or named_policy(of)) in (None, *shipped())


def _bridge(frame: Frame, of: Compared, metric: str, **own: object) -> str:
    """From what was known when a month was closed to what is known now."""
    known = f"{of.closing.known_at.isoformat()}+00:00"
    address = "/bridge/step" if own else "/bridge"
    month = of.closing.month
    question = replace(frame.question, policy=frame.question.policy or named_policy(of))
    return question.url(address, metric=metric, a_period=month, a_known=known, b_period=month, **own)


def _figures(frame: Frame, of: Compared, figures: Sequence[Difference], name: str, title: str) -> Table:
    rows = []
    for each in figures:
        texts = [frame.text(value, each.unit) if value is not None else None for value in (each.closed, each.now)]
        change = None if each.now is None else each.now - each.closed
        href = _bridge(frame, of, each.metric) if change and _is_bridged(frame, of) else None
        said = None if change is None else signed(change, each.unit)
        cells = [Cell(BY_SLUG[each.metric].title if each.metric in BY_SLUG else each.metric), *(Cell(text, look="num") for text in texts)]
        rows.append(Row([*cells, Cell(said, href, "num" + ("" if change else " zero"), "it is no figure any more", is_behind=False)]))
    columns = [Column("figure"), Column("closed"), Column("now"), Column("difference")]
    return Table(name, f"{title} {of.closing.month}", columns, rows)


def _chart(frame: Frame, of: Compared) -> Chart | None:
    """The bridge of MRR through what became known since; None where it is the same, or no view lies between."""
    mrr = _mrr(of)
    if mrr.now in (None, mrr.closed) or not _is_bridged(frame, of):
        return None
    month = of.closing.month
    first = f"{month}@{of.closing.known_at.isoformat()}Z"
    found = frame.book.bridge(first, month, "mrr", policy=of.closing.policy, currency=of.closing.currency)
    falls = [
        Fall(each.name, each.amount, "gain" if each.amount > 0 else "loss", _bridge(frame, of, "mrr", step=place))
        for place, each in enumerate(found.steps)
        if each.amount
    ]
    ends = (Fall("As closed", found.opening, "total"), Fall("Now", found.closing, "total"))
    return waterfall("since-closing", f"MRR of {month}, as closed and now", frame.currency, ends, falls)


def _record(frame: Frame, found: Sequence[Compared]) -> Table:
    rows = []
    for of in sorted((each.closing for each in found), key=lambda each: each.closed_at, reverse=True):
        opened = [Cell(moment(of.reopened_at)), Cell(of.reason, look="wide")] if of.reopened_at else [Cell(None, why="it is closed")] * 2
        cells = [
            Cell(of.month),
            Cell(moment(of.closed_at)),
            Cell(of.figures.get("mrr")),
            Cell(of.note, look="wide", why="no note was left"),
        ]
        rows.append(Row([*cells, *opened, Cell(of.load_id), Cell(of.content_hash[:12], look="soft")]))
    columns = [Column("month"), Column("closed at"), Column("MRR", "money", frame.currency), Column("note")]
    columns += [Column("reopened at"), Column("reason"), Column("load", "count"), Column("content")]
    return Table("record", "Every closing", columns, rows, empty="No month was closed yet.")

"""Reconcile: another tool's list of customers beside the book, the gap of each, and what accounts for it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from fractions import Fraction
from urllib.parse import urlencode

from anyio import to_thread
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from subledger.book.reconciling import Account, Reconciliation, Standing
from subledger.faces.web.api.parameters import read_parameters
from subledger.faces.web.api.reconcile import COLUMNS, FILE, PARAMETERS, reconciling
from subledger.faces.web.charts import Chart, Fall, waterfall
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.recalled import Recalled
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.faces.web.uploads import upload_of
from subledger.model.calendar import grain_start
from subledger.model.errors import SubledgerError

KEPT = 20
"""So many reconciliations are kept to be looked at again."""
SHOWN = 200
"""So many customers are listed; the sheets have all."""


def reconcile(frame: Frame) -> Response:
    """The form for a list, and the last one that was laid beside the book."""
    known = frame.question.get("id")
    if not known:
        return frame.shown("reconcile.html", "Reconcile", found=None, columns=COLUMNS)
    found = _kept(frame.request).get(known)
    if found is None:
        hint = "choose the file again; the last lists are kept while the server runs"
        raise SubledgerError("that list is not kept any more", "no_such_page", known, hint=hint)
    return frame.shown(
        "reconcile.html",
        "Reconcile",
        found=found,
        columns=COLUMNS,
        proposal=_proposal(frame, found),
        chart=_chart(found),
        reasons=_reasons(found),
        standings=_standings(found),
        customers=_customers(frame, found),
        most=SHOWN,
    )


async def uploaded(request: Request) -> Response:
    """Takes a list, lays it beside the book, and leads to the page that shows it."""
    upload = await upload_of(request, FILE, "list.csv")
    said = QueryParams([(name, text) for name, text in upload.fields.items() if text.strip()])
    asked = read_parameters(PARAMETERS, said)
    found = await to_thread.run_sync(reconciling(request, upload, asked))
    name = secrets.token_urlsafe(12)
    _kept(request).put(name, found)
    view = [(each, said[each]) for each in ("policy", "known_at", "currency") if each in said]
    return RedirectResponse("/reconcile?" + urlencode([("id", name), *view]), 303)


def _kept(request: Request) -> Recalled[Reconciliation]:
    state = request.app.state
    if not hasattr(state, "reconciled"):
        state.reconciled = Recalled[Reconciliation](KEPT)
    kept: Recalled[Reconciliation] = state.reconciled
    return kept


def _proposal(frame: Frame, found: Reconciliation) -> str:
    """Which preset comes nearest, and what it leaves."""
    least = next(each for each in found.standings if each.name == found.proposed)
    as_good = f"; as near: {', '.join(found.equal)}" if found.equal else ""
    count = f"{least.unexplained_customers:,} customer" + ("" if least.unexplained_customers == 1 else "s")
    left = f"{frame.text(least.unexplained, found.currency)} {found.currency} of {count}" if least.unexplained_customers else "nothing"
    return f"{found.proposed} leaves {left} unexplained{as_good}"


def _chart(found: Reconciliation) -> Chart:
    """From the book's total to theirs, one step per reason."""
    falls = [Fall(because or _reason(reason), gap, "gain" if gap > 0 else "loss") for reason, _, because, _, gap in found.reasons() if gap]
    ends = (Fall("The book", found.ours, "total"), Fall("Their list", found.theirs, "total"))
    return waterfall("gap", f"From the book to their list at the end of {found.as_of}", found.currency, ends, falls)


def _reason(name: str) -> str:
    return name.replace("_", " ")


def _money(found: Reconciliation, *names: str) -> list[Column]:
    return [Column(name, "money", found.currency) for name in names]


def _reasons(found: Reconciliation) -> Table:
    rows = [
        Row([Cell(_reason(reason)), Cell(because or None, look="wide", why="nothing accounts for it"), Cell(count), Cell(gap)])
        for reason, _, because, count, gap in found.reasons()
    ]
    gap = found.theirs - found.ours
    rows.append(Row([Cell("all"), Cell(None, why="every reason"), Cell(len(found.accounts)), Cell(gap)], is_total=True))
    columns = [Column("reason"), Column("which is"), Column("customers", "count"), *_money(found, "gap")]
    return Table("reasons", "What accounts for the gap", columns, rows)


def _standings(found: Reconciliation) -> Table:
    every: list[Standing] = [*found.standings, *([found.reading] if found.reading else [])]
    rows = []
    for each in every:
        cells = [Cell(each.says if each.kind == "reading" else each.name, look="wide" + (" strong" if each.name == found.proposed else ""))]
        cells += [Cell(each.theirs), Cell(each.ours), Cell(each.theirs - each.ours), Cell(each.agree), Cell(each.unexplained_customers)]
        rows.append(Row([*cells, Cell(each.unexplained), Cell(", ".join(each.same) or None, look="wide soft", why="no other is the same")]))
    columns = [Column("policy"), *_money(found, "theirs", "ours", "gap"), Column("agree", "count"), Column("customers left", "count")]
    columns += [*_money(found, "unexplained"), Column("the same here")]
    return Table("presets", "Each preset beside their list", columns, rows)


def _customers(frame: Frame, found: Reconciliation) -> Table:
    apart = [each for each in found.accounts if each.reason != "agrees"]
    # What is unexplained is what a reader has to look at.
    apart.sort(key=lambda each: (not each.unexplained, -abs(each.gap), each.customer))
    columns = [Column("customer"), *_money(found, "ours", "theirs", "gap"), Column("because"), *_money(found, "unexplained")]
    rows = [Row(_account(frame, found, each)) for each in apart]
    return Table("customers", "Customer by customer", columns, rows, empty="Every customer agrees.")


def _account(frame: Frame, found: Reconciliation, of: Account) -> list[Cell]:
    name = of.customer + (f" (theirs: {of.their_id})" if of.their_id else "")
    href = None if of.reason == "missing_here" else frame.links.customer(of.customer)
    explained = None if href is None else _explained(frame, found, of.customer)
    return [
        Cell(name, href, look="name", is_behind=False),
        Cell(of.ours, explained, is_behind=False),
        Cell(of.theirs, why="not in their list"),
        Cell(of.gap),
        Cell(of.because or _reason(of.reason), look="wide" + (" wrong" if of.unexplained else "")),
        Cell(of.unexplained or Fraction(0)),
    ]


def _explained(frame: Frame, found: Reconciliation, customer: str) -> str:
    day = found.as_of
    return frame.question.onward.within(grain_start(day, "month"), day + timedelta(days=1)).url("/explain", metric="mrr", id=customer)

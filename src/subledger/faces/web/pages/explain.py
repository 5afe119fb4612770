"""Explain: one figure in full. The formula with its parts, the customers or rows behind them, and what is not in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from starlette.responses import Response

from subledger.book import Explanation
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.series import BY_SLUG
from subledger.faces.web.pages.words import CAUSES
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.model.errors import unknown

MONEY = ("opening", "amount", "closing")
TABLES = {
    "movement": ("Movements", ("customer", "day", "kind", "opening", "amount", "closing")),
    "posting": ("Postings", ("day", "cause", "subscription", "item", "plan", "amount", "source")),
    "state": ("In force", ("day", "until", "item", "plan", "status", "because", "amount", "source")),
    "held": ("In force", ("name", "day", "until", "item", "plan", "status", "amount", "source")),
    "trial": ("Trials", ("name", "day", "subscription", "amount", "source")),
    "line": ("Invoice lines", ("day", "name", "item", "plan", "amount", "source")),
    "edit": ("Edits by people", ("name", "day", "item", "cause", "because")),
    "left out": ("Not in this number", ("name", "count", "day", "item", "plan", "status", "because", "amount", "source")),
}
"""The tables of an explanation, by what their rows are, with the columns that are shown where any row says something."""


def explain(frame: Frame) -> Response:
    """A metric of the span's last period, or of one customer."""
    metric, customer = frame.question.get("metric", "mrr"), frame.question.get("id") or None
    if metric not in BY_SLUG:
        raise unknown("metric", metric, tuple(BY_SLUG))
    last = frame.span.periods[-1]
    where, view = frame.question.asked_where, frame.question.view
    if BY_SLUG[metric].rollup == "last":
        found = frame.book.explain(metric, last.end - timedelta(days=1), customer, where=where, **view)
    else:
        found = frame.book.explain(metric, None, customer, last.start, last.end, where, **view)
    content = {name: table for name, table in _tables(frame, found).items() if table.rows}
    return frame.shown(
        "explain.html",
        "Explain",
        found=found,
        last=last,
        metric=metric,
        customer=customer,
        by_slug=BY_SLUG,
        tables=list(content.values()),
        **{f"table_{index}": table for index, table in enumerate(content.values())},
    )


def _tables(frame: Frame, found: Explanation) -> dict[str, Table]:
    who = frame.looking.names(
        sorted({str(row["customer"]) for what in ("customer", "movement") for row in found.of(what) if row["customer"]})
    )
    made = {"part": _parts(frame, found), "customer": _customers(frame, found, who)}
    for what, (heading, names) in TABLES.items():
        is_some = what == "movement" and found.customer is None
        made[what] = _rows(frame, found, what, "The largest movements" if is_some else heading, names, who)
    return made


def _parts(frame: Frame, found: Explanation) -> Table:
    rows = []
    side = None
    # What brought nothing is left out; what is divided by is told whatever it is.
    for part in (part for part in found.of("part") if part["amount"] != 0 or part["side"] != "above"):
        if side is not None and part["side"] != side:
            rows.append(Row([Cell("divided by", look="soft"), Cell("")]))
        side = part["side"]
        rows.append(Row([Cell(part["name"]), Cell(_text(frame, part["amount"], part["unit"]), look="num")]))
    if rows:
        rows.append(Row([Cell(BY_SLUG[found.metric].title), Cell(_text(frame, found.value, found.unit), look="num")], is_total=True))
    return Table("parts", "Made of", [Column("part"), Column("amount")], rows)


def _text(frame: Frame, value: Any, unit: str) -> str:
    return frame.text(value, unit or frame.currency)


def _customers(frame: Frame, found: Explanation, names: Mapping[str, str]) -> Table:
    listed = found.of("customer")
    columns = [Column("customer"), _amount_column("amount", listed, found)]
    has_below, has_balances = any(row["below"] is not None for row in listed), any(row["opening"] is not None for row in listed)
    columns += [Column("divided by")] if has_below else []
    columns += [Column("MRR before", "money", found.currency), Column("MRR after", "money", found.currency)] if has_balances else []
    below_unit = next((part["unit"] for part in found.of("part") if part["side"] == "below"), "")
    rows = []
    for row in listed:
        who = row["customer"]
        named = (
            Cell(f"{row['count']:,} others")
            if who is None
            else Cell(names.get(who) or who, frame.links.customer(who), "name", is_behind=False)
        )
        cells = [named, _amount(frame, row, found)]
        cells += [Cell(_text(frame, row["below"], below_unit), look="num")] if has_below else []
        rows.append(Row([*cells, *([Cell(row["opening"]), Cell(row["closing"])] if has_balances else [])]))
    return Table("customers", "The customers behind it", columns, rows)


def _rows(frame: Frame, found: Explanation, what: str, heading: str, names: Sequence[str], who: Mapping[str, str]) -> Table:
    listed = found.of(what)
    shown = [name for name in names if any(_value(row, name) is not None for row in listed)]
    headed = {"source": "source row", "day": "since" if "until" in names else "day"}
    columns = [_amount_column(name, listed, found) if name in MONEY else Column(headed.get(name, name)) for name in shown]
    rows = []
    for row in listed:
        cells = []
        for name in shown:
            value = _value(row, name)
            if name in MONEY:
                cells.append(_amount(frame, row, found, name))
            elif name == "customer" and value:
                cells.append(Cell(who.get(value) or value, frame.links.customer(value), "name", is_behind=False))
            elif name == "until" and value is None:
                cells.append(Cell("open"))
            else:
                cells.append(
                    Cell("" if value is None else str(value), look="wide" if name == "because" else "soft" if name == "source" else "")
                )
        rows.append(Row(cells))
    return Table(what.replace(" ", "-"), heading, columns, rows)


def _is_money(listed: Sequence[dict[str, Any]], found: Explanation) -> bool:
    return all(row["unit"] == found.currency for row in listed)


def _amount_column(name: str, listed: Sequence[dict[str, Any]], found: Explanation) -> Column:
    """A column of money where all of it is; where units differ each cell says its own."""
    return Column(name, "money", found.currency) if _is_money(listed, found) else Column(name)


def _amount(frame: Frame, row: dict[str, Any], found: Explanation, name: str = "amount") -> Cell:
    is_alone = _is_money(found.of(row["what"]), found)
    return Cell(row[name]) if is_alone else Cell(_text(frame, row[name], row["unit"]), look="num")


def _value(row: dict[str, Any], name: str) -> Any:
    if name == "source":
        return None if row["file"] is None else f"{row['file']}:{row['row']}"
    if name == "cause" and row["cause"]:
        return CAUSES.get(row["cause"], row["cause"])
    return row[name]

"""One customer: its states over time, each movement with its cause, what it was billed, and every source row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from starlette.responses import Response

from subledger.faces.figures import figure_text
from subledger.faces.web.charts import Chart, Series
from subledger.faces.web.pages.edits import edits_of
from subledger.faces.web.pages.frame import Frame
from subledger.faces.web.pages.picture import picture
from subledger.faces.web.pages.words import CAUSES, KINDS
from subledger.faces.web.tables import Cell, Column, Row, Table
from subledger.faces.web.writing import author_of
from subledger.model.calendar import add_months, grain_start
from subledger.model.errors import SubledgerError
from subledger.model.money import mrr

Rows = Sequence[dict[str, Any]]


def customer(frame: Frame) -> Response:
    """A customer's page: the last stop before the source files."""
    customer_id = frame.question.get("id")
    if not customer_id:
        raise SubledgerError("no customer is named", "no_customer", expected="/customer?id=…", hint="choose one on the page of customers")
    account = frame.looking.account(customer_id)
    view = frame.question.view
    movements = frame.book.ledger_movements(customer_id, **view).rows
    postings = frame.book.postings(customer_id, **view).rows
    states = frame.looking.states(customer_id)
    lines = frame.looking.lines(customer_id)
    last = frame.span.end - timedelta(days=1)
    edits = edits_of(frame, customer_id)
    months = _months(movements, last)
    return frame.shown(
        "customer.html",
        account.name or customer_id,
        account=account,
        now=_balance(movements, last),
        last=last,
        native=_native(postings, last),
        chart=_chart(frame, months),
        by_month=_by_month(frame, months),
        movements=_movements(frame, movements, postings),
        postings=_postings(frame, postings),
        states=_states(frame, states.rows),
        spans=picture(states.rows, last),
        lines=_lines(lines.rows),
        line_count=lines.count,
        edits=edits,
        is_editable=not any(each.undone is None and each.customer == customer_id and each.kind != "cause" for each in edits),
        caused=_caused(postings),
        items=sorted({row["item_id"] for row in postings}),
        author=author_of(frame.request),
    )


def _caused(postings: Rows) -> list[tuple[date, list[str]]]:
    """The days whose postings have causes that a person may name, the newest first, with those causes."""
    found: dict[date, set[str]] = {}
    for row in postings:
        if row["cause"] != "fx":
            found.setdefault(row["day"], set()).add(row["cause"])
    return [(day, sorted(found[day])) for day in sorted(found, reverse=True)]


def _balance(movements: Rows, day: date) -> Fraction:
    return mrr(sum(int(row["run_rate_micros"]) for row in movements if row["day"] <= day))


def _native(postings: Rows, day: date) -> dict[str, Fraction]:
    """MRR by the currencies that are billed."""
    found: dict[str, int] = {}
    for row in postings:
        if row["day"] <= day:
            found[row["currency"]] = found.get(row["currency"], 0) + int(row["native_micros"])
    return {currency: mrr(micros) for currency, micros in sorted(found.items()) if micros}


def _months(movements: Rows, last: date) -> list[tuple[str, Fraction]]:
    """The balance at each month's end since the first movement."""
    found = []
    month = grain_start(movements[0]["day"], "month") if movements else add_months(last, 1)
    while month <= last:
        following = add_months(month, 1)
        found.append((f"{month:%Y-%m}", _balance(movements, following - timedelta(days=1))))
        month = following
    return found


def _chart(frame: Frame, months: list[tuple[str, Fraction]]) -> Chart:
    balances = [balance for _, balance in months]
    series = [Series("MRR", "balance", "line", balances, frame.currency, is_filled=True, is_stepped=True)]
    empty = "This customer never had MRR under this policy."
    return Chart("mrr", "MRR at each month’s end", "money", [month for month, _ in months], series, empty=empty)


def _by_month(frame: Frame, months: list[tuple[str, Fraction]]) -> Table:
    rows = [Row([Cell(month), Cell(balance)]) for month, balance in months]
    return Table("mrr-by-month", "MRR at each month’s end", [Column("month"), Column("MRR", "money", frame.currency)], rows)


def _movements(frame: Frame, movements: Rows, postings: Rows) -> Table:
    causes: dict[tuple[object, bool], set[str]] = {}
    for row in postings:
        causes.setdefault((row["day"], row["cause"] == "fx"), set()).add(CAUSES.get(row["cause"], row["cause"]))
    columns = [
        Column("day", "day"),
        Column("movement"),
        Column("because"),
        *(Column(name, "money", frame.currency) for name in ("before", "change", "after")),
    ]
    rows = [
        Row(
            [
                Cell(row["day"]),
                Cell(KINDS[row["kind"]][0].lower()),
                Cell(
                    ", ".join(sorted(causes.get((row["day"], row["kind"] == "fx"), ()))) or None,
                    look="wide",
                    why="netted with other days of its month",
                ),
                Cell(mrr(int(row["opening_micros"])), look="soft"),
                Cell(mrr(int(row["run_rate_micros"]))),
                Cell(mrr(int(row["closing_micros"])), look="strong"),
            ]
        )
        for row in reversed(movements)
    ]
    return Table("movements", "Movements", columns, rows, empty="Nothing ever moved under this policy.")


def _postings(frame: Frame, postings: Rows) -> Table:
    columns = [Column(name) for name in ("day", "cause", "subscription", "item", "plan")]
    columns += [Column("native"), Column("currency"), Column("MRR", "money", frame.currency), Column("source row")]
    rows = [
        Row(
            [
                Cell(row["day"]),
                Cell(CAUSES.get(row["cause"], row["cause"])),
                Cell(row["subscription_id"]),
                Cell(row["item_id"]),
                Cell(row["plan"], why="the row names none"),
                Cell(figure_text(mrr(int(row["native_micros"])), row["currency"]), look="num"),
                Cell(row["currency"]),
                Cell(mrr(int(row["run_rate_micros"]))),
                Cell(f"{row['file']}:{row['row']}", look="soft"),
            ]
        )
        for row in reversed(postings)
    ]
    return Table("postings", "Postings, each from its source row", columns, rows, empty="Nothing was ever posted under this policy.")


def _states(frame: Frame, states: Rows) -> Table:
    names = (
        "since",
        "until",
        "item",
        "plan",
        "status",
        "price",
        "quantity",
        "every",
        "discount",
        "worth a month",
        "currency",
        "counted",
        "source row",
    )
    rows = []
    for row in reversed(states):
        every = row["interval"] if row["interval_count"] == 1 else f"{row['interval_count']} {row['interval']}s"
        percent, amount = row["discount_percent"], row["discount_amount"]
        discount = f"{figure_text(percent, 'ratio')} %" if percent else figure_text(amount, row["currency"]) if amount else ""
        setting = row["setting"]
        counted = ("yes" if row["counts"] else "no") + (f": {_setting(frame, setting)}" if setting else "")
        texts = (
            str(row["since"]),
            str(row["until"] or "open"),
            row["item"],
            row["plan"],
            row["status"],
            figure_text(row["unit_amount"], row["currency"]),
            figure_text(row["quantity"], "count"),
            every,
            discount,
            figure_text(row["amount"], row["currency"]),
            row["currency"],
            counted,
            f"{row['file']}:{row['row']}",
        )
        looks = ("", "", "", "", "", "num", "num", "", "num", "num strong", "", "", "soft")
        rows.append(Row([Cell(text, look=look, why="the row names none") for text, look in zip(texts, looks, strict=True)]))
    return Table(
        "states",
        "States, as the source rows say",
        [Column(name) for name in names],
        rows,
        empty="No subscription of this customer is known.",
    )


def _setting(frame: Frame, setting: str) -> str:
    known = setting in frame.policy.values
    return f"{setting} = {str(frame.policy[setting]).lower()}" if known else setting


def _lines(lines: Rows) -> Table:
    names = ("issued", "invoice", "plan", "kind", "status", "service", "amount", "refunded", "currency", "source row")
    rows = []
    for row in lines:
        service = f"{row['period_start']} to {row['period_end'] - timedelta(days=1)}" if row["period_start"] and row["period_end"] else None
        refunded = figure_text(row["refunded"], row["currency"]) if row["refunded"] else ""
        texts = (
            row["day"] and str(row["day"]),
            row["invoice_id"],
            row["plan"],
            row["kind"],
            row["status"],
            service,
            figure_text(row["amount"], row["currency"]),
            refunded,
            row["currency"],
            f"{row['file']}:{row['row']}",
        )
        looks = ("", "", "", "", "", "", "num", "num", "", "soft")
        rows.append(Row([Cell(text, look=look, why="the line does not say") for text, look in zip(texts, looks, strict=True)]))
    return Table("lines", "Invoice lines", [Column(name) for name in names], rows, empty="No invoice line of this customer is known.")

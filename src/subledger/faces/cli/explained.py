"""An explanation as tables that people read: the formula, who and what is behind it, and what is not in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from subledger.faces.cli.answer import context
from subledger.faces.cli.figures import Cell, change, figure, title, words
from subledger.faces.cli.grid import Column, Grid, say, show, tight
from subledger.faces.inert import inert
from subledger.model.calendar import FIRST_DAY

if TYPE_CHECKING:
    from subledger.book import Explanation

Row = dict[str, Any]
KINDS = {
    "movement": ("Movements", ("customer", "day", "kind")),
    "posting": ("Postings", ("day", "kind", "cause", "subscription", "item", "plan", "because")),
    "state": ("In force", ("day", "until", "subscription", "item", "plan", "status", "because")),
    "held": ("In force", ("name", "day", "until", "subscription", "item", "plan", "status")),
    "trial": ("Trials", ("name", "day", "subscription")),
    "line": ("Invoice lines", ("day", "name", "subscription", "item", "plan")),
}
"""The tables of rows, each with the columns that say what a row is."""


def say_explanation(found: Explanation) -> None:
    """Prints a figure and its tables."""
    say(f"{_heading(found)}: {_value(found)}", "bold")
    say(context(found), "dim")
    say(f"{title(found.metric)} = {found.formula}", "dim", is_prose=True)
    parts = [row for row in found.of("part") if row["amount"] != 0 or row["side"] != "above"]
    if len(parts) > 1:
        say("\nMade of", "bold")
        show(*_parts(parts, found))
    for heading, grids in _tables(found):
        say(f"\n{heading}", "bold")
        show(*grids)


def _tables(found: Explanation) -> Iterator[tuple[str, Iterator[Grid]]]:
    """The tables that have rows, each under its heading."""
    order = "those that changed most" if found.metric in ("nrr", "grr") else "the largest"
    if found.of("customer"):
        yield f"The customers behind it, {order} first", _customers(found.of("customer"), found)
    for what, (name, columns) in KINDS.items():
        if found.of(what):
            is_some = what == "movement" and found.customer is None
            heading = f"The largest movements since {found.start}" if is_some else name
            yield heading, _rows(found.of(what), columns, has_total=not is_some)
    if found.of("edit"):
        yield "Edits by people", _edits(found.of("edit"))
    if found.of("left out"):
        yield "Not in this number", _left_out(found.of("left out"), found)


def _edits(rows: Sequence[Row]) -> Iterator[Grid]:
    yield Grid([Column("what, by whom, and why", [words(row["because"]) for row in rows], is_figure=False)])


def _heading(found: Explanation) -> str:
    of = f"{title(found.metric)} of {inert(found.customer)}" if found.customer else title(found.metric)
    of += f", only {inert(', '.join(found.where))}" if found.where else ""
    if found.as_of:
        return f"{of} at the end of {found.as_of}"
    return f"{of} from {found.start} to {(found.end or FIRST_DAY) - timedelta(days=1)}"


def _value(found: Explanation) -> str:
    cell = figure(found.value, found.unit).text
    return f"{cell} {found.currency}" if found.unit == found.currency else cell


def _parts(rows: Sequence[Row], found: Explanation) -> Iterator[Grid]:
    """The parts of the formula, and what each side comes to."""
    sides = list(dict.fromkeys(row["side"] for row in rows))
    cells: list[tuple[Cell, Cell]] = []
    for side in sides:
        own = [row for row in rows if row["side"] == side]
        cells += [(words(row["name"]), figure(row["amount"], row["unit"])) for row in own]
        if len(sides) > 1 and side != sides[-1]:
            cells.append((Cell("divided by", "dim"), Cell("")))
    names, amounts = [cell for cell, _ in cells], [cell for _, cell in cells]
    total = figure(found.value, found.unit)
    yield Grid([Column("part", names, is_figure=False, total=Cell(title(found.metric))), Column("amount", amounts, total=total)], notes=())


def _customers(rows: Sequence[Row], found: Explanation) -> Iterator[Grid]:
    """Customers down; what each brings to the formula, and its MRR before and after."""
    names = [
        Cell(f"{row['count']:,} other{'s' if row['count'] > 1 else ''}", "dim") if row["name"] else words(row["customer"]) for row in rows
    ]
    columns = [Column("customer", names, is_figure=False, total=Cell("total"))]
    above, below = (list(dict.fromkeys(row["name"] for row in found.of("part") if row["side"] == side)) for side in ("above", "below"))
    titled = {"amount": above[0] if len(above) == 1 else title(found.metric) if not below else "above"}
    titled["below"] = below[0] if len(below) == 1 else "below"
    below_unit = next((row["unit"] for row in found.of("part") if row["side"] == "below"), "")
    for name, heading in titled.items():
        unit = rows[0]["unit"] if name == "amount" else below_unit
        if name == "amount" or below:
            total = figure(sum(row[name] or 0 for row in rows), unit)
            columns.append(Column(heading, [figure(row[name], unit) for row in rows], total=total))
    for name, heading in (("opening", "MRR before"), ("closing", "MRR after")):
        amounts = [row[name] for row in rows]
        if amounts not in ([row["amount"] for row in rows], [row["below"] for row in rows]):
            total = figure(sum(row[name] for row in rows), found.currency)
            columns.append(Column(heading, [figure(row[name], found.currency) for row in rows], total=total))
    grid = Grid(columns, notes=[f"down to the source rows: subledger explain {found.metric} --customer ID"])
    yield grid
    yield tight(grid)


def source(row: Row) -> Cell:
    """The file and row that a row comes from."""
    return words(None if row["file"] is None else f"{row['file']}:{row['row']}")


def _rows(rows: Sequence[Row], names: Sequence[str], *, has_total: bool = True) -> Iterator[Grid]:
    """The rows of one kind and their sum. Where room is short the file stands beneath, and what is said twice is left out."""
    columns: list[Column] = []
    for name in names:
        cells = [Cell("open") if name == "until" and row[name] is None else words(row[name]) for row in rows]
        is_said = name == "until" or any(row[name] is not None for row in rows)
        is_new = name != "subscription" or "item" not in names or any(row[name] != row["item"] for row in rows)
        if is_said and is_new:
            heading = "since" if name == "day" and "until" in names else name
            total = Cell("total") if has_total and not columns else None
            columns.append(Column(heading, cells, is_figure=False, is_key=name in ("day", "until"), total=total))
    columns += _foreign(rows)
    unit = rows[0]["unit"]
    total = figure(_sum(rows), unit) if has_total else None
    columns.append(Column("amount", [_amount(row, unit) for row in rows], total=total))
    yield from _with_source(columns, rows)


def _sum(rows: Sequence[Row], name: str = "amount") -> Fraction:
    return sum((Fraction(row[name] or 0) for row in rows), Fraction(0))


def _amount(row: Row, unit: str) -> Cell:
    if unit in ("count", "units") or row["amount"] is None:
        return figure(row["amount"], unit)
    return change(row["amount"], unit)


def _foreign(rows: Sequence[Row]) -> list[Column]:
    """Amounts in their own currency, where that is another."""
    if not any(row["native"] is not None for row in rows):
        return []
    cells = [
        Cell("") if row["native"] is None else Cell(f"{figure(row['native'], row['currency']).text} {row['currency']}") for row in rows
    ]
    return [Column("of", cells)]


def _with_source(columns: list[Column], rows: Sequence[Row]) -> Iterator[Grid]:
    files = {row["file"] for row in rows}
    if files != {None}:
        columns.append(Column("source", list(map(source, rows)), is_figure=False))
    yield Grid(columns)
    yield tight(Grid(columns))
    # The file once is better than its name folded.
    if len(files) == 1 and files != {None}:
        short = [column for column in columns[:-1] if column.title not in ("subscription", "status")]
        short.append(Column("row", [words(row["row"]) for row in rows]))
        yield tight(Grid(short, notes=[f"rows of {inert(str(files.pop()))}"]))


def _left_out(rows: Sequence[Row], found: Explanation) -> Iterator[Grid]:
    """What is left out and why; not summed, as one state can be left out for two reasons."""
    columns = [Column("what", [words(row["name"]) for row in rows], is_figure=False, is_key=True)]
    if found.customer is not None:
        for name, heading in (("day", "since"), ("item", "item"), ("plan", "plan")):
            if any(row[name] is not None for row in rows):
                columns.append(Column(heading, [words(row[name]) for row in rows], is_figure=False, is_key=name == "day"))
    columns.append(Column("why", [words(row["because"]) for row in rows], is_figure=False))
    if found.customer is None:
        for name, heading in (("customer", "customers"), ("count", "rows")):
            columns.append(Column(heading, [figure(row[name], "count") for row in rows]))
    yearly = found.metric in ("arr", "committed_arr")
    columns.append(Column("ARR" if yearly else "MRR", [figure(row["amount"], found.currency) for row in rows]))
    if any(row["charged"] is not None for row in rows):
        charged = [Cell("") if row["charged"] is None else figure(row["charged"], found.currency) for row in rows]
        columns.append(Column("charged", charged))
    if found.customer is None:
        yield Grid(columns)
        yield tight(Grid(columns))
    else:
        yield from _with_source(columns, rows)

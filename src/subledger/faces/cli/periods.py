"""Tables of periods and customers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from subledger.faces.cli.figures import Cell, change, figure, title, words
from subledger.faces.cli.grid import Column, Grid, tight
from subledger.model.calendar import SPAN, grain_next, grain_start

if TYPE_CHECKING:
    from subledger.book import Result

CHANGES = ("new", "expansion", "contraction", "churn", "reactivation", "transfer", "fx")
_BROKEN = {"expansion": "expan- sion", "contraction": "contrac- tion", "reactivation": "reacti- vation"}


def metrics_grids(result: Result, names: Sequence[str], grain: str, by: str | None) -> Iterator[Grid]:
    """Periods (and segments) down, metrics across."""
    lines: dict[tuple[Any, ...], dict[str, Cell]] = {}
    heads: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in result.rows:
        key = (row["start"], row.get("segment"))
        heads.setdefault(key, row)
        lines.setdefault(key, {})[row["metric"]] = figure(row["value"], row["unit"])
    keys, notes = _keys(list(heads.values()), grain, by)
    columns = [Column(title(name), [line[name] for line in lines.values()]) for name in dict.fromkeys(names)]
    grid = Grid([*keys, *columns], notes=notes)
    yield grid
    yield tight(grid)


def movements_grids(result: Result, grain: str, by: str | None) -> Iterator[Grid]:
    """Periods (and segments) down, from opening to closing across. Where room is short, whole units of the currency."""
    keys, notes = _keys(result.rows, grain, by)
    shown = [kind for kind in CHANGES if kind not in ("transfer", "fx") or any(row[kind] for row in result.rows)]
    yield Grid([*keys, *_movements(result, shown, whole=False)], notes=notes)
    for whole in (False, True):
        columns = _movements(result, [*shown], whole=whole)
        broken = [Column(_BROKEN.get(column.title, column.title), column.cells) for column in columns]
        rounded = [f"whole {result.currency}, for want of room: a wider terminal or --format csv shows all"] if whole else []
        yield tight(Grid([*keys, *broken], notes=[*notes, *rounded]))


def _movements(result: Result, kinds: Sequence[str], *, whole: bool) -> list[Column]:
    def balances(name: str, style: str) -> Column:
        return Column(name, [Cell(figure(row[name], result.currency, whole=whole).text, style) for row in result.rows])

    changes = [Column(kind, [change(row[kind], result.currency, whole=whole) for row in result.rows]) for kind in kinds]
    return [balances("opening", "dim"), *changes, balances("closing", "bold")]


def _keys(rows: Sequence[dict[str, Any]], grain: str, by: str | None) -> tuple[list[Column], list[str]]:
    """The columns that name a row, and the footnote of periods that are cut."""
    # A span has no other edges than those that were asked for.
    cut = [
        grain != SPAN and (row["start"] != grain_start(row["start"], grain) or row["end"] != grain_next(row["start"], grain))
        for row in rows
    ]
    labels = [Cell(row["period"] + ("*" if is_cut else "")) for row, is_cut in zip(rows, cut, strict=True)]
    columns = [Column("period", labels, is_figure=False, is_key=True)]
    if by:
        columns.append(Column(words(by).text, [words(row["segment"]) for row in rows], is_figure=False, is_key=True))
    return columns, [f"* a part of the {grain}: --from or --to cuts it"] if any(cut) else []


def customers_grids(result: Result) -> Iterator[Grid]:
    """Customers down, and their sum."""
    columns = [Column("customer", [words(row["customer_id"]) for row in result.rows], is_figure=False, total=Cell("total"))]
    for metric in ("mrr", "arr"):
        total = figure(sum(row[metric] for row in result.rows), result.currency)
        columns.append(Column(title(metric), [figure(row[metric], result.currency) for row in result.rows], total=total))
    yield Grid(columns)

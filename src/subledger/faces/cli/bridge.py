"""Why two figures differ: the steps between two views, as a table with a waterfall, and the customers behind a step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from subledger.faces.cli.figures import Cell, change, figure, moment, title, words
from subledger.faces.cli.grid import Column, Grid, say, show, tight
from subledger.faces.cli.options import BOOK, BookAddress, Currency, Format, KnownAt, Policy, Where, reading, viewed
from subledger.faces.cli.policies import text
from subledger.faces.cli.waterfall import waterfall
from subledger.faces.cli.write import write_csv, write_json
from subledger.faces.inert import inert
from subledger.model.money import MINOR_UNITS

if TYPE_CHECKING:
    from subledger.book.bridging.bridge import Bridge, End, Share, Step

VIEW = "DAY[@POLICY][@TIME]"
Start = Annotated[str, typer.Option("--from", metavar=VIEW, help="From where: a day or period, and perhaps a policy, a time, or budget.")]
End_ = Annotated[str, typer.Option("--to", metavar=VIEW, help="To where, as 2025-03-31@stripe or 2025-03@budget.")]
Metric = Annotated[str, typer.Option(metavar="METRIC", help="Which figure: a balance or a flow; no ratio.")]
By = Annotated[
    str | None, typer.Option(metavar="ATTRIBUTE", help="Cut time by cause, plan, country, …; a budget by its segments.  [default: by kind]")
]
OfStep = Annotated[str | None, typer.Option("--step", metavar="NAME", help="Only this step, with its customers.")]
Customers = Annotated[bool, typer.Option("--customers", help="The customers of every step.")]
WIDEST, NARROWEST = 36, 16


def bridge(
    start: Start,
    end: End_,
    book: BookAddress = BOOK,
    metric: Metric = "mrr",
    by: By = None,
    where: Where = None,
    step: OfStep = None,
    customers: Customers = False,
    policy: Policy = None,
    known_at: KnownAt = None,
    currency: Currency = None,
    form: Format = "table",
) -> None:
    """What lies between two views of a figure: days, policies, times of knowing, budget and actual."""
    view = viewed(form, policy, known_at, currency)
    with reading(book) as opened:
        found = opened.bridge(start, end, metric, by, where or (), **view)
        steps = [found.step(step)] if step else list(found.steps) if customers else []
        # The customers of a step are asked of the book, which is open no longer than this.
        say_it = _saying(found, steps, form)
    say_it()


def _saying(found: Bridge, steps: Sequence[Step], form: str) -> Callable[[], None]:
    if form == "json":
        document = found.as_json(steps)
        return lambda: write_json(document)
    if form == "csv":
        text = found.result(steps).as_csv()
        return lambda: write_csv(text)
    shares = [(step, found.opened(step, _places(found))) for step in steps]
    return lambda: _say(found, shares)


def _places(of: Bridge) -> int:
    return MINOR_UNITS.get(of.unit, 0 if of.unit == "count" else 2)


def _say(found: Bridge, opened: Sequence[tuple[Step, Sequence[Share]]]) -> None:
    say(f"{title(found.metric)}: {_named(found.start)} → {_named(found.end)}", "bold")
    contexts = [_context(end, found.currency) for end in (found.start, found.end)]
    if contexts[0] == contexts[1]:
        say(contexts[0] + "\n", "dim")
    else:
        say(f"from  {contexts[0]}\nto    {contexts[1]}\n", "dim")
    if len(opened) != 1:
        show(*_grids(found))
    for step, shares in opened:
        say(("\n" if len(opened) > 1 else "") + inert(f"{step.name} ({step.key})"), "bold")
        show(_customers(found.unit, step, shares))
    if opened:
        day = date.fromordinal(found.end.end.toordinal() - 1)
        say(f"down to the source rows: subledger explain {found.metric} --customer ID --as-of {day}", "dim")
    elif any(each.customers for each in found.steps):
        say("the customers of a step: --step NAME", "dim")


def _named(of: End) -> str:
    return of.label + (" budget" if of.scenario == "budget" else "")


def _context(of: End, currency: str) -> str:
    policy = "the budget" if of.scenario == "budget" else f"policy {inert(of.policy.name)} v{of.policy.version} ({of.policy.hash[:12]})"
    return f"{currency} · {policy} · known at {moment(of.known_at)}"


def _grids(found: Bridge) -> Iterator[Grid]:
    """Opening, steps and closing down, with a waterfall beside them; where room is short a setting stands for its words."""
    opening, *amounts, closing = found.shown(_places(found))
    told = [(step, amount) for step, amount in zip(found.steps, amounts, strict=True) if step.customers or amount]
    balances = [Cell(figure(value, found.unit).text, "bold") for value in (opening, closing)]
    figures = [
        Column("amount", [balances[0], *(_change(amount, found.unit) for _, amount in told), balances[1]]),
        Column("customers", [Cell(""), *(figure(step.customers, "count") for step, _ in told), Cell("")]),
    ]
    still = [step.key if step.dimension == "policy" else step.name for step in found.steps if not (step.customers or step.amount)]
    notes = [f"no difference: {', '.join(map(inert, still))}"] if still else []
    ends = [words(_named(end)) for end in (found.start, found.end)]
    ends = [Cell("from"), Cell("to")] if ends[0] == ends[1] else ends
    steps = [step for step, _ in told]
    full = [Column("step", [ends[0], *(words(step.name) for step in steps), ends[1]], is_figure=False)]
    short = [Column("step", [ends[0], *(_setting(step) or words(step.name) for step in steps), ends[1]], is_figure=False)]
    if any(map(_setting, steps)):
        full.append(Column("setting", [Cell(""), *(_setting(step) or Cell("") for step in steps), Cell("")], is_figure=False))
    for names, width in ((full, WIDEST), (short, WIDEST), (short, NARROWEST)):
        bars, least = waterfall(opening, [amount for _, amount in told], width)
        cut = [f"bars begin at {figure(least, found.unit).text}"] if least else []
        grid = Grid([*names, *figures, Column("", bars, is_figure=False, is_key=True)], notes=[*notes, *cut])
        yield grid
        yield tight(grid)
    yield tight(Grid([*short, *figures], notes=notes))


def _setting(step: Step) -> Cell | None:
    """A setting and how it changes, where a step stands for one."""
    if step.dimension != "policy":
        return None
    before, after = (text(end.policy[step.key]).strip('"') for end in (step.before, step.after))
    return words(f"{step.key}: {before} → {after}")


def _change(amount: Fraction, unit: str) -> Cell:
    cell = change(amount, unit)
    return Cell(f"+{cell.text}" if amount > 0 else cell.text, cell.style)


def _customers(unit: str, of: Step, shares: Sequence[Share]) -> Grid:
    total = sum((share.amount for share in shares), Fraction(0))
    columns = [
        Column("customer", [_customer(share) for share in shares], is_figure=False, total=Cell("total")),
        Column("amount", [_change(share.amount, unit) for share in shares], total=_change(total, unit)),
    ]
    if any(share.rows for share in shares):
        rows = [inert("; ".join(f"{row.file}:{row.row} {row.change}" for row in share.rows)) for share in shares]
        columns.append(Column("source", [Cell(text) for text in rows], is_figure=False))
    return Grid(columns, notes=[inert(f"{row.file}:{row.row} {row.change}") for row in of.rows])


def _customer(share: Share) -> Cell:
    return Cell("the budget", "dim") if share.customer is None else words(share.customer)

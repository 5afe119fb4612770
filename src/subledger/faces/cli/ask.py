"""Questions: figures, movements and customers, per period or at the end of a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from subledger.faces.cli.answer import give
from subledger.faces.cli.differing import is_closable, say_differing
from subledger.faces.cli.options import (
    BOOK,
    AsOf,
    BookAddress,
    By,
    Currency,
    Format,
    From,
    Grain,
    KnownAt,
    Policy,
    To,
    Where,
    reading,
    viewed,
)
from subledger.faces.values import HEADLINE, count, day
from subledger.model.errors import SubledgerError


def metrics(
    names: Annotated[
        str, typer.Argument(metavar="NAME,NAME", help="Which figures, as mrr,nrr; a name that is none lists them all.")
    ] = ",".join(HEADLINE),
    book: BookAddress = BOOK,
    start: From = None,
    end: To = None,
    grain: Grain = "month",
    by: By = None,
    where: Where = None,
    trailing: Annotated[str | None, typer.Option(metavar="MONTHS", help="How far nrr and grr look back; else as the policy says.")] = None,
    policy: Policy = None,
    known_at: KnownAt = None,
    currency: Currency = None,
    form: Format = "table",
) -> None:
    """Figures per period: mrr, arr, nrr, arpa, …"""
    from subledger.faces.cli.periods import metrics_grids

    months = None if trailing is None else count(trailing, "--trailing")
    chosen = [name.strip() for name in names.split(",") if name.strip()]
    if not chosen:
        raise SubledgerError("no metric is named", "no_metric", names, "names with commas between, as mrr,nrr")
    view = viewed(form, policy, known_at, currency)
    first, last = day(start, "--from"), day(end, "--to")
    with reading(book) as opened:
        result = opened.metrics(chosen, first, last, grain, by, where or (), trailing=months, **view)
        differing = opened.differing(result) if form != "csv" and is_closable(grain, by, where, known_at) else []
    give(form, result, f"Metrics per {grain}" + _parts(by, where), lambda: metrics_grids(result, chosen, grain, by), differing)
    say_differing(differing if form == "table" else (), book)


def movements(
    book: BookAddress = BOOK,
    start: From = None,
    end: To = None,
    grain: Grain = "month",
    by: By = None,
    where: Where = None,
    policy: Policy = None,
    known_at: KnownAt = None,
    currency: Currency = None,
    form: Format = "table",
) -> None:
    """The roll-forward of MRR: opening, each kind of movement, closing."""
    from subledger.faces.cli.periods import movements_grids

    view = viewed(form, policy, known_at, currency)
    first, last = day(start, "--from"), day(end, "--to")
    with reading(book) as opened:
        result = opened.movements(first, last, grain, by, where or (), **view)
        differing = opened.differing(result) if form != "csv" and is_closable(grain, by, where, known_at) else []
    give(form, result, f"MRR movements per {grain}" + _parts(by, where), lambda: movements_grids(result, grain, by), differing)
    say_differing(differing if form == "table" else (), book)


def customers(
    book: BookAddress = BOOK,
    as_of: AsOf = None,
    where: Where = None,
    policy: Policy = None,
    known_at: KnownAt = None,
    currency: Currency = None,
    form: Format = "table",
) -> None:
    """Every paying customer's run-rate, the largest first."""
    from subledger.faces.cli.periods import customers_grids

    at, view = day(as_of, "--as-of"), viewed(form, policy, known_at, currency)
    with reading(book) as opened:
        result = opened.customers(at, where or (), **view)
    many = f"{len(result):,} customer" + ("" if len(result) == 1 else "s")
    give(form, result, f"{many} {at_the_end(at)}" + _parts(None, where), lambda: customers_grids(result))


def at_the_end(of: date | None) -> str:
    """When a balance stands."""
    return f"at the end of {of}" if of else "at the end of the book's last day"


def _parts(by: str | None, where: list[str] | None) -> str:
    from subledger.faces.inert import inert

    return (f", by {inert(by)}" if by else "") + (f", only {inert(', '.join(where))}" if where else "")

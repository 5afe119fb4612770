"""An answer in the form it is wanted in: a table, JSON or CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from subledger.faces import closings
from subledger.faces.cli.progress import note
from subledger.faces.cli.write import write_csv, write_json
from subledger.faces.inert import inert

if TYPE_CHECKING:
    from subledger.book import Result
    from subledger.book.closing.closed import Difference
    from subledger.faces.cli.grid import Grid


def give(form: str, result: Result, heading: str, grids: Callable[[], Iterable[Grid]], differing: Sequence[Difference] = ()) -> None:
    """Gives a result; the grids are asked for only where a table is wanted. differing: what months were closed with otherwise."""
    note("note", result.notes)
    if form == "json":
        write_json(closings.told(result, differing))
    elif form == "csv":
        write_csv(result.as_csv())
    else:
        from subledger.faces.cli.grid import say, show

        say(heading, "bold")
        say(context(result) + "\n", "dim")
        show(*grids())


def context(result: Result) -> str:
    """The view a result was taken from, on one line."""
    from subledger.faces.cli.figures import moment

    of = result.policy
    return f"{result.currency} · policy {inert(of.name)} v{of.version} ({of.hash[:12]}) · known at {moment(result.known_at)}"

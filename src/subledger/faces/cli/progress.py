"""What is under way, told on standard error while someone watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from subledger.faces.inert import inert


@contextmanager
def telling() -> Iterator[Callable[[str], None]]:
    """A way to name the step under way; shown with its time on a terminal, and not at all elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn(), console=console, transient=True
    ) as progress:
        task = progress.add_task("opening the book", total=None)
        yield lambda step: progress.update(task, description=inert(step))


def note(word: str, texts: Sequence[str]) -> None:
    """Says what the user should know, beside the data."""
    for text in texts:
        print(f"{word}: {inert(text)}", file=sys.stderr)  # noqa: T201

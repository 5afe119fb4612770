"""A policy bridge against one build: python bench/bridge.py [FILE or STATES] [--book BOOK] [--memory 2GB].

The book is built first where it is not there. Then, in one process: one view under another policy, which is one build and one question; and
a bridge between two policies that differ in four settings, each of which needs a build of its own. Ends with 1 when the bridge costs more
than the number of differing settings plus two such builds.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from build import build, generated
from measure import ROOT, WORK, table

DAY = "2024-06-30"
OTHER = {"counts.unpaid": True}
SETTINGS = {"counts.trialing": True, "counts.past_due": "drop", "counts.discounts.repeating": "ignore", "timing.cancel": "request"}


def timed(what: Callable[[], Any]) -> tuple[float, float, Any]:
    """Wall and CPU seconds of something, and what it gave."""
    wall, cpu = perf_counter(), process_time()
    found = what()
    return perf_counter() - wall, process_time() - cpu, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", default="1000000", metavar="FILE or STATES")
    parser.add_argument("--book", type=Path, help="a book that is there already")
    parser.add_argument("--memory", default="2GB")
    parser.add_argument("--work", type=Path, default=WORK)
    arguments = parser.parse_args()
    sys.path.insert(0, str(ROOT / "src"))
    import subledger
    from subledger.model.view import View, period

    book = arguments.book
    if book is None:
        arguments.work.mkdir(parents=True, exist_ok=True)
        file = generated(int(arguments.file), arguments.work) if arguments.file.isdigit() else Path(arguments.file)
        book = arguments.work / f"{file.stem}.bridge.book"
        build(file, book, arguments.memory)
    with subledger.open(book, memory=arguments.memory) as opened:
        opened.metrics("mrr")  # the file into the page cache
        one = timed(lambda: opened.metrics("mrr", policy=OTHER))
        views = View(period(DAY)), View(period(DAY), SETTINGS)
        across = timed(lambda: opened.bridge(*views))
        again = timed(lambda: opened.bridge(*views))
        step = max(across[2].steps, key=lambda each: each.customers)
        customers = timed(step.shares)
        through = timed(lambda: opened.bridge("2023-12-31", DAY))
    ratio, most = across[0] / one[0], len(across[2].steps) + 2
    rows = [
        ["one view under another policy", one, one],
        [f"policy bridge of {len(across[2].steps)} settings", across, one],
        ["the same again, every view there", again, one],
        [f"customers of its largest step ({step.customers:,})", customers, one],
        ["time bridge of half a year", through, one],
    ]
    shown = [[name, f"{cost[0]:.2f}", f"{cost[1]:.2f}", f"{cost[0] / base[0]:.2f}"] for name, cost, base in rows]
    sys.stdout.write(table(["", "wall s", "CPU s", "of one build"], shown))
    sys.stdout.write(f"\nbridge / build {ratio:.2f}, at most {most}: {'holds' if ratio <= most else 'MISSED'}\n")
    sys.exit(0 if ratio <= most else 1)


if __name__ == "__main__":
    main()

"""A 36-month roll-forward with five metrics from a published ledger: python bench/rollforward.py BOOK FILE [--runs 5] [--memory 2GB].

The book is opened once; what is timed is the answer, from the call to the rows. The scan is that of the file the book was built from, in
turn with it, in the same process. Ends with 1 when the median answer takes longer than the median scan.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import baselines
from measure import ROOT, table

if TYPE_CHECKING:
    from subledger import Book

START, END = date(2023, 1, 1), date(2026, 1, 1)
METRICS = ["mrr", "arr", "customers", "net_new_mrr", "arpa"]


def answered(book: Book) -> float:
    """How long the roll-forward and the five metrics take together."""
    started = perf_counter()
    moved = book.movements(start=START, end=END, grain="month")
    figures = book.metrics(METRICS, start=START, end=END, grain="month")
    took = perf_counter() - started
    if len(moved.rows) != 36 or len(figures.rows) != 36 * len(METRICS):
        raise SystemExit(f"{len(moved.rows)} months and {len(figures.rows)} figures came back")
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("book", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--memory", default="2GB")
    arguments = parser.parse_args()
    sys.path.insert(0, str(ROOT / "src"))
    import subledger

    answers, scans = [], []
    with subledger.open(arguments.book, memory=arguments.memory) as book:
        baselines.run("scan", arguments.file)  # the file into the page cache
        for _ in range(arguments.runs):
            scans.append(baselines.run("scan", arguments.file)[0].wall)
            answers.append(answered(book))
    ratio = median(answers) / median(scans)
    rows = [
        ["scan", f"{median(scans):.3f}", f"{scans[0]:.3f}"],
        ["36 months, five metrics", f"{median(answers):.3f}", f"{answers[0]:.3f}"],
        ["answer / scan, at most 1", f"{ratio:.2f}", f"{answers[0] / scans[0]:.2f}"],
    ]
    sys.stdout.write(table(["", "median s", "first s"], rows))
    sys.exit(0 if ratio <= 1 else 1)


if __name__ == "__main__":
    main()

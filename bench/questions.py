"""What a dashboard asks of a book, about other days every time: python bench/questions.py [BOOK] [--runs 5] [--memory 2GB].

Without BOOK the demo company's is made. The book is opened once; what is timed is the answer, from the call to the rows. Beside each answer
stands the bare roll-forward, one query by hand over the same movements, in turn with it. Ends with 1 when the median question takes
longer than 200 ms.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from measure import ROOT, table

if TYPE_CHECKING:
    import duckdb

    from subledger import Book

LIMIT = 0.2
MONTHS = 13
KPIS = ["mrr", "arr", "net_new_mrr", "customers", "arpa", "nrr", "grr", "gross_mrr_churn_rate"]
BARE = """
SELECT date_trunc('month', day) AS month, kind, sum(run_rate_micros), count(*), sum(paying_delta)
FROM query_table($movements) WHERE day < $end GROUP BY ALL
"""
MOVEMENTS = "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE '%movements' ORDER BY estimated_size DESC LIMIT 1"
"""Builds name their tables each for itself."""


Question = Callable[[Any, date, date], object]


def overview(book: Book, start: date, end: date) -> None:
    """The first page: eight figures of thirteen months, and what moved."""
    book.metrics(KPIS, start=start, end=end)
    book.movements(start=start, end=end)


QUESTIONS: dict[str, Question] = {
    "overview": overview,
    "roll-forward": lambda book, start, end: book.movements(start=start, end=end),
    "MRR and customers": lambda book, start, end: book.metrics("mrr,customers,arpa", start=start, end=end),
    "MRR by country": lambda book, start, end: book.metrics("mrr", start=start, end=end, by="country"),
    "movements of a country": lambda book, start, end: book.movements(start=start, end=end, where=["country=US"]),
    "units": lambda book, start, end: book.metrics("quantity", start=start, end=end),
    "past due": lambda book, start, end: book.metrics("past_due_mrr", start=start, end=end),
    "CMRR": lambda book, start, end: book.metrics("cmrr", start=start, end=end),
    "churn rate": lambda book, start, end: book.metrics("customer_churn_rate", start=start, end=end),
    "retention": lambda book, start, end: book.metrics("nrr,grr", start=start, end=end),
    "movements by plan": lambda book, start, end: book.movements(start=start, end=end, by="plan"),
    "cohorts": lambda book, start, end: book.cohorts("net", start=start, end=end),
}


def months_back(day: date, months: int) -> date:
    """The first of the month so many months before."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def timed(ask: Callable[[], object]) -> float:
    """How long an answer takes."""
    started = perf_counter()
    ask()
    return perf_counter() - started


def asked(book: Book, bare: duckdb.DuckDBPyConnection, ask: Question, runs: int) -> tuple[list[float], list[float]]:
    """The times of the answers and of the bare query, in turn, each about other months."""
    ((movements,),) = bare.execute(MOVEMENTS).fetchall()
    answers, bares, last = [], [], book.last_day()
    for run in range(runs + 1):
        start, end = months_back(last, run + MONTHS - 1), months_back(last, run - 1)
        answers.append(timed(partial(ask, book, start, end)))
        bares.append(timed(lambda end=end: bare.execute(BARE, {"end": end, "movements": movements}).fetchall()))
    return answers, bares


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("book", type=Path, nargs="?")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--memory", default="2GB")
    arguments = parser.parse_args()
    sys.path.insert(0, str(ROOT / "src"))
    import duckdb

    import subledger

    rows, medians = [], []
    with tempfile.TemporaryDirectory(prefix="subledger-bench-") as folder:
        file = arguments.book or Path(folder) / "demo.book"
        if arguments.book is None:
            subledger.demo(file).close()
        with subledger.open(file, memory=arguments.memory) as book, duckdb.connect() as bare:
            bare.execute(f"SET preserve_insertion_order = false; ATTACH '{file}' AS book (READ_ONLY); USE book")
            for name, ask in QUESTIONS.items():
                (first, *answers), (_, *bares) = asked(book, bare, ask, arguments.runs)
                medians.append(median(answers))
                rows.append([name, f"{1000 * first:.0f}", f"{1000 * median(answers):.0f}", f"{median(answers) / median(bares):.1f}"])
    rows.append(["median of the questions, at most 200", "", f"{1000 * median(medians):.0f}", ""])
    sys.stdout.write(table(["", "first ms", "then ms", "then / bare roll-forward"], rows))
    sys.exit(0 if median(medians) <= LIMIT else 1)


if __name__ == "__main__":
    main()

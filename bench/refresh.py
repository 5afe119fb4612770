"""Small loads against a full build: python bench/refresh.py FILE [--customers 1,1000] [--runs 3] [--snapshot] [--memory 2GB] [--work DIR].

Increments that correct the price of every open state of so many customers, other customers each time, loaded into a book of the whole file:
each as a process of its own, then in one process that has loaded before, as a dashboard has. With --snapshot also the whole file once more,
with such corrections in it. Last the book is built anew from its facts. The ratios say what share of the full load each costs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, process_time

from build import build
from measure import ROOT, WORK, Measure, costs, medians, process, table

MOST = {1: 0.005, 1000: 0.02}
"""What share of the full load so many changed customers may cost."""
CHANGED = """
SELECT customer_id FROM (SELECT DISTINCT customer_id FROM read_parquet('{file}') WHERE ends_at IS NULL)
ORDER BY md5(customer_id || '{step}') LIMIT {customers}
"""
CHANGES = """
COPY (
    SELECT * REPLACE (unit_amount + {step} AS unit_amount) FROM read_parquet('{file}')
    WHERE ends_at IS NULL AND customer_id IN ({changed})
) TO '{changes}' (FORMAT parquet)
"""
SNAPSHOT = """
COPY (
    SELECT * REPLACE (unit_amount + CASE WHEN ends_at IS NULL AND customer_id IN ({changed}) THEN {step} ELSE 0 END AS unit_amount)
    FROM read_parquet('{file}')
) TO '{changes}' (FORMAT parquet)
"""


def corrections(file: Path, customers: int, step: int, folder: Path, statement: str = CHANGES) -> Path:
    """A file of corrections; another step, other customers."""
    import duckdb

    changes = folder / "subscriptions.parquet"
    of = CHANGED.format(file=file, customers=customers, step=step)
    duckdb.execute(statement.format(file=file, changed=of, step=step, changes=changes))
    return changes


def in_processes(file: Path, book: Path, customers: int, runs: int, memory: str) -> Measure:
    """Increments, each a command of its own."""
    found = []
    for step in range(1, runs + 1):
        changes = corrections(file, customers, step, book.parent)
        found.append(process(["-m", "subledger", "load", str(changes), "--increment", "--book", str(book), "--memory", memory])[0])
    return medians(found)


def in_one_process(file: Path, book: Path, wanted: Sequence[int], runs: int, memory: str) -> dict[int, Measure]:
    """Increments of so many customers into a book that is open already and was loaded into before."""
    sys.path.insert(0, str(ROOT / "src"))
    import subledger

    found: dict[int, list[Measure]] = {customers: [] for customers in wanted}
    with subledger.open(book, writes=True, memory=memory) as opened:
        opened.load(corrections(file, 1, 100, book.parent), increment=True)
        for customers in wanted:
            for step in range(101, 101 + runs):
                changes = corrections(file, customers, step, book.parent)
                wall, cpu = perf_counter(), process_time()
                opened.load(changes, increment=True)
                found[customers].append(Measure(perf_counter() - wall, process_time() - cpu, 0))
    return {customers: medians(measures) for customers, measures in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--customers", default="1,1000,10000", help="how many change, separated by commas")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--snapshot", action="store_true", help="also the whole file again, with corrections")
    parser.add_argument("--memory", default="2GB")
    parser.add_argument("--work", type=Path, default=WORK)
    arguments = parser.parse_args()
    file, runs, memory = arguments.file, arguments.runs, arguments.memory
    wanted = [int(each) for each in arguments.customers.split(",")]
    book = arguments.work / f"{file.stem}.refreshed"
    cost: dict[str, Measure] = {"full load": build(file, book, memory)}
    for customers in wanted:
        cost[f"{customers:,} customers, a command"] = in_processes(file, book, customers, runs, memory)
    for customers, measure in in_one_process(file, book, wanted, runs, memory).items():
        cost[f"{customers:,} customers, in a process that runs"] = measure
    if arguments.snapshot:
        whole = corrections(file, 1000, 1, arguments.work, SNAPSHOT)
        cost["the whole file again, 1,000 customers corrected"], _ = process(
            ["-m", "subledger", "load", str(whole), "--book", str(book), "--memory", memory]
        )
    cost["rebuild"], _ = process(["-m", "subledger", "rebuild", "--book", str(book), "--memory", memory])
    full = cost["full load"]
    limits = {f"{customers:,} customers, in a process that runs": share for customers, share in MOST.items()}
    rows = [
        [name, f"{one.wall / full.wall:.4f}", f"{one.cpu / full.cpu:.4f}", f"at most {limits[name]}" if name in limits else ""]
        for name, one in cost.items()
        if one is not full
    ]
    sys.stdout.write(costs(cost) + "\n" + table(["over the full load", "wall", "CPU", "limit on wall"], rows))
    sys.exit(any(cost[name].wall / full.wall > limit for name, limit in limits.items() if name in cost))


if __name__ == "__main__":
    main()

"""The book others are measured on, 100,000 customers over 36 months: python bench/periods.py [--runs 5] [--memory 2GB] [--work FOLDER].

About 1.06 million price periods, made by a seed. In one process and in turn: the bare event deltas by hand over the Parquet file, a full
load of that file (read, checked, kept, built, checked again, published) into an empty book, and a rebuild, which is the build alone with
its checks. Each runs once before it is timed. Ends with 1 when the rebuild takes more than twice the deltas.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import baselines
from measure import ROOT, WORK, table

MOST = 2
PERIODS = """
COPY (
    WITH drawn AS (
        SELECT customer, month, hash(customer, month, 'day') AS day, hash(customer, month, 'price') AS price,
               hash(customer, month, 'end') AS last
        FROM range(100000) AS customers(customer), range(36) AS months(month)
        WHERE hash(customer, month) % 1000 < 294
    ), begun AS (
        SELECT *, DATE '2023-01-01' + to_months(month::INTEGER) + to_days((day % 28)::INTEGER) AS starts
        FROM drawn
    ), beside AS (
        SELECT *, lead(starts) OVER (PARTITION BY customer ORDER BY starts) AS next FROM begun
    )
    SELECT 'cus_' || left(md5(customer::VARCHAR), 14) AS customer_id, 'sub_' || left(md5('s' || customer), 14) AS subscription_id,
           'si_' || left(md5('i' || customer), 14) AS item_id, 'plan-' || price % 5 AS plan, 'product' AS product,
           (9 + price % 40 * 10)::DECIMAL(18, 2) AS unit_amount, (1 + price % 7)::INTEGER AS quantity,
           'USD' AS currency, 'month' AS interval, 'active' AS status,
           (CASE WHEN price % 9 = 0 THEN 10 ELSE 0 END)::DECIMAL(5, 2) AS discount_percent, starts::DATE AS starts_at,
           CASE WHEN last % 20 = 0 THEN least(starts + INTERVAL 20 DAY, next) ELSE next END::DATE AS ends_at
    FROM beside
    ORDER BY starts, hash(customer)
) TO '{file}' (FORMAT parquet)
"""


def periods(folder: Path) -> Path:
    """The file, made where it is not there."""
    import duckdb

    file = folder / "periods.parquet"
    if not file.exists():
        duckdb.execute(PERIODS.format(file=file))
    return file


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds of a work."""
    wall, cpu = perf_counter(), process_time()
    work()
    return perf_counter() - wall, process_time() - cpu


def loaded(file: Path, memory: str) -> None:
    """A new book of the file, gone at once."""
    import subledger

    with (
        tempfile.TemporaryDirectory(prefix="periods-", dir=file.parent) as folder,
        subledger.init(Path(folder) / "periods.book", memory=memory) as book,
    ):
        book.load(file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--memory", default="2GB")
    parser.add_argument("--work", type=Path, default=WORK)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT / "src"))
    import subledger

    file = periods(arguments.work)
    path = arguments.work / "periods.book"
    path.unlink(missing_ok=True)
    with subledger.init(path, memory=arguments.memory) as book:
        states = book.load(file).rows["subscriptions"]
        works: dict[str, Callable[[], object]] = {
            "deltas by hand": lambda: baselines.run("deltas", file),
            "rebuild": book.rebuild,
            "load": lambda: loaded(file, arguments.memory),
        }
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
        for run in range(arguments.runs + 1):
            for name, work in works.items():
                took = timed(work)
                if run:
                    found[name].append(took)
    costs = {name: (median(wall for wall, _ in each), median(cpu for _, cpu in each)) for name, each in found.items()}
    wall, cpu = costs["deltas by hand"]
    rows = [[name, f"{took[0]:.2f}", f"{took[1]:.2f}", f"{took[0] / wall:.2f}", f"{took[1] / cpu:.2f}"] for name, took in costs.items()]
    sys.stdout.write(f"{states:,} states\n" + table(["", "wall s", "CPU s", "wall / deltas", "CPU / deltas"], rows))
    sys.exit(0 if costs["rebuild"][0] <= MOST * wall else 1)


if __name__ == "__main__":
    main()

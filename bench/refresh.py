"""A load that changes a few customers against a full build: python bench/refresh.py FILE [--customers 1000] [--memory 2GB] [--work FOLDER].

An increment that corrects the price of every open state of so many customers, loaded into a book of the whole file; then the same book
rebuilt from its facts. Both are processes of their own. The ratio says what share of a rebuild a refresh costs.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from build import build
from measure import WORK, Measure, costs, process, table

CHANGES = """
COPY (
    SELECT * REPLACE (unit_amount + 1 AS unit_amount) FROM read_parquet('{file}')
    WHERE ends_at IS NULL AND customer_id IN (
        SELECT customer_id FROM (SELECT DISTINCT customer_id FROM read_parquet('{file}') WHERE ends_at IS NULL)
        ORDER BY md5(customer_id) LIMIT {customers}
    )
) TO '{changes}' (FORMAT parquet)
"""


def changed(file: Path, customers: int, changes: Path) -> Path:
    """A file of corrections."""
    import duckdb

    duckdb.execute(CHANGES.format(file=file, customers=customers, changes=changes))
    return changes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--customers", type=int, default=1000)
    parser.add_argument("--memory", default="2GB")
    parser.add_argument("--work", type=Path, default=WORK)
    arguments = parser.parse_args()
    book = arguments.work / f"{arguments.file.stem}.refreshed"
    changes = changed(arguments.file, arguments.customers, arguments.work / "subscriptions.parquet")
    with_book = ["--book", str(book), "--memory", arguments.memory]
    cost: dict[str, Measure] = {"load": build(arguments.file, book, arguments.memory)}
    cost["increment"], _ = process(["-m", "subledger", "load", str(changes), "--increment", *with_book])
    cost["rebuild"], _ = process(["-m", "subledger", "rebuild", *with_book])
    ratios = [[f"increment / {name}", f"{cost['increment'].wall / cost[name].wall:.3f}"] for name in ("load", "rebuild")]
    sys.stdout.write(costs(cost) + "\n" + table([f"{arguments.customers} customers", "wall"], ratios))


if __name__ == "__main__":
    main()

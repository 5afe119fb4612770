"""A seeded billing export of N states in the standard format: python bench/generate.py N OUT.parquet [--seed S] [--ahead] [--check].

What a real export looks like: random ids; rows in the order in which they began, so the rows of one customer lie all over the file;
changes on any day of the month; most customers with one subscription and a few states, a few with hundreds. The same N and seed
give the same rows. With --ahead a tenth of the states is signed twenty days before it starts, and of a third that end the end is asked for
fifteen days before.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import duckdb
from export import DAYS, ITEMS, MACROS, SHORTEST_SLOT, STATES, SUBSCRIPTIONS, TRIAL_DAYS

MEMORY = "8GB"

CHECK = """
SELECT count(*), count(DISTINCT customer_id), count(DISTINCT item_id), count(*) FILTER (starts_at >= coalesce(ends_at, DATE '9999-12-31')),
       count(*) FILTER (next_starts_at < coalesce(ends_at, DATE '9999-12-31')), min(starts_at), max(starts_at), max(ends_at),
       count(*) FILTER (next_starts_at IS NULL AND ends_at IS NOT NULL), count(*) FILTER (next_starts_at > ends_at)
FROM (SELECT *, lead(starts_at) OVER (PARTITION BY item_id ORDER BY starts_at) AS next_starts_at FROM read_parquet($file))
"""
SKEW = """
SELECT count(*) FILTER (subscriptions = 1), quantile_disc(states, 0.5), quantile_disc(states, 0.9), quantile_disc(states, 0.99),
       max(states), max(subscriptions), count(*) FILTER (states >= 100)
FROM (SELECT count(*) AS states, count(DISTINCT subscription_id) AS subscriptions FROM read_parquet($file) GROUP BY customer_id)
"""
AHEAD = """
SELECT *, CASE WHEN hash(item_id, starts_at) % 10 = 0 THEN (starts_at - INTERVAL 20 DAY)::DATE END AS signed_at,
       CASE WHEN ends_at IS NOT NULL AND hash(item_id, ends_at) % 3 = 0
       THEN greatest((ends_at - INTERVAL 15 DAY)::DATE, starts_at::DATE) END AS cancel_requested_at
FROM ({states})
"""


def generate(states: int, path: Path, seed: int, *, has_ahead: bool = False) -> None:
    """Writes a file of exactly that many states."""
    path.parent.mkdir(parents=True, exist_ok=True)
    numbers = {"seed": seed, "states": states, "customers": states // 5 + 10, "days": DAYS, "trial": TRIAL_DAYS, "slot": SHORTEST_SLOT}
    with tempfile.TemporaryDirectory(prefix="generate-", dir=path.parent) as workspace:
        connection = _connect(workspace, str(Path(workspace) / "draws.duckdb"))
        for statement in (*MACROS, SUBSCRIPTIONS.format(**numbers), ITEMS.format(**numbers)):
            connection.execute(statement)
        partial = path.with_suffix(".partial")
        rows = AHEAD.format(states=STATES) if has_ahead else STATES
        connection.execute(f"COPY ({rows}) TO '{partial}' (FORMAT parquet)")
        connection.close()
        partial.replace(path)


def check(path: Path) -> str:
    """What a file holds. Raises: SystemExit when a state is empty or two states of an item overlap."""
    with tempfile.TemporaryDirectory(prefix="check-", dir=path.parent) as workspace:
        connection = _connect(workspace)
        found = connection.execute(CHECK, {"file": str(path)}).fetchall()[0]
        rows, customers, items, empty, overlapping, first, last, last_end, ended, gaps = found
        single, *quantiles, most, subscriptions, hundreds = connection.execute(SKEW, {"file": str(path)}).fetchall()[0]
    if empty or overlapping:
        raise SystemExit(f"{path}: {empty} empty states, {overlapping} that overlap")
    return (
        f"{rows:,} states, {customers:,} customers, {items:,} items; {rows / customers:.2f} states per customer\n"
        f"starts {first} to {last}, last end {last_end}; items ended {ended / items:.1%}, gaps within an item {gaps:,}\n"
        f"customers with one subscription {single / customers:.1%}; states per customer at 50, 90, 99 %: {quantiles}, most {most}, "
        f"{hundreds:,} have 100 or more; most subscriptions {subscriptions}\n"
    )


def _connect(workspace: str, database: str = ":memory:") -> duckdb.DuckDBPyConnection:
    return duckdb.connect(database, config={"memory_limit": MEMORY, "threads": 2, "temp_directory": workspace})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("states", type=int, metavar="N")
    parser.add_argument("path", type=Path, metavar="OUT.parquet")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ahead", action="store_true", help="some states are signed, and some ends asked for, before they come")
    parser.add_argument("--check", action="store_true", help="read the file back and describe it")
    arguments = parser.parse_args()
    started = perf_counter()
    generate(arguments.states, arguments.path, arguments.seed, has_ahead=arguments.ahead)
    size = arguments.path.stat().st_size
    sys.stdout.write(f"{arguments.path}: {arguments.states:,} states, {size / 1e6:,.0f} MB, {perf_counter() - started:.1f} s\n")
    if arguments.check:
        sys.stdout.write(check(arguments.path))


if __name__ == "__main__":
    main()

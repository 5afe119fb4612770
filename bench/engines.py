"""A book in a PostgreSQL database against one in a file: python bench/engines.py ADDRESS [STATES] [--runs 3] [--work FOLDER].

A build is two processes, `subledger init` and `subledger load`, from their start to a published, checked ledger; on each engine in turn.
The address needs no book, and its schema is emptied. CPU seconds are the process's own: a server's are not among them. Ends with 1
when the limit is missed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from build import Ratio, builds, generated, ratio
from measure import WORK, Measure, medians, process, table, together

from subledger.book import remove

MOST = 12


def build(file: Path, address: str) -> Measure:
    """An empty book and a full load into it, in processes of their own."""
    remove(address)
    init, _ = process(["-m", "subledger", "init", "--book", address, "--currency", "USD", "--timezone", "UTC"])
    load, _ = process(["-m", "subledger", "load", str(file), "--book", address])
    return together([init, load])


def main() -> int:
    """Prints both builds and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("states", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", type=Path, default=WORK)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    file = generated(given.states, given.work)
    here = builds(file, given.work / "engines.duckdb", "2GB", given.runs)
    there = medians([build(file, given.address) for _ in range(given.runs)])
    found: Ratio = ratio("PostgreSQL / DuckDB", there, here, most=MOST)
    rows = [["DuckDB", f"{here.wall:.1f}", f"{here.cpu:.1f}"], ["PostgreSQL", f"{there.wall:.1f}", f"{there.cpu:.1f}"]]
    print(table(["engine", "wall s", "CPU s of the process"], rows))
    print(f"{found.name}: {found.wall:.1f}, {found.limit}{'' if found.holds else ': MISSED'}")
    return 0 if found.holds else 1


if __name__ == "__main__":
    sys.exit(main())

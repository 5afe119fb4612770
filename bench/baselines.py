"""Scan, spine and deltas of one file, each in its own process: python bench/baselines.py FILE [--runs 3] [--only scan,deltas]."""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from measure import Measure, costs, medians, process
from queries import QUERIES

MEMORY = "12GB"
"""What a baseline may use before it spills: a spine that spills would be slower than it need be."""


def run(name: str, file: Path) -> tuple[Measure, list[tuple[Any, ...]]]:
    """One query in this process: its own wall and CPU without the interpreter's start, and its rows."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="baseline-") as spill:
        connection = duckdb.connect(config={"threads": 2, "memory_limit": MEMORY, "temp_directory": spill})
        cpu, started = _cpu(), perf_counter()
        rows = connection.execute(QUERIES[name], {"file": str(file)}).fetchall()
        wall, cpu = perf_counter() - started, _cpu() - cpu
        connection.close()
    return Measure(wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024), rows


def measured(name: str, file: Path) -> Measure:
    """One query in a process of its own: times of the query alone, peak of the process."""
    whole, text = process([__file__, str(file), "--inside", name])
    told = json.loads(text)
    return Measure(told["wall"], told["cpu"], whole.peak_bytes)


def measured_medians(name: str, file: Path, runs: int) -> Measure:
    """The medians of a few such processes."""
    return medians([measured(name, file) for _ in range(runs)])


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default=",".join(QUERIES), help="which of them, separated by commas")
    parser.add_argument("--inside", choices=QUERIES, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        cost, _ = run(arguments.inside, arguments.file)
        sys.stdout.write(json.dumps({"wall": cost.wall, "cpu": cost.cpu}))
        return
    measured("scan", arguments.file)  # the file into the page cache
    sys.stdout.write(costs({name: measured_medians(name, arguments.file, arguments.runs) for name in arguments.only.split(",")}))


if __name__ == "__main__":
    main()

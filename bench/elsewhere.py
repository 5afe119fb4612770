"""Books elsewhere against one in a file: python bench/elsewhere.py ADDRESS [STATES] [--runs 3] [--work FOLDER].

A build is two processes, `subledger init` and `subledger load`, from their start to a published, checked ledger. The address needs no
book; what stands there is removed. `cluster` in place of an address is a Spark cluster of this machine, started for the purpose: a build
on one worker of one core, then on two. CPU seconds are the process's own: a server's are not among them. Ends with 1 when a limit is
missed.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from build import Ratio, builds, generated, ratio
from measure import ROOT, WORK, Measure, medians, process, table, together

from subledger.book import remove

MOST = {"postgresql": 12, "sc": 5}
LEAST_TWO_WORKERS = 1.6
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
    "spark.executor.cores": "1",
    "spark.executor.memory": "4g",
    "spark.executor.extraJavaOptions": "-XX:+UseParallelGC",
    "spark.sql.shuffle.partitions": "4",
}


def build(file: Path, address: str) -> Measure:
    """An empty book and a full load into it, in processes of their own."""
    init, _ = process(["-m", "subledger", "init", "--book", address, "--currency", "USD", "--timezone", "UTC"])
    load, _ = process(["-m", "subledger", "load", str(file), "--book", address])
    return together([init, load])


def there(file: Path, address: str, runs: int) -> Measure:
    """The medians of a few builds at an address."""

    def one() -> Measure:
        remove(address)
        return build(file, address)

    return medians([one() for _ in range(runs)])


def on_clusters(file: Path, work: Path, runs: int) -> Iterator[tuple[int, Measure]]:
    """The medians of a few builds on one worker, then on two."""
    sys.path.insert(0, str(ROOT / "tests"))
    from engines import cluster

    of = cluster.programs()
    if of is None:
        raise SystemExit(cluster.MISSING)
    for workers in (1, 2):
        with cluster.cluster(of, workers=workers, memory="5g", driver="3g", settings=SETTINGS) as running:
            found = []
            for _ in range(runs):
                shutil.rmtree(work / "warehouse", ignore_errors=True)
                found.append(build(file, running.address(work / "warehouse")))
            yield workers, medians(found)
    shutil.rmtree(work / "warehouse", ignore_errors=True)


def main() -> int:
    """Prints the builds and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("states", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", type=Path, default=WORK)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    file = generated(given.states, given.work)
    cost = {"DuckDB": builds(file, given.work / "elsewhere.book", "8GB", given.runs)}
    ratios: list[Ratio] = []
    if given.address == "cluster":
        for workers, measure in on_clusters(file, given.work, given.runs):
            cost[f"Spark, workers: {workers}"] = measure
        one, two = list(cost.values())[1:]
        ratios += [ratio("Spark / DuckDB", two, cost["DuckDB"], most=MOST["sc"])]
        ratios += [ratio("one worker / two", one, two, least=LEAST_TWO_WORKERS)]
    else:
        scheme = given.address.partition(":")[0]
        cost[scheme] = there(file, given.address, given.runs)
        ratios += [ratio(f"{scheme} / DuckDB", cost[scheme], cost["DuckDB"], most=MOST.get(scheme))]
    print(
        table(["engine", "wall s", "CPU s of the process"], [[name, f"{each.wall:.1f}", f"{each.cpu:.1f}"] for name, each in cost.items()])
    )
    for found in ratios:
        print(f"{found.name}: {found.wall:.2f}{f', {found.limit}' if found.limit else ''}{'' if found.holds else ': MISSED'}")
    return 0 if all(found.holds for found in ratios) else 1


if __name__ == "__main__":
    sys.exit(main())

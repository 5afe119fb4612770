"""Full builds against the limits: python bench/build.py [FILE or STATES] [SMALL_FILE] [--runs 3] [--memory 2GB] [--work FOLDER].

A build is two processes, `subledger init` and `subledger load`, from their start to a published, checked ledger. With a second, smaller
file its growth is judged too: the limit is 12 times the time for 10 times the states. A number of states stands for a file of as many and
one of a tenth, generated where they are not there yet. Ends with 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from baselines import measured, measured_medians
from measure import WORK, Measure, costs, medians, process, table, together

MOST_SCANS, LEAST_SPINE, MOST_PEAK_GB, MOST_GROWTH = 20, 5, 3, 12


def generated(states: int, folder: Path) -> Path:
    """The file of so many states, made where it is not there: states-10m.parquet for ten million."""
    label = f"{states // 1_000_000}m" if states and states % 1_000_000 == 0 else str(states)
    file = folder / f"states-{label}.parquet"
    if not file.exists():
        process([str(Path(__file__).with_name("generate.py")), str(states), str(file)])
    return file


def build(file: Path, book: Path, memory: str) -> Measure:
    """An empty book and a full load into it, in processes of their own."""
    for left in book.parent.glob(f"{book.name}*"):
        left.unlink()
    init, _ = process(["-m", "subledger", "init", "--book", str(book), "--currency", "USD", "--timezone", "UTC"])
    load, _ = process(["-m", "subledger", "load", str(file), "--book", str(book), "--memory", memory])
    return together([init, load])


def builds(file: Path, book: Path, memory: str, runs: int) -> Measure:
    """The medians of a few full builds."""
    return medians([build(file, book, memory) for _ in range(runs)])


@dataclass(frozen=True, slots=True)
class Ratio:
    """What is compared, in wall and in CPU time, and the limit on the wall's ratio."""

    name: str
    wall: float
    cpu: float | None
    limit: str = ""
    holds: bool = True


def ratio(name: str, above: Measure, below: Measure, least: float | None = None, most: float | None = None) -> Ratio:
    """One cost over another, judged by wall time."""
    wall = above.wall / below.wall
    limit = f"at most {most}" if most is not None else f"at least {least}" if least is not None else ""
    holds = (most is None or wall <= most) and (least is None or wall >= least)
    return Ratio(name, wall, above.cpu / below.cpu, limit, holds)


def judged(cost: dict[str, Measure]) -> list[Ratio]:
    """Every ratio that these costs allow."""
    built = cost["build"]
    found = [ratio("build / scan", built, cost["scan"], most=MOST_SCANS)]
    if "spine" in cost:
        found.append(ratio("spine / build", cost["spine"], built, least=LEAST_SPINE))
    if "deltas" in cost:
        found.append(ratio("build / deltas", built, cost["deltas"]))
    if "small build" in cost:
        found.append(ratio("build / small build", built, cost["small build"], most=MOST_GROWTH))
    peak = built.peak_bytes / 1e9
    return [*found, Ratio("peak of the build, GB", peak, None, f"under {MOST_PEAK_GB}", peak < MOST_PEAK_GB)]


def report(cost: dict[str, Measure], ratios: Sequence[Ratio]) -> str:
    """Both tables: what each thing cost, and the ratios."""
    rows = [
        [
            one.name,
            f"{one.wall:.2f}",
            "" if one.cpu is None else f"{one.cpu:.2f}",
            one.limit,
            ("holds" if one.holds else "MISSED") if one.limit else "",
        ]
        for one in ratios
    ]
    return costs(cost) + "\n" + table(["in one run", "wall", "CPU", "limit on wall", ""], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", default="1000000", metavar="FILE or STATES")
    parser.add_argument("small", type=Path, nargs="?", help="a file of a tenth of the states")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--memory", default="2GB", help="what load may use before it spills")
    parser.add_argument("--skip", default="", help="baselines to leave out, separated by commas: spine, deltas")
    parser.add_argument("--work", type=Path, default=WORK, help="where the books go")
    arguments = parser.parse_args()
    work, runs, file, small = arguments.work, arguments.runs, Path(arguments.file), arguments.small
    work.mkdir(parents=True, exist_ok=True)
    if arguments.file.isdigit():
        file, small = generated(int(arguments.file), work), small or generated(int(arguments.file) // 10, work)
    measured("scan", file)  # the file into the page cache
    cost = {"scan": measured_medians("scan", file, runs)}
    cost["build"] = builds(file, work / f"{file.stem}.book", arguments.memory, runs)
    if small:
        cost["small build"] = builds(small, work / f"{small.stem}.book", arguments.memory, runs)
    for name in ("deltas", "spine"):
        if name not in arguments.skip.split(","):
            cost[name] = measured_medians(name, file, runs)
    ratios = judged(cost)
    sys.stdout.write(report(cost, ratios))
    sys.exit(0 if all(one.holds for one in ratios) else 1)


if __name__ == "__main__":
    main()

"""One process, measured: wall, CPU (user + system, all threads) and peak resident memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
WORK = Path(tempfile.gettempdir()) / "subledger-bench"


@dataclass(frozen=True, slots=True)
class Measure:
    """What something cost. Peak is of the whole process, the interpreter with it."""

    wall: float
    cpu: float
    peak_bytes: int


def process(arguments: Sequence[str]) -> tuple[Measure, str]:
    """Runs Python with these arguments: what the process cost, from its start to its end, and what it printed."""
    with tempfile.TemporaryFile("w+") as output:
        started = perf_counter()
        child = subprocess.Popen([sys.executable, *arguments], stdout=output, env=_environment())
        _, status, usage = os.wait4(child.pid, 0)
        wall = perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
    if child.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {child.returncode}\n{text}")
    return Measure(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024), text


def together(parts: Sequence[Measure]) -> Measure:
    """Processes one after the other as one: times add up, the peak is the highest."""
    return Measure(sum(part.wall for part in parts), sum(part.cpu for part in parts), max(part.peak_bytes for part in parts))


def medians(runs: Sequence[Measure]) -> Measure:
    """The median of each figure."""
    return Measure(median(run.wall for run in runs), median(run.cpu for run in runs), int(median(run.peak_bytes for run in runs)))


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, figures to the right."""
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    lines = [
        [cell.ljust(width) if column == 0 else cell.rjust(width) for column, (cell, width) in enumerate(zip(row, widths, strict=True))]
        for row in (header, *rows)
    ]
    lines.insert(1, ["-" * width if column == 0 else "-" * (width - 1) + ":" for column, width in enumerate(widths)])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def costs(measures: Mapping[str, Measure]) -> str:
    """A table of what each thing cost."""
    rows = [[name, f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.peak_bytes / 1e9:.2f}"] for name, cost in measures.items()]
    return table(["", "wall s", "CPU s", "peak GB"], rows)


def _environment() -> dict[str, str]:
    """This environment, with the source tree importable where Subledger is not installed."""
    paths = [str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}

"""What books of growing size cost: python bench/scale.py [--states 1000000,10000000,50000000] [--memory 1GB,none] [--work FOLDER].

For each size and each bound on memory one full load, from an empty book to a published, checked ledger: wall, CPU, peak of the whole
process, and the book on disk. Files are generated where they are not there yet. A row is printed as soon as it is known: 50 million states
take a while. `none` sets no bound.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from build import generated
from measure import ROOT, WORK, Measure, process, table, together

HEADER = ["states", "memory", "customers", "postings", "movements", "wall s", "CPU s", "peak GB", "book GB"]


@dataclass(frozen=True, slots=True)
class Cost:
    """One full load and what it made."""

    states: int
    memory: str
    whole: Measure
    rows: dict[str, int]
    disk_bytes: int

    def row(self) -> list[str]:
        counts = [f"{self.rows[name]:,}" for name in ("customer_keys", "postings", "movements")]
        peak, disk = f"{self.whole.peak_bytes / 1e9:.2f}", f"{self.disk_bytes / 1e9:.2f}"
        return [f"{self.states:,}", self.memory, *counts, f"{self.whole.wall:.0f}", f"{self.whole.cpu:.0f}", peak, disk]


def cost(states: int, memory: str, work: Path) -> Cost:
    """Loads a file of so many states into a new book."""
    file, book = generated(states, work), work / f"scale-{states}-{memory}.book"
    for left in work.glob(f"{book.name}*"):
        left.unlink()
    bound = [] if memory == "none" else ["--memory", memory]
    init, _ = process(["-m", "subledger", "init", "--book", str(book), "--currency", "USD", "--timezone", "UTC"])
    load, _ = process(["-m", "subledger", "load", str(file), "--book", str(book), *bound])
    return Cost(states, memory, together([init, load]), counted(book), book.stat().st_size)


def counted(book: Path) -> dict[str, int]:
    """How many rows the book has of each kind."""
    sys.path.insert(0, str(ROOT / "src"))
    import subledger
    from subledger.book.building import ledgers
    from subledger.book.rows import count
    from subledger.ledger.tables import unbound
    from subledger.model import tables

    with subledger.open(book) as opened:
        (ledger,) = ledgers.kept(opened._engine, opened.currency)
        wanted = (tables.CUSTOMER_KEYS, ledger.named(tables.POSTINGS), ledger.named(tables.MOVEMENTS))
        return {of.name.removeprefix(ledger.prefix): count(opened._engine, unbound(of)) for of in wanted}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--states", default="1000000,10000000,50000000", help="how many, separated by commas")
    parser.add_argument("--memory", default="1GB,none", help="bounds, separated by commas")
    parser.add_argument("--work", type=Path, default=WORK, help="where files and books go")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    for states in map(int, arguments.states.split(",")):
        for memory in arguments.memory.split(","):
            sys.stdout.write(table(HEADER, [cost(states, memory, arguments.work).row()]))
            sys.stdout.flush()


if __name__ == "__main__":
    main()

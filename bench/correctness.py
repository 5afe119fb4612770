"""The baselines and the ledger give the same figures: python bench/correctness.py FILE [--book BOOK] [--memory 2GB].

The spine compares month-ends, so it is held against the ledger under movements.netting = "month"; the deltas are dated, so they are held
against the published ledger. Every month and kind must be equal to the micro. Without --book the file is loaded into a book in memory.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import baselines
from measure import ROOT
from queries import END, FIRST_MONTH, KINDS

if TYPE_CHECKING:
    from subledger import Book

MICROS_OF_MRR = 12_000_000
"""The queries count micros per year; the book answers in MRR."""
Figures = dict[tuple[date, str], Fraction]


def of_query(name: str, file: Path) -> Figures:
    """Every month's movements of a kind, as a baseline has them."""
    _, rows = baselines.run(name, file)
    return {(month, kind): Fraction(micros, MICROS_OF_MRR) for month, kind, micros, _ in rows}


def of_book(book: Book, netting: str) -> Figures:
    """Every month's movements of a kind, as the ledger has them; what is zero is left out."""
    moved = book.movements(start=FIRST_MONTH, end=END, grain="month", policy={"movements.netting": netting})
    return {(row["start"], kind): row[kind] for row in moved for kind in (*KINDS, "transfer", "fx") if row[kind]}


def differences(expected: Figures, actual: Figures) -> list[str]:
    """What is not the same, in words."""
    keys = sorted(expected.keys() | actual.keys())
    return [f"{month} {kind}: {expected.get((month, kind), 0)} and {actual.get((month, kind), 0)}" for month, kind in keys
            if expected.get((month, kind), 0) != actual.get((month, kind), 0)]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--book", type=Path, help="a book built from the file")
    parser.add_argument("--memory", default="2GB")
    arguments = parser.parse_args()
    sys.path.insert(0, str(ROOT / "src"))
    import subledger

    found = 0
    with subledger.open(arguments.book, memory=arguments.memory) if arguments.book else subledger.init(memory=arguments.memory) as book:
        if not arguments.book:
            book.load(arguments.file)
        for name, netting in (("spine", "month"), ("deltas", "day")):
            expected = of_query(name, arguments.file)
            unlike = differences(expected, of_book(book, netting))
            found += len(unlike)
            sys.stdout.write(f"{name} and movements.netting = {netting}: {len(expected)} figures, {len(unlike)} differ\n")
            sys.stdout.write("".join(f"  {line}\n" for line in unlike[:10]))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

"""Many faults at once: by file, the first of them in tables, with what to do and what is at stake."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from subledger.faces.cli.figures import Cell, grouped, words
from subledger.faces.cli.grid import Column, Grid, say, show
from subledger.faces.inert import inert
from subledger.model.errors import Fault, SubledgerError
from subledger.model.money import MINOR_UNITS

SHOWN = 50
HINTS = 10
LONGEST_VALUE = 40


def say_bulk(error: SubledgerError, faults: Sequence[Fault]) -> None:
    """Says many faults: the first fifty in a table per file, then what to do about each kind."""
    say(inert(f"error[{error.code}]: {error.message}"), "bold", is_error=True)
    say(_at_stake(faults), is_error=True)
    counts = Counter(fault.file for fault in faults)
    for file, of_file in groupby(faults[:SHOWN], lambda fault: fault.file):
        say(f"\n{inert(file or 'between files')}: {_many(counts[file])}", "bold", is_error=True)
        show(_grid(list(of_file)), is_error=True)
    if len(faults) > SHOWN:
        say(f"… and {len(faults) - SHOWN:,} more (see --format json)", is_error=True)
    kinds = Counter((fault.code, fault.hint or fault.expected) for fault in faults if fault.hint or fault.expected)
    if kinds:
        say("\nWhat to do", "bold", is_error=True)
    for (code, hint), count in kinds.most_common(HINTS):
        say(inert(f"  {code} ({count:,}×): {hint}"), is_error=True, is_prose=True)


def _many(count: int) -> str:
    return f"{count:,} fault" + ("" if count == 1 else "s")


def _grid(faults: Sequence[Fault]) -> Grid:
    columns = [Column("row", [words(fault.row) for fault in faults])]
    if any(fault.column for fault in faults):
        columns.append(Column("column", [Cell(inert(fault.column or "")) for fault in faults], is_figure=False, is_key=True))
        columns.append(Column("value", [_value(fault) for fault in faults], is_figure=False))
    columns.append(Column("fault", [Cell(inert(_message(fault))) for fault in faults], is_figure=False))
    if any(fault.mrr_at_stake for fault in faults):
        columns.append(Column("MRR at stake", [_stake(fault) for fault in faults]))
    return Grid(columns)


def _value(fault: Fault) -> Cell:
    text = fault.value or ""
    return Cell(inert(text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"))


def _message(fault: Fault) -> str:
    # The value has a column of its own.
    return fault.message.removesuffix(f": {fault.value}")


def _stake(fault: Fault) -> Cell:
    if fault.mrr_at_stake is None:
        return Cell("")
    amount, currency = _parsed(fault.mrr_at_stake)
    return Cell(inert(_money(amount, currency)))


def _at_stake(faults: Sequence[Fault]) -> str:
    """What the faulty rows are worth by list price, each row once."""
    by_row = {(fault.file, fault.row): fault.mrr_at_stake for fault in faults if fault.mrr_at_stake}
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for amount, currency in map(_parsed, by_row.values()):
        sums[currency] += amount
    said = ", ".join(_money(amount, currency) for currency, amount in sorted(sums.items()))
    return inert(f"  MRR at stake, by list price: {said}") if said else ""


def _parsed(stake: str) -> tuple[Fraction, str]:
    amount, _, currency = stake.partition(" ")
    return Fraction(Decimal(amount)), currency


def _money(amount: Fraction, currency: str) -> str:
    return f"{grouped(amount, MINOR_UNITS.get(currency, 2))} {currency}".strip()

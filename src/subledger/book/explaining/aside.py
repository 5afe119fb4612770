"""What a day's run-rate leaves out, put aside in small tables of the reader, so that each row is looked for once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import ibis.expr.types as ir

from subledger.book.explaining.lending import lend
from subledger.book.rows import has_rows
from subledger.engine import Engine
from subledger.ledger import edits
from subledger.ledger.tables import Ledger, unbound
from subledger.metrics.days import Given
from subledger.metrics.left_out import excluded, left_out, lines, moved, priced, states
from subledger.metrics.segments import Cut


@contextmanager
def aside(engine: Engine, cut: Cut, reasons: frozenset[str], given: Given, *, is_newest: bool) -> Iterator[ir.Table | None]:
    """What is left out for some reasons at the end of the day that is given (metrics.left_out), as long as it is read; None for nothing.

    is_newest: whether nothing later is known than the day, so that what begins later is the future.
    """
    wanted = reasons if is_newest else reasons - {"beginning"}
    yield left_out(cut, _present(engine, cut.ledger, wanted, given))
    for table in (states.ASIDE, lines.ASIDE, moved.LOST, priced.PRICED, excluded.HELD):
        engine.drop(table.name)


def _present(engine: Engine, ledger: Ledger, wanted: frozenset[str], given: Given) -> frozenset[str]:
    """The reasons for which anything is left out; the rows of each are put aside."""
    present = _of_states(engine, ledger, wanted, given) | _of_lines(engine, ledger, wanted, given)
    if "moved" in wanted and moved.moves_days(ledger.policy):
        engine.fill(moved.LOST, moved.lost(ledger), given)
        present |= {"moved"} if has_rows(engine, unbound(moved.LOST)) else set()
    if to_price := present & priced.OF_PRICES:
        engine.fill(priced.TO_PRICE, priced.to_price(ledger, to_price), given)
        engine.fill(priced.PRICED, priced.priced())
        engine.drop(priced.TO_PRICE.name)
    if "rates_since" in wanted and ledger.has_fx and ledger.policy["fx.rate"] == "movement":
        present |= {"rates_since"}
    if edits.EXCLUDE in ledger.edited and engine.rows(excluded.excluded_items(ledger).select("item_key").limit(1)):
        lend(engine, ledger)
        present |= {"excluded"}
    return present


def _of_states(engine: Engine, ledger: Ledger, wanted: frozenset[str], given: Given) -> frozenset[str]:
    reasons = wanted & states.OF_STATES
    engine.fill(states.ASIDE, states.aside(ledger, reasons), given)
    counts = states.reasons_aside(ledger, reasons)
    return frozenset(reason for reason, count in zip(counts.columns, *engine.rows(counts, given), strict=True) if count)


def _of_lines(engine: Engine, ledger: Ledger, wanted: frozenset[str], given: Given) -> frozenset[str]:
    reasons = wanted & lines.OF_LINES
    if not reasons:
        return reasons
    engine.fill(lines.ASIDE, lines.aside(ledger, reasons), given)
    return frozenset(lines.OF_KIND[kind] for (kind,) in engine.rows(lines.kinds_aside()))

"""Lending rates: what people excluded is told at the rates that it would have had, though no build looked them up."""

from __future__ import annotations

from subledger.book import opening
from subledger.book.building.building import rates_of
from subledger.engine import Engine
from subledger.ledger import edits
from subledger.ledger.tables import Ledger
from subledger.metrics.left_out import LENT, unrated


def lend(engine: Engine, ledger: Ledger) -> None:
    """Puts the rates beside the ledger that what people excluded needs; to be done before metrics.left_out is asked.

    A rate that is nowhere stays unknown, and so does the amount.
    """
    if not ledger.has_fx or edits.EXCLUDE not in ledger.edited:
        return
    rates = rates_of(engine, ledger, opening.today(engine, ledger.load_id))
    setting = str(ledger.policy["fx.rate"])
    found = [(currency, day, rates.wanted(currency, day, setting)) for currency, day in engine.rows(unrated(ledger))]
    engine.create(LENT, temporary=True)
    engine.insert_rows(LENT, [row for row in found if row[2] is not None])

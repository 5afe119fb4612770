"""What people excluded, put aside as if it counted: its states, and the rates that they would have, though no build looked them up."""

from __future__ import annotations

from subledger.book import opening
from subledger.book.building.building import rates_of
from subledger.engine import Engine
from subledger.ledger.tables import Ledger
from subledger.metrics.left_out import HELD, LENT, excluded_states, unrated


def lend(engine: Engine, ledger: Ledger) -> None:
    """Puts the states beside the ledger that what people excluded would have, and the rates that it needs.

    To be done before what is left out by people is asked. A rate that is nowhere stays unknown, and so does the amount.
    """
    engine.fill(HELD, excluded_states(ledger))
    if not ledger.has_fx:
        return
    rates = rates_of(engine, ledger, opening.today(engine, ledger.load_id))
    setting = str(ledger.policy["fx.rate"])
    found = [(currency, day, rates.wanted(currency, day, setting)) for currency, day in engine.rows(unrated(ledger))]
    engine.create(LENT, temporary=True)
    engine.insert_rows(LENT, [row for row in found if row[2] is not None])

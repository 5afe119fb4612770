"""Without edits: what the customers whom people edited have by their own rows, as a tool has it that knows nothing of the edits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import ibis

from subledger.book.editing.listing import listed
from subledger.book.reconciling.amounts import Amounts
from subledger.book.reconciling.leaving import Left
from subledger.engine import Engine
from subledger.ledger import edits
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables
from subledger.model.money import mrr


@dataclass(frozen=True, slots=True)
class Unedited:
    """Amounts by customer, and the edits in force that are about each, in words."""

    amounts: Amounts
    says: Mapping[str, str]


def unedited(engine: Engine, ledger: Ledger, day: date, left: Mapping[str, Sequence[Left]]) -> Unedited:
    """What customers who were excluded, merged or merged into have at the end of a day by rows that name them. left: what is left out."""
    about = [each for each in listed(engine, ledger) if each.undone is None and each.kind != edits.CAUSE]
    says: dict[str, list[str]] = {}
    for each in about:
        for name in filter(None, (each.customer, each.into)):
            says.setdefault(name, []).append(f"{each.says}; edit {each.number} by {each.author}: {each.reason}")
    own = _by_rows(engine, ledger, day) if about else {}
    out = {name: sum((each.whole for each in left.get(name, ()) if each.name == "excluded"), Fraction(0)) for name in says}
    return Unedited({name: own.get(name, Fraction(0)) + out[name] for name in says}, {name: "; ".join(said) for name, said in says.items()})


def _by_rows(engine: Engine, ledger: Ledger, day: date) -> Amounts:
    """MRR at the end of a day by the customer that the rows name: an item is worth the same whomever it counts for."""
    postings, items = ledger.postings, ledger.items_told
    sums = postings.filter(postings.day <= ibis.date(day)).group_by("item_key").agg(micros=postings.run_rate_micros.sum())
    named = sums.join(items.select("item_key", "customer_key"), "item_key").join(unbound(tables.CUSTOMER_KEYS), "customer_key")
    found = named.group_by("customer_id").agg(total=named.micros.sum())
    return {name: mrr(int(micros)) for name, micros in engine.rows(found.filter(found.total != 0))}

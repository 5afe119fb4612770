"""What the book leaves out of each customer's MRR, as parts of which one may be what another tool puts in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import ibis.expr.types as ir

from subledger.book.explaining.aside import aside
from subledger.book.explaining.reasons import because, name_of
from subledger.engine import Engine
from subledger.ledger.tables import Ledger, unbound
from subledger.metrics import holdings
from subledger.metrics.days import Given
from subledger.metrics.evidence import whole
from subledger.metrics.left_out import REASONS, days
from subledger.model import tables
from subledger.model.money import MICROS
from subledger.model.policy import Terms


@dataclass(frozen=True, slots=True)
class Left:
    """Rows of one customer that are left out for one reason: what each would add."""

    name: str
    because: str
    amounts: list[Fraction]

    @property
    def whole(self) -> Fraction:
        """What all of them would add."""
        return sum(self.amounts, Fraction(0))


def leaving(engine: Engine, ledger: Ledger, day: date, *, is_newest: bool) -> dict[str, list[Left]]:
    """What is left out at the end of a day, by customer and reason. What has no run-rate of its own is not in it."""
    given = days(day.replace(day=1), day)
    with aside(engine, whole(ledger), REASONS, given, is_newest=is_newest) as found:
        return {} if found is None else _by_customer(engine, ledger, found, given)


def _by_customer(engine: Engine, ledger: Ledger, found: ir.Table, given: Given) -> dict[str, list[Left]]:
    terms = unbound(tables.TERMS).rename(terms_key_="terms_key")
    rows = found.filter(found.amount.notnull(), found.amount != 0)
    rows = rows.left_join(terms, [rows.terms_key == terms.terms_key_]).join(unbound(tables.CUSTOMER_KEYS), "customer_key")
    rows = rows.order_by(["customer_id", "reason", "source_key", "row"])
    per = 12 * MICROS * holdings.scale(ledger)
    parts: dict[str, dict[str, Left]] = defaultdict(dict)
    shown = rows.select("customer_id", "reason", "amount", *tables.TERMS_COLUMNS)
    for customer, reason, amount, *of in engine.rows(shown, given):
        what = Terms(*of) if of[2] is not None else None
        name = name_of(reason, what)
        left = parts[customer].setdefault(name, Left(name, because(ledger.policy, reason, what), []))
        left.amounts.append(Fraction(int(amount), per))
    return {customer: list(of.values()) for customer, of in parts.items()}

"""A build: from the facts to a checked ledger, step by step, all customers at once or a batch of them after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, dataclass, replace
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir

from subledger.book.building import batches
from subledger.book.loading.rates import Rates, missing
from subledger.engine import Engine
from subledger.ledger import ahead, edits, fx, movements, postings, states, usage
from subledger.ledger.checks import CHECKS, Check, quick
from subledger.ledger.tables import Ledger, definition, unbound
from subledger.model import tables
from subledger.model.calendar import add_months
from subledger.model.errors import BadInput, InvariantBroken, Violation
from subledger.model.policy import Terms
from subledger.model.tables import Table

Progress = Callable[[str], None]
SHOWN = 3
"""How many examples a broken invariant shows."""


@dataclass(frozen=True, slots=True)
class Build:
    """One build under way: where, which ledger, whether it is to stay, and whom to tell."""

    engine: Engine
    ledger: Ledger
    today: date
    is_kept: bool
    tell: Progress

    def fill(self, table: Table, rows: ir.Table, *, keeps: bool = False, of: ir.Table | None = None) -> ir.Table:
        """A table of the ledger, or one that only this build needs.

        of: the only rows that it is made of; where there are none, nothing is worked out.
        """
        named, is_temporary = self.ledger.named(table), not (keeps and self.is_kept)
        if of is None or self.engine.rows(of.select(of.columns[0]).limit(1)):
            self.engine.fill(named, rows, temporary=is_temporary)
        else:
            self.engine.create(named, temporary=is_temporary)
        return unbound(named)

    def step(self, name: str, rows: ir.Table, *, of: ir.Table | None = None) -> ir.Table:
        """A step on the way to a ledger, kept until its end: what several later steps read is worked out once. of: as for fill."""
        return self.fill(_like(name, rows), rows, of=of)


def build(engine: Engine, ledger: Ledger, today: date, *, is_kept: bool, tell: Progress = lambda _: None) -> Ledger:
    """Builds a ledger's tables from the facts it knows, and checks them.

    today: the day of the newest load that the ledger knows; what lies after it is the future.
    is_kept: its tables stay in the book; nobody sees them until the ledger is published.
    Returns: the ledger, knowing whether it has foreign currencies and what people edited.
    Raises: BadInput for missing rates, InvariantBroken for a failed check.
    """
    ledger = replace(ledger, has_fx=ledger.has_fx or _has_foreign(engine, ledger), edited=edited(engine, ledger))
    several = batches.batches(engine, ledger)
    if several is None:
        _built(Build(engine, ledger, today, is_kept, tell))
        return ledger

    def one(batch: Ledger, told: Progress) -> None:
        _built(Build(engine, batch, today, False, told))

    batches.build_each(engine, ledger, several, one, tell, is_kept=is_kept)
    return ledger


def _built(work: Build) -> None:
    """Fills the tables of a ledger, and checks them."""
    engine, ledger = work.engine, work.ledger
    work.tell("rules")
    _rules(work)
    work.tell("states")
    work.fill(tables.STATES, states.states(ledger, usage.usage_keys(ledger)), keeps=True)
    work.tell("postings")
    boundaries = work.step(
        "boundaries", postings.boundaries(ledger.states, ledger.rules, has_refunds=ledger.policy["counts.refunds"] == "reduce")
    )
    siblings = work.step("siblings", postings.siblings(boundaries, ledger.keyed(tables.ITEM_KEYS)))
    changes = work.step("changes", postings.changes(boundaries, ledger.states))
    effects = work.step("effects", postings.effects(changes, ledger.rules), of=changes)
    work.fill(tables.POSTINGS, _in_reporting(work, postings.postings(boundaries, effects, siblings)), keeps=True)
    for name in ("boundaries", "siblings", "changes", "effects", "drafted", "revaluations"):
        engine.drop(ledger.prefix + name)
    work.tell("movements")
    moved = movements.movements(ledger.postings, movements.pilots(ledger.states), ledger.policy, has_fx=ledger.has_fx)
    work.fill(tables.MOVEMENTS, moved, keeps=True)
    work.fill(tables.AHEAD, ahead.ahead(ledger), keeps=True, of=ahead.known(ledger.states))
    work.tell("checks")
    broken = check(engine, ledger)
    if broken:
        names = ", ".join(dict.fromkeys(violation.check for violation in broken))
        raise InvariantBroken(f"the build broke {names}; the last good book stays in force", "invariant", violations=broken)


def edited(engine: Engine, ledger: Ledger) -> tuple[str, ...]:
    """The kinds of edits by people that a ledger has to heed."""
    kinds = engine.rows(ledger.edits.select("kind").distinct())
    return tuple(sorted(kind for (kind,) in kinds if kind in edits.OF_FACTS))


def check(engine: Engine, ledger: Ledger, only: tuple[str, ...] = ()) -> list[Violation]:
    """The named invariants that do not hold, with the smallest examples."""
    wanted = [each for each in CHECKS if not only or each.name in only]
    sums = quick(ledger)
    same = dict(zip(sums.columns, engine.rows(sums)[0], strict=True)) if any(each.summed for each in wanted) else {}
    return [found for each in wanted if not same.get(each.summed or "") for found in _violations(engine, ledger, each)]


def _violations(engine: Engine, ledger: Ledger, each: Check) -> list[Violation]:
    broken = each.broken(ledger)
    examples = engine.rows(_first(broken))
    return [
        Violation(each.name, place, str(expected), str(actual), f"{each.holds}; see subledger explain mrr --customer")
        for place, expected, actual in examples
    ]


@definition
def _first(broken: ir.Table) -> ir.Table:
    return broken.order_by("place").limit(SHOWN)


def _like(name: str, rows: ir.Table) -> Table:
    return Table(name, {column: "cause" if column == "cause" else str(kind).replace("!", "") for column, kind in rows.schema().items()})


def _rules(work: Build) -> None:
    """What the policy says of each kind of terms in the book."""
    named = work.ledger.named(tables.RULES)
    work.engine.create(named, temporary=not work.is_kept)
    offers: dict[tuple[str | None, str | None], int] = {}
    currencies: dict[str, int] = {}
    rows: list[tuple[Any, ...]] = []
    for key, *columns in work.engine.rows(unbound(tables.TERMS).order_by("terms_key")):
        terms = Terms(*columns)
        offer = offers.setdefault((terms.plan, terms.product), len(offers))
        currency = currencies.setdefault(terms.currency, len(currencies))
        rows.append((key, offer, currency, terms.currency, terms.status, *astuple(work.ledger.policy.rule(terms))))
    work.engine.insert_rows(named, rows)


def _has_foreign(engine: Engine, ledger: Ledger) -> bool:
    terms, lines = unbound(tables.TERMS), ledger.known(tables.INVOICE_LINES)
    currencies = ibis.union(terms.select("currency"), lines.select("currency")).distinct()
    return any(currency != ledger.currency for (currency,) in engine.rows(currencies))


def _in_reporting(work: Build, drafted: ir.Table) -> ir.Table:
    ledger = work.ledger
    if not ledger.has_fx:
        work.fill(tables.RATES, unbound(tables.FX_RATES).select("currency", "day", "rate_scaled").limit(0), keeps=True)
        return fx.native(drafted)
    posted = work.step("drafted", drafted)
    months = _rates(work, posted)
    return fx.converted(posted, ledger.rules, ledger.rates, months, ledger.policy, ledger.currency)


def _rates(work: Build, posted: ir.Table) -> ir.Table:
    """Looks up every rate the ledger needs; returns the months at whose start balances are revalued."""
    ledger, engine = work.ledger, work.engine
    setting = str(ledger.policy["fx.rate"])
    rates = rates_of(engine, ledger, work.today)
    needed = {
        (currency, day) for currency, day in engine.rows(_rate_days(ledger, posted)) if currency != ledger.currency and day is not None
    }
    months = _months(work, needed, rates) if setting == "month_end" else set()
    needed |= months
    found = {(currency, day): rates.wanted(currency, day, setting) for currency, day in needed}
    gaps = [key for key, rate in found.items() if rate is None]
    if gaps:
        raise BadInput("exchange rates are missing", "missing_rate", found=missing(gaps, ledger.currency, ledger.book_currency))
    named = ledger.named(tables.RATES)
    engine.create(named, temporary=not work.is_kept)
    engine.insert_rows(named, [(currency, day, rate) for (currency, day), rate in sorted(found.items())])
    calendar = ledger.named(Table("revaluations", {"month": "date"}))
    engine.create(calendar, temporary=True)
    engine.insert_rows(calendar, [(month,) for month in sorted({month for _, month in months})[1:]])
    return unbound(calendar)


def rates_of(engine: Engine, ledger: Ledger, today: date) -> Rates:
    """The exchange rates that a ledger may take."""
    own = engine.rows(ledger.known(tables.FX_RATES).select("day", "currency", "rate_scaled"))
    return Rates(ledger.currency, ledger.book_currency, today, [(day, currency, int(rate)) for day, currency, rate in own])


def _rate_days(ledger: Ledger, posted: ir.Table) -> ir.Table:
    policy, rules = ledger.policy, ledger.rules.select("terms_key", "currency")
    lines = ledger.known(tables.INVOICE_LINES)
    days = [
        posted.join(rules, "terms_key").select("currency", "day"),
        *(_state_days(ledger, rules, name) for name in ("starts_day", "signed_day", "cancel_requested_day")),
        *(lines.filter(lines[name].notnull()).select("currency", day=name) for name in ("period_start", "issued_day", "refunded_day")),
    ]
    every = ibis.union(*days)
    return every.select("currency", day=fx.rate_day(every.day, policy)).distinct()


def _state_days(ledger: Ledger, rules: ir.Table, name: str) -> ir.Table:
    states = ledger.states.filter(ledger.states[name].notnull())
    return states.join(rules, "terms_key").select("currency", day=name)


def _months(work: Build, needed: set[tuple[str, date]], rates: Rates) -> set[tuple[str, date]]:
    """The months in which a currency's amounts are revalued: from its first need to the end of its last state, or to the newest rate."""
    worth = work.ledger.states.filter(work.ledger.states.worth_micros != 0)
    held = worth.join(work.ledger.rules.select("terms_key", "currency"), "terms_key")
    ends: dict[str, date] = dict(work.engine.rows(held.group_by("currency").agg(until=held.ends_day.max())))
    found = set()
    for currency in {currency for currency, _ in needed}:
        days = [day.replace(day=1) for of, day in needed if of == currency]
        month, newest = min(days), rates.newest_month(currency)
        last = min(max(*days, ends.get(currency, month)), newest)
        while month <= last:
            found.add((currency, month))
            month = add_months(month, 1)
    return found

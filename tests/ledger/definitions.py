"""Every definition whose SQL is kept: the steps of a build, their variants, the checks, and what the metrics read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import ibis.expr.types as ir

from subledger.book.policies import policy
from subledger.ledger import ahead, fx, movements, postings, states, usage
from subledger.ledger.checks import CHECKS, quick
from subledger.ledger.tables import Ledger, unbound
from subledger.metrics import flows, holdings, presence
from subledger.metrics.catalogue import METRICS
from subledger.metrics.cohorts import cohorts
from subledger.metrics.query import MetricQuery
from subledger.metrics.run import measured
from subledger.metrics.segments import cut
from subledger.metrics.trials import trials
from subledger.model import tables
from subledger.model.tables import Table

if TYPE_CHECKING:
    from subledger.metrics.days import Given


QUERY = MetricQuery((), date(2025, 1, 1), date(2026, 1, 1), "month")


def ledger_of(**settings: object) -> Ledger:
    """The published ledger of a book in dollars, under standard with other settings."""
    values = {name.replace("__", "."): value for name, value in settings.items()}
    return Ledger(policy({"name": "standard with", **values}) if values else policy("standard"), "USD", "USD", 1)


def like(name: str, rows: ir.Table) -> ir.Table:
    """A step's rows as the table that a build makes of them."""
    return unbound(Table(name, {column: str(kind).replace("!", "") for column, kind in rows.schema().items()}))


STANDARD = ledger_of()
USAGE_KEYS = unbound(
    tables.table("usage_keys", tables.KEYS, {"usage_item_id": "string", "subscription_id": "string"}),
)
BOUNDARIES = like("boundaries", postings.boundaries(STANDARD.states, STANDARD.rules))
SIBLINGS = like("siblings", postings.siblings(BOUNDARIES, unbound(tables.ITEM_KEYS)))
CHANGES = like("changes", postings.changes(BOUNDARIES, STANDARD.states))
EFFECTS = like("effects", postings.effects(CHANGES, STANDARD.rules))
DRAFTED = like("drafted", postings.postings(BOUNDARIES, EFFECTS, SIBLINGS))
MONTHS = unbound(Table("revaluations", {"month": "date"}))


def of_states(**settings: object) -> ir.Table:
    return states.states(ledger_of(**settings), USAGE_KEYS)


def converted(rate: str) -> ir.Table:
    ledger = ledger_of(fx__rate=rate)
    return fx.converted(DRAFTED, ledger.rules, ledger.rates, MONTHS, ledger.policy, ledger.currency)


def moved(*, has_fx: bool = False, **settings: object) -> ir.Table:
    ledger = ledger_of(**settings)
    return movements.movements(ledger.postings, movements.pilots(ledger.states), ledger.policy, has_fx=has_fx)


def asked(by: str | None, measure: Callable[..., ir.Table], *arguments: object) -> ir.Table:
    query = MetricQuery((), QUERY.start, QUERY.end, QUERY.grain, by)
    return measure(cut(STANDARD, query, ("region",)), query, *arguments)


STEPS: dict[str, Callable[[], ir.Table]] = {
    "states": of_states,
    "boundaries": lambda: postings.boundaries(STANDARD.states, STANDARD.rules),
    "siblings": lambda: postings.siblings(BOUNDARIES, unbound(tables.ITEM_KEYS)),
    "changes": lambda: postings.changes(BOUNDARIES, STANDARD.states),
    "effects": lambda: postings.effects(CHANGES, STANDARD.rules),
    "postings": lambda: postings.postings(BOUNDARIES, EFFECTS, SIBLINGS),
    "native": lambda: fx.native(DRAFTED),
    "converted_movement": lambda: converted("movement"),
    "converted_month_end": lambda: converted("month_end"),
    "converted_latest": lambda: converted("latest"),
    "converted_fixed": lambda: converted("fixed:2025-01-31"),
    "movements_of_customers": moved,
    "movements_of_customers_by_month": lambda: moved(movements__netting="month"),
    "movements_of_subscriptions": lambda: moved(movements__of="subscription"),
    "movements_of_subscriptions_by_month": lambda: moved(movements__of="subscription", movements__netting="month"),
    "movements_with_fx": lambda: moved(has_fx=True),
    "ahead": lambda: ahead.ahead(STANDARD),
    "quick_check": lambda: quick(STANDARD),
    "moved": lambda: asked(None, flows.moved),
    "moved_by_plan": lambda: asked("plan", flows.moved),
    "paying": lambda: presence.counted(asked(None, presence.paying), QUERY),
    "cohorts_calendar": lambda: asked(None, cohorts, "calendar"),
    "cohorts_own": lambda: asked(None, cohorts, "own"),
}
"""Each kept as a golden file per dialect."""

VARIANTS: dict[str, Callable[[], ir.Table]] = {
    "states_at_renewal": lambda: of_states(timing__change="at_renewal"),
    "states_cancelled_on_request": lambda: of_states(timing__cancel="request"),
    "states_in_another_zone": lambda: of_states(calendar__timezone="Europe/Berlin"),
    "states_reduced_by_refunds": lambda: of_states(counts__refunds="reduce"),
    "states_with_grace": lambda: of_states(counts__past_due=30),
    "states_with_usage": lambda: of_states(counts__usage="trailing_mean:3"),
    "usage_lines": lambda: usage.usage_lines(STANDARD.known(tables.INVOICE_LINES)),
    "movements_with_pauses": lambda: moved(movements__reactivation_gap_days=30, movements__new_again_after_days=90),
    "movements_with_pilots": lambda: moved(counts__full_discount="active"),
    "moved_by_region": lambda: asked("region", flows.moved),
    "paying_by_plan": lambda: presence.counted(asked("plan", presence.paying), QUERY),
    "in_force": lambda: presence.counted(asked(None, presence.in_force), QUERY),
    "quantity": lambda: asked(None, holdings.QUANTITY.changes),
    "trials": lambda: asked(None, trials),
    **{f"check_{check.name}": lambda check=check: check.broken(STANDARD) for check in CHECKS},
}
"""Each compiled only: their SQL differs from that of a step in little, or stands apart from the figures."""


class Overheard:
    """A book without rows, which writes down what a query asks of it."""

    def __init__(self) -> None:
        self.asked: list[tuple[ir.Table, Given]] = []

    def rows(self, expression: ir.Table, given: Given) -> list[tuple[Any, ...]]:
        self.asked.append((expression, given))
        return []

    def beside(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> ir.Table:
        return unbound(table)

    def recalled(self, key: Hashable) -> None:
        return None

    def remember(self, key: Hashable, found: Sequence[Any]) -> None:
        return None


OF_MEASURES = {
    "": ({}, QUERY),
    "of_subscriptions": ({"movements__of": "subscription", "metrics__churn_rate": "churned", "arr__basis": "committed"}, QUERY),
    "of_parts_of_months": ({"movements__netting": "month"}, MetricQuery((), date(2025, 1, 10), date(2025, 3, 5), "month")),
}
"""Under which policies, and of which days, metrics are asked: between them they read in every way there is."""


def measures() -> dict[str, tuple[ir.Table, Given]]:
    """What the metrics of the catalogue ask of a ledger, by the measure that it is for: each question once."""
    found: dict[Any, tuple[str, ir.Table, Given]] = {}
    for under, (settings, query) in OF_MEASURES.items():
        for need in dict.fromkeys(need for metric in METRICS for need in metric.needs):
            if under == "of_parts_of_months" and need != "balance":
                continue
            book = Overheard()
            measured(ledger_of(**settings), query, [need], book)
            for expression, given in book.asked:
                found.setdefault(expression.op(), ("_".join(filter(None, ("measure", need, under))), expression, given))
    return {name: (expression, given) for name, expression, given in found.values()}

"""Formulas: every metric as sums of named parts, each with the evidence that makes it up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from subledger.metrics import evidence, holdings
from subledger.metrics.catalogue import Figure
from subledger.metrics.evidence import Evidence
from subledger.metrics.measures import Measures
from subledger.model.money import MICROS
from subledger.model.policy import Policy
from subledger.model.tables import KINDS

MOVEMENTS = " movements"
"""Ends the name of a part that counts movements."""


@dataclass(frozen=True, slots=True)
class Part:
    """One term of a formula: its name, what it is measured in, and how often it goes in (−1: it is taken off).

    evidence: the customers behind it; their amounts, times `times` and in the part's unit, add up to what `of` reads from the measures.
    """

    name: str
    unit: str
    of: Callable[[Measures], Figure]
    evidence: Evidence | None
    times: int = 1

    def amount(self, measures: Measures) -> Figure:
        """What the part brings, with its sign; None where it is unknown."""
        found = self.of(measures)
        return None if found is None else found * self.times

    def shown(self, amount: int, scale: int) -> Fraction:
        """An amount of the evidence in the part's own unit."""
        per = {"money": 12 * MICROS * scale, "units": MICROS}.get(self.unit, 1)
        return Fraction(amount * self.times, per)


@dataclass(frozen=True, slots=True)
class Formula:
    """A metric as Σ above ÷ Σ below ÷ Σ rate, what is empty left out.

    over: day (it stands at a day's end), period (it happens within a span) or trailing (a day's end beside an earlier one).
    omits: what is told of what it leaves out: run_rate, presence, contracts, invoices or nothing.
    """

    above: tuple[Part, ...]
    below: tuple[Part, ...] = ()
    rate: tuple[Part, ...] = ()
    over: str = "period"
    omits: str = "run_rate"

    @property
    def is_of_movements(self) -> bool:
        """Whether it sums or counts movements and nothing else: such a figure has causes."""
        parts = (*self.above, *self.below, *self.rate)
        return all(part.name in KINDS or part.name.endswith(MOVEMENTS) for part in parts) and self.over == "period"

    @property
    def sides(self) -> tuple[tuple[str, tuple[Part, ...]], ...]:
        """The parts by the side of the fraction they stand on."""
        return tuple((name, parts) for name, parts in (("above", self.above), ("below", self.below), ("rate", self.rate)) if parts)

    def value(self, measures: Measures) -> Figure:
        """The metric from its parts; None where nothing is to be divided by."""
        found: Figure = _sum(self.above, measures)
        for parts in (self.below, self.rate):
            if parts:
                divisor = _sum(parts, measures)
                found = Fraction(found) / Fraction(divisor) if found is not None and divisor else None
        return found


def _sum(parts: tuple[Part, ...], measures: Measures) -> Figure:
    amounts = [part.amount(measures) for part in parts]
    known = [amount for amount in amounts if amount is not None]
    return None if len(known) < len(amounts) else sum(known)


def _kind(kind: str, times: int = 1) -> Part:
    return Part(kind, "money", lambda m: m.kinds(kind), evidence.moved(kind), times)


def _count(kind: str) -> Part:
    return Part(kind + MOVEMENTS, "count", lambda m: m.count(kind), evidence.movements_counted(kind))


_GAINS = (_kind("new"), _kind("expansion"), _kind("reactivation"))
_LOSSES = (_kind("contraction", -1), _kind("churn", -1))
_OPENING = Part("opening", "money", lambda m: m.opening, evidence.opening)
_ROLL = (_OPENING, *(_kind(kind) for kind in ("new", "expansion", "contraction", "churn", "reactivation", "fx")))
_CROSSED = Part("transfer", "money", lambda m: m.transfer, evidence.crossed)
_MRR = Part("mrr", "money", lambda m: m.closing, evidence.balance)
_PAYING = Part("customers", "count", lambda m: m.customers, evidence.customers)
_BASE = Part("customers at the opening", "count", lambda m: m.customers_opening, evidence.paying("opening"))
_LOST = Part("customers lost", "count", lambda m: m.customers_lost, evidence.paying("lost"))
_JOINED = Part("customers joined", "count", lambda m: m.customers - m.customers_opening + m.customers_lost, evidence.paying("joined"))
_SIGNED = Part("signed, less cancelled", "money", lambda m: m.signed, holdings.AHEAD)
_COMMITTED = Part("under contract", "money", lambda m: m.committed_arr / 12, holdings.COMMITTED, 12)
_RETAINED_BASE = Part("mrr at the start", "money", lambda m: Fraction(m.retained_base, 12 * MICROS), evidence.retained("base"))
_NET = Part("mrr now of who paid then", "money", lambda m: Fraction(m.retained_net, 12 * MICROS), evidence.retained("net"))
_GROSS = Part("the smaller of then and now", "money", lambda m: Fraction(m.retained_gross, 12 * MICROS), evidence.retained("gross"))
_CHURN = Part("churn rate", "rate", lambda m: m.churn_before, None)


def _invoiced(name: str, kind: str) -> Formula:
    return Formula((Part(name, "money", lambda m: m.revenue(kind), evidence.Invoiced(kind)),), omits="invoices")


_COMMITTED_ARR = Formula((_COMMITTED,), over="day", omits="contracts")
FORMULAS: dict[str, Formula] = {
    "mrr": Formula((_MRR,), over="day"),
    "arr": Formula((replace(_MRR, times=12),), over="day"),
    "committed_arr": _COMMITTED_ARR,
    "cmrr": Formula((_MRR, _SIGNED), over="day"),
    "net_new_mrr": Formula((*_GAINS, _kind("contraction"), _kind("churn"))),
    "new_mrr": Formula((_kind("new"),)),
    "expansion_mrr": Formula((_kind("expansion"),)),
    "contraction_mrr": Formula((_kind("contraction", -1),)),
    "churned_mrr": Formula((_kind("churn", -1),)),
    "reactivation_mrr": Formula((_kind("reactivation"),)),
    "customers": Formula((_PAYING,), over="day", omits="presence"),
    "new_customers": Formula((_count("new"),), omits="presence"),
    "churned_customers": Formula((_count("churn"),), omits="presence"),
    "reactivated_customers": Formula((_count("reactivation"),), omits="presence"),
    "subscriptions": Formula(
        (Part("subscriptions", "count", lambda m: m.subscriptions, evidence.subscriptions),), over="day", omits="presence"
    ),
    "quantity": Formula(
        (Part("units", "units", lambda m: m.quantity, holdings.QUANTITY),),
        over="day",
        omits="presence",
    ),
    "arpa": Formula((_MRR,), (_PAYING,), over="day"),
    "arpu": Formula((_MRR,), (Part("customers in force", "count", lambda m: m.in_force, evidence.in_force),), over="day"),
    "arppu": Formula((_MRR,), (_PAYING,), over="day"),
    "asp": Formula((_kind("new"),), (_count("new"),)),
    "customer_churn_rate": Formula((_LOST,), (_BASE,), omits="presence"),
    "gross_mrr_churn_rate": Formula(_LOSSES, (_OPENING,)),
    "net_mrr_churn_rate": Formula((*_LOSSES, _kind("expansion", -1), _kind("reactivation", -1)), (_OPENING,)),
    "grr": Formula((_GROSS,), (_RETAINED_BASE,), over="trailing"),
    "nrr": Formula((_NET,), (_RETAINED_BASE,), over="trailing"),
    "quick_ratio": Formula(_GAINS, _LOSSES),
    "ltv": Formula((_MRR,), (_PAYING,), (_CHURN,), over="day"),
    "trials": Formula((Part("trials started", "count", lambda m: m.trials_started, evidence.Trials("started")),), omits=""),
    "trial_conversion_rate": Formula(
        (Part("trials converted", "count", lambda m: m.trials_converted, evidence.Trials("converted")),),
        (Part("trials ended", "count", lambda m: m.trials_ended, evidence.Trials("ended")),),
        omits="",
    ),
    "past_due_mrr": Formula((Part("past due", "money", lambda m: m.past_due, holdings.PAST_DUE),), over="day", omits=""),
    "usage_revenue": _invoiced("usage lines", "usage"),
    "one_time_revenue": _invoiced("one-time lines", "one_time"),
    "recurring_revenue": _invoiced("recurring lines", "recurring"),
    "refunds": _invoiced("refunds", "refund"),
}
"""Every metric of the catalogue, unless the policy chooses otherwise."""


_MOVERS = Part("paying at the opening", "count", lambda m: m.movers_opening, evidence.movers)
_CHANGED = Part("changed", "money", lambda m: m.changed, evidence.changed)
_LOST_OF = {
    "churned": Formula((_count("churn"),), (_MOVERS,), omits="presence"),
    "churned_of_all": Formula((_count("churn"),), (_MOVERS, _count("new")), omits="presence"),
    "churned_less_returned": Formula((_count("churn"), replace(_count("reactivation"), times=-1)), (_MOVERS,), omits="presence"),
}


@lru_cache(maxsize=512)
def formula(metric: str, policy: Policy) -> Formula:
    """A metric's formula under a policy."""
    return _under(policy).get(metric, FORMULAS[metric])


def figure(metric: str, measures: Measures) -> Figure:
    """What a metric comes to, from the measures of a period; None where nothing is to be divided by."""
    return formula(metric, measures.policy).value(measures)


def told(metric: str, policy: Policy, *, is_dated: bool, is_shared: bool = False) -> Formula:
    """A metric's formula as it is explained: a balance by how it came about.

    is_dated: whether movements tell how balances changed; else only postings do. is_shared: whether movements lie in several segments.
    """
    found = formula(metric, policy)
    if found.above == (_PAYING,) and not found.below:
        return replace(found, above=(_BASE, _JOINED, replace(_LOST, times=-1)))
    balance = next((part for part in found.above if part.name == _MRR.name), None)
    if balance is None or found.below:
        return found
    moved = (*_ROLL, _CROSSED) if is_shared else _ROLL
    roll = tuple(replace(part, times=balance.times) for part in (moved if is_dated else (_OPENING, _CHANGED)))
    return replace(found, above=(*roll, *(part for part in found.above if part is not balance)))


def _under(policy: Policy) -> dict[str, Formula]:
    """The formulas on which tools differ: those that a policy chooses in place of the usual ones."""
    found = {}
    if policy["arr.basis"] == "committed":
        found["arr"] = _COMMITTED_ARR
    if policy["metrics.churned_mrr"] == "all_but_new":
        found["churned_mrr"] = Formula((*_LOSSES, _kind("expansion", -1), _kind("reactivation", -1)))
    if policy["metrics.churn_rate"] != "lost":
        found["customer_churn_rate"] = _LOST_OF[str(policy["metrics.churn_rate"])]
    if policy["metrics.returns"] == "apart":
        found["net_mrr_churn_rate"] = Formula((*_LOSSES, _kind("expansion", -1)), (_OPENING,))
        found["quick_ratio"] = Formula((_kind("new"), _kind("expansion")), _LOSSES)
    if policy["metrics.arpu"] == "paying":
        found["arpu"] = FORMULAS["arpa"]
    if policy["metrics.trial_conversion"] == "of_started":
        found["trial_conversion_rate"] = replace(FORMULAS["trial_conversion_rate"], below=FORMULAS["trials"].above)
    word, percent = policy.ltv
    if word == "discounted":
        arpu = found.get("arpu", FORMULAS["arpu"])
        found["ltv"] = replace(arpu, rate=(Part("churn rate, discounted", "rate", _discounted(Fraction(percent, 100)), None),))
    return found


def _discounted(discount: Fraction) -> Callable[[Measures], Figure]:
    """What later money is divided by: (d + churn) / (1 + d)."""
    return lambda m: None if m.churn_before is None else (discount + m.churn_before) / (1 + discount)

"""The formulas on which tools differ: the policy chooses."""

from __future__ import annotations

from fractions import Fraction

from subledger.metrics.measures import Measures

Ratio = Fraction | None


def ratio(above: Fraction | int, below: Fraction | int) -> Ratio:
    """A quotient, unknown where there is nothing to divide by."""
    return Fraction(above) / Fraction(below) if below else None


def churned_mrr(m: Measures) -> Fraction:
    """What churned; or what was lost net of all that is not new (metrics.churned_mrr)."""
    if m.policy["metrics.churned_mrr"] == "all_but_new":
        return -m.kinds("churn", "contraction", "expansion", "reactivation")
    return -m.kinds("churn")


def churn_rate(m: Measures) -> Ratio:
    """Who is lost of who was there; or the churn movements, of who was there, or of them and the new (metrics.churn_rate).

    Movements are of what moves under the policy, and so is who was there.
    """
    churned = m.count("churn")
    match m.policy["metrics.churn_rate"]:
        case "churned":
            return ratio(churned, m.movers_opening)
        case "churned_of_all":
            return ratio(churned, m.movers_opening + m.count("new"))
        case "churned_less_returned":
            return ratio(churned - m.count("reactivation"), m.movers_opening)
    return ratio(m.customers_lost, m.customers_opening)


def net_churn_rate(m: Measures) -> Ratio:
    """Losses less gains of existing customers, of the opening MRR (metrics.returns)."""
    return ratio(-m.kinds("churn", "contraction", "expansion", *_returns(m)), m.opening)


def quick_ratio(m: Measures) -> Ratio:
    """Gains over losses (metrics.returns)."""
    return ratio(m.kinds("new", "expansion", *_returns(m)), -m.kinds("churn", "contraction"))


def _returns(m: Measures) -> tuple[str, ...]:
    return ("reactivation",) if m.policy["metrics.returns"] == "gain" else ()


def arpu(m: Measures) -> Ratio:
    """MRR per customer that holds anything, or per customer that pays (metrics.arpu)."""
    return ratio(m.closing, m.in_force if m.policy["metrics.arpu"] == "in_force" else m.customers)


def trial_conversion_rate(m: Measures) -> Ratio:
    """Trials that became paying, of those that ended, or of those that started (metrics.trial_conversion)."""
    return ratio(m.trials_converted, m.trials_ended if m.policy["metrics.trial_conversion"] == "of_ended" else m.trials_started)


def lifetime_value(m: Measures) -> Ratio:
    """ARPA over churn; or ARPU × (1 + d) over d and churn, as what comes later is worth less (metrics.ltv)."""
    word, percent = m.policy.ltv
    discount = Fraction(percent if word == "discounted" else 0, 100)
    revenue = arpu(m) if word == "discounted" else ratio(m.closing, m.customers)
    if revenue is None or m.churn_before is None:
        return None
    return ratio(revenue * (1 + discount), discount + m.churn_before)

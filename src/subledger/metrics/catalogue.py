"""The catalogue: every metric as data, in one order. Docs, help and pickers are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

Figure = Fraction | int | None


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure: what it is called and what it counts. How it follows from measures of a period is metrics/formulas.py.

    unit: money, rate, ratio, count or units. rollup: last for balances, sum for flows, ratio_of_sums or own for rates.
    empty: what it is where nothing happened; None is shown as unknown.
    needs: the measures that must be read for it.
    """

    slug: str
    title: str
    unit: str
    rollup: str
    empty: int | None
    formula: str
    needs: tuple[str, ...]


_FLOWS, _PAYING, _BALANCE = ("moved",), ("paying",), ("balance",)

METRICS: tuple[Metric, ...] = (
    Metric("mrr", "MRR", "money", "last", 0, "closing run-rate / 12", _BALANCE),
    Metric(
        "arr",
        "ARR",
        "money",
        "last",
        0,
        "closing run-rate; under arr.basis = committed that of committed_arr",
        ("annual",),
    ),
    Metric(
        "committed_arr",
        "Committed ARR",
        "money",
        "last",
        0,
        "closing run-rate of items with committed_until after the day",
        ("committed",),
    ),
    Metric(
        "cmrr",
        "Committed MRR",
        "money",
        "last",
        0,
        "mrr + signed and not started − cancelled and not ended",
        ("balance", "signed"),
    ),
    Metric(
        "net_new_mrr",
        "Net new MRR",
        "money",
        "sum",
        0,
        "new + expansion + reactivation − contraction − churned (fx apart)",
        _FLOWS,
    ),
    Metric("new_mrr", "New MRR", "money", "sum", 0, "Σ new movements / 12", _FLOWS),
    Metric("expansion_mrr", "Expansion MRR", "money", "sum", 0, "Σ expansion movements / 12", _FLOWS),
    Metric("contraction_mrr", "Contraction MRR", "money", "sum", 0, "−Σ contraction movements / 12", _FLOWS),
    Metric(
        "churned_mrr",
        "Churned MRR",
        "money",
        "sum",
        0,
        "−Σ churn movements / 12; under metrics.churned_mrr = all_but_new of all movements but new",
        _FLOWS,
    ),
    Metric(
        "reactivation_mrr",
        "Reactivation MRR",
        "money",
        "sum",
        0,
        "Σ reactivation movements / 12",
        _FLOWS,
    ),
    Metric("customers", "Customers", "count", "last", 0, "customers with run-rate > 0 at closing", _PAYING),
    Metric("new_customers", "New customers", "count", "sum", 0, "number of new movements", _FLOWS),
    Metric("churned_customers", "Churned customers", "count", "sum", 0, "number of churn movements", _FLOWS),
    Metric(
        "reactivated_customers",
        "Reactivated customers",
        "count",
        "sum",
        0,
        "number of reactivation movements",
        _FLOWS,
    ),
    Metric(
        "subscriptions",
        "Subscriptions",
        "count",
        "last",
        0,
        "subscriptions with run-rate > 0 at closing",
        ("subscriptions",),
    ),
    Metric("quantity", "Units", "units", "last", 0, "units in force with run-rate > 0", ("quantity",)),
    Metric(
        "arpa",
        "ARPA",
        "money",
        "ratio_of_sums",
        None,
        "mrr / customers",
        (*_BALANCE, *_PAYING),
    ),
    Metric(
        "arpu",
        "ARPU",
        "money",
        "ratio_of_sums",
        None,
        "mrr / customers with any state in force at closing, paying or not; under metrics.arpu = paying mrr / customers",
        (*_BALANCE, "users"),
    ),
    Metric(
        "arppu",
        "ARPPU",
        "money",
        "ratio_of_sums",
        None,
        "mrr / customers (all of them pay)",
        (*_BALANCE, *_PAYING),
    ),
    Metric(
        "asp",
        "Average sale price",
        "money",
        "ratio_of_sums",
        None,
        "new_mrr / new_customers",
        _FLOWS,
    ),
    Metric(
        "customer_churn_rate",
        "Customer churn rate",
        "rate",
        "own",
        None,
        "customers of the opening base who are not customers at closing / opening customers; or as metrics.churn_rate says",
        ("churn",),
    ),
    Metric(
        "gross_mrr_churn_rate",
        "Gross MRR churn rate",
        "rate",
        "ratio_of_sums",
        None,
        "(churned + contraction) / opening mrr",
        _FLOWS,
    ),
    Metric(
        "net_mrr_churn_rate",
        "Net MRR churn rate",
        "rate",
        "ratio_of_sums",
        None,
        "(churned + contraction − expansion − reactivation) / opening mrr; under metrics.returns = apart without reactivation",
        _FLOWS,
    ),
    Metric(
        "grr",
        "Gross revenue retention",
        "rate",
        "own",
        None,
        "Σ per customer min(start, end) / mrr at the start, trailing metrics.retention_months (12)",
        ("retained",),
    ),
    Metric(
        "nrr",
        "Net revenue retention",
        "rate",
        "own",
        None,
        "closing mrr of customers who had mrr at the start / mrr at the start, trailing metrics.retention_months (12)",
        ("retained",),
    ),
    Metric(
        "quick_ratio",
        "Quick ratio",
        "ratio",
        "ratio_of_sums",
        None,
        "(new + expansion + reactivation) / (churned + contraction); under metrics.returns = apart without reactivation",
        _FLOWS,
    ),
    Metric(
        "ltv",
        "Lifetime value",
        "money",
        "own",
        None,
        "arpa / mean customer_churn_rate of the six whole months before the closing day's, or as metrics.ltv says; no churn, no figure",
        (*_BALANCE, *_PAYING, "users", "churn_before"),
    ),
    Metric("trials", "Trials started", "count", "sum", 0, "trials started, per subscription", ("trials",)),
    Metric(
        "trial_conversion_rate",
        "Trial conversion rate",
        "rate",
        "ratio_of_sums",
        None,
        "of trials that ended, the share that became paying; under metrics.trial_conversion = of_started of trials that started",
        ("trials",),
    ),
    Metric(
        "past_due_mrr",
        "Past due MRR",
        "money",
        "last",
        0,
        "worth / 12 of past_due states, whether or not they count",
        ("past_due",),
    ),
    Metric(
        "usage_revenue",
        "Usage revenue",
        "money",
        "sum",
        0,
        "Σ usage invoice lines by service period",
        ("revenue",),
    ),
    Metric(
        "one_time_revenue",
        "One-time revenue",
        "money",
        "sum",
        0,
        "Σ one-time invoice lines by issue day",
        ("revenue",),
    ),
    Metric(
        "recurring_revenue",
        "Recurring revenue",
        "money",
        "sum",
        0,
        "Σ recurring invoice lines by service period",
        ("revenue",),
    ),
    Metric("refunds", "Refunds", "money", "sum", 0, "Σ refunded amounts by day of refund", ("revenue",)),
)
SLUGS = tuple(metric.slug for metric in METRICS)
BY_SLUG = {metric.slug: metric for metric in METRICS}

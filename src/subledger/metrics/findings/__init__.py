"""Findings: data that can be loaded and looks wrong, each kind an expression over the ledger with the rows that show it.

A finder is silent where it is not sure: a plan needs several customers to have a usual price, an invoice is only missed where others came.
"""

from __future__ import annotations

from fractions import Fraction

from subledger.metrics.findings import changes, doubles, kinds, prices, unbilled
from subledger.metrics.findings.finding import Finding, priced

__all__ = ["FINDINGS", "Finding", "priced"]

FINDINGS: tuple[Finding, ...] = (
    Finding(
        "twice_on_a_plan",
        "a subscription that begins as the copy of one that its customer has: plan, price and quantity",
        "if it replaced the other, end that one where it begins",
        "begins on {day} as the copy of one that runs since {other_day}",
        doubles.twice_on_a_plan,
    ),
    Finding(
        "doubled_customer",
        "two paying customers of one name or e-mail address",
        "if they are one, give both the same customer_id",
        "has the name or address of another paying customer",
        doubles.doubled_customer,
    ),
    Finding(
        "year_booked_as_month",
        "a monthly price that is the plan's price of a year",
        "write interval = year, or the price of a month",
        "pays {value} a month where {usual} is usual",
        prices.year_booked_as_month,
        Fraction(11, 12),
    ),
    Finding(
        "month_booked_as_year",
        "a yearly price that is the plan's price of a month",
        "write interval = month, or the price of a year",
        "pays {value} a year where a month is {usual}",
        prices.month_booked_as_year,
    ),
    Finding(
        "price_outlier",
        f"a unit price {prices.FAR} times its plan's usual one, or a part as small, that nobody else pays",
        "is the unit right, and the interval?",
        "pays {value} where {usual} is usual",
        prices.price_outlier,
    ),
    Finding(
        "gap_of_a_day",
        "a state that ends one day before the next of its item begins",
        "ends_at is the first day no longer in force: add a day to the end",
        "ends on {day} and begins again on {other_day}: a churn and a return that never were",
        changes.gap_of_a_day,
    ),
    Finding(
        "ends_a_day_early",
        "a yearly item that ends a day before its term does",
        "ends_at is the first day no longer in force: add a day to the end",
        "began on {other_day} and ends on {day}, a day before whole years are over",
        changes.ends_a_day_early,
    ),
    Finding(
        "currency_flip",
        "an item whose currency changes at the same number, or there and back",
        "is the currency of both rows right?",
        "changes its currency on {day} at {value}",
        changes.currency_flip,
    ),
    Finding(
        "missing_renewal",
        "a subscription that goes on while its invoices stopped",
        "if it ended, give its last row an ends_at; if not, an invoice is missing",
        "had its last invoice on {other_day}; the next was due on {day}",
        unbilled.missing_renewal,
    ),
    Finding(
        "repeated_one_time_charge",
        "a one-time charge of one amount in three months or more on end",
        "if it is a subscription, write kind = recurring",
        "was charged {value} once in every month since {other_day}",
        kinds.repeated_one_time_charge,
    ),
    Finding(
        "recurring_set_up",
        "a recurring item whose name says that it is sold once",
        "if it is, write kind = one_time",
        "recurs under a name of what is sold once",
        kinds.recurring_set_up,
    ),
    Finding(
        "trial_that_counts",
        f"a trial that counts and runs for {kinds.TRIAL_DAYS} days or more",
        "give the trial an end, or let trials not count (counts.trialing = false)",
        "is on trial since {day}, and counts",
        kinds.trial_that_counts,
    ),
    Finding(
        "never_invoiced_after_trial",
        "a subscription that counts since its trial ended and was never invoiced, where others were",
        "did the trial convert? if not, end it",
        "counts since its trial ended on {day}, and was never invoiced",
        unbilled.never_invoiced_after_trial,
    ),
)
"""Every kind of finding, those that distort MRR most first."""

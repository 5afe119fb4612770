"""What a state is worth per year. The only division of the ledger is here, and it is rounded once, half to even."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from subledger.ledger.tables import wide
from subledger.model.money import MICROS

HUNDRED_PERCENT = 100 * MICROS
HUNDREDTH = MICROS // 100
"""A hundredth of a percent."""


def run_rate(priced: ir.Table, name: str = "worth_micros") -> ir.Table:
    """The same rows with what each is worth per year.

    Shapes: needs the pricing columns of a state and the columns of its terms' rule.
    Units: int64 micros of the item's currency per year, half to even.
    Errors: a worth of 2**63 micros or more makes the engine refuse; book finds and names the row.
    Source: docs/ledger.md#what-a-state-is-worth-the-run-rate
    """
    # Nearly every price is whole micros per year without dividing: those rows take the short way.
    is_plain = (
        (priced.quantity_micros % MICROS == 0)
        & (priced.quantity_micros < 2**52)
        & ((priced.discount_percent_micros == 0) & (priced.discount_amount_micros == 0) | ~priced.is_discounted)
        & ((priced.tax_percent_micros == 0) | (priced.tax_mode == "none"))
        & (priced.denominator == 1)
        & (priced.month_rounding == 0)
    )
    plain = priced.filter(is_plain)
    # A whole quantity leaves no rest, and the float under this division is exact below 2**53.
    units = (plain.quantity_micros / MICROS).cast("int64")
    plain = plain.mutate(**{name: plain.unit_amount_micros * units * plain.numerator})
    return plain.union(_exact(priced.filter(~is_plain), name))


def _exact(priced: ir.Table, name: str) -> ir.Table:
    columns = priced.columns
    percent = ibis.ifelse(priced.is_discounted, priced.discount_percent_micros, 0)
    amount = ibis.ifelse(priced.is_discounted, priced.discount_amount_micros, 0)
    is_taxed = priced.tax_percent_micros != 0
    # Whole units and hundredths of a percent are all that most prices need: without the idle digits far larger ones fit.
    units = _scale((priced.quantity_micros % MICROS == 0) & (priced.quantity_micros < 2**52), MICROS)
    share = _scale((percent % HUNDREDTH == 0) & (priced.tax_percent_micros % HUNDREDTH == 0), HUNDREDTH)
    kept = _whole(HUNDRED_PERCENT - percent, share)
    line = wide(priced.unit_amount_micros) * wide(_whole(priced.quantity_micros, units))
    per_line = wide(_whole(ibis.literal(MICROS, "int64"), units)) * wide(_whole(ibis.literal(HUNDRED_PERCENT, "int64"), share))
    net = line * wide(kept) - wide(amount) * per_line
    taxed = _whole(HUNDRED_PERCENT + priced.tax_percent_micros, share)
    plain = ibis.ifelse(is_taxed, _whole(ibis.literal(HUNDRED_PERCENT, "int64"), share), ibis.literal(1, "int64"))
    reckoned = priced.mutate(
        net=ibis.greatest(net, wide(ibis.literal(0))),
        above=wide(priced.numerator) * wide(ibis.ifelse(is_taxed & (priced.tax_mode == "add"), taxed, plain)),
        below=wide(priced.denominator) * wide(ibis.ifelse(is_taxed & (priced.tax_mode == "remove"), taxed, plain)) * per_line,
        step=wide(ibis.greatest(12 * priced.month_rounding, ibis.literal(1, "int64"))),
    )
    reckoned = reckoned.mutate(numerator_=reckoned.net * reckoned.above, denominator_=reckoned.below * reckoned.step)
    reckoned = divided(reckoned, "numerator_", "denominator_", "quotient")
    return reckoned.mutate(**{name: (reckoned.quotient * reckoned.step).cast("int64")}).select(*columns, name)


def _scale(divides: ir.BooleanValue, by: int) -> ir.IntegerValue:
    return ibis.ifelse(divides, ibis.literal(by, "int64"), ibis.literal(1, "int64"))


def _whole(value: ir.IntegerValue, by: ir.IntegerValue) -> ir.IntegerValue:
    """A whole number divided by a factor of it: below 2**53 a float does that without loss, above nothing is divided."""
    return ibis.ifelse((by == 1) | (value >= 2**52), value, (value / by).cast("int64"))


def divided(rows: ir.Table, numerator: str, denominator: str, name: str) -> ir.Table:
    """The same rows with the quotient of two columns of whole numbers, rounded half to even, exact on every engine.

    Units: decimal(38,0).   Errors: a denominator must not be 0.
    Engines differ in how they divide decimals, so a float only guesses and whole numbers correct the guess: each pass leaves
    an error 2**52 times smaller, and the last is off by one at most.
    """
    columns = [column for column in rows.columns if column != name]
    step = rows.mutate(n_=rows[numerator], d_=rows[denominator])
    step = step.mutate(q_=_guess(step.n_, step.d_))
    step = step.mutate(r_=step.n_ - step.q_ * step.d_)
    step = step.mutate(q_=step.q_ + _guess(step.r_, step.d_))
    step = step.mutate(r_=step.n_ - step.q_ * step.d_)
    step = step.mutate(
        q_=ibis.ifelse(step.r_ < 0, step.q_ - 1, ibis.ifelse(step.r_ >= step.d_, step.q_ + 1, step.q_)),
        r_=ibis.ifelse(step.r_ < 0, step.r_ + step.d_, ibis.ifelse(step.r_ >= step.d_, step.r_ - step.d_, step.r_)),
    )
    doubled = step.r_ + step.r_
    is_up = (doubled > step.d_) | ((doubled == step.d_) & (step.q_.cast("int64") % 2 != 0))
    return step.mutate(**{name: ibis.ifelse(is_up, step.q_ + 1, step.q_)}).select(*columns, name)


def _guess(numerator: ir.DecimalValue, denominator: ir.DecimalValue) -> ir.DecimalValue:
    return (numerator.cast("float64") / denominator.cast("float64")).floor().cast("decimal(38,0)")

"""Accounting: what a customer's gap is exactly, to within half of the smallest coin. Nothing is told by being similar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from subledger.book.reconciling.amounts import Amounts
from subledger.book.reconciling.candidates import Candidate
from subledger.book.reconciling.leaving import Left
from subledger.book.reconciling.matching import Line
from subledger.book.reconciling.readings import Reading
from subledger.book.reconciling.unedited import Unedited

Told = tuple[str, str, str]
"""A reason, which of its kind, and in words."""
NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Tried:
    """A candidate with the book's amounts under it."""

    candidate: Candidate
    amounts: Amounts

    def of(self, customer: str) -> Fraction:
        """A customer's MRR under it."""
        return self.amounts.get(customer, NONE)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How near amounts are one: half of the smallest coin, by which their list may have been rounded.

    is_whole: their list has no decimals at all, in a currency that has some.
    """

    places: int
    is_whole: bool

    def near(self, one: Fraction, other: Fraction) -> bool:
        """Whether one amount is the other, rounded."""
        return bool(abs(one - other) * 2 * 10**self.places <= 1)

    def is_rounded(self, theirs: Fraction, ours: Fraction) -> bool:
        """Whether theirs is ours to the nearest whole."""
        return self.is_whole and abs(theirs - ours) * 2 <= 1


def by_policy(line: Line, own: Tried, wholes: Sequence[Tried], singles: Sequence[Tried], tolerance: Tolerance) -> Told | None:
    """The setting, or the preset as a whole, under which the book says what they say; the first of the wholes is tried first."""
    theirs, ours = line.theirs or NONE, own.of(line.customer)
    preferred = wholes[0].candidate.policy
    alone = [each for each in singles if tolerance.near(theirs, each.of(line.customer)) and each.of(line.customer) != ours]
    alone.sort(key=lambda each: preferred[each.candidate.setting] != each.candidate.policy[each.candidate.setting])
    if alone:
        return "setting", alone[0].candidate.name, "; or ".join(each.candidate.says for each in alone)
    for whole in wholes:
        if tolerance.near(theirs, whole.of(line.customer)):
            policy = whole.candidate.policy
            moved = [each.candidate for each in singles if each.of(line.customer) != ours]
            parts = [each.says for each in moved if each.policy[each.setting] == policy[each.setting]]
            return "preset", whole.candidate.name, f"{whole.candidate.says}: " + ("; ".join(parts) or "several settings together")
    return None


def by_reading(
    line: Line, ours: Fraction, several: Sequence[Reading], before: tuple[Amounts, dict[str, date]], near: Tolerance
) -> Told | None:
    """The reading that is true of one customer: another unit, or a day before a change."""
    theirs = line.theirs or NONE
    for each in several:
        is_meant = each.of_one and (each.name == "day_before" or (theirs and ours))
        if is_meant and near.near(theirs, each.amounts.get(line.customer, NONE)):
            return "reading", each.name, each.says
    amounts, days = before
    if theirs and line.customer in days and near.near(theirs, amounts.get(line.customer, NONE)):
        return "reading", "before_last_change", f"as it was before the change of {days[line.customer]}"
    return ("rounding", "whole", "rounded to whole units") if theirs and near.is_rounded(theirs, ours) else None


def by_rows(line: Line, ours: Fraction, left: Sequence[Left], items: Sequence[tuple[str, Fraction]], near: Tolerance) -> Told | None:
    """What is left out of the book's figure and in theirs, or an item that they lack or have twice."""
    gap = (line.theirs or NONE) - ours
    for told, amount in _parts(left, items):
        if near.near(gap, amount) and not (line.theirs is None and amount == -ours):
            return told
    return None


def _parts(left: Sequence[Left], items: Sequence[tuple[str, Fraction]]) -> Iterator[tuple[Told, Fraction]]:
    for each in left:
        yield ("left_out", each.name, f"theirs has it in. {each.name}: {each.because}"), each.whole
    for each in left:
        if len(each.amounts) > 1:
            for amount in each.amounts:
                yield ("left_out", each.name, f"theirs has one row of it in. {each.name}: {each.because}"), amount
    for item, amount in items:
        yield ("item", "lacks", f"theirs lacks the item {item}"), -amount
    for item, amount in items:
        yield ("item", "twice", f"theirs has the item {item} twice"), amount


def by_edit(line: Line, ours: Fraction, without: Unedited, near: Tolerance) -> Told | None:
    """What a person edited, where theirs is what the customer would have had nobody done so."""
    amount = without.amounts.get(line.customer)
    if amount is None or near.near(amount, ours) or not near.near(line.theirs or NONE, amount):
        return None
    return "edit", "people", without.says[line.customer]


def missing(line: Line, every: Sequence[Tried]) -> Told | None:
    """A customer that is in one of the lists alone, whatever the policy."""
    if not line.is_known and line.theirs:
        return "missing_here", "", "no such customer in the book"
    if line.theirs is None and all(each.of(line.customer) for each in every):
        return "missing_there", "", "not in their list"
    return None

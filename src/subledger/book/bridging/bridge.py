"""Bridges: what lies between two views of a book, as named steps that add up exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise
from typing import Any

from subledger.book.result import Result, plain, policy_json, stamp
from subledger.model.errors import InvariantBroken, SubledgerError, Violation, unknown
from subledger.model.money import half_even
from subledger.model.policy import Policy
from subledger.model.view import BUDGET

STEP_COLUMNS = ("name", "dimension", "key", "amount", "customers")
SHARE_COLUMNS = ("key", "customer_id", "amount", "rows")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of a source file, and what it is to a step: came, gone, or corrected from and to."""

    file: str
    row: int
    change: str


@dataclass(frozen=True, slots=True)
class Share:
    """What one customer has of a step. Without a customer it is the budget's part, against which customers are held."""

    customer: str | None
    amount: Fraction
    rows: tuple[SourceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class End:
    """A view as it was taken: which period, under which policy, up to when it knows, actual or budget."""

    label: str
    start: date
    end: date
    policy: Policy
    known_at: datetime | None
    scenario: str

    def as_json(self) -> dict[str, Any]:
        """The view in the JSON contract; end is the day after its last. A budget is under no policy."""
        return {
            "period": self.label,
            "start": plain(self.start),
            "end": plain(self.end),
            "policy": None if self.scenario == BUDGET else policy_json(self.policy),
            "known_at": stamp(self.known_at),
            "scenario": self.scenario,
        }


@dataclass(frozen=True, slots=True)
class Step:
    """One reason why a figure differs: its name in plain words, and the key of the kind, attribute, setting or change it stands for.

    dimension: time, policy, knowledge or scenario. customers: how many have a share. before, after: the views it lies between.
    rows: source rows that belong to no customer, as exchange rates.
    """

    name: str
    dimension: str
    key: str
    amount: Fraction
    customers: int
    before: End
    after: End
    opened: Callable[[], Sequence[Share]] = field(repr=False, compare=False)
    rows: tuple[SourceRow, ...] = ()

    def shares(self) -> list[Share]:
        """The customers behind the step, the largest amounts first. The book must still be open.

        Raises: SubledgerError when a load has changed the book since the bridge was built.
        """
        found = sorted(self.opened(), key=lambda share: (-abs(share.amount), share.customer or ""))
        if sum(share.amount for share in found) != self.amount:
            raise SubledgerError(
                f"the book changed since the step {self.name!r} was reckoned", "book_changed", self.key, hint="build the bridge again"
            )
        return found


@dataclass(frozen=True, slots=True)
class Bridge:
    """The difference of one metric between two views: opening + steps = closing, exactly.

    Units: exact, in major units of the currency, or a count, or units, as unit says.
    Raises: InvariantBroken when the steps do not add up.
    """

    metric: str
    unit: str
    currency: str
    start: End
    end: End
    opening: Fraction
    steps: tuple[Step, ...]
    closing: Fraction

    def __post_init__(self) -> None:
        reached = self.opening + sum(step.amount for step in self.steps)
        if reached != self.closing:
            where = f"{self.metric} from {self.start.label} to {self.end.label}"
            broken = Violation("bridge_adds_up", where, str(self.closing), str(reached), "opening + steps = closing")
            raise InvariantBroken("the steps of a bridge do not add up", "invariant", violations=[broken])

    def step(self, name: str) -> Step:
        """A step by its key or name."""
        for each in self.steps:
            if name in (each.key, each.name):
                return each
        raise unknown("step", name, [each.key for each in self.steps])

    def shown(self, places: int = 6) -> list[Fraction]:
        """Opening, each step and closing to so many decimals, so that they add up as they are shown."""
        return adding_up(self.opening, [step.amount for step in self.steps], places)

    def as_json(self, opened: Iterable[Step] = ()) -> dict[str, Any]:
        """The bridge in the JSON contract, with the customers of the steps that are opened."""
        opening, *amounts, closing = self.shown()
        shares = {step.key: self.opened(step) for step in opened}
        steps = []
        for step, amount in zip(self.steps, amounts, strict=True):
            said = {"name": step.name, "amount": self._plain(amount), "customers": step.customers}
            said |= {"dimension": step.dimension, "key": step.key}
            if step.rows:
                said["rows"] = [_row_json(row) for row in step.rows]
            if step.key in shares:
                said["shares"] = [_share_json(share, self._plain(share.amount)) for share in shares[step.key]]
            steps.append(said)
        ends = {"from": self.start.as_json(), "to": self.end.as_json()}
        about = {"ok": True, "metric": self.metric, "unit": self.unit, "currency": self.currency}
        return {**about, **ends, "opening": self._plain(opening), "steps": steps, "closing": self._plain(closing)}

    def result(self, opened: Iterable[Step] = ()) -> Result:
        """Opening, steps and closing as rows; where steps are opened, their customers instead."""
        wanted = list(opened)
        if wanted:
            return self._result(SHARE_COLUMNS, [_share_row(step.key, share) for step in wanted for share in self.opened(step)])
        opening, *amounts, closing = self.shown()
        rows = [_step_row(step, amount) for step, amount in zip(self.steps, amounts, strict=True)]
        ends = [{"name": name, "amount": amount} for name, amount in (("opening", opening), ("closing", closing))]
        return self._result(STEP_COLUMNS, [ends[0], *rows, ends[1]])

    def _result(self, columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> Result:
        whole = [{name: row.get(name) for name in columns} for row in rows]
        if self.unit == "count":
            whole = [row | {"amount": int(row["amount"] or 0)} for row in whole]
        return Result(tuple(columns), whole, self.end.policy, self.currency, self.end.known_at)

    def _plain(self, amount: Fraction) -> Any:
        return int(amount) if self.unit == "count" else plain(amount)

    def opened(self, step: Step, places: int = 6) -> list[Share]:
        """The customers of a step, to so many decimals, so that they add up to the step as it is shown."""
        steps = self.steps[: self.steps.index(step)]
        before = self.opening + sum(each.amount for each in steps)
        shares = step.shares()
        _, *amounts, _ = adding_up(before, [share.amount for share in shares], places)
        return [replace(share, amount=amount) for share, amount in zip(shares, amounts, strict=True)]


def adding_up(opening: Fraction, amounts: Sequence[Fraction], places: int) -> list[Fraction]:
    """Opening, amounts and closing rounded so that they still add up: balances are rounded, an amount lies between two of them.

    >>> [str(each) for each in adding_up(Fraction(0), [Fraction(1, 3)] * 3, 2)]
    ['0', '33/100', '17/50', '33/100', '1']
    """
    scale = 10**places
    exact = opening
    balances = [Fraction(half_even(exact * scale), scale)]
    for amount in amounts:
        exact += amount
        balances.append(Fraction(half_even(exact * scale), scale))
    steps = [after - before for before, after in pairwise(balances)]
    return [balances[0], *steps, balances[-1]]


def _step_row(step: Step, amount: Fraction) -> dict[str, Any]:
    return {"name": step.name, "dimension": step.dimension, "key": step.key, "amount": amount, "customers": step.customers}


def _share_row(key: str, share: Share) -> dict[str, Any]:
    rows = "; ".join(f"{row.file}:{row.row} {row.change}" for row in share.rows)
    return {"key": key, "customer_id": share.customer, "amount": share.amount, "rows": rows or None}


def _share_json(share: Share, amount: Any) -> dict[str, Any]:
    said = {"customer_id": share.customer, "amount": amount}
    return {**said, "rows": [_row_json(row) for row in share.rows]} if share.rows else said


def _row_json(row: SourceRow) -> dict[str, Any]:
    return {"file": row.file, "row": row.row, "change": row.change}

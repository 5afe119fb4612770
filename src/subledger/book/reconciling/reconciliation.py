"""A reconciliation: every customer as both lists have it, what accounts for the gap, and how each preset stands beside the other list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from subledger.book.result import Result, plain, policy_json, stamp
from subledger.model.policy import Policy

AGREES, UNEXPLAINED = "agrees", "unexplained"
COLUMNS = ("customer_id", "their_id", "ours", "theirs", "gap", "reason", "key", "because", "unexplained")
STANDING = ("kind", "name", "same", "ours", "theirs", "gap", "agree", "unexplained_customers", "unexplained")


@dataclass(frozen=True, slots=True)
class Account:
    """One customer: ours, theirs (None where their list has not got it), and what accounts for the gap between them.

    reason: agrees, setting, preset, edit, reading, left_out, item, missing_here, missing_there, rounding or unexplained; key: which one.
    their_id: how they write the customer, where it differs from ours.
    unexplained: what remains under what is proposed, 0 where nothing does.
    """

    customer: str
    their_id: str | None
    ours: Fraction
    theirs: Fraction | None
    reason: str
    key: str = ""
    because: str = ""
    unexplained: Fraction = Fraction(0)

    @property
    def gap(self) -> Fraction:
        """By how much they have more."""
        return (self.theirs or Fraction(0)) - self.ours


@dataclass(frozen=True, slots=True)
class Standing:
    """How the book under one preset, or read in one way, stands beside their list.

    same: other presets that can give no other figures of this book.
    unexplained: what neither it nor a row accounts for, summed over customers without signs.
    """

    kind: str
    name: str
    same: tuple[str, ...]
    says: str
    ours: Fraction
    theirs: Fraction
    agree: int
    unexplained_customers: int
    unexplained: Fraction

    def as_row(self) -> dict[str, Any]:
        """The standing as a row."""
        return {name: getattr(self, name) for name in STANDING if name not in ("same", "gap")} | {
            "same": list(self.same),
            "gap": self.theirs - self.ours,
        }


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a list of another tool says beside the book, on one day and in one currency.

    policy: the book's, under which `ours` is. proposed: the preset with the smallest unexplained gap; equal: others that leave no more.
    reading: what the list is, where it is no MRR of that day under any preset.
    """

    file: str
    as_of: date
    currency: str
    policy: Policy
    known_at: datetime | None
    proposed: str
    equal: tuple[str, ...]
    reading: Standing | None
    standings: tuple[Standing, ...]
    accounts: tuple[Account, ...]
    notes: tuple[str, ...] = ()

    @property
    def ours(self) -> Fraction:
        """The book's total under its own policy."""
        return sum((each.ours for each in self.accounts), Fraction(0))

    @property
    def theirs(self) -> Fraction:
        """Their total."""
        return sum((each.theirs or Fraction(0) for each in self.accounts), Fraction(0))

    @property
    def unexplained(self) -> Fraction:
        """What remains, by customer, each taken without its sign."""
        return sum((abs(each.unexplained) for each in self.accounts), Fraction(0))

    def reasons(self) -> list[tuple[str, str, str, int, Fraction]]:
        """Reason, key, in words, customers and gap: the largest gaps first, what agrees and what is unexplained last."""
        found: dict[tuple[str, str], list[Account]] = {}
        for each in self.accounts:
            found.setdefault((each.reason, each.key), []).append(each)
        rows = [(*of, each[0].because, len(each), sum((one.gap for one in each), Fraction(0))) for of, each in found.items()]
        last = (AGREES, UNEXPLAINED)
        return sorted(rows, key=lambda row: (last.index(row[0]) + 1 if row[0] in last else 0, -abs(row[4]), -row[3], row[1]))

    def result(self) -> Result:
        """Every customer as a row, the largest gap first."""
        rows = [{"customer_id": each.customer} | {name: getattr(each, name) for name in COLUMNS[1:]} for each in self.accounts]
        return Result(COLUMNS, rows, self.policy, self.currency, self.known_at, self.notes)

    def as_json(self) -> dict[str, Any]:
        """The reconciliation in the JSON contract."""
        totals = {"theirs": self.theirs, "ours": self.ours, "gap": self.theirs - self.ours, "unexplained": self.unexplained}
        reading = _json(self.reading) | {"says": self.reading.says} if self.reading else None
        return {
            "ok": True,
            "file": self.file,
            "as_of": plain(self.as_of),
            "policy": policy_json(self.policy),
            "known_at": stamp(self.known_at),
            "currency": self.currency,
            **{name: plain(amount) for name, amount in totals.items()},
            "proposed": self.proposed,
            "equal": list(self.equal),
            "reading": reading,
            "presets": [_json(each) for each in self.standings],
            "reasons": [
                {"reason": reason, "key": key, "because": because, "customers": count, "gap": plain(gap)}
                for reason, key, because, count, gap in self.reasons()
            ],
            "rows": self.result().as_json()["rows"],
        }


def _json(of: Standing) -> dict[str, Any]:
    row = of.as_row()
    return {name: row[name] if name == "same" else plain(row[name]) for name in STANDING}


def largest_first(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """Accounts in the order in which they are shown."""
    return tuple(sorted(accounts, key=lambda each: (-abs(each.gap), each.customer)))

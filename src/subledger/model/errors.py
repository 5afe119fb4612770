"""What can go wrong: the caller's mistake, faults in data, and our own broken promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in data: where it is, what stands there, what was expected and what to do.

    row counts records as a spreadsheet does: the header is row 1. mrr_at_stake is a decimal text in the row's currency.
    """

    code: str
    message: str
    file: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    expected: str | None = None
    hint: str | None = None
    mrr_at_stake: str | None = None

    def as_json(self) -> dict[str, object]:
        """The fault in the one error shape of the JSON contract."""
        shown: dict[str, object] = asdict(self)
        if self.mrr_at_stake is None:
            del shown["mrr_at_stake"]
        return shown


@dataclass(frozen=True, slots=True)
class Violation:
    """One row that breaks a named invariant: what was expected, what was found, where."""

    check: str
    where: str
    expected: str
    actual: str
    hint: str | None = None


@dataclass(slots=True)
class SubledgerError(Exception):
    """Something the caller can mend: a wrong name, date, path or option. Exit code 2."""

    message: str
    code: str = "usage"
    value: str | None = None
    expected: str | None = None
    hint: str | None = None
    exit_code: int = field(default=2, repr=False)

    def __post_init__(self) -> None:
        Exception.__init__(self, self.message)

    def __str__(self) -> str:
        return self.message

    def faults(self) -> list[Fault]:
        """The error as faults, for the one JSON shape."""
        return [Fault(self.code, self.message, value=self.value, expected=self.expected, hint=self.hint)]


@dataclass(slots=True)
class BadInput(SubledgerError):
    """Faults in the data that was to be loaded; nothing of it was. Exit code 1."""

    found: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.exit_code = 1
        Exception.__init__(self, self.message)

    def faults(self) -> list[Fault]:
        return self.found


@dataclass(slots=True)
class InvariantBroken(SubledgerError):
    """A check of ours failed: the build was not published, the last good book stays in force. Exit code 1."""

    violations: list[Violation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.exit_code = 1
        Exception.__init__(self, self.message)

    def faults(self) -> list[Fault]:
        return [
            Fault(
                f"check.{v.check}", f"{v.where}: expected {v.expected}, found {v.actual}", value=v.actual, expected=v.expected, hint=v.hint
            )
            for v in self.violations
        ]


def unknown(what: str, value: str, allowed: Sequence[str]) -> SubledgerError:
    """The error for a name that is not one of the allowed ones, with the nearest of them."""
    near = get_close_matches(value, allowed, n=1)
    return SubledgerError(
        f"unknown {what} {value!r}",
        code=f"unknown_{what.replace(' ', '_')}",
        value=value,
        expected="one of " + ", ".join(allowed),
        hint=f"did you mean {near[0]!r}?" if near else None,
    )

"""The policy: what counts as recurring, and when. Data, versioned and hashed; no setting is a constant in code."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from subledger.model.errors import SubledgerError, unknown
from subledger.model.money import MICROS, MINOR_UNITS
from subledger.model.settings import BY_KEY, KEYS, OF_LEDGERS, Value


@dataclass(frozen=True, slots=True)
class Terms:
    """What many states have in common and a policy decides by."""

    plan: str | None
    product: str | None
    kind: str
    currency: str
    interval: str
    interval_count: int
    status: str
    discount_duration: str
    tax_inclusive: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """What a policy says of some terms.

    worth = price × numerator / denominator per year. is_held: whoever has such a state is somebody's customer, paying or not.
    counts_days: only that many days of a past-due run count.
    month_rounding: micros to which the month's amount is rounded, 0 for none. One of renewal_months and renewal_days is 0.
    """

    counts: bool
    counts_days: int | None
    is_recurring: bool
    is_held: bool
    is_discounted: bool
    tax_mode: str
    numerator: int
    denominator: int
    month_rounding: int
    renewal_months: int
    renewal_days: int


@dataclass(frozen=True, slots=True)
class Policy:
    """A named definition: every setting with its value."""

    name: str
    version: int
    values: Mapping[str, Value]

    @property
    def hash(self) -> str:
        """The content hash of the settings: two policies with the same hash give the same figures."""
        return self._hash_of(KEYS)

    @property
    def ledger_hash(self) -> str:
        """The content hash of the settings that a ledger is built by: one ledger serves every policy that has the same."""
        return self._hash_of(OF_LEDGERS)

    def _hash_of(self, keys: Sequence[str]) -> str:
        text = json.dumps({key: self.values[key] for key in keys}, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def __hash__(self) -> int:
        return hash(self.hash)

    def __getitem__(self, key: str) -> Value:
        return self.values[key]

    def days(self, key: str) -> int | None:
        """A setting that is a number of days, or None where it is a word."""
        value = self.values[key]
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    @property
    def entity(self) -> tuple[str, ...]:
        """The keys of whose run-rate moves: a customer, or a subscription of one."""
        return ("customer_key",) if self["movements.of"] == "customer" else ("customer_key", "subscription_key")

    @property
    def mover(self) -> str:
        """Whose run-rate moves: customer or subscription."""
        return str(self["movements.of"])

    @property
    def retention_months(self) -> int:
        """How many months retention looks back, where nobody says otherwise."""
        return int(self["metrics.retention_months"])

    @property
    def ltv(self) -> tuple[str, int]:
        """Whose churn a lifetime value takes, and the number behind the word: months of a mean, or the percent of a discount."""
        word, _, number = str(self["metrics.ltv"]).partition(":")
        return word, int(number or 0)

    @property
    def usage_months(self) -> int:
        """Of how many months before usage is the mean; 0 when usage is not estimated from invoices."""
        usage = str(self["counts.usage"])
        return 1 if usage == "last_month" else int(usage.partition(":")[2] or 0)

    def intervals_per_year(self, interval: str, count: int) -> Fraction:
        """How many billing intervals a year has.

        Source: docs/ledger.md#what-a-state-is-worth-the-run-rate
        """
        return _YEARLY[interval](self) / count

    def deciding(self, terms: Terms) -> tuple[str, bool]:
        """The setting that decides whether terms count, and whether they do. "" where no setting is asked."""
        if terms.kind == "one_time":
            return "kind = one_time", False
        if terms.kind == "usage" and self["counts.usage"] != "committed":
            return "counts.usage", False
        if terms.status == "scheduled":
            return "status = scheduled", False
        if terms.status == "past_due":
            return "counts.past_due", self["counts.past_due"] != "drop"
        if terms.status in ("trialing", "unpaid", "paused", "incomplete"):
            return f"counts.{terms.status}", bool(self[f"counts.{terms.status}"])
        return "", True

    def rule(self, terms: Terms) -> Rule:
        """What this policy says of these terms."""
        per_year = self.intervals_per_year(terms.interval, terms.interval_count)
        tax_mode = "none"
        if terms.tax_inclusive and self["counts.tax"] == "exclude":
            tax_mode = "remove"
        elif not terms.tax_inclusive and self["counts.tax"] == "include":
            tax_mode = "add"
        rounds = self["rounding.item"] == "minor_unit"
        return Rule(
            counts=self.deciding(terms)[1],
            counts_days=self.days("counts.past_due") if terms.status == "past_due" else None,
            is_recurring=terms.kind == "recurring" or (terms.kind == "usage" and self["counts.usage"] == "committed"),
            is_held=terms.kind != "one_time",
            is_discounted=self[f"counts.discounts.{terms.discount_duration}"] == "subtract",
            tax_mode=tax_mode,
            numerator=per_year.numerator,
            denominator=per_year.denominator,
            month_rounding=MICROS // 10 ** MINOR_UNITS[terms.currency] if rounds else 0,
            renewal_months=RENEWAL_MONTHS.get(terms.interval, 0) * terms.interval_count,
            renewal_days=RENEWAL_DAYS.get(terms.interval, 0) * terms.interval_count,
        )


HEAD = ("name", "version", "extends")
"""What a policy file says of itself, beside its settings."""

RENEWAL_MONTHS = MappingProxyType({"month": 1, "quarter": 3, "half_year": 6, "year": 12})
RENEWAL_DAYS = MappingProxyType({"day": 1, "week": 7})
INTERVALS = ("day", "week", "month", "quarter", "half_year", "year")

_YEARLY: Mapping[str, Callable[[Policy], Fraction]] = MappingProxyType(
    {
        "day": lambda policy: 12 * _ratio(policy["calendar.days_per_month"]),
        "week": lambda policy: 12 * _ratio(policy["calendar.weeks_per_month"]),
        "month": lambda policy: Fraction(12),
        "quarter": lambda policy: Fraction(4),
        "half_year": lambda policy: Fraction(2),
        "year": lambda policy: Fraction(1),
    }
)


def _ratio(value: Value) -> Fraction:
    above, _, below = str(value).partition("/")
    return Fraction(above) / Fraction(below or 1)


def parse_policy(document: Mapping[str, object], base: Policy | None = None) -> Policy:
    """A policy from a parsed file; what it does not set comes from the base it extends.

    Raises: SubledgerError naming the setting, what stands there and what may.
    """
    values: dict[str, Value] = {**(base.values if base else {}), **parse_settings(document)}
    missing = [key for key in KEYS if key not in values]
    if missing:
        raise SubledgerError(
            f"policy leaves out {', '.join(missing)}", "policy_incomplete", expected="every setting", hint='add extends = "standard"'
        )
    return Policy(_name(document), _version(document), MappingProxyType({key: values[key] for key in KEYS}))


def parse_settings(document: Mapping[str, object]) -> dict[str, Value]:
    """The settings that a parsed file sets, by their dotted names.

    Raises: SubledgerError naming the setting, what stands there and what may.
    """
    found: dict[str, Value] = {}
    for key, value in _flat({key: value for key, value in document.items() if key not in HEAD}):
        if key not in KEYS:
            raise unknown("policy setting", key, KEYS)
        if not isinstance(value, bool | int | str) or not BY_KEY[key].accepts(value):
            expected = BY_KEY[key].expected
            raise SubledgerError(f"{key} = {value!r} is not a value of this setting", "policy_value", str(value), expected)
        found[key] = value
    return found


def _flat(tree: Mapping[str, object], prefix: str = "") -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for key, value in tree.items():
        found += _flat(value, f"{prefix}{key}.") if isinstance(value, Mapping) else [(prefix + key, value)]
    return found


def _name(document: Mapping[str, object]) -> str:
    name = document.get("name")
    if not isinstance(name, str) or not name.strip():
        raise SubledgerError("a policy needs a name", "policy_name", str(name), 'name = "ours"')
    return name


def _version(document: Mapping[str, object]) -> int:
    version = document.get("version", 1)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise SubledgerError("a policy's version is a whole number", "policy_version", str(version), "version = 1")
    return version

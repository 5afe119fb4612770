"""The policy: what counts as recurring, and when. Data, versioned and hashed; no setting is a constant in code."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from subledger.model.calendar import zone
from subledger.model.errors import SubledgerError, unknown
from subledger.model.money import MICROS, MINOR_UNITS

Value = bool | int | str


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its dotted name, what it may be, and why tools differ on it."""

    key: str
    expected: str
    why: str
    accepts: Callable[[object], bool]


def _one_of(key: str, why: str, *allowed: str) -> Setting:
    return Setting(key, " or ".join(f'"{word}"' for word in allowed), why, lambda value: value in allowed)


def _yes_or_no(key: str, why: str) -> Setting:
    return Setting(key, "true or false", why, lambda value: isinstance(value, bool))


def _is_days(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 36_500


def _is_zone(value: object) -> bool:
    if not isinstance(value, str):
        return False
    if value != "book":
        zone(value)
    return True


def _is_usage(value: object) -> bool:
    if not isinstance(value, str):
        return False
    word, _, months = value.partition(":")
    return value in ("apart", "last_month", "committed") or (word == "trailing_mean" and months.isdigit() and 1 <= int(months) <= 36)


def _is_fx(value: object) -> bool:
    if not isinstance(value, str):
        return False
    return value in ("movement", "month_end", "latest") or (value.startswith("fixed:") and _is_day(value[6:]))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


SETTINGS: tuple[Setting, ...] = (
    Setting("calendar.timezone", '"book" or an IANA time zone', "where a day begins", _is_zone),
    _one_of("calendar.weeks_per_month", "$100 a week is $400 to $434.5 across tools", "52/12", "30/7", "4.33", "4", "365.25/84"),
    _one_of("calendar.days_per_month", "a daily price has no month of its own", "365/12", "30", "30.4375"),
    _yes_or_no("counts.trialing", "trials count once converted, or from the first day"),
    Setting(
        "counts.past_due",
        '"keep", "drop" or a number of days',
        "from never leaving to leaving at once",
        lambda value: value in ("keep", "drop") or _is_days(value),
    ),
    _yes_or_no("counts.unpaid", "dunning is over and the contract still stands"),
    _yes_or_no("counts.paused", "nothing is billed during a pause"),
    _yes_or_no("counts.incomplete", "the first payment has not come in"),
    _one_of("counts.discounts.once", "a discount on one invoice distorts a run-rate", "subtract", "ignore"),
    _one_of("counts.discounts.repeating", "a discount for some months", "subtract", "ignore"),
    _one_of("counts.discounts.forever", "a discount without end is a price", "subtract", "ignore"),
    _one_of("counts.full_discount", "a customer at 100 % off has churned, or is active at 0", "churn", "active"),
    Setting(
        "counts.usage",
        '"apart", "last_month", "trailing_mean:N" (1 to 36 months) or "committed"',
        "usage varies: it is shown beside MRR, or estimated",
        _is_usage,
    ),
    _one_of("counts.tax", "tax is not revenue; app stores report it anyway", "exclude", "include"),
    _one_of("counts.refunds", "a refund moves cash, not run-rate", "ignore", "reduce"),
    _one_of("timing.cancel", "a cancelled customer is served until the term ends", "service_end", "request"),
    _one_of("timing.change", "a change counts at once, or from the next renewal", "at_change", "at_renewal"),
    _one_of("movements.of", "whose run-rate moves", "customer", "subscription"),
    _one_of("movements.netting", "what happens between two looks cancels out", "day", "month"),
    Setting("movements.reactivation_gap_days", "a number of days", "who returns sooner had paused, not churned", _is_days),
    Setting(
        "movements.new_again_after_days",
        '"none" or a number of days',
        "who returns later is new again",
        lambda value: value == "none" or _is_days(value),
    ),
    _one_of("movements.reactivation_as", "what a return is called", "reactivation", "expansion", "new"),
    _one_of("arr.basis", "ARR of what runs, or of what is under contract", "run_rate", "committed"),
    Setting("fx.rate", '"movement", "month_end", "latest" or "fixed:YYYY-MM-DD"', "five dates of a rate are in use", _is_fx),
    _one_of("rounding.item", "some tools round each item to cents", "none", "minor_unit"),
)
KEYS = tuple(setting.key for setting in SETTINGS)


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
        text = json.dumps({key: self.values[key] for key in KEYS}, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

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
    settings = dict(_flat({key: value for key, value in document.items() if key not in ("name", "version", "extends")}))
    for key, value in settings.items():
        if key not in KEYS:
            raise unknown("policy setting", key, KEYS)
        setting = SETTINGS[KEYS.index(key)]
        if not setting.accepts(value):
            raise SubledgerError(f"{key} = {value!r} is not a value of this setting", "policy_value", str(value), setting.expected)
    values: dict[str, Value] = dict(base.values) if base else {}
    values |= {key: value for key, value in settings.items() if isinstance(value, bool | int | str)}
    missing = [key for key in KEYS if key not in values]
    if missing:
        raise SubledgerError(
            f"policy leaves out {', '.join(missing)}", "policy_incomplete", expected="every setting", hint='add extends = "standard"'
        )
    return Policy(_name(document), _version(document), MappingProxyType({key: values[key] for key in KEYS}))


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

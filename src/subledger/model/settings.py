"""The settings of a policy: what each may be, why tools differ on it, and what a value means in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from subledger.model.calendar import zone

Value = bool | int | str


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its dotted name, what it may be, why tools differ on it, and what a value of it means."""

    key: str
    expected: str
    why: str
    accepts: Callable[[object], bool]
    means: Callable[[Value], str]


def _one_of(key: str, why: str, **words: str) -> Setting:
    return _chosen(key, why, words)


def _chosen(key: str, why: str, words: Mapping[str, str]) -> Setting:
    return Setting(
        key,
        " or ".join(f'"{word}"' for word in words),
        why,
        lambda value: isinstance(value, str) and value in words,
        lambda value: words[str(value)],
    )


def _counts(status: str, why: str, *, yes: str, no: str) -> Setting:
    return Setting(
        f"counts.{status}", "true or false", why, lambda value: isinstance(value, bool), lambda value: yes if value is True else no
    )


def _discount(duration: str, what: str, why: str) -> Setting:
    return _one_of(f"counts.discounts.{duration}", why, subtract=f"{what} lowers MRR", ignore=f"{what} leaves MRR as it is")


def _per_month(unit: str, why: str, *ratios: str) -> Setting:
    return _chosen(f"calendar.{unit}_per_month", why, {ratio: f"a month has {ratio} {unit}" for ratio in ratios})


def _is_number(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_days(value: object) -> bool:
    return _is_number(value, 0, 36_500)


def _is_zone(value: object) -> bool:
    if not isinstance(value, str):
        return False
    if value != "book":
        zone(value)
    return True


def _is_word_of(value: object, word: str, least: int, most: int) -> bool:
    """Whether a value is the word with a number in range behind it, as trailing_mean:3."""
    if not isinstance(value, str):
        return False
    said, _, number = value.partition(":")
    return said == word and number.isascii() and number.isdigit() and least <= int(number) <= most


def _is_usage(value: object) -> bool:
    return value in ("apart", "last_month", "committed") or _is_word_of(value, "trailing_mean", 1, 36)


def _is_ltv(value: object) -> bool:
    return value == "month" or _is_word_of(value, "mean", 1, 36) or _is_word_of(value, "discounted", 1, 100)


def _is_fx(value: object) -> bool:
    if not isinstance(value, str):
        return False
    return value in ("movement", "month_end", "latest") or (value.startswith("fixed:") and _is_day(value[6:]))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _past_due(value: Value) -> str:
    return {"keep": "past due stays in", "drop": "past due leaves at once"}.get(str(value), f"past due leaves after {value} days")


def _usage(value: Value) -> str:
    words = {
        "apart": "usage stands beside MRR",
        "last_month": "usage counts as what the month before brought",
        "committed": "committed usage counts as if it were recurring",
    }
    return words.get(str(value), f"usage counts as the mean of the {_behind(value)} months before")


def _fx(value: Value) -> str:
    words = {
        "movement": "foreign amounts stand at the rate of their last change",
        "month_end": "foreign amounts stand at the rate of each month's end",
        "latest": "foreign amounts stand at the newest rate known",
    }
    return words.get(str(value), f"foreign amounts stand at the rate of {_behind(value)}")


def _ltv(value: Value) -> str:
    word, _, number = str(value).partition(":")
    return {
        "mean": f"lifetime value takes the mean churn of the {number} months before",
        "month": "lifetime value takes the churn of the month itself",
        "discounted": f"lifetime value takes the churn of the month itself, and {number} % less for what comes later",
    }[word]


def _behind(value: Value) -> str:
    return str(value).partition(":")[2]


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "calendar.timezone",
        '"book" or an IANA time zone',
        "where a day begins",
        _is_zone,
        lambda value: "days begin in the book's time zone" if value == "book" else f"days begin in {value}",
    ),
    _per_month("weeks", "$100 a week is $400 to $434.5 across tools", "52/12", "30/7", "4.33", "4", "365.25/84"),
    _per_month("days", "a daily price has no month of its own", "365/12", "30", "30.4375"),
    _counts(
        "trialing",
        "trials count once converted, or from the first day",
        yes="trials count from their first day",
        no="trials count once they convert",
    ),
    Setting(
        "counts.past_due",
        '"keep", "drop" or a number of days',
        "from never leaving to leaving at once",
        lambda value: value in ("keep", "drop") or _is_days(value),
        _past_due,
    ),
    _counts("unpaid", "dunning is over and the contract still stands", yes="unpaid counts", no="unpaid does not count"),
    _counts("paused", "nothing is billed during a pause", yes="paused counts", no="paused does not count"),
    _counts("incomplete", "the first payment has not come in", yes="incomplete counts", no="incomplete does not count"),
    _discount("once", "a discount on one invoice", "a discount on one invoice distorts a run-rate"),
    _discount("repeating", "a discount for some months", "a discount for some months"),
    _discount("forever", "a discount without end", "a discount without end is a price"),
    _one_of(
        "counts.full_discount",
        "a customer at 100 % off has churned, or is active at 0",
        churn="at 100 % off a customer has churned",
        active="at 100 % off a customer stays active at 0",
    ),
    Setting(
        "counts.usage",
        '"apart", "last_month", "trailing_mean:N" (1 to 36 months) or "committed"',
        "usage varies: it is shown beside MRR, or estimated",
        _is_usage,
        _usage,
    ),
    _one_of("counts.tax", "tax is not revenue; app stores report it anyway", exclude="tax is out", include="tax is in"),
    _one_of(
        "counts.refunds",
        "a refund moves cash, not run-rate",
        ignore="a refund leaves MRR as it is",
        reduce="a refund lowers MRR while its period lasts",
    ),
    _one_of(
        "timing.cancel",
        "a cancelled customer is served until the term ends",
        service_end="a cancelled subscription counts until its service ends",
        request="a cancelled subscription counts until the cancellation is asked for",
    ),
    _one_of(
        "timing.change",
        "a change counts at once, or from the next renewal",
        at_change="a change counts at once",
        at_renewal="a change counts from the next renewal",
    ),
    _one_of("movements.of", "whose run-rate moves", customer="what moves is a customer", subscription="what moves is a subscription"),
    _one_of(
        "movements.netting",
        "what happens between two looks cancels out",
        day="the changes of one day net",
        month="the changes of one month net",
    ),
    Setting(
        "movements.reactivation_gap_days",
        "a number of days",
        "who returns sooner had paused, not churned",
        _is_days,
        lambda value: (
            f"who returns within less than {value} days had paused" if value else "who returns had churned, however short the gap"
        ),
    ),
    Setting(
        "movements.new_again_after_days",
        '"none" or a number of days',
        "who returns later is new again",
        lambda value: value == "none" or _is_days(value),
        lambda value: "who ever paid is never new again" if value == "none" else f"who returns after more than {value} days is new again",
    ),
    _one_of(
        "movements.reactivation_as",
        "what a return is called",
        reactivation="a return is a reactivation",
        expansion="a return is expansion",
        new="a return is new",
    ),
    _one_of(
        "arr.basis",
        "ARR of what runs, or of what is under contract",
        run_rate="ARR is the run-rate",
        committed="ARR is what is under contract",
    ),
    _one_of(
        "metrics.churn_rate",
        "who joins and leaves in one period, and who leaves and comes back, counts or not",
        lost="customer churn is who was there and is gone, of who was there",
        churned="customer churn is every churn, of who was there",
        churned_of_all="customer churn is every churn, of who was there and who is new",
        churned_less_returned="customer churn is every churn less every return, of who was there",
    ),
    _one_of(
        "metrics.churned_mrr",
        "some tools know new and churned only",
        churn="churned MRR is what churned",
        all_but_new="churned MRR nets all that is not new",
    ),
    _one_of(
        "metrics.returns",
        "whether a return is a gain",
        gain="net churn and the quick ratio count a return as a gain",
        apart="net churn and the quick ratio leave returns out",
    ),
    Setting(
        "metrics.retention_months",
        "a number of months (1 to 120)",
        "retention over a year, or from month to month",
        lambda value: _is_number(value, 1, 120),
        lambda value: f"retention looks back {value} months" if value != 1 else "retention looks back one month",
    ),
    _one_of(
        "metrics.arpu",
        "who counts as a user",
        in_force="ARPU is per customer, paying or not",
        paying="ARPU is per paying customer",
    ),
    _one_of(
        "metrics.trial_conversion",
        "a trial that runs on has not decided",
        of_ended="trial conversion is of the trials that ended",
        of_started="trial conversion is of the trials that started",
    ),
    Setting(
        "metrics.ltv",
        '"mean:N" (the 1 to 36 months before), "month" or "discounted:P" (1 to 100 percent)',
        "one month's churn jumps; later money is worth less",
        _is_ltv,
        _ltv,
    ),
    Setting("fx.rate", '"movement", "month_end", "latest" or "fixed:YYYY-MM-DD"', "five dates of a rate are in use", _is_fx, _fx),
    _one_of(
        "rounding.item",
        "some tools round each item to cents",
        none="nothing is rounded",
        minor_unit="each item's month is rounded to the smallest coin",
    ),
)
KEYS = tuple(setting.key for setting in SETTINGS)
BY_KEY = MappingProxyType({setting.key: setting for setting in SETTINGS})
OF_LEDGERS = tuple(key for key in KEYS if key != "arr.basis" and not key.startswith("metrics."))
"""The settings that a ledger is built by; the others choose between formulas."""

"""Cells as values: the Ibis expression that reads one column, and the one that says what is wrong with it.

Nothing is cast that was not found to be castable first, as engines differ in what a failed cast does. Every expression is lazy in what
it looks at: a typed column is only asked what can be wrong with its type.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from subledger.model.money import MINOR_UNITS

if TYPE_CHECKING:
    import ibis.expr.types as ir

INT32_MAX = 2**31 - 1

COMMON_CURRENCIES = ("USD", "EUR", "GBP", "CAD", "AUD", "JPY", "CHF", "INR", "BRL", "SEK")
"""Looked for first: a long list is slow to search."""

SYNONYMS: Mapping[str, Mapping[str, str]] = {
    "interval": {"daily": "day", "days": "day", "weekly": "week", "weeks": "week", "monthly": "month", "months": "month"}
    | dict.fromkeys(("quarterly", "quarters"), "quarter")
    | dict.fromkeys(("half-year", "half year", "halfyear", "half-yearly", "half_yearly"), "half_year")
    | dict.fromkeys(("semiannual", "semi-annual", "semiannually"), "half_year")
    | dict.fromkeys(("yearly", "years", "annual", "annually"), "year"),
    "status": dict.fromkeys(("trial", "in_trial", "in trial"), "trialing") | dict.fromkeys(("pastdue", "past due", "past-due"), "past_due"),
    "kind": dict.fromkeys(("one-time", "one time", "onetime", "one-off"), "one_time") | {"metered": "usage", "subscription": "recurring"},
    "invoice_status": {"voided": "void"},
    "discount_duration": {"one-time": "once", "one_time": "once"},
}
"""What billing systems say for the standard format's words; read as such, and told."""

TRUE, FALSE = ("true", "yes", "1", "t", "y"), ("false", "no", "0", "f", "n")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A column read: its value (null where absent or wrong) and, where anything can be wrong, the code of what is."""

    value: Any
    code: Any = None
    instant: Any = None


Parsing = Generator[dict[str, Any], Mapping[str, Any], Parsed]
"""A column read in steps: it yields expressions that later ones name often and gets them back as columns, worked out once."""


def text_of(cell: ir.Value) -> ir.StringValue:
    """A cell as text, nothing for an empty one; whole floats, as pandas makes of numbers with gaps, without their `.0`."""
    kind = cell.type()
    if kind.is_string():
        return cell.nullif("")
    if kind.is_floating():
        import ibis

        is_whole = (cell.abs() < 2**53) & (cell == cell.floor())
        return ibis.ifelse(is_whole, ibis.ifelse(is_whole, cell, None).cast("int64").cast("string"), cell.cast("string"))
    return cell.cast("string")


def is_blank(text: ir.StringValue) -> ir.BooleanValue:
    """Whether a text holds nothing but space.

    Only what sorts before the first visible character can be: stripping millions of ids takes longer than reading them.
    """
    return (text < "!") & (text.strip() == "")


def identifier(cell: ir.Value) -> Parsed:
    """An id, kept letter for letter; nothing but space is none."""
    import ibis

    text = text_of(cell)
    return Parsed(text, ibis.ifelse(is_blank(text), "missing_value", None) if cell.type().is_string() else None)


def plain_text(cell: ir.Value) -> Parsed:
    """A name or label, without space around it."""
    return Parsed(text_of(cell).strip().nullif("") if cell.type().is_string() else text_of(cell))


def reason(cell: ir.Value) -> Parsed:
    """Why a customer left: voluntary, involuntary or a text of one's own."""
    import ibis

    text = plain_text(cell).value
    return Parsed(ibis.ifelse(text.lower().isin(("voluntary", "involuntary")), text.lower(), text))


def currency(cell: ir.Value) -> Parsed:
    """An ISO 4217 code in capitals."""
    import ibis

    text = plain_text(cell).value
    is_known = text.re_search("^(" + "|".join(sorted(MINOR_UNITS)) + ")$")
    return Parsed(text, ibis.cases((text_of(cell).isin(COMMON_CURRENCIES), ibis.null("string")), (~is_known, "unknown_currency")))


def choice(cell: ir.Value, name: str, choices: Sequence[str]) -> Parsing:
    """One of a few words, however it is capitalised, or a known synonym."""
    import ibis

    at = yield {"text": text_of(cell)}
    is_plain = at["text"].isin(choices)
    at = yield {"folded": ibis.ifelse(is_plain, None, at["text"].strip().lower().nullif(""))}
    folded = at["folded"]
    meant = folded.cases(*SYNONYMS[name].items(), else_=folded) if name in SYNONYMS else folded
    return Parsed(ibis.ifelse(folded.isnull(), at["text"].nullif(""), meant), ibis.ifelse(meant.notin(choices), "not_allowed", None))


def boolean(cell: ir.Value) -> Parsed:
    """True or false, in the usual spellings."""
    import ibis

    if cell.type().is_boolean():
        return Parsed(cell)
    text = text_of(cell).strip().lower().nullif("")
    value = ibis.cases((text.isin(TRUE), True), (text.isin(FALSE), False))
    return Parsed(value, ibis.ifelse(text.notin(TRUE + FALSE), "not_a_boolean", None))


def count(cell: ir.Value) -> Parsed | Parsing:
    """A whole number from 1 on."""
    import ibis

    if not cell.type().is_integer():
        return _count_of_text(text_of(cell).strip().nullif(""))
    fits = cell.between(1, INT32_MAX)
    return Parsed(ibis.ifelse(fits, cell, None).cast("int32"), ibis.ifelse(~fits, "out_of_range", None))


def _count_of_text(text: ir.StringValue) -> Parsing:
    import ibis

    at = yield {"text": text}
    is_short = at["text"].re_search(r"^\+?0*\d{1,9}(\.0*)?$")
    at = yield {"number": ibis.ifelse(is_short, at["text"].re_replace(r"\.0*$", ""), None).cast("int32")}
    text, number = at["text"], at["number"]
    is_whole = text.re_search(r"^[+-]?\d+(\.0*)?$")
    return Parsed(
        ibis.ifelse(number >= 1, number, None),
        ibis.cases((number >= 1, ibis.null("string")), (~is_whole, "not_an_integer"), (text.notnull(), "out_of_range")),
    )

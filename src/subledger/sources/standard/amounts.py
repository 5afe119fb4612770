"""Numbers as integers: money, quantities, percentages and rates, exact from every type that a file may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from subledger.model.money import INT64_MAX, MICROS, RATE_SCALE
from subledger.sources.standard.values import Parsed, Parsing, text_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

WHOLE_MAX = INT64_MAX // MICROS
EXACT_DOUBLE = 2**53 // MICROS


def without_sign(cell: ir.Value) -> ir.Value:
    """A percentage without its sign."""
    return cell.re_replace(r"\s*%\s*$", "") if cell.type().is_string() else cell


@dataclass(frozen=True, slots=True)
class Style:
    """How a file writes numbers."""

    decimal: str = "."
    thousands: str = ""

    def standard(self, text: ir.StringValue) -> ir.StringValue:
        """The text with a decimal point and nothing else; what does not fit the style gets a mark that is no number."""
        import ibis

        if self.decimal == "." and not self.thousands:
            return text
        point, group = re.escape(self.decimal), re.escape(self.thousands)
        grouped = rf"|\d{{1,3}}({group}\d{{3}})+" if self.thousands else ""
        fits = text.re_search(rf"^[+-]?((\d*{grouped})({point}\d*)?)$")
        bare = text.replace(self.thousands, "") if self.thousands else text
        return ibis.ifelse(fits, bare.replace(self.decimal, "."), "?")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number may be, and in which integer it is kept."""

    is_signed: bool = False
    most: int | None = None
    scale: int = MICROS

    def checked(self, number: Any, one: int, code: Any) -> Any:
        """The code of a number that is out of bounds, else the one given. one: what stands for 1 in the number's unit."""
        import ibis

        def limit(whole: int) -> Any:
            kind = number.type()
            return ibis.literal(Decimal(whole), kind) if kind.is_decimal() and kind.precision - kind.scale > 3 else whole * one

        wrong = [] if self.is_signed else [(number < limit(0), "negative")]
        if self.scale == RATE_SCALE:
            wrong = [(number <= limit(0), "out_of_range")]
        if self.most is not None:
            wrong.append((number > limit(self.most), "out_of_range"))
        found = ibis.cases(*wrong) if wrong else None
        return found if code is None else code if found is None else ibis.coalesce(found, code)


def amount(cell: ir.Value, style: Style, bounds: Bounds) -> Parsed | Parsing:
    """A decimal of at most as many places as the scale has zeros, as an integer: money, a quantity, a percentage, a rate."""
    kind, scale = cell.type(), bounds.scale
    if kind.is_integer():
        parsed = _from_whole(cell, scale)
    elif kind.is_decimal():
        parsed = _from_decimal(cell, scale)
    elif kind.is_float64():
        parsed = _from_double(cell, scale)
    else:
        return _from_text(text_of(cell).strip().nullif(""), style, bounds)
    return Parsed(parsed.value, bounds.checked(cell, 1, parsed.code))


def _from_whole(cell: ir.Value, scale: int) -> Parsed:
    import ibis

    if scale == MICROS and cell.type().nbytes < 8:
        return Parsed(cell.cast("int64") * ibis.literal(scale, "int64"))
    fits = cell.between(-WHOLE_MAX, WHOLE_MAX)
    number = ibis.ifelse(fits, cell, None)
    value = number.cast("int64") * ibis.literal(scale, "int64") if scale == MICROS else number.cast("decimal(18,0)") * scale
    return Parsed(value.cast(_target(scale)), ibis.ifelse(~fits, "out_of_range", None))


def _from_decimal(cell: ir.Value, scale: int) -> Parsed:
    import ibis

    kind, places = cell.type(), len(str(scale)) - 1
    wrong = []
    if kind.precision - kind.scale > 12:
        most = ibis.literal(Decimal(WHOLE_MAX), kind)
        fits = cell.between(-most, most)
        cell = ibis.ifelse(fits, cell, None)
        wrong.append((~fits, "out_of_range"))
    if kind.scale > places:
        wrong.append((cell != cell.round(places), "too_many_decimals"))
    code = ibis.cases(*wrong) if wrong else None
    return Parsed(_split(cell) if scale == MICROS else (cell.cast("decimal(25,12)") * scale).cast(_target(scale)), code)


def _split(number: ir.DecimalValue) -> ir.IntegerValue:
    """A decimal as micros, its whole and its fraction apart so that both are computed in 64 bits: wider decimals are ten times slower."""
    import ibis

    whole = number.cast(f"decimal({number.type().precision},0)")
    return whole.cast("int64") * ibis.literal(MICROS, "int64") + ((number - whole).cast("decimal(8,6)") * MICROS).cast("int64")


def _from_double(cell: ir.Value, scale: int) -> Parsed:
    """A float that stands for a decimal: at most six places, above 9e9 (where a double holds no micros) at most two."""
    import ibis

    is_number = (cell.abs() <= WHOLE_MAX) & ~cell.isnan()
    number = ibis.ifelse(is_number, cell, None)
    places = (number * float(scale)).round()
    is_exact = places / float(scale) == number
    value = places.cast(_target(scale))
    if scale == MICROS:
        is_large, cents = number.abs() > EXACT_DOUBLE, (number * 100.0).round()
        is_exact = ibis.ifelse(is_large, cents / 100.0 == number, is_exact)
        value = ibis.ifelse(is_large, cents.cast("int64") * ibis.literal(scale // 100, "int64"), value)
    code = ibis.cases((cell.isnan() | cell.isinf(), "not_a_number"), (~is_number, "out_of_range"), (~is_exact, "too_many_decimals"))
    return Parsed(value, code)


def _from_text(text: ir.StringValue, style: Style, bounds: Bounds) -> Parsing:
    import ibis

    scale = bounds.scale
    places = len(str(scale)) - 1
    at = yield {"text": text}
    at = yield {"text": style.standard(at["text"])}
    is_short = at["text"].re_search(rf"^\d{{1,12}}(\.\d{{1,{min(places, 6)}}})?$")
    at = yield {
        "short": ibis.ifelse(is_short, at["text"], None).cast("decimal(18,6)"),
        "other": ibis.ifelse(is_short, None, at["text"]),
    }
    fits = at["other"].re_search(rf"^[+-]?(0*\d{{1,13}}(\.\d{{0,{places}}}0*)?|\.\d{{1,{places}}}0*)$")
    at = yield {"wide": ibis.ifelse(fits, at["other"], None).cast(f"decimal({13 + places},{places})")}
    exact = ibis.ifelse(at["wide"].between(-WHOLE_MAX, WHOLE_MAX), at["wide"], None)
    if scale == MICROS:
        value = ibis.coalesce(_split(at["short"]), _split(exact))
    else:
        value = (ibis.coalesce(at["short"].cast(f"decimal({13 + places},{places})"), exact) * scale).cast(_target(scale))
    at = yield {"value": value}
    other = at["other"]
    code = ibis.cases(
        (other.isnull() | at["wide"].between(-WHOLE_MAX, WHOLE_MAX), ibis.null("string")),
        (~other.re_search(r"^[+-]?(\d+\.?\d*|\.\d+)$"), "not_a_number"),
        (other.re_search(rf"\.\d{{{places}}}\d*[1-9]"), "too_many_decimals"),
        (other.notnull(), "out_of_range"),
    )
    return Parsed(at["value"], bounds.checked(at["value"], scale, code))


def _target(scale: int) -> str:
    return "int64" if scale == MICROS else "decimal(38,0)"

"""Dates and instants: which day of the book each one is.

The day of an instant is found by comparing it with the zone's own changes of clock, as engines disagree about zones.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from subledger.model.calendar import FIRST_DAY, LAST_DAY
from subledger.model.clock import Clock
from subledger.sources.standard.mapping import DATE_PARTS
from subledger.sources.standard.values import Parsed, Parsing, text_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

_LEAP = r"(\d\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29"
_DAY = rf"(\d{{4}}-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))|{_LEAP})"
_TIME = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?"
_ZONE = r"(Z|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)"
_AFTER_TIME = r"(:\d\d)(\.\d+)? ?(Z|[+-]\d\d(?::?\d\d)?)?$"
DAY = rf"^{_DAY}$"
MOMENT = rf"^{_DAY}[T ]{_TIME} ?{_ZONE}?$"
"""A calendar that exists, told by the text alone: no engine's cast is asked."""


_ONE_DAY = timedelta(days=1)


def moment(cell: ir.Value, clock: Clock, date_format: str | None = None) -> Parsed | Parsing:
    """A date or timestamp: its day in the book's zone and, where a time was given, its instant in UTC."""
    import ibis

    kind = cell.type()
    if kind.is_date():
        return Parsed(cell, _out_of_range(cell, FIRST_DAY, LAST_DAY))
    if kind.is_timestamp() and kind.timezone:
        first, last = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (FIRST_DAY + _ONE_DAY, LAST_DAY - _ONE_DAY))
        return _from_zoned(cell.cast("timestamp(6)"), _out_of_range(cell, ibis.literal(first, kind), ibis.literal(last, kind)), clock)
    if kind.is_timestamp():
        return _from_local(cell.cast("timestamp(6)"), clock)
    return _from_text(_isoformat(text_of(cell).strip().nullif(""), date_format), clock)


def month(cell: ir.Value, clock: Clock, date_format: str | None = None) -> Parsing:
    """The first day of a month, written as the month or as any day of it."""
    import ibis

    if cell.type().is_string():
        text = cell.strip()
        cell = ibis.ifelse(text.re_search(r"^\d{4}-\d{2}$"), text + "-01", text)
    found = moment(cell, clock, date_format)
    parsed = found if isinstance(found, Parsed) else (yield from found)
    return Parsed(parsed.value.truncate("M"), parsed.code)


def is_backwards(start: ir.Value, end: ir.Value) -> ir.BooleanValue | None:
    """Whether one typed cell is before another of its type; None where their days must be worked out first."""
    kind = start.type()
    if kind != end.type() or not (kind.is_date() or kind.is_timestamp()):
        return None
    if kind.is_date() or kind.timezone:
        return end < start
    return (end < start) & ((end.date() < start.date()) | (end != end.date().cast(kind)))


def _from_zoned(instant: ir.TimestampValue, code: Any, clock: Clock) -> Parsing:
    at = yield {"instant": instant, "code": code}
    return Parsed(clock.to_local(at["instant"]).date(), at["code"], at["instant"])


def _from_local(local: ir.TimestampValue, clock: Clock) -> Parsing:
    """A typed time without a zone; midnight is how many tools write a bare date."""
    import ibis

    at = yield {"day": local.date(), "local": local}
    at = yield {"wall": ibis.ifelse(at["local"] == at["day"].cast("timestamp(6)"), None, at["local"])}
    code, skipped = _out_of_range(at["day"], FIRST_DAY, LAST_DAY), clock.is_skipped(at["wall"])
    if skipped is not None:
        code = ibis.coalesce(code, ibis.ifelse(skipped, "dst_gap", None))
    return Parsed(at["day"], code, clock.from_local(at["wall"]))


def _from_text(text: ir.StringValue, clock: Clock) -> Parsing:
    import ibis

    at = yield {"text": text}
    text = at["text"]
    at = yield {"is_known": (text >= FIRST_DAY.isoformat()) & (text < LAST_DAY.isoformat()), "is_bare": text.re_search(DAY)}
    text, is_known, is_bare = at["text"], at["is_known"], at["is_bare"]
    timed = ibis.ifelse(is_bare, None, text)
    at = yield {
        "timed": ibis.ifelse(is_known & timed.re_search(MOMENT), timed, None),
        "bare": ibis.ifelse(is_bare & is_known, text, None).cast("date"),
        "code": ibis.cases((is_bare & is_known, ibis.null("string")), (is_bare | timed.re_search(MOMENT), "date_out_of_range"),
                           (text.notnull(), "not_a_date")),
    }  # fmt: skip
    at = yield {"code": ibis.ifelse(at["timed"].isnull(), at["code"], None), "zone": at["timed"].re_extract(_AFTER_TIME, 3)}
    zone = at["zone"]
    clean = at["timed"].re_replace(_AFTER_TIME, r"\1\2").replace("T", " ")
    hours = ibis.ifelse(zone.length() > 1, zone.left(3).replace("+", ""), None).cast("int64")
    minutes = ibis.ifelse(zone.length() > 3, zone.right(2), None).cast("int64")
    shift = ibis.coalesce(hours, 0) * 3600 + ibis.ifelse(zone.startswith("-"), -60, 60) * ibis.coalesce(minutes, 0)
    at = yield {"clean": clean, "shift": shift, "has_zone": ibis.coalesce(zone != "", False)}
    wall = ibis.ifelse(at["clean"].length() == 16, at["clean"] + ":00", at["clean"].left(26)).cast("timestamp(6)")
    at = yield {"wall": wall - at["shift"].as_interval("s")}
    wall, has_zone, code = at["wall"], at["has_zone"], at["code"]
    if clock.is_utc():
        return Parsed(ibis.coalesce(at["bare"], wall.date()), code, wall)
    day = ibis.coalesce(at["bare"], ibis.ifelse(has_zone, clock.to_local(wall), wall).date())
    skipped = clock.is_skipped(wall)
    if skipped is not None:
        code = ibis.coalesce(code, ibis.ifelse(~has_zone & skipped, "dst_gap", None))
    return Parsed(day, code, ibis.ifelse(has_zone, wall, clock.from_local(wall)))


def _out_of_range(moment: Any, first: Any, last: Any) -> Any:
    import ibis

    return ibis.ifelse((moment < first) | (moment >= last), "date_out_of_range", None)


def _isoformat(text: ir.StringValue, date_format: str | None) -> ir.StringValue:
    """A text in a mapping's date_format as an ISO text; what does not fit stays as it is."""
    import ibis

    if date_format is None:
        return text
    parts = re.findall(r"%.", date_format)
    pattern = "".join(DATE_PARTS[piece] if piece in DATE_PARTS else re.escape(piece) for piece in re.split(r"(%.)", date_format))
    place = {part: f"\\{number}" for number, part in enumerate(parts, 1)}
    form = f"{place['%Y']}-0{place['%m']}-0{place['%d']}"
    if "%H" in place:
        form += f" 0{place['%H']}:{place.get('%M', '00')}:{place.get('%S', '00')}"
    fits = text.re_search(f"^{pattern}$")
    return ibis.ifelse(fits, text.re_replace(f"^{pattern}$", form).re_replace(r"([- ])0(\d\d)", r"\1\2"), text)

"""Which column of an export is the customer, the MRR, the currency and the day; and headers that are months themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType

from subledger.model.errors import Fault
from subledger.model.money import MINOR_UNITS
from subledger.sources.standard.headers import SPELLINGS, plain

CUSTOMER, MRR, CHANGE, CURRENCY, DAY, MONTH = ROLES = ("customer", "mrr", "change", "currency", "day", "month")
_CUSTOMERS = SPELLINGS["customers"]["customer_id"]
_EXPORTED = ("account_code", "customer_oid", "customer_external_id", "customer_external_ids", "external_id", "subscriber_id", "subscriber")
# Which export spells a column so, and where that is published, stands in docs/reconcile.md.
MEANINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        CUSTOMER: ("customer_id", *_CUSTOMERS.split(), *_EXPORTED),
        MRR: ("mrr", "monthly_recurring_revenue", "current_mrr", "customer_mrr", "mrr_amount", "total_mrr", "net_mrr", "mrr_total"),
        CHANGE: ("mrr_change", "change_in_mrr", "mrr_delta", "mrr_movement", "change", "delta"),
        CURRENCY: ("currency", "currency_code", "ccy", "mrr_currency"),
        DAY: ("day", "date", "as_of", "snapshot_date", "effective_date", "occurred_at", "timestamp"),
        MONTH: ("month", "month_start", "month_end", "period", "period_start"),
    }
)
"""How each column is spelled; a column of the first spelling wins over the others."""
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(slots=True)
class Header:
    """Where each column stands, the columns that are periods themselves, and what was not clear."""

    places: dict[str, int] = field(default_factory=dict)
    periods: dict[int, date] = field(default_factory=dict)
    has_months: bool = False
    currency: str | None = None
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def recognised(file: str, row: int, header: Sequence[str], named: Mapping[str, str]) -> Header:
    """What a header's columns are: those that the user names, then those of a known spelling."""
    found = Header()
    for role, text in named.items():
        if text in header:
            found.places[role] = list(header).index(text)
        else:
            found.faults.append(_missing(file, row, role, header, text))
    for role in ROLES:
        if role not in named and not (role in (MRR, CHANGE) and {MRR, CHANGE} & named.keys()):
            _look(file, row, role, header, found)
    _settle(file, row, header, found, named)
    return found


def _look(file: str, row: int, role: str, header: Sequence[str], found: Header) -> None:
    taken = set(found.places.values())
    names = [plain(spelling) for spelling in MEANINGS[role]]
    meant = {index: plain(_bare(text)) for index, text in enumerate(header) if index not in taken and plain(_bare(text)) in names}
    own = [index for index, name in meant.items() if name == names[0]]
    chosen = own or list(meant)
    if len(chosen) > 1:
        found.faults.append(_competing(file, row, role, [header[index] for index in chosen]))
    if chosen:
        found.places[role] = chosen[0]


def _settle(file: str, row: int, header: Sequence[str], found: Header, named: Mapping[str, str]) -> None:
    places = found.places
    _balance_after(header, found, named)
    for one, other in ((MRR, CHANGE), (DAY, MONTH)):
        if one in places and other in places:
            pair = [header[places[one]], header[places[other]]]
            found.faults.append(
                _competing(file, row, one, pair, f"{one} or {other}", f'say which: --{one} "{pair[0]}" or --{other} "{pair[1]}"')
            )
    if MRR not in places and CHANGE not in places and not {MRR, CHANGE} & named.keys():
        found.periods = {index: day for index, text in enumerate(header) if (day := period(text))}
        found.has_months = all(day.day == 1 for day in found.periods.values())
    if CUSTOMER not in places and CUSTOMER not in named:
        found.faults.append(_missing(file, row, CUSTOMER, header))
    if not ({MRR, CHANGE} & (places.keys() | named.keys()) or found.periods):
        found.faults.append(_missing(file, row, MRR, header))
    amount = places.get(MRR, places.get(CHANGE))
    if CURRENCY not in places and amount is not None:
        found.currency = _currency(header[amount])
    said = [f"{header[index]} is the {role}" for role in ROLES if (index := places.get(role)) is not None and header[index] != role]
    found.notes += [f"{file}: {', '.join(said)}"] if said else []
    if found.periods:
        first, last = min(found.periods.values()), max(found.periods.values())
        found.notes.append(f"{file}: one column per {'month' if found.has_months else 'day'}, {first} to {last}")


def _balance_after(header: Sequence[str], found: Header, named: Mapping[str, str]) -> None:
    """Beside a movement stands the MRR after it, and the currency of the invoice that caused it; amounts are in the account's.

    Source: https://dev.chartmogul.com/docs/destinations/calculated-data/mrr-movements
    """
    places = found.places
    if CHANGE not in places or MRR not in places or plain(header[places[CHANGE]]) != "mrrmovement":
        return
    found.notes.append(f"{header[places.pop(MRR)]} is what stood after a movement: the movements are added up")
    if CURRENCY in places and CURRENCY not in named and plain(header[places[CURRENCY]]) == "currencycode":
        found.notes.append(f"{header[places.pop(CURRENCY)]} is the invoice's currency, not the amounts'")


def period(text: str) -> date | None:
    """The month (its first day) or the day that a header is.

    >>> period("2025-03"), period("Mar 2025"), period("MRR 2025-03-31"), period("name")
    (datetime.date(2025, 3, 1), datetime.date(2025, 3, 1), datetime.date(2025, 3, 31), None)
    """
    bare = re.sub(r"^mrr\W+", "", text.strip(), flags=re.IGNORECASE).casefold()
    try:
        if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", bare):
            return date.fromisoformat(bare if len(bare) == 10 else f"{bare}-01")
    except ValueError:
        return None
    told = re.fullmatch(r"([a-z]{3})[a-z]*[ -](\d{4})", bare)
    return date(int(told[2]), _NAMES.index(told[1]) + 1, 1) if told and told[1] in _NAMES and int(told[2]) else None


def _bare(text: str) -> str:
    """A header without the currency that stands behind it, as in MRR (USD)."""
    return re.sub(r"\s*\(([A-Za-z]{3})\)\s*$", "", text) if _currency(text) else text


def _currency(text: str) -> str | None:
    told = re.search(r"\(([A-Za-z]{3})\)\s*$", text)
    return told[1].upper() if told and told[1].upper() in MINOR_UNITS else None


def _missing(file: str, row: int, role: str, header: Sequence[str], wanted: str | None = None) -> Fault:
    near = get_close_matches(wanted or role, header, n=1, cutoff=0.6)
    what = f"the column {wanted!r} (for {role})" if wanted else f"the {role}'s column" if role == CUSTOMER else "the column of the MRR"
    hint = f'is it {near[0]!r}? then say {_option(role)} "{near[0]}"' if near else f'name it: {_option(role)} "the header in the file"'
    expected = f"a column {wanted}" if wanted else f"a column {MEANINGS[role][0]}"
    expected += ", mrr_change, or one column per month" if role == MRR and not wanted else ""
    return Fault("missing_column", f"{what} is missing", file, row, role, ", ".join(header)[:300], expected, hint)


def _option(role: str) -> str:
    return "--currency-column" if role == CURRENCY else f"--{role}"


def _competing(file: str, row: int, role: str, headers: Sequence[str], what: str = "", hint: str = "") -> Fault:
    said = f"{' and '.join(headers)} both read as {what or role}"
    told = hint or f'say which: {_option(role)} "{headers[0]}"'
    return Fault("ambiguous_column", said, file, row, role, ", ".join(headers), f"one column for {what or role}", told)

"""What a page is asked: the span, the grain, the part of the book and the view, as they stand in its address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, unquote, urlencode

from subledger.book.policies import shipped
from subledger.faces import values
from subledger.model.calendar import GRAINS
from subledger.model.errors import SubledgerError, unknown

PRESETS = {
    "3m": "Last 3 months",
    "6m": "Last 6 months",
    "12m": "Last 12 months",
    "24m": "Last 24 months",
    "this_year": "This year",
    "last_year": "Last year",
    "all": "All time",
    "custom": "From … to",
}
COMPARISONS = {"previous": "previous period", "year": "a year before", "none": "nothing"}
_OWN = (
    "a_period",
    "a_policy",
    "a_known",
    "b_period",
    "b_policy",
    "b_known",
    "metric",
    "step",
    "id",
    "search",
    "sort",
    "offset",
    "of",
    "age",
    "show",
    "what",
    "kind",
    "cohort",
    "at",
    "back",
)
"""Parameters of single pages, which the others leave alone."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition: an attribute is, or is not, a value. None is an unknown value."""

    attribute: str
    value: str | None
    negated: bool = False

    def __str__(self) -> str:
        return f"{quote(self.attribute, safe=' -_.')}{'!' if self.negated else ''}:{self.value or ''}"

    @property
    def asked(self) -> str:
        """The condition as the book takes it."""
        return f"{self.attribute}{'!=' if self.negated else '='}{self.value or ''}"


def read_filter(text: str) -> Filter:
    """A condition from plan:pro, country!:US or country: (unknown); = may stand for the colon.

    >>> read_filter("plan!:pro")
    Filter(attribute='plan', value='pro', negated=True)
    """
    places = [place for sign in ":=" if (place := text.find(sign)) > 0]
    if not places:
        raise SubledgerError(f"cannot read the filter {text!r}", "filter", text, "ATTRIBUTE:VALUE or ATTRIBUTE!:VALUE")
    name, value = text[: min(places)], text[min(places) + 1 :]
    return Filter(unquote(name.removesuffix("!").strip()), value.strip() or None, name.endswith("!"))


@dataclass(frozen=True, slots=True)
class Question:
    """A page's parameters, each absent where it is the usual one. start and end matter under the preset `custom` alone."""

    preset: str = "12m"
    start: date | None = None
    end: date | None = None
    grain: str = "month"
    by: str | None = None
    where: tuple[Filter, ...] = ()
    policy: str | None = None
    known_at: datetime | None = None
    currency: str | None = None
    compare: str = "previous"
    own: tuple[tuple[str, str], ...] = ()

    @property
    def view(self) -> dict[str, Any]:
        """The view, as every reading of a book takes it."""
        return {"policy": self.policy, "currency": self.currency, "known_at": self.known_at}

    @property
    def asked_where(self) -> list[str]:
        """The conditions as the book takes them."""
        return [each.asked for each in self.where]

    def get(self, name: str, default: str = "") -> str:
        """A parameter of the page's own."""
        return dict(self.own).get(name, default)

    def pairs(self) -> list[tuple[str, str]]:
        """Name and text of every parameter that is not the usual one."""
        usual = Question()
        found = [] if self.preset == usual.preset else [("preset", self.preset)]
        if self.preset == "custom":
            found += [(name, day.isoformat()) for name, day in (("from", self.start), ("to", self.end)) if day]
        found += [(name, value) for name in ("grain", "compare") if (value := getattr(self, name)) != getattr(usual, name)]
        found += [(name, value) for name in ("by", "policy", "currency") if (value := getattr(self, name))]
        if self.known_at:
            found.append(("known_at", self.known_at.isoformat()))
        return found + [("where", str(each)) for each in self.where] + list(self.own)

    def url(self, path: str, **own: object) -> str:
        """The address of a page under this question, with parameters of its own."""
        pairs = replace(self, own=tuple((name, str(value)) for name, value in own.items() if value not in (None, ""))).pairs()
        return path + ("?" + urlencode(pairs) if pairs else "")

    def here(self, path: str, **changed: Any) -> str:
        """The address of the same page with something changed; its own parameters stay."""
        pairs = replace(self, **changed).pairs()
        return path + ("?" + urlencode(pairs) if pairs else "")

    def without(self, condition: Filter) -> Question:
        """The same question without one of its conditions."""
        return replace(self, where=tuple(each for each in self.where if each != condition))

    def exported(self, path: str, form: str, table: str) -> str:
        """The address of a table of the page as a file."""
        return path + "?" + urlencode([*self.pairs(), ("format", form), ("table", table)])

    def within(self, start: date, end: date) -> Question:
        """The same question of other days."""
        return replace(self, preset="custom", start=start, end=end)

    @property
    def back(self) -> str:
        """The span in one word, for pages of another span that lead back to it: a preset, or from..to."""
        if self.get("back"):
            return self.get("back")
        return f"{self.start}..{self.end}" if self.preset == "custom" and self.start and self.end else self.preset

    @property
    def onward(self) -> Question:
        """What other pages are asked: the span that is led back to, and nothing of this page's own."""
        first, _, last = self.get("back").partition("..")
        if not first:
            return replace(self, own=())
        if last:
            start, end = values.day(first, "back"), values.day(last, "back")
            return replace(self, preset="custom", start=start, end=end, own=())
        return replace(self, preset=first if first in PRESETS and first != "custom" else "12m", start=None, end=None, own=())

    def only(self, attribute: str, value: str | None) -> Question:
        """The same question of one segment."""
        return replace(self, where=(*self.where, Filter(attribute, value)))


def read_question(pairs: Iterable[tuple[str, str]]) -> Question:
    """The question in an address. Raises: SubledgerError for what cannot be read, with what may stand there."""
    listed = [(name, value) for name, value in pairs if value != ""]
    given = dict(listed)
    start, end = values.day(given.get("from"), "from"), values.day(given.get("to"), "to")
    preset = given.get("preset") or ("custom" if start or end else "12m")
    for name, value, allowed in (
        ("preset", preset, tuple(PRESETS)),
        ("grain", given.get("grain", "month"), GRAINS),
        ("comparison", given.get("compare", "previous"), tuple(COMPARISONS)),
        # A policy is named, never a file: an address must not read the disk.
        ("policy", given.get("policy", shipped()[0]), shipped()),
    ):
        if value not in allowed:
            raise unknown(name, value, allowed)
    where = tuple(dict.fromkeys(read_filter(value) for name, value in listed if name == "where"))
    if given.get("where_attribute"):
        added = Filter(given["where_attribute"], given.get("where_value") or None, given.get("where_is") == "not")
        where = tuple(dict.fromkeys((*where, added)))
    return Question(
        preset=preset,
        start=start if preset == "custom" else None,
        end=end if preset == "custom" else None,
        grain=given.get("grain", "month"),
        by=given.get("by"),
        where=where,
        policy=given.get("policy"),
        known_at=values.instant(given.get("known_at"), "known_at"),
        currency=given.get("currency"),
        compare=given.get("compare", "previous"),
        own=tuple((name, value) for name, value in listed if name in _OWN),
    )

"""The parameters of the API: those of the commands, read by the same readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.datastructures import QueryParams

from subledger.book import FINDINGS, METRICS
from subledger.book.policies import shipped
from subledger.faces.values import HEADLINE, count, day, instant, one_of
from subledger.model.calendar import GRAINS
from subledger.model.errors import SubledgerError, unknown
from subledger.model.view import View, parse_view

Read = Callable[[str, str], Any]
"""From a text and the parameter's name to what the book is asked with."""
MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name in an address, the book's name for it, what it may be and what it means."""

    name: str
    means: str
    schema: Mapping[str, object] = field(default_factory=lambda: {"type": "string"})
    read: Read = lambda text, name: text
    argument: str = ""
    is_many: bool = False
    """Whether it may be repeated."""
    default: Any = None
    needed: bool = False


def read_parameters(wanted: Sequence[Parameter], query: QueryParams) -> dict[str, Any]:
    """What the book is asked with.

    Raises: SubledgerError for a parameter that is not one of these, with the nearest name, and for a value that cannot be read.
    """
    names = tuple(each.name for each in wanted)
    for name in query:
        if name not in names:
            raise unknown("parameter", name, names)
    return {each.argument or each.name: _value(each, query.getlist(each.name)) for each in wanted}


def _value(of: Parameter, texts: Sequence[str]) -> Any:
    if "" in texts:
        raise SubledgerError(f"{of.name} is empty", "empty", "", "a value; or leave it out")
    if of.is_many:
        return tuple(of.read(text, of.name) for text in texts)
    if len(texts) > 1:
        raise SubledgerError(f"{of.name} is given {len(texts)} times", "repeated", ", ".join(texts), f"{of.name} once")
    if of.needed and not texts:
        raise SubledgerError(f"{of.name} is missing", "missing", expected=of.means)
    return of.read(texts[0], of.name) if texts else of.default


def _names(text: str, name: str) -> tuple[str, ...]:
    chosen = tuple(each.strip() for each in text.split(",") if each.strip())
    if not chosen:
        raise SubledgerError("no metric is named", "no_metric", text, f"{name} with commas between, as mrr,nrr")
    return chosen


def _filter(text: str, name: str) -> str:
    del name
    # country:US is country=US, written so that an address need not escape it.
    return text if "=" in text else text.replace(":", "=", 1)


def shipping(text: str, name: str) -> str:
    """The name of a policy that ships."""
    # A policy's file is not for those who ask over a network.
    return one_of(name, text, shipped())


def _rows(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= MOST_ROWS):
        raise SubledgerError(f"{name} {text!r} is not a number of rows", "not_a_count", text, f"a whole number from 1 to {MOST_ROWS:,}")
    return int(text)


def _yes(text: str, name: str) -> bool:
    return one_of(name, text, ("true", "false")) == "true"


def _view(text: str, name: str) -> View:
    view = parse_view(text)
    return replace(view, policy=shipping(view.policy, name)) if isinstance(view.policy, str) else view


_VIEW = {"type": "string", "examples": ["2025-03-31", "2025-Q1@budget"]}
_DAY = {"type": "string", "format": "date"}
_SLUGS = [metric.slug for metric in METRICS]
NAMES = Parameter(
    "metrics",
    "Which figures, with commas between.",
    {"type": "array", "minItems": 1, "items": {"enum": _SLUGS}, "default": [*HEADLINE]},
    _names,
    "names",
    default=HEADLINE,
)
FROM = Parameter("from", "First day. Without it: a year before to.", _DAY, day, "start")
TO = Parameter("to", "The day after the last. Without it: the end of the book's last month.", _DAY, day, "end")
GRAIN = Parameter("grain", "How long a period is.", {"enum": [*GRAINS], "default": "month"}, default="month")
BY = Parameter("by", "Cut by an attribute: plan, country, …")
WHERE = Parameter(
    "where",
    "Only this part: ATTRIBUTE=VALUE or ATTRIBUTE:VALUE; != excludes. Repeated, values of one attribute widen and attributes narrow.",
    {"type": "string"},
    _filter,
    is_many=True,
)
TRAILING = Parameter(
    "trailing",
    "How many months nrr and grr look back. Without it: as the policy has it.",
    {"type": "integer", "minimum": 1, "maximum": 9999},
    count,
)
AS_OF = Parameter("as_of", "At the end of this day. Without it: the book's last day.", _DAY, day)
KIND = Parameter("of", "What is left of a cohort.", {"enum": ["customers", "net", "gross"], "default": "net"}, default="net")
AGE = Parameter(
    "age",
    "Ages by the calendar, or by each customer's own first day.",
    {"enum": ["calendar", "own"], "default": "calendar"},
    default="calendar",
)
METRIC = Parameter("metric", "Which figure.", {"enum": _SLUGS, "default": "mrr"}, default="mrr")
MOST = Parameter(
    "most",
    "How many customers and movements are listed.",
    {"type": "integer", "minimum": 1, "maximum": 9999, "default": 20},
    count,
    default=20,
)
SINCE = Parameter("from", "First day. Without it: the month's.", _DAY, day, "start")
UNTIL = Parameter("to", "The day after the last, in place of as_of.", _DAY, day, "end")
CUSTOMER = Parameter("customer", "One customer, down to the source rows.")
POLICY = Parameter("policy", "A policy that ships. Without it: the book's own.", {"enum": [*shipped()]}, shipping)
KNOWN_AT = Parameter(
    "known_at", "What was known at this time. Without it: all that is known.", {"type": "string", "format": "date-time"}, instant
)
CURRENCY = Parameter("currency", "Report in this currency.", {"type": "string", "pattern": "^[A-Z]{3}$"})
VIEW = (POLICY, KNOWN_AT, CURRENCY)
CHECK = Parameter("check", "Which invariant; repeated, several. Without it: all.", is_many=True, argument="names")
FINDING = Parameter(
    "finding",
    "Which kind of finding; repeated, several. Without it: all.",
    {"enum": [each.name for each in FINDINGS]},
    is_many=True,
    argument="names",
)
LIST = Parameter("list", "List the invariants instead, and what each holds.", {"type": "boolean", "default": False}, _yes, default=False)
FROM_VIEW = Parameter(
    "from", "From where: a day or period, and perhaps a policy that ships, a time, or budget.", _VIEW, _view, "start", needed=True
)
TO_VIEW = Parameter("to", "To where, as 2025-03-31@standard or 2025-03@budget.", _VIEW, _view, "end", needed=True)
BRIDGED = Parameter("metric", "Which figure: a balance or a flow, no ratio.", {"enum": _SLUGS, "default": "mrr"}, default="mrr")
STEP = Parameter("step", "The customers of this step.")
CUSTOMERS = Parameter("customers", "The customers of every step.", {"type": "boolean", "default": False}, _yes, default=False)
LIMIT = Parameter("limit", "So many rows at most. Without it: all.", {"type": "integer", "minimum": 1, "maximum": MOST_ROWS}, _rows)
CURSOR = Parameter("cursor", "Where the page before ended: its next.")
PAGE = (LIMIT, CURSOR)

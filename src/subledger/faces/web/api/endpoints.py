"""What can be asked: each address with its parameters, how the book is asked, and the schema of its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from subledger.book import Book
from subledger.book.decisions import decided
from subledger.faces import closings, documents, edits
from subledger.faces.web.api import parameters as of
from subledger.faces.web.api import records, rows
from subledger.faces.web.api.parameters import Parameter
from subledger.model.errors import InvariantBroken

Arguments = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address under /api/v1, and the command whose JSON it answers with."""

    path: str
    title: str
    parameters: tuple[Parameter, ...]
    ask: Callable[[Book, Arguments], Mapping[str, object]]
    answer: rows.Schema
    is_paged: bool = True


def _asked(name: str) -> Callable[[Book, Arguments], Mapping[str, object]]:
    return lambda book, arguments: getattr(book, name)(**arguments).as_json()


def _told(name: str) -> Callable[[Book, Arguments], Mapping[str, object]]:
    """Figures per period, and which of them months were closed with otherwise: of the whole book, as it is known now."""

    def ask(book: Book, arguments: Arguments) -> Mapping[str, object]:
        result = getattr(book, name)(**arguments)
        is_closable = not arguments["where"] and arguments["known_at"] is None
        return closings.told(result, book.differing(result) if is_closable else ())

    return ask


def _bridge(book: Book, arguments: Arguments) -> Mapping[str, object]:
    step, opens = arguments.pop("step"), arguments.pop("customers")
    found = book.bridge(**arguments)
    return found.as_json([found.step(step)] if step else found.steps if opens else ())


def _check(book: Book, arguments: Arguments) -> Mapping[str, object]:
    names, lists = arguments.pop("names"), arguments.pop("list")
    if lists:
        return documents.checks_listed()
    broken = book.check(*names, **arguments)
    if broken:
        raise InvariantBroken("an invariant is broken", "invariant", violations=broken)
    return documents.checks_hold()


def _policy(book: Book, arguments: Arguments) -> Mapping[str, object]:
    return documents.policy_shown(decided(of.shipping(arguments["policy"], "policy")), book.policy)


def _difference(book: Book, arguments: Arguments) -> Mapping[str, object]:
    del book
    return documents.policies_compared(of.shipping(arguments["policy"], "policy"), of.shipping(arguments["other"], "policy"))


def _findings(book: Book, arguments: Arguments) -> Mapping[str, object]:
    return book.findings(*arguments.pop("names"), **arguments).as_json()


_CUT = (of.FROM, of.TO, of.GRAIN, of.BY, of.WHERE)
_EXPLAINED = (of.METRIC, of.AS_OF, of.SINCE, of.UNTIL, of.WHERE, of.TRAILING, of.MOST, *of.VIEW)

ENDPOINTS = (
    Endpoint(
        "/metrics",
        "Figures per period",
        (of.NAMES, *_CUT, of.TRAILING, *of.VIEW),
        _told("metrics"),
        rows.listed(rows.METRICS, about=records.OF_MONTHS),
    ),
    Endpoint(
        "/movements",
        "The roll-forward of MRR: opening, each kind of movement, closing",
        (*_CUT, *of.VIEW),
        _told("movements"),
        rows.listed(rows.MOVEMENTS, about=records.OF_MONTHS),
    ),
    Endpoint(
        "/customers",
        "Every paying customer's run-rate, the largest first",
        (of.AS_OF, of.WHERE, *of.VIEW),
        _asked("customers"),
        rows.listed(rows.CUSTOMERS),
    ),
    Endpoint(
        "/customers/{customer:path}",
        "Why a customer's figure is what it is, down to the source rows",
        _EXPLAINED,
        _asked("explain"),
        rows.EXPLANATION,
    ),
    Endpoint(
        "/cohorts",
        "What is left of each cohort at each age",
        (of.KIND, of.AGE, of.GRAIN, of.FROM, of.TO, of.WHERE, *of.VIEW),
        _asked("cohorts"),
        rows.listed(rows.COHORTS),
    ),
    Endpoint(
        "/explain",
        "Why a figure is what it is: its parts, the customers and rows behind it, and what is not in it",
        (*_EXPLAINED, of.CUSTOMER),
        _asked("explain"),
        rows.EXPLANATION,
    ),
    Endpoint(
        "/bridge",
        "What lies between two views of a figure, as steps that add up exactly",
        (of.FROM_VIEW, of.TO_VIEW, of.BRIDGED, of.BY, of.WHERE, of.STEP, of.CUSTOMERS, *of.VIEW),
        _bridge,
        rows.BRIDGE,
        is_paged=False,
    ),
    Endpoint(
        "/postings",
        "The ledger itself: every posting with its cause and source row",
        (of.CUSTOMER, *of.VIEW),
        _asked("postings"),
        rows.listed(rows.POSTINGS),
    ),
    Endpoint("/checks", "Every named invariant of the ledger", (of.CHECK, of.LIST, *of.VIEW), _check, rows.CHECKED, is_paged=False),
    Endpoint(
        "/findings",
        "Data that was loaded and looks wrong, each finding with its rows and the MRR at stake",
        (of.FINDING, of.AS_OF, *of.VIEW),
        _findings,
        rows.listed(records.FINDINGS_ROWS),
    ),
    Endpoint(
        "/findings/kinds",
        "What is looked for in the data that was loaded",
        (),
        lambda book, arguments: documents.findings_listed(),
        rows.listed(records.KINDS, has_view=False, is_paged=False),
        is_paged=False,
    ),
    Endpoint(
        "/closed",
        "Every closing of a month, and the figures that differ now",
        of.VIEW,
        lambda book, arguments: closings.closed(book.closed(**arguments)),
        records.CLOSED,
        is_paged=False,
    ),
    Endpoint(
        "/closed/{month}",
        "What a month was closed with beside what the book says now, figure by figure",
        of.VIEW,
        lambda book, arguments: closings.closed_month(book.closed_month(**arguments)),
        records.CLOSED_MONTH,
        is_paged=False,
    ),
    Endpoint(
        "/edits",
        "Every edit by a person, the newest first: what, who, why, and whether it still holds",
        (of.KNOWN_AT,),
        lambda book, arguments: edits.listed(book.edits.all(**arguments)),
        rows.listed(records.EDITS, has_view=False),
    ),
    Endpoint(
        "/policies",
        "The policies that ship and the book's own, and how each differs from standard",
        (),
        lambda book, arguments: documents.policies_listed(own=book.policy),
        rows.listed(rows.POLICIES, has_view=False, is_paged=False),
        is_paged=False,
    ),
    Endpoint(
        "/policies/{policy}",
        "Every setting of a policy that ships: its value, what it may be, and why tools differ on it",
        (),
        _policy,
        rows.POLICY_SHOWN,
        is_paged=False,
    ),
    Endpoint(
        "/policies/{policy}/diff/{other}",
        "The settings on which two policies that ship differ: what either says, and whence",
        (),
        _difference,
        rows.POLICIES_COMPARED,
        is_paged=False,
    ),
    Endpoint(
        "/loads",
        "Every load of the book, the newest first",
        (),
        lambda book, arguments: documents.loads_listed(book.looking().loads()),
        rows.listed(rows.LOADS, has_view=False),
    ),
)

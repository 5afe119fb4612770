"""What can be asked: each address with its parameters, how the book is asked, and the schema of its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from subledger.book import Book
from subledger.faces import documents
from subledger.faces.web.api import parameters as of
from subledger.faces.web.api import rows
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
    del book
    return documents.policy_shown(of.shipping(arguments["policy"], "policy"))


def _difference(book: Book, arguments: Arguments) -> Mapping[str, object]:
    del book
    return documents.policies_compared(of.shipping(arguments["policy"], "policy"), of.shipping(arguments["other"], "policy"))


_CUT = (of.FROM, of.TO, of.GRAIN, of.BY, of.WHERE)
_EXPLAINED = (of.METRIC, of.AS_OF, of.SINCE, of.UNTIL, of.TRAILING, of.MOST, *of.VIEW)

ENDPOINTS = (
    Endpoint("/metrics", "Figures per period", (of.NAMES, *_CUT, of.TRAILING, *of.VIEW), _asked("metrics"), rows.listed(rows.METRICS)),
    Endpoint(
        "/movements",
        "The roll-forward of MRR: opening, each kind of movement, closing",
        (*_CUT, *of.VIEW),
        _asked("movements"),
        rows.listed(rows.MOVEMENTS),
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
    Endpoint(
        "/checks", "Every named invariant of the ledger", (of.CHECK, of.LIST, of.POLICY, of.CURRENCY), _check, rows.CHECKED, is_paged=False
    ),
    Endpoint(
        "/policies",
        "The policies that ship, and how each differs from standard",
        (),
        lambda book, arguments: documents.policies_listed(),
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

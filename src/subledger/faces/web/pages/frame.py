"""The frame of every page: its question, its book, and what stands around its figures."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fractions import Fraction
from functools import cached_property
from pathlib import PurePath
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from subledger.book import Book, Result
from subledger.book.closing.closed import Difference
from subledger.book.looking import Looking
from subledger.book.policies import shipped
from subledger.faces.figures import figure_text
from subledger.faces.inert import inert
from subledger.faces.web.pages.links import Links
from subledger.faces.web.pages.recalled import Recalled
from subledger.faces.web.pages.templating import TEMPLATES
from subledger.faces.web.question import Question, read_question
from subledger.faces.web.sheet import Sheet
from subledger.faces.web.span import Span, span
from subledger.faces.web.tables import Table
from subledger.model.calendar import zone
from subledger.model.policy import Policy

PAGES = (
    ("/", "Overview"),
    ("/movements", "Movements"),
    ("/retention", "Retention"),
    ("/customers", "Customers"),
    ("/segments", "Plans and segments"),
    ("/revenue", "Revenue"),
    ("/bridge", "Bridge"),
    ("/reconcile", "Reconcile"),
    ("/close", "Close"),
    ("/trust", "Trust"),
)


@dataclass
class Frame:
    """One page under way: who asked what of which book."""

    request: Request
    book: Book
    question: Question
    differing: list[Difference] = field(default_factory=list)

    @cached_property
    def looking(self) -> Looking:
        """The view that is asked of."""
        return self.book.looking(**self.question.view)

    @cached_property
    def known_at(self) -> datetime | None:
        """The time up to which the view knows."""
        return self.looking.seen.known_at

    @cached_property
    def span(self) -> Span:
        """The days that are asked about."""
        return span(self.question, self.book, self._local(self.known_at))

    def _local(self, moment: datetime | None) -> datetime | None:
        return None if moment is None else moment.replace(tzinfo=UTC).astimezone(zone(self.book.timezone))

    @property
    def currency(self) -> str:
        """The reporting currency of the view."""
        return self.question.currency or self.book.currency

    @cached_property
    def currencies(self) -> tuple[str, ...]:
        """The currencies that figures may be reported in: the book's own and those of its items."""
        return tuple(dict.fromkeys((self.book.currency, *self.looking.values("currency"))))

    @property
    def policy(self) -> Policy:
        """The policy of the view."""
        return self.looking.policy

    @property
    def book_name(self) -> str:
        """The book's file, without its folder."""
        return PurePath(self.book.address).stem if self.book.address else "a book in memory"

    @property
    def book_option(self) -> str:
        """The option by which a command names the book, where it is not the one that is meant without."""
        address = self.book.address
        return "" if address in (None, "subledger.duckdb") else f" --book {shlex.quote(inert(str(address)))}"

    def text(self, value: Fraction | int | None, unit: str = "") -> str:
        """A figure as it is read, money where no unit is named."""
        return figure_text(value, unit or self.currency)

    @property
    def path(self) -> str:
        """The page's address without its question."""
        return self.request.url.path

    @cached_property
    def links(self) -> Links:
        """Where its figures lead."""
        return Links(self.question, self.span)

    @property
    def period_arguments(self) -> dict[str, Any]:
        """Span, grain and filters, as the book's readings take them."""
        asked = self.question
        return {"start": self.span.start, "end": self.span.end, "grain": asked.grain, "where": asked.asked_where, **asked.view}

    def told(self, result: Result) -> Result:
        """A reading of the whole book per period; which of its months were closed with other figures, the page says."""
        if not self.question.where and self.question.known_at is None:
            self.differing += self.book.differing(result)
        return result

    @property
    def differences(self) -> list[Difference]:
        """The first figure of every month that is not what it was closed with."""
        return sorted({each.month: each for each in reversed(self.differing)}.values(), key=lambda each: each.month)

    def about(self) -> dict[str, str]:
        """Where a sheet's figures come from, for its export."""
        policy = self.policy
        where = " and ".join(str(each) for each in self.question.where)
        return {
            "days": f"{self.span.start} to {self.span.end}, the last not included",
            "filters": where or "none",
            "policy": f"{policy.name} v{policy.version} {policy.hash}",
            "known at": str(self.known_at or "never"),
            "currency": self.currency,
            "note": "MRR is a planning figure, not a GAAP one",
        }

    def sheet(self, table: Table) -> Sheet:
        """A table as it is exported."""
        return table.sheet(self.about())

    def shown(self, template: str, title: str, **content: Any) -> Response:
        """The page, or what it shows as a sheet when that is asked for."""
        form = self.request.query_params.get("format")
        tables = [table for table in content.values() if isinstance(table, Table)]
        if form:
            from subledger.faces.web.export import exported

            wanted = self.request.query_params.get("table")
            chosen = next((table for table in tables if table.name == wanted), tables[0] if tables else None)
            if chosen is not None:
                return exported(self.sheet(chosen), form)
        return HTMLResponse(TEMPLATES.get_template(template).render(frame=self, q=self.question, title=title, **self._around(), **content))

    def _around(self) -> dict[str, Any]:
        return {
            "pages": PAGES,
            "onward": self.question.onward,
            "attributes": self.looking.attributes(),
            "policies": shipped(),
            "loads": self.looking.loads(),
            "build": self.book.build,
        }


Shown = Callable[[Frame], Response]


def page(of: Shown) -> Callable[[Request], Response]:
    """A route's handler: reads the address, takes the book as of one build, and shows the page."""

    def handler(request: Request) -> Response:
        app, question = request.app, read_question(request.query_params.multi_items())
        if not hasattr(app.state, "recalled"):
            app.state.recalled = Recalled[bytes]()
        # Asked before the book is, so that what is written meanwhile is never remembered as what was there before.
        writes = app.state.served.writes
        with app.state.served.view() as book:
            key = (writes, book.build, request.url.path, request.url.query, datetime.now(UTC).date())
            known = app.state.recalled.get(key)
            if known is not None:
                return HTMLResponse(known)
            answer = of(Frame(request, book, question))
            if isinstance(answer, HTMLResponse):
                app.state.recalled.put(key, bytes(answer.body))
            return answer

    return handler

"""Where figures lead: from a figure to what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from subledger.faces.web.question import Question
from subledger.faces.web.span import Span
from subledger.model.calendar import Period


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses under one question."""

    question: Question
    span: Span

    def behind(self, what: str, period: Period, attribute: str | None = None, value: str | None = None, **own: object) -> str:
        """What stands behind a figure of a period, and of one segment where an attribute is named."""
        return self.behind_days(what, period.start, period.end, attribute, value, **own)

    def behind_days(self, what: str, start: date, end: date, attribute: str | None = None, value: str | None = None, **own: object) -> str:
        """The same for any days."""
        asked = self.question.within(start, end)
        if attribute:
            asked = asked.only(attribute, value)
        return asked.url("/behind", what=what, back=self.question.back, **own)

    def customer(self, customer_id: str) -> str:
        """A customer's page."""
        return self.question.onward.url("/customer", id=customer_id)

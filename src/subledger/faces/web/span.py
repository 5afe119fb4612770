"""The days that a question means in a book, and which of its periods are not whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from subledger.book import Book
from subledger.faces.web.question import Question
from subledger.model.calendar import Period, add_months, grain_next, grain_start, periods
from subledger.model.errors import SubledgerError

MOST_PERIODS = 1200


@dataclass(frozen=True, slots=True)
class Span:
    """The days a question is about, and the last day that anything is known of."""

    start: date
    end: date
    grain: str
    known_day: date

    @property
    def periods(self) -> list[Period]:
        """The periods of the span."""
        return periods(self.start, self.end, self.grain)

    @property
    def before(self) -> tuple[date, date]:
        """The span just before, equally long."""
        return self._moved(-1), self.start

    @property
    def after(self) -> tuple[date, date]:
        """The span just after, equally long."""
        return self.end, self._moved(2)

    def _moved(self, lengths: int) -> date:
        if self.start.day == self.end.day == 1:
            months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
            return add_months(self.start, months * lengths)
        return self.start + (self.end - self.start) * lengths

    def part(self, period: Period) -> str | None:
        """Why a period is not whole, in words, or None when it is."""
        if period.start > self.known_day:
            return "ahead"
        if self.known_day < period.last_day:
            return "so far"
        is_cut = period.start != grain_start(period.start, self.grain) or period.end != grain_next(
            grain_start(period.start, self.grain), self.grain
        )
        return "in part" if is_cut else None


def span(question: Question, book: Book, known_at: datetime | None) -> Span:
    """The days that a question means in a book.

    Raises: SubledgerError for an empty span or one of too many periods.
    """
    last = book.last_day()
    start, end = _days(question, book, last)
    known_day = known_at.date() if known_at else last
    found = Span(start, end, question.grain, known_day)
    if start >= end:
        raise SubledgerError(f"the span {start} to {end} is empty", "empty_span", expected="from before to; to is not included")
    steps = {"day": 1, "week": 7}.get(question.grain, 28)
    if (end - start).days // steps > MOST_PERIODS:
        raise SubledgerError(
            f"{(end - start).days // steps:,} periods are more than a page can show",
            "too_many_periods",
            expected=f"{MOST_PERIODS:,} at most",
            hint="choose a longer grain or a shorter span",
        )
    return found


def _days(question: Question, book: Book, last: date) -> tuple[date, date]:
    until = add_months(grain_start(last, "month"), 1)
    first = question.preset
    if first == "custom":
        end = question.end or until
        return question.start or add_months(end, -12), end
    if first == "all":
        found = book.span()
        return grain_start(min(found[0], last) if found else last, "month"), until
    if first == "this_year":
        return date(last.year, 1, 1), until
    if first == "last_year":
        return date(last.year - 1, 1, 1), date(last.year, 1, 1)
    start = add_months(until, -int(first.removesuffix("m")))
    # A preset's periods begin whole.
    return grain_start(start, question.grain), until

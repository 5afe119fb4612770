"""Which days a question means, and which of its periods are not whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from subledger.book import Book
from subledger.faces.web.question import Question
from subledger.faces.web.span import Span, span
from subledger.model.errors import SubledgerError


@pytest.fixture
def book(book_of: Callable[..., Book]) -> Book:
    return book_of(
        subscriptions="""
        customer_id, unit_amount, starts_at,  ends_at
        acme,        100,         2023-03-10, 2025-08-20
        """
    )


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        (Question(), date(2024, 9, 1), date(2025, 9, 1)),
        (Question(preset="3m"), date(2025, 6, 1), date(2025, 9, 1)),
        (Question(grain="quarter"), date(2024, 7, 1), date(2025, 9, 1)),
        (Question(preset="this_year"), date(2025, 1, 1), date(2025, 9, 1)),
        (Question(preset="last_year"), date(2024, 1, 1), date(2025, 1, 1)),
        (Question(preset="all"), date(2023, 3, 1), date(2025, 9, 1)),
        (Question(preset="custom", start=date(2025, 1, 15), end=date(2025, 2, 3)), date(2025, 1, 15), date(2025, 2, 3)),
        (Question(preset="custom", end=date(2025, 2, 1)), date(2024, 2, 1), date(2025, 2, 1)),
    ],
)
def test_days(book: Book, question: Question, start: date, end: date) -> None:
    found = span(question, book, None)
    assert (found.start, found.end) == (start, end)


def test_an_empty_span_and_one_too_long_are_refused(book: Book) -> None:
    with pytest.raises(SubledgerError, match="empty"):
        span(Question(preset="custom", start=date(2025, 2, 1), end=date(2025, 2, 1)), book, None)
    with pytest.raises(SubledgerError, match="more than a page can show"):
        span(Question(preset="custom", start=date(1990, 1, 1), end=date(2025, 2, 1), grain="day"), book, None)


def test_months_move_by_months_and_days_by_days() -> None:
    months = Span(date(2025, 1, 1), date(2025, 4, 1), "month", date(2026, 1, 1))
    assert months.before == (date(2024, 10, 1), date(2025, 1, 1))
    assert months.after == (date(2025, 4, 1), date(2025, 7, 1))
    days = Span(date(2025, 1, 10), date(2025, 1, 20), "day", date(2026, 1, 1))
    assert days.before == (date(2024, 12, 31), date(2025, 1, 10))
    assert days.after == (date(2025, 1, 20), date(2025, 1, 30))


def test_a_period_says_why_it_is_not_whole() -> None:
    asked = Span(date(2025, 1, 15), date(2025, 6, 1), "month", date(2025, 3, 20))
    assert [asked.part(period) for period in asked.periods] == ["in part", None, "so far", "ahead", "ahead"]


def test_what_is_known_ends_with_the_view(book: Book) -> None:
    found = span(Question(), book, datetime(2025, 8, 20, tzinfo=UTC))
    assert found.part(found.periods[-1]) == "so far"

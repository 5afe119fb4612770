"""A question is read from an address and written back to one, and nothing is lost on the way."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

from subledger.faces.web.question import Filter, Question, read_filter, read_question
from subledger.model.errors import SubledgerError


def again(question: Question) -> Question:
    return read_question(parse_qsl(urlsplit(question.here("/")).query, keep_blank_values=True))


def test_the_usual_question_has_no_parameters() -> None:
    assert read_question([]).here("/movements") == "/movements"


@pytest.mark.parametrize(
    "address",
    [
        "preset=24m&grain=quarter&compare=year",
        "preset=custom&from=2025-01-15&to=2025-03-02&where=plan%3Apro&where=country%21%3AUS",
        "by=country&policy=standard&currency=EUR&where=country%3A",
        "known_at=2026-01-01T00%3A00%3A00%2B00%3A00",
        "search=x&sort=-mrr&offset=50",
    ],
)
def test_an_address_comes_back_as_it_was(address: str) -> None:
    question = read_question(parse_qsl(address, keep_blank_values=True))
    assert again(question) == question
    assert urlsplit(question.here("/")).query == address


@pytest.mark.parametrize("value", ["a:b", "a=b", "50% off", "<script>", "x&y=z", "株式会社", "!"])
@pytest.mark.parametrize("attribute", ["plan", "company size", "a:b"])
def test_any_value_can_be_filtered_by(attribute: str, value: str) -> None:
    found = again(Question(where=(Filter(attribute, value), Filter(attribute, value, negated=True))))
    assert found.where == (Filter(attribute, value), Filter(attribute, value, negated=True))
    assert found.asked_where == [f"{attribute}={value}", f"{attribute}!={value}"]


def test_an_unknown_value_is_an_empty_one() -> None:
    assert read_filter("country:") == Filter("country", None)
    assert read_filter("country:").asked == "country="


def test_days_alone_are_a_span_of_their_own() -> None:
    assert read_question([("from", "2025-01-01")]).preset == "custom"
    assert read_question([("preset", "12m"), ("from", "2025-01-01")]).start is None


def test_a_filter_from_the_form_joins_the_others() -> None:
    pairs = [("where", "plan:pro"), ("where_attribute", "country"), ("where_is", "not"), ("where_value", "US")]
    assert read_question(pairs).where == (Filter("plan", "pro"), Filter("country", "US", negated=True))


def test_a_filter_is_removed_alone() -> None:
    question = read_question([("where", "plan:pro"), ("where", "country:US")])
    assert question.without(Filter("plan", "pro")).where == (Filter("country", "US"),)


@pytest.mark.parametrize(
    ("pair", "code"),
    [
        (("preset", "5m"), "unknown_preset"),
        (("grain", "decade"), "unknown_grain"),
        (("compare", "peers"), "unknown_comparison"),
        (("from", "01/02/2025"), "not_a_date"),
        (("where", "plan"), "filter"),
        (("where", ":pro"), "filter"),
        (("policy", "/etc/passwd"), "unknown_policy"),
        (("policy", "own.toml"), "unknown_policy"),
        (("known_at", "yesterday"), "not_a_time"),
    ],
)
def test_what_cannot_be_read_is_said(pair: tuple[str, str], code: str) -> None:
    with pytest.raises(SubledgerError) as refused:
        read_question([pair])
    assert refused.value.code == code


def test_a_look_behind_leads_back_to_the_span_it_came_from() -> None:
    for first in (Question(), Question(preset="24m"), Question(preset="custom", start=date(2025, 1, 1), end=date(2025, 7, 1))):
        behind = read_question(parse_qsl(urlsplit(first.within(date(2025, 3, 1), date(2025, 4, 1)).url("/", back=first.back)).query))
        assert behind.start == date(2025, 3, 1)
        assert behind.onward == first

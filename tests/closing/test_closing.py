"""Closing a month, looking at what became of it, opening it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from closing.told import MARCH
from company_files import files

import subledger
from subledger import SubledgerError
from subledger.book.closing.closed import Compared
from subledger.faces.web.wire import packed, unpacked

Telling = Callable[..., Any]
CORRECTED = MARCH.replace("100.00", "100.01")
JANUARY, MAY = date(2025, 1, 1), date(2025, 5, 1)


def changed(found: Compared) -> dict[str, tuple[Fraction, Fraction | None]]:
    return {each.metric: (each.closed, each.now) for each in found.differing}


def test_a_closing_holds_the_month_s_figures(telling: Telling) -> None:
    book = telling().book
    closing = book.close_month("2025-03", "board pack")
    # In March beta's 50 a month went, acme's 100 stay.
    told = {slug: value for slug, value in closing.figures.items() if value}
    assert told == {
        "mrr": 100,
        "arr": 1200,
        "cmrr": 100,
        "net_new_mrr": -50,
        "churned_mrr": 50,
        "customers": 1,
        "churned_customers": 1,
        "subscriptions": 1,
        "quantity": 1,
    }
    assert "arpa" not in closing.figures
    assert (closing.note, closing.currency, closing.load_id, closing.policy.hash) == ("board pack", "USD", 1, book.policy.hash)
    assert closing.known_at.isoformat() == "2025-04-05T00:00:00"
    assert [each.state for each in book.closed()] == ["as closed"]


def test_a_correction_shows_against_what_was_closed(telling: Telling) -> None:
    company = telling()
    for month in ("2025-01", "2025-03"):
        company.book.close_month(month)
    company.tell(CORRECTED)
    march = company.book.closed_month("2025-03")
    cent = Fraction(1, 100)
    assert changed(march) == {"mrr": (100, 100 + cent), "arr": (1200, 1200 + 12 * cent), "cmrr": (100, 100 + cent)}
    assert (march.state, march.is_apart, march.content_hash != march.closing.content_hash) == ("differs", True, True)
    assert [(each.closing.month, each.state) for each in company.book.closed()] == [("2025-01", "differs"), ("2025-03", "differs")]
    then = march.closing.known_at
    assert [each.state for each in company.book.closed(known_at=then)] == ["as closed", "as closed"]
    assert company.book.closed_month("2025-03", known_at=then).state == "as closed"
    # The bridge that is named lies between the two.
    bridge = company.book.bridge("2025-03@2025-04-05T00:00:00Z", "2025-03")
    assert (bridge.opening, bridge.closing) == (100, 100 + cent)


def test_later_readings_tell_of_the_difference(telling: Telling) -> None:
    company = telling()
    company.book.close_month("2025-03")
    company.tell(CORRECTED)
    book = company.book
    for result in (book.metrics("mrr,arpa", JANUARY, MAY), book.movements(JANUARY, MAY)):
        assert [(each.month, each.metric) for each in book.differing(result)] == [("2025-03", "mrr")]
    silent = (
        book.metrics("customers", JANUARY, MAY),
        book.metrics("mrr", date(2025, 4, 1), MAY),
        book.metrics("mrr", JANUARY, date(2025, 4, 1), "quarter"),
        book.metrics("mrr", date(2025, 3, 2), date(2025, 4, 1)),
        book.metrics("mrr", JANUARY, MAY, policy="stripe"),
    )
    assert [book.differing(result) for result in silent] == [[], [], [], [], []]


def test_a_reopened_month_stays_on_record(telling: Telling) -> None:
    company = telling()
    first = company.book.close_month("2025-03")
    company.tell(CORRECTED)
    assert company.book.reopen_month("2025-03", "wrong price").reason == "wrong price"
    assert company.book.differing(company.book.metrics("mrr", JANUARY, MAY)) == []
    company.book.close_month("2025-03")
    both = company.book.closed()
    assert [(each.state, each.closing.figures["mrr"]) for each in both] == [("reopened", 100), ("as closed", Fraction(10001, 100))]
    assert both[0].closing.content_hash == first.content_hash
    assert company.book.closed_month("2025-03").closing.load_id == 2


def test_closings_outlive_the_book_s_closing(telling: Telling, tmp_path: Any) -> None:
    path = tmp_path / "b.duckdb"
    company = telling(path=path, policy="stripe")
    closing = company.book.close_month("2025-02")
    company.book.close()
    with subledger.open(path) as book:
        [found] = book.closed()
        assert (found.closing, found.state) == (closing, "as closed")
        with pytest.raises(SubledgerError, match="to be read"):
            book.close_month("2025-03")


def test_a_load_of_the_same_time_has_no_view_between(telling: Telling) -> None:
    company = telling()
    company.book.close_month("2025-03")
    loaded = company.tell(CORRECTED, at="2025-04-05T00:00:00+00:00")
    assert not company.book.closed_month("2025-03").is_apart
    assert {each.known_at for each in loaded.restated} == {None}


def test_what_is_sent_between_processes_comes_back(telling: Telling) -> None:
    company = telling()
    company.book.close_month("2025-03")
    loaded = company.tell(CORRECTED)
    for value in (company.book.closed(), company.book.closed_month("2025-03"), loaded):
        assert unpacked(packed(value)) == value


@pytest.mark.parametrize(
    ("month", "code"),
    [
        ("2025-04", "month_not_over"),
        ("2025-05", "month_not_over"),
        ("2024-12", "month_not_over"),
        ("2025-13", "view"),
        ("2025-Q1", "not_a_month"),
        ("2025-3", "not_a_month"),
        ("1960-01", "date_out_of_range"),
        ("2025-02", "month_closed"),
    ],
)
def test_months_that_cannot_be_closed(telling: Telling, month: str, code: str) -> None:
    book = telling().book
    book.close_month("2025-02")
    with pytest.raises(SubledgerError) as refused:
        book.close_month(month)
    assert refused.value.code == code
    assert [each.closing.month for each in book.closed()] == ["2025-02"]


def test_a_month_is_over_when_the_data_reaches_it(telling: Telling) -> None:
    company = telling()
    # Known in June, the data still ends in April.
    company.tell(MARCH, at="2025-06-07T00:00:00+00:00")
    with pytest.raises(SubledgerError, match="its data is from 2025-01-10 to 2025-04-02"):
        company.book.close_month("2025-05")
    assert company.book.close_month("2025-04").figures["mrr"] == 160


def test_an_empty_book_has_nothing_to_close() -> None:
    with subledger.init(None) as book:
        assert book.closed() == []
        with pytest.raises(SubledgerError, match="the book is empty"):
            book.close_month("2025-03")


def test_only_a_closed_month_is_reopened_and_shown(telling: Telling) -> None:
    book = telling().book
    for ask in (lambda: book.reopen_month("2025-03", "why"), lambda: book.closed_month("2025-03")):
        with pytest.raises(SubledgerError, match="2025-03 is not closed"):
            ask()
    book.close_month("2025-03")
    with pytest.raises(SubledgerError, match="for a reason"):
        book.reopen_month("2025-03", " ")
    book.reopen_month("2025-03", "why")
    with pytest.raises(SubledgerError, match="2025-03 is not closed"):
        book.reopen_month("2025-03", "why")


def test_flows_of_invoices_are_closed_too(book_of: Callable[..., subledger.Book], tmp_path: Any) -> None:
    lines = "customer_id, invoice_id, line_id, kind, amount, currency, issued_at\nacme, i1, 1, one_time, 30, USD, 2025-01-20"
    book = book_of(subscriptions=MARCH, invoice_lines=lines)
    assert book.close_month("2025-01").figures["one_time_revenue"] == 30
    more = files(tmp_path / "more", invoice_lines=lines.replace(", 30,", ", 35,"))
    loaded = book.load(more)
    # Closing MRR is what it was: nothing is restated, and the closing still tells.
    assert loaded.restated == []
    found = book.closed_month("2025-01")
    assert changed(found) == {"one_time_revenue": (30, 35)}
    assert found.content_hash == found.closing.content_hash


def test_each_policy_and_currency_is_closed_on_its_own(book_of: Callable[..., subledger.Book], tmp_path: Any) -> None:
    rates = "day,currency,rate\n2025-01-01,EUR,1.25"
    book = book_of(subscriptions=MARCH, fx_rates=rates)
    book.close_month("2025-03")
    book.close_month("2025-03", "bank", policy="stripe", currency="EUR")
    with pytest.raises(SubledgerError, match="under stripe in EUR"):
        book.close_month("2025-03", policy="stripe", currency="EUR")
    with pytest.raises(SubledgerError, match="not closed under standard in EUR"):
        book.closed_month("2025-03", currency="EUR")
    # Acme pays 100 from January on, beta's price rises by a cent and ends before March does.
    book.load(files(tmp_path / "more", subscriptions=CORRECTED, fx_rates=rates))
    for view, was, now in (({}, 100, Fraction(10001, 100)), ({"policy": "stripe", "currency": "EUR"}, 80, Fraction(10001, 125))):
        [found] = book.closed(**{"policy": "standard", "currency": "USD"} | view)
        assert (found.closing.figures["mrr"], changed(found)["mrr"]) == (was, (was, now))
        assert book.closed_month("2025-03", **view).figures == found.figures
        result = book.metrics("mrr", JANUARY, MAY, **view)
        assert [(each.metric, each.closed) for each in book.differing(result)] == [("mrr", was)]
    assert [(each.closing.policy.name, each.closing.note) for each in book.closed()] == [("standard", None), ("stripe", "bank")]
    book.reopen_month("2025-03", "rate", policy="stripe", currency="EUR")
    assert [each.state for each in book.closed()] == ["differs", "reopened"]

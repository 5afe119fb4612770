"""The European Central Bank's rates: exact, of the day or the last before, never guessed."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from subledger.sources.ecb import currencies, ecb_rate, newest_day


def test_a_rate_is_exactly_what_was_published():
    assert ecb_rate("EUR", "USD", date(2023, 12, 29)) == Fraction("1.105")
    assert ecb_rate("USD", "EUR", date(2023, 12, 29)) == 1 / Fraction("1.105")
    assert ecb_rate("USD", "JPY", date(2023, 12, 29)) == Fraction("156.33") / Fraction("1.105")


def test_weekends_and_holidays_have_the_last_published():
    assert ecb_rate("EUR", "USD", date(2024, 1, 1)) == Fraction("1.105")


def test_beyond_ten_days_there_is_none():
    newest = newest_day()
    assert ecb_rate("EUR", "USD", newest + timedelta(days=10)) is not None
    assert ecb_rate("EUR", "USD", newest + timedelta(days=11)) is None
    assert ecb_rate("EUR", "USD", date(1998, 12, 31)) is None
    assert ecb_rate("ISK", "EUR", date(2012, 6, 1)) is None


def test_the_same_currency_is_one_and_an_unknown_one_has_none():
    assert ecb_rate("XOF", "XOF", date(1980, 1, 1)) == 1
    assert ecb_rate("XOF", "EUR", date(2024, 1, 1)) is None
    assert {"EUR", "USD", "JPY"} <= set(currencies())

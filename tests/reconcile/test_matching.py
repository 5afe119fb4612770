"""Whose amount is whose: exactly the same id first, then the one id that differs only in case or spaces, and never a guess between two."""

from __future__ import annotations

from fractions import Fraction

from subledger.book.reconciling.matching import matched

ONE = Fraction(1)


def pairs(theirs: list[str], known: list[str], paying: list[str]) -> list[tuple[str, str | None, bool]]:
    lines = matched(dict.fromkeys(theirs, ONE), known, paying, ())
    return [(line.customer, line.their_id, line.theirs is None) for line in lines]


def test_case_and_spaces() -> None:
    assert pairs(["ACME", "be ta"], ["acme", "beta"], ["acme", "beta"]) == [("acme", "ACME", False), ("beta", "be ta", False)]


def test_the_same_id_wins() -> None:
    assert pairs(["acme", "ACME"], ["acme"], ["acme"]) == [("acme", None, False), ("ACME", None, False)]


def test_two_that_could_be_one_are_not_paired() -> None:
    assert pairs(["ACME", "Acme"], ["acme"], ["acme"]) == [("ACME", None, False), ("Acme", None, False), ("acme", None, True)]
    assert pairs(["A B"], ["ab", "AB"], ["ab"]) == [("A B", None, False), ("ab", None, True)]


def test_who_might_pay_under_another_policy_is_no_line_of_its_own() -> None:
    lines = matched({}, ["a", "b"], ["a"], ["b"])
    assert [(line.customer, line.is_listed) for line in lines] == [("a", True), ("b", False)]

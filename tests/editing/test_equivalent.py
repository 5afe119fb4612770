"""What a person edits leaves a book as it would be had the rows been so."""

from __future__ import annotations

import os
from random import Random

import agreement
import histories
from editing import alike

CURRENCIES = ("USD", "EUR", "JPY")


def drawn(seed: int) -> tuple[alike.Tables, dict[str, object]]:
    """A random company of seven customers and a random policy."""
    chance = Random(f"{os.environ.get('SUBLEDGER_DRAW', '')}{seed}")
    shapes = [(chance.randrange(2**32), chance.randint(1, 3), chance.randint(1, 5)) for _ in range(7)]
    policy = {name: chance.choice(allowed) for name, allowed in histories.SETTINGS.items() if chance.random() < 0.4}
    return alike.company(shapes, seed, CURRENCIES), agreement.shown(policy)


def test_who_is_excluded_was_never_there() -> None:
    company, policy = drawn(0)
    with alike.loaded(company) as book, alike.loaded(alike.without(company, {"c0"})) as other:
        before = alike.told(book, policy)
        number = book.edits.exclude("c0", known_at=alike.LATER, **alike.BY).edit.number
        assert book.check() == []
        assert alike.told(book, policy) == alike.told(other, policy)
        assert alike.told(book, policy, alike.KNOWN) == before
        book.edits.undo(number, known_at=alike.LATER, **alike.BY)
        assert alike.told(book, policy) == before


def test_who_is_merged_was_one_from_the_beginning() -> None:
    company, policy = drawn(1)
    renamed = alike.renamed(alike.renamed(company, "c0", "c1"), "c3", "c1")
    with alike.loaded(company) as book, alike.loaded(renamed) as other, alike.loaded(alike.without(renamed, {"c1"})) as rest:
        book.edits.merge("c0", "c3", known_at=alike.LATER, **alike.BY)
        book.edits.merge("c3", "c1", known_at=alike.LATER, **alike.BY)
        assert book.check() == []
        assert alike.told(book, policy) == alike.told(other, policy)
        book.edits.exclude("c1", known_at=alike.LATER, **alike.BY)
        assert alike.told(book, policy) == alike.told(rest, policy)

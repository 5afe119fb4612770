"""What a preset makes of the company, written down as a list: the reconciliation finds the preset again, and says which settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from reconcile.planted_company import DAY, amounts, listed

import subledger
from subledger.book.policies import policy, shipped


@pytest.mark.parametrize("name", shipped())
def test_a_list_made_under_a_preset_is_known_by_it(book: subledger.Book, tmp_path: Path, name: str) -> None:
    theirs = amounts(book, name)
    found = book.reconcile(listed(tmp_path / "theirs.csv", theirs))
    assert found.as_of == DAY
    assert name in (found.proposed, *found.equal)
    if name != found.proposed:
        assert {who: round(of, 2) for who, of in amounts(book, found.proposed).items()} == {who: round(of, 2) for who, of in theirs.items()}
    assert found.reading is None
    assert (found.unexplained, {each.reason for each in found.accounts} - {"agrees", "setting", "preset"}) == (0, set())
    of, own = policy(name), policy("standard")
    for each in found.accounts:
        if each.reason == "setting":
            key = each.key.partition(" = ")[0]
            assert of[key] != own[key], each
        assert (each.reason == "agrees") == (abs(each.gap) <= 0.005), each
    assert found.theirs - found.ours == sum(each.gap for each in found.accounts)
    row = next(each for each in found.standings if name in (each.name, *each.same) or each.name == found.proposed)
    assert (row.agree, row.unexplained) == (len(found.accounts), 0) or not row.unexplained

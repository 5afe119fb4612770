"""What a preset makes of the company, written down as a list: the reconciliation finds the preset again, and says which settings."""

from __future__ import annotations

from pathlib import Path

from reconcile.planted_company import DAY, amounts, listed

import subledger
from subledger.book.policies import policy, shipped


def test_a_list_made_under_any_preset_is_known_by_it(book: subledger.Book, tmp_path: Path) -> None:
    # All in one test: the ledgers of the others, which each is held against, are built once.
    for name in shipped():
        recovered(book, tmp_path, name)


def recovered(book: subledger.Book, tmp_path: Path, name: str) -> None:
    theirs = amounts(book, name)
    found = book.reconcile(listed(tmp_path / f"{name}.csv", theirs))
    assert found.as_of == DAY
    assert name in (found.proposed, *found.equal)
    if name != found.proposed:
        same = {who: round(of, 2) for who, of in amounts(book, found.proposed).items()}
        assert same == {who: round(of, 2) for who, of in theirs.items()}, name
    assert found.reading is None, name
    reasons = {each.reason for each in found.accounts} - {"agrees", "setting", "preset"}
    assert (found.unexplained, reasons) == (0, set()), name
    of, own = policy(name), policy("standard")
    for each in found.accounts:
        if each.reason == "setting":
            key = each.key.partition(" = ")[0]
            assert of[key] != own[key], (name, each)
        assert (each.reason == "agrees") == (abs(each.gap) <= 0.005), (name, each)
    assert found.theirs - found.ours == sum(each.gap for each in found.accounts), name
    row = next(each for each in found.standings if name in (each.name, *each.same) or each.name == found.proposed)
    assert (row.agree, row.unexplained) == (len(found.accounts), 0) or not row.unexplained, name

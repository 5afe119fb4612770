"""Matching: whose amount in another tool's list is whose in the book."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Line:
    """One customer of either list: ours by id, how they write it where that differs, and their amount; None where they have none.

    is_known: whether the book has such a customer at all. is_listed: whether they, or the book under its own policy, have an amount.
    """

    customer: str
    their_id: str | None
    theirs: Fraction | None
    is_known: bool
    is_listed: bool = True


def matched(theirs: Mapping[str, Fraction], known: Collection[str], paying: Collection[str], perhaps: Iterable[str]) -> list[Line]:
    """Every customer of their list, and those of ours that pay and are not in it, or perhaps pay, under another policy.

    Ids that differ only in case or spaces are one customer where they can be no other on either side.
    """
    ours = set(known)
    strangers = [name for name in theirs if name not in ours]
    by_fold: dict[str, list[str]] = defaultdict(list)
    for name in ours - theirs.keys():
        by_fold[_folded(name)].append(name)
    folds = [_folded(name) for name in strangers]
    times = Counter(folds)
    pairs = {name: by_fold[fold][0] for name, fold in zip(strangers, folds, strict=True) if times[fold] == len(by_fold[fold]) == 1}
    lines = [
        Line(pairs.get(name, name), name if name in pairs else None, amount, name in ours or name in pairs)
        for name, amount in theirs.items()
    ]
    seen = {line.customer for line in lines}
    return lines + [Line(name, None, None, True, name in paying) for name in sorted({*paying, *perhaps} - seen)]


def _folded(name: str) -> str:
    return "".join(name.split()).casefold()

"""Trials: the book's figures under each candidate, built once for all candidates that can give no others."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from subledger.book.reconciling.accounting import Tried
from subledger.book.reconciling.amounts import Amounts, at_end
from subledger.book.reconciling.candidates import Candidate, Facts, wholes
from subledger.engine import Engine
from subledger.ledger.tables import Ledger
from subledger.model.policy import Policy


@dataclass(slots=True)
class Trials:
    """A book on a day, and what has been tried on it."""

    engine: Engine
    ledgers: Callable[[Policy], Ledger]
    own: Ledger
    facts: Facts
    day: date
    tell: Callable[[str], None]
    _found: dict[Hashable, Amounts] = field(default_factory=dict)

    def wholes(self) -> tuple[list[Tried], Mapping[str, tuple[str, ...]]]:
        """The book's own policy, first, and the presets that tell from it and one another; and by their names those that give the same."""
        first: dict[Hashable, str] = {}
        alike: dict[str, tuple[str, ...]] = {}
        tried = []
        for candidate in wholes(self.own.policy):
            signature = self.facts.signature(candidate.policy)
            if signature in first:
                alike[first[signature]] = (*alike.get(first[signature], ()), candidate.name)
            else:
                first[signature] = candidate.name
                tried.append(Tried(candidate, self._amounts(candidate, signature)))
        return tried, alike

    def singles(self, wanted: Sequence[Candidate]) -> list[Tried]:
        """Those of the settings, each set another way, that can move a figure of this book at all."""
        own = self.facts.signature(self.own.policy)
        signed = [(candidate, self.facts.signature(candidate.policy)) for candidate in wanted]
        return [Tried(candidate, self._amounts(candidate, signature)) for candidate, signature in signed if signature != own]

    def _amounts(self, candidate: Candidate, signature: Hashable) -> Amounts:
        if signature not in self._found:
            is_own = candidate.policy is self.own.policy
            self.tell("comparing" if is_own else f"trying {candidate.name}")
            self._found[signature] = at_end(self.engine, self.own if is_own else self.ledgers(candidate.policy), self.day)
        return self._found[signature]

"""Candidates: the policies under which the book's figures are held against another tool's, each told apart by what it does to this book."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from types import MappingProxyType

from subledger.book.policies import policy, shipped
from subledger.book.rows import has_rows
from subledger.engine import Engine
from subledger.ledger.tables import Ledger, unbound
from subledger.model import tables
from subledger.model.policy import Policy, Terms
from subledger.model.settings import BY_KEY, KEYS, Value

PRESET, BOOK, SETTING = "preset", "book", "setting"
WITHOUT_MRR = ("counts.full_discount", "arr.basis")
"""Settings that leave every customer's MRR as it is, beside those of movements and metrics."""
OF_MRR = tuple(key for key in KEYS if not key.startswith(("movements.", "metrics.")) and key not in WITHOUT_MRR)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A policy to try, and what is tried: a preset as a whole, the book's own policy, or one setting of it set another way."""

    kind: str
    name: str
    policy: Policy
    setting: str = ""

    @property
    def says(self) -> str:
        """What it comes to, in words."""
        if self.kind != SETTING:
            return f"policy {self.name}"
        value = self.policy[self.setting]
        return f"{BY_KEY[self.setting].means(value)} ({self.name})"


@dataclass(frozen=True, slots=True)
class Facts:
    """What of the book's facts decides whether a setting can move its MRR at all."""

    terms: tuple[tuple[Terms, bool, bool], ...]
    idle: frozenset[str]
    timezone: str

    def signature(self, of: Policy) -> Hashable:
        """What a policy makes of this book: where two have the same, so have all their figures of MRR."""
        rules = []
        for terms, is_discounted, is_taxed in self.terms:
            rule = of.rule(terms)
            rules.append(replace(rule, is_discounted=rule.is_discounted and is_discounted, tax_mode=rule.tax_mode if is_taxed else "none"))
        others = [self._value(of, key) for key in OF_MRR if key in BESIDE_RULES and key not in self.idle]
        return (tuple(rules), tuple(others))

    def _value(self, of: Policy, key: str) -> Value:
        return self.timezone if (key, of[key]) == ("calendar.timezone", "book") else of[key]


BESIDE_RULES = ("calendar.timezone", "counts.usage", "counts.refunds", "timing.cancel", "timing.change", "fx.rate")
"""Settings that decide more than the rule of some terms does."""


def facts(engine: Engine, ledger: Ledger, timezone: str) -> Facts:
    """What the facts that a ledger knows let settings decide."""
    states, terms = ledger.known(tables.SUBSCRIPTIONS), unbound(tables.TERMS)
    is_discounted = (states.discount_percent_micros != 0) | (states.discount_amount_micros != 0)
    seen = states.group_by("terms_key").agg(
        discounted=is_discounted.fill_null(False).any(),
        taxed=(states.tax_percent_micros != 0).fill_null(False).any(),
        asked=states.cancel_requested_day.notnull().any(),
        timed=(states.starts_at.notnull() | states.ends_at.notnull()).any(),
    )
    rows = engine.rows(terms.join(seen, "terms_key").order_by("terms_key"))
    names = (*terms.columns, "discounted", "taxed", "asked", "timed")
    found = [dict(zip(names, row, strict=True)) for row in rows]
    of = tuple((Terms(*(row[name] for name in tables.TERMS_COLUMNS)), bool(row["discounted"]), bool(row["taxed"])) for row in found)
    idle = set() if ledger.has_fx else {"fx.rate"}
    idle |= set() if any(row["asked"] for row in found) else {"timing.cancel"}
    idle |= set() if any(row["timed"] for row in found) else {"calendar.timezone"}
    if not has_rows(engine, ledger.known(tables.INVOICE_LINES)):
        idle |= {"counts.refunds"}
        # Without an invoice usage is apart, or what was committed, and the rules know that.
        idle |= {"counts.usage"}
    return Facts(of, frozenset(idle), timezone)


def wholes(own: Policy) -> list[Candidate]:
    """The book's policy, and every preset."""
    presets = [Candidate(PRESET, name, policy(name)) for name in shipped()]
    same = next((each for each in presets if each.policy.hash == own.hash), None)
    return [replace(same, policy=own) if same else Candidate(BOOK, own.name, own), *(each for each in presets if each is not same)]


def singles(own: Policy) -> list[Candidate]:
    """The book's policy with one setting as some preset has it, in the order of the settings."""
    presets = [policy(name) for name in shipped()]
    return [_single(own, key, value) for key in OF_MRR for value in dict.fromkeys(each[key] for each in presets) if value != own[key]]


def _single(own: Policy, key: str, value: Value) -> Candidate:
    name = f"{key} = {value if isinstance(value, str) else str(value).lower()}"
    return Candidate(SETTING, name, Policy(f"{own.name}, {name}", own.version, MappingProxyType({**own.values, key: value})), key)

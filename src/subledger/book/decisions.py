"""What decides each setting of a policy: which file of its chain, and from which public source; and how two policies differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from subledger.book.policies import STANDARD, Layer, PolicyLike, chain, policy, shipped
from subledger.model.notes import UNPUBLISHED
from subledger.model.policy import Policy
from subledger.model.settings import SETTINGS, Setting, Value


@dataclass(frozen=True, slots=True)
class Decision:
    """One setting of one policy: its value, the file that decides it, and what the files say of it.

    decided_by and said_by: a preset's name, a file's path, or None for settings that came from no file.
    source: whence it comes, in a file's own words; "" where none says anything.
    """

    setting: Setting
    value: Value
    standard: Value
    decided_by: str | None
    said_by: str | None
    source: str

    @property
    def means(self) -> str:
        """The value in plain words."""
        return self.setting.means(self.value)

    @property
    def is_unpublished(self) -> bool:
        """Whether a file says that there is no public source, so that the value is what it extends has."""
        return self.source == UNPUBLISHED


@dataclass(frozen=True, slots=True)
class Decided:
    """A policy with all its decisions. about: what it is; beyond: what its files say no setting can express."""

    policy: Policy
    extends: str | None
    file: str | None
    about: str
    beyond: tuple[str, ...]
    decisions: tuple[Decision, ...]

    @property
    def differs(self) -> dict[str, Value]:
        """The settings that are not those of standard."""
        return {each.setting.key: each.value for each in self.decisions if each.value != each.standard}


def decided(of: PolicyLike) -> Decided:
    """A policy with what decides each setting.

    Raises: SubledgerError as policy does.
    """
    layers, standard = chain(of), policy(STANDARD)
    top = layers[0]
    beyond = tuple(said for layer in layers for said in layer.says.beyond)
    decisions = tuple(_decision(setting, layers, standard) for setting in SETTINGS)
    return Decided(top.policy, top.extends, top.where, top.says.about, beyond, decisions)


def _decision(setting: Setting, layers: tuple[Layer, ...], standard: Policy) -> Decision:
    key = setting.key
    at = next(place for place, layer in enumerate(layers) if key in layer.sets)
    # What a file says of a setting that a file above it sets is of no account.
    saying = next((layer for layer in layers[: at + 1] if layer.says.of.get(key)), None)
    source = saying.says.of[key] if saying else ""
    return Decision(setting, layers[0].policy[key], standard[key], layers[at].where, saying.where if saying else None, source)


def listed(files: Sequence[Path] = (), own: Policy | None = None) -> tuple[Decided, ...]:
    """The policies that ship, those of further files, and a book's own where it is none of these any more."""
    found = (*map(decided, shipped()), *map(decided, files))
    return found if own is None or any(of.policy == own for of in found) else (*found, decided(own))


def differences(one: PolicyLike, other: PolicyLike) -> tuple[Decided, Decided, tuple[tuple[Decision, Decision], ...]]:
    """Two policies, and the settings on which they differ, each as either decides it."""
    a, b = decided(one), decided(other)
    pairs = zip(a.decisions, b.decisions, strict=True)
    return a, b, tuple((mine, theirs) for mine, theirs in pairs if mine.value != theirs.value)

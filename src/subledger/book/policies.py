"""Policies by name, file or settings; and the chain of files that makes each of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

from subledger.model.errors import SubledgerError, unknown
from subledger.model.notes import Notes, notes
from subledger.model.policy import Policy, parse_policy, parse_settings
from subledger.model.settings import Value

PolicyLike = Policy | str | Path | Mapping[str, object]
STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class Layer:
    """One file of a policy's chain: the policy down to here, what this file alone sets, and what it says of itself.

    where is a preset's name, a file's path, or None for settings that came from no file.
    """

    policy: Policy
    sets: Mapping[str, Value]
    where: str | None = None
    extends: str | None = None
    says: Notes = field(default_factory=Notes)


@cache
def shipped() -> tuple[str, ...]:
    """The names of the policies that ship, `standard` first."""
    names = sorted(entry.name.removesuffix(".toml") for entry in files("subledger.policies").iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(names, key=lambda name: name != STANDARD))


def policy(of: PolicyLike) -> Policy:
    """A policy from its name, a TOML file, or settings over `standard`.

    Raises: SubledgerError for an unknown name, an unreadable file, a wrong setting or policies that extend one another in a ring.
    """
    return of if isinstance(of, Policy) else chain(of)[0].policy


def chain(of: PolicyLike) -> tuple[Layer, ...]:
    """A policy's files, from itself down to what it extends at last."""
    if isinstance(of, Policy):
        return (Layer(of, of.values),)
    if isinstance(of, Mapping):
        document = {"name": "settings over standard", **of} if "name" not in of else dict(of)
        return _layers(None, document, Notes(), Path(), ())
    return _chain(str(of), Path(), ())


def found_in(folder: Path) -> tuple[Path, ...]:
    """The policy files of a folder: TOML files that say what they extend."""
    return tuple(path for path in sorted(folder.glob("*.toml")) if _extends(path))


def _extends(path: Path) -> bool:
    try:
        return isinstance(tomllib.loads(path.read_text("utf-8")).get("extends"), str)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        return False


def _chain(name: str, folder: Path, seen: Sequence[str]) -> tuple[Layer, ...]:
    if name in shipped():
        return _shipped(name)
    path = folder / name
    if path.suffix != ".toml" and not path.is_file():
        raise unknown("policy", name, (*shipped(), *(each.name for each in found_in(folder))))
    if str(path.resolve()) in seen:
        ring = " → ".join(Path(each).name for each in (*seen[list(seen).index(str(path.resolve())) :], name))
        raise SubledgerError(f"policy {path} extends itself: {ring}", "policy_ring", str(path), "a policy that ends at one that ships")
    text, document = _read(path)
    return _layers(str(path), document, notes(text), path.parent, (*seen, str(path.resolve())))


@cache
def _shipped(name: str) -> tuple[Layer, ...]:
    text = (files("subledger.policies") / f"{name}.toml").read_text("utf-8")
    return _layers(name, tomllib.loads(text), notes(text), Path(), (name,))


def _read(path: Path) -> tuple[str, dict[str, object]]:
    try:
        text = path.read_text("utf-8")
        return text, tomllib.loads(text)
    except FileNotFoundError:
        near = get_close_matches(path.stem, [*shipped(), *(each.stem for each in path.parent.glob("*.toml"))], n=1)
        hint = None if not near else f"did you mean {near[0] if near[0] in shipped() else near[0] + '.toml'!r}?"
        expected = "a TOML file, or one of " + ", ".join(shipped())
        raise SubledgerError(f"no policy file {path}", "no_such_policy", str(path), expected, hint) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SubledgerError(f"{path} is not a policy: {error}", "policy_file", str(path), "a TOML file in UTF-8") from None


def _layers(where: str | None, document: Mapping[str, object], says: Notes, folder: Path, seen: Sequence[str]) -> tuple[Layer, ...]:
    base = document.get("extends")
    below: tuple[Layer, ...] = ()
    if base is not None and not isinstance(base, str):
        raise _of(where, SubledgerError("extends names a policy", "policy_value", str(base), 'extends = "standard"'))
    if where != STANDARD:
        below = _chain(base or STANDARD, folder, seen)
    try:
        made = parse_policy(document, below[0].policy if below else None)
        return (Layer(made, parse_settings(document), where, base, says), *below)
    except SubledgerError as error:
        raise _of(where, error) from None


def _of(where: str | None, error: SubledgerError) -> SubledgerError:
    """The error with the file that it is about in front."""
    if where is not None:
        error.message = f"{where}: {error.message}"
    return error

"""Policies by name, file or settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from subledger.model.errors import SubledgerError, unknown
from subledger.model.policy import Policy, parse_policy

PolicyLike = Policy | str | Path | Mapping[str, object]


def shipped() -> tuple[str, ...]:
    """The names of the policies that ship, `standard` first."""
    names = sorted(entry.name.removesuffix(".toml") for entry in files("subledger.policies").iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(names, key=lambda name: name != "standard"))


def policy(of: PolicyLike) -> Policy:
    """A policy from its name, a TOML file, or settings over `standard`.

    Raises: SubledgerError for an unknown name, an unreadable file, a wrong setting or policies that extend one another in a ring.
    """
    return _policy(of, ())


def _policy(of: PolicyLike, seen: tuple[str, ...]) -> Policy:
    if isinstance(of, Policy):
        return of
    if isinstance(of, Mapping):
        document = {"name": "settings over standard", **of} if "name" not in of else dict(of)
        return _parsed(document, Path(), seen)
    text = str(of)
    if text in shipped():
        return _parsed(tomllib.loads((files("subledger.policies") / f"{text}.toml").read_text("utf-8")), Path(), (*seen, text))
    path = Path(text)
    if path.suffix != ".toml" and not path.is_file():
        raise unknown("policy", text, shipped())
    if str(path.resolve()) in seen:
        raise SubledgerError(f"policy {text} extends itself", "policy_ring", text, "a policy that ends at one that ships")
    return _parsed(_document(path), path.parent, (*seen, str(path.resolve())))


def _document(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise SubledgerError(
            f"no policy file {path}", "no_such_policy", str(path), "a TOML file, or one of " + ", ".join(shipped())
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SubledgerError(f"{path} is not a policy: {error}", "policy_file", str(path), "a TOML file in UTF-8") from None


def _parsed(document: Mapping[str, object], folder: Path, seen: tuple[str, ...]) -> Policy:
    base = document.get("extends")
    if base is None and document.get("name") == "standard":
        return parse_policy(document)
    if base is not None and not isinstance(base, str):
        raise SubledgerError("extends names a policy", "policy_value", str(base), 'extends = "standard"')
    name = base or "standard"
    found = name if name in shipped() else str(folder / name)
    return parse_policy(document, _policy(found, seen))

"""Questions and answers between two processes of one user: JSON that keeps every figure exact."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

OURS = ("subledger.book.", "subledger.model.")
"""Whose records may be sent: both ends are one Subledger."""


class Unsendable(TypeError):
    """A value that has no form on the wire."""


def packed(value: Any) -> Any:
    """A value as JSON holds it; what JSON has no word for is tagged with its kind. A function that a record has is left behind.

    Raises: Unsendable for what is neither plain nor a record of ours.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    for kind, written in _WRITTEN:
        if isinstance(value, kind):
            return written(value)
    kind = type(value)
    if _is_record(kind):
        parts = ((name, getattr(value, name)) for name in _names(kind))
        return {f"{kind.__module__}.{kind.__name__}": {name: None if callable(each) else packed(each) for name, each in parts}}
    if isinstance(value, Mapping):
        return {"map": [[packed(key), packed(each)] for key, each in value.items()]}
    if isinstance(value, tuple):
        return {"tuple": [packed(each) for each in value]}
    if isinstance(value, Sequence):
        return [packed(each) for each in value]
    raise Unsendable(kind.__name__)


def unpacked(value: Any) -> Any:
    """The value that was packed."""
    if isinstance(value, list):
        return [unpacked(each) for each in value]
    if not isinstance(value, dict):
        return value
    ((kind, of),) = value.items()
    if kind in _READ:
        return _READ[kind](of)
    return _record(kind)(**{name: unpacked(each) for name, each in of.items()})


def _record(named: str) -> Any:
    module, _, name = named.rpartition(".")
    try:
        found = getattr(import_module(module), name) if named.startswith(OURS) else None
    except (ImportError, AttributeError):
        found = None
    if not isinstance(found, type) or not _is_record(found):
        raise Unsendable(named)
    return found


def _is_record(kind: type) -> bool:
    return kind.__module__.startswith(OURS) and (is_dataclass(kind) or hasattr(kind, "_fields"))


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else tuple(kind._fields)


_WRITTEN: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Fraction, lambda value: {"fraction": str(value)}),
    (datetime, lambda value: {"time": value.isoformat()}),
    (date, lambda value: {"day": value.isoformat()}),
    (Path, lambda value: str(value.absolute())),
)
_READ: dict[str, Callable[[Any], Any]] = {
    "fraction": Fraction,
    "time": datetime.fromisoformat,
    "day": date.fromisoformat,
    "map": lambda of: {unpacked(key): unpacked(each) for key, each in of},
    "tuple": lambda of: tuple(map(unpacked, of)),
}

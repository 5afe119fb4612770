"""Texts that steer nothing: no terminal, no log and no reader of JSON can misread what data says."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSAFE = re.compile(f"[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029{_BIDI}\ud800-\udfff]")
_UNSAFE_IN_JSON = re.compile(f"[\\x7f-\\x9f\u2028\u2029{_BIDI}\ud800-\udfff]")


def inert(text: str) -> str:
    r"""A text in which nothing can steer a terminal: control characters and changes of direction are written out.

    >>> print(inert("\x1b[31mred"))
    \x1b[31mred
    """
    return _UNSAFE.sub(lambda found: _written_out(found[0]), text)


def _written_out(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def json_text(document: Mapping[str, object], indent: int | None = None) -> str:
    """A document as JSON in which nothing steers a terminal."""
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)

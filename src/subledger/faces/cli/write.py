"""What goes to standard output: text, and JSON that no terminal can misread."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping

BROKEN_PIPE = 141
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSAFE = re.compile(f"[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029{_BIDI}\ud800-\udfff]")


def inert(text: str) -> str:
    r"""A text in which nothing can steer a terminal: control characters and changes of direction are written out.

    >>> print(inert("\x1b[31mred"))
    \x1b[31mred
    """
    return _UNSAFE.sub(lambda found: _written_out(found[0]), text)


def _written_out(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def write(text: str) -> None:
    """Writes to standard output."""
    sys.stdout.write(text)


def write_json(document: Mapping[str, object]) -> None:
    """Writes one JSON document: on one line, or spread out on a terminal."""
    text = json.dumps(document, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None)
    write(re.sub(f"[\\x7f-\\x9f\u2028\u2029{_BIDI}\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def write_csv(text: str) -> None:
    """Writes CSV as it is; on a terminal without what could steer it."""
    write("".join(inert(line) + "\n" for line in text.split("\n")[:-1]) if sys.stdout.isatty() else text)


def forgive_encoding() -> None:
    """A terminal that cannot show a character shows another in its place: no output fails over a name."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")

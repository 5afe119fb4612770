"""What goes to standard output: text, and documents of JSON and CSV."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from subledger.faces.inert import inert, json_text

BROKEN_PIPE = 141


def write(text: str) -> None:
    """Writes to standard output."""
    sys.stdout.write(text)


def write_json(document: Mapping[str, object]) -> None:
    """Writes one JSON document: on one line, or spread out on a terminal."""
    write(json_text(document, 2 if sys.stdout.isatty() else None) + "\n")


def write_csv(text: str) -> None:
    """Writes CSV as it is; on a terminal without what could steer it."""
    write("".join(inert(line) + "\n" for line in text.split("\n")[:-1]) if sys.stdout.isatty() else text)


def forgive_encoding() -> None:
    """A terminal that cannot show a character shows another in its place: no output fails over a name."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")

"""How a failure is said: in words on standard error, or in the one JSON shape on standard output."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from itertools import pairwise

import typer

from subledger.faces import documents
from subledger.faces.cli.write import write_json
from subledger.faces.inert import inert
from subledger.model.errors import Fault, SubledgerError

INTERRUPTED = 130
FEW = 5
"""So many faults are said one by one; more stand in tables."""


def is_interrupted(error: Exception) -> bool:
    """Whether the user ended it: an engine at work says so in its own words."""
    return isinstance(error, RuntimeError) and str(error) == "Query interrupted"


def failed(error: Exception) -> SubledgerError:
    """Any exception as an error with a code, a message and an exit code."""
    if isinstance(error, SubledgerError):
        return error
    if isinstance(error, typer.TyperException):
        return _usage(error)
    if os.environ.get("SUBLEDGER_DEBUG"):
        traceback.print_exception(error)
    hint = "this is a fault of Subledger, not yours: run it again with SUBLEDGER_DEBUG=1 to see where, and report what it shows"
    return SubledgerError(f"{type(error).__name__}: {error}", "internal", hint=hint, exit_code=1)


def _usage(error: typer.TyperException) -> SubledgerError:
    context = getattr(error, "ctx", None)
    hint = f"see: {context.command_path} --help" if context else None
    message = " ".join(error.format_message().split()).removesuffix(".")
    return SubledgerError(message[:1].lower() + message[1:], "usage", hint=hint)


def is_json(asked: Sequence[str]) -> bool:
    """Whether JSON is asked for, even where the rest of the command line makes no sense."""
    pairs = pairwise(asked)
    return any(word in ("--format=json", "-fjson") for word in asked) or any(
        pair in (("--format", "json"), ("-f", "json")) for pair in pairs
    )


def fail(error: SubledgerError, *, as_json: bool) -> int:
    """Says an error; returns the exit code."""
    faults = documents.faults(error)
    if as_json:
        write_json(documents.failure(error))
    elif len(faults) <= FEW:
        for fault in faults:
            name, text = said(fault)
            sys.stderr.write((f"\x1b[1;31m{name}\x1b[0m" if _has_colour() else name) + text)
    else:
        from subledger.faces.cli.bulk import say_bulk

        say_bulk(error, faults)
    return error.exit_code


def _has_colour() -> bool:
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def said(fault: Fault) -> tuple[str, str]:
    """A fault in words: its name; and what, where, what was expected, what to do."""
    lines = [f": {inert(fault.message)}"]
    place = [fault.file, f"row {fault.row}" if fault.row else None, f"column {fault.column}" if fault.column else None]
    where = inert(", ".join(part for part in place if part))
    if where:
        lines.append(f"  {where}" + (f": '{inert(fault.value)}'" if fault.value is not None else ""))
    more = (("expected", fault.expected), ("hint", fault.hint), ("MRR at stake", fault.mrr_at_stake))
    lines += [f"  {word}: {inert(text)}" for word, text in more if text]
    return f"error[{inert(fault.code)}]", "\n".join(lines) + "\n"

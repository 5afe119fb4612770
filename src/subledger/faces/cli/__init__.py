"""The command line: one module per group of commands."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs a command and ends the process with its exit code."""
    # Expressions are many small objects that live on: looking through all of them for garbage, again and again, is a tenth of a command.
    gc.set_threshold(100_000, 10, 10)
    try:
        from subledger.faces.cli.app import run
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    raise SystemExit(run(list(sys.argv[1:] if arguments is None else arguments)))

"""The command line: one module per group of commands."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs a command and ends the process with its exit code."""
    try:
        from subledger.faces.cli.app import run
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    raise SystemExit(run(list(sys.argv[1:] if arguments is None else arguments)))

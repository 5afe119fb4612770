"""The application: every command under its group, and how any of them ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import subledger
from subledger.faces.cli import ask, bridge, close, cohorts, demo, edits, explain, findings, load, policies, reconcile, serve, trust
from subledger.faces.cli.failure import INTERRUPTED, fail, failed, is_interrupted, is_json
from subledger.faces.cli.write import BROKEN_PIPE, forgive_encoding, write

GROUPS = {
    "Make a book": ("demo", "init", "load", "refresh", "rebuild"),
    "Ask it": ("metrics", "movements", "customers", "cohorts"),
    "Look at it": ("serve",),
    "Close a month": ("close", "closed", "reopen"),
    "Change what counts": ("edit", "edits"),
    "Trust it": ("explain", "bridge", "reconcile", "postings", "check", "findings", "policies", "policy"),
}


class Commands(TyperGroup):
    """The commands, listed by what they are for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Every command, in the order of the groups."""
        del ctx
        return [name for names in GROUPS.values() for name in names]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The groups, each with its commands and what they do."""
        for title, names in GROUPS.items():
            rows = [(name, command.get_short_help_str(90)) for name in names if (command := self.get_command(ctx, name))]
            with formatter.section(title):
                formatter.write_dl(rows, col_max=12)


# Rich help takes a third of a second to import: plain help is there at once.
app = typer.Typer(
    name="subledger",
    cls=Commands,
    help="The ledger of recurring revenue: MRR and ARR exact to the cent, explained down to the source row.",
    epilog="Begin with: subledger demo. Or with your own: subledger load FOLDER",
    rich_markup_mode=None,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        write(f"subledger {subledger.__version__}\n")
        raise typer.Exit()


@app.callback()
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    del version
    if context.invoked_subcommand is None:
        write(context.get_help() + "\n")


COMMANDS: dict[str, Callable[..., None]] = {
    "demo": demo.demo,
    "init": load.init,
    "load": load.load,
    "refresh": load.refresh,
    "rebuild": load.rebuild,
    "metrics": ask.metrics,
    "movements": ask.movements,
    "customers": ask.customers,
    "cohorts": cohorts.cohorts,
    "explain": explain.explain,
    "bridge": bridge.bridge,
    "reconcile": reconcile.reconcile,
    "postings": explain.postings,
    "check": trust.check,
    "findings": findings.findings,
    "policies": policies.policies,
    "edits": edits.edits,
    "close": close.close,
    "closed": close.closed,
    "reopen": close.reopen,
    "serve": serve.serve,
}
for name, command in COMMANDS.items():
    app.command(name)(command)
app.add_typer(policies.policy, name="policy")
app.add_typer(edits.edit, name="edit")


def run(asked: list[str]) -> int:
    """Runs a command; the exit code: 0 done, 1 bad data or a broken check, 2 the caller's mistake, 130 interrupted."""
    forgive_encoding()
    try:
        code = _code(asked)
        sys.stdout.flush()
    except BrokenPipeError:
        code = BROKEN_PIPE
    if code == BROKEN_PIPE:
        # What is left in the buffer would fail once more when the interpreter flushes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _code(asked: list[str]) -> int:
    try:
        return app(asked, prog_name="subledger", standalone_mode=False) or 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # Typer ends the process itself where nobody reads its output any more, and only there.
        return BROKEN_PIPE
    except Exception as error:
        return INTERRUPTED if is_interrupted(error) else fail(failed(error), as_json=is_json(asked))

"""What only a process of its own shows: how little it imports, how it ends, who reads its output."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
COMMANDS = (
    "demo",
    "init",
    "load",
    "rebuild",
    "metrics",
    "movements",
    "customers",
    "cohorts",
    "serve",
    "explain",
    "postings",
    "check",
    "policies",
    "policy",
)
IMPORTS = """
import sys
from subledger.faces.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    print(end.code, [name for name in ("ibis", "duckdb", "rich", "pandas", "starlette", "uvicorn") if name in sys.modules], file=sys.stderr)
"""


def python(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, env=environment, check=False, **options)  # type: ignore[call-overload]


@pytest.mark.parametrize("command", ["", "--help", "--version", "metrics --help", "load --help", "serve --help", "policy show --help"])
def test_help_imports_no_engine(command: str) -> None:
    ran = python("-c", IMPORTS, *command.split())
    assert ran.stderr.strip() == "0 []"
    assert ran.stdout


def test_help_lists_every_command() -> None:
    out = python("-m", "subledger", "--help").stdout
    for name in COMMANDS:
        assert f"\n  {name} " in out


def test_a_mistake_ends_with_2() -> None:
    ran = python("-m", "subledger", "customers", "--book", "/nowhere")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("error[no_book]: ")


def test_a_closed_pipe_is_quiet() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    ran = subprocess.run(
        [sys.executable, "-m", "subledger", "policy", "show", "standard"],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=environment,
        check=False,
    )
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (141, b"")

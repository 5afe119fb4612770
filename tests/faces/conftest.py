"""A small book that can be checked by hand, and the command line run inside this process.

acme    2 seats of 100 from 10 January, 5 from 5 March
beta    1200 a year from 15 January to 20 June; back on 1 September with 1500 a year
gamma   on trial from 1 February, 80 from 15 February, 40 from 1 August
delta   paused all the time: worth 120, counted as nothing
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SUBSCRIPTIONS = """\
customer_id,subscription_id,plan,unit_amount,quantity,currency,interval,status,starts_at,ends_at
acme,s1,pro,100.00,2,USD,month,active,2025-01-10,2025-03-05
acme,s1,pro,100.00,5,USD,month,active,2025-03-05,
beta,s2,team,1200.00,1,USD,year,active,2025-01-15,2025-06-20
beta,s3,team,1500.00,1,USD,year,active,2025-09-01,
gamma,s4,pro,80.00,1,USD,month,trialing,2025-02-01,2025-02-15
gamma,s4,pro,80.00,1,USD,month,active,2025-02-15,2025-08-01
gamma,s4,basic,40.00,1,USD,month,active,2025-08-01,
delta,s5,basic,40.00,3,USD,month,paused,2025-04-01,
"""
CUSTOMERS = """\
customer_id,name,country
acme,Acme,US
beta,Beta & Sons,DE
gamma,Gamma,
delta,Delta,DE
"""


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        import json

        return json.loads(self.out)


class Terminal(io.StringIO):
    """A stream that someone watches."""

    def isatty(self) -> bool:
        return True


def run(*arguments: str | Path, terminal: bool = False) -> Ran:
    """A command, run in this process."""
    from subledger.faces.cli.app import run as ran

    out, err = Terminal() if terminal else io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = ran([str(argument) for argument in arguments])
    return Ran(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def cli() -> Callable[..., Ran]:
    return run


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test in a folder of its own, in a terminal of a known kind."""
    for name in ("SUBLEDGER_BOOK", "SUBLEDGER_DEBUG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The company's files."""
    folder = tmp_path_factory.mktemp("export")
    (folder / "subscriptions.csv").write_text(SUBSCRIPTIONS, "utf-8")
    (folder / "customers.csv").write_text(CUSTOMERS, "utf-8")
    return folder


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory, export: Path) -> Path:
    """The company's book, known on the first of January 2026."""
    path = tmp_path_factory.mktemp("book") / "company.duckdb"
    ran = run("load", export, "--book", path, "--known-at", "2026-01-01T00:00:00Z")
    assert ran.code == 0, ran.err
    return path

"""`subledger serve` as a process: it prints its address, answers, lets commands in, and ends quietly."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from web.conftest import command
from web.served_company import grown

SOURCE = Path(__file__).parents[2] / "src"
PATIENCE_SECONDS = 60
Start = Callable[..., "subprocess.Popen[str]"]


def subledger(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "subledger", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    return subprocess.run(line, capture_output=True, text=True, env=environment, check=False, timeout=PATIENCE_SECONDS)


@pytest.fixture
def start() -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []

    def begun(*arguments: str | Path) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
        line = [sys.executable, "-m", "subledger", *map(str, arguments)]
        process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        started.append(process)
        return process

    yield begun
    for process in started:
        process.kill()
        process.communicate()


def address_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if found := re.search(r"at (http://\S+)$", line):
            return found[1]
    raise AssertionError("".join(lines) + (process.stderr.read() if process.stderr else ""))


def ended(process: subprocess.Popen[str], by: signal.Signals) -> tuple[int, str]:
    process.send_signal(by)
    _, err = process.communicate(timeout=PATIENCE_SECONDS)
    return process.returncode, err


def test_it_answers_lets_commands_in_and_ends_quietly(
    start: Start, copy_of_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = ("--book", copy_of_book)
    alone = {line: command(*line.split(), *at) for line in QUESTIONS}
    assert {code for code, _ in alone.values()} == {0}
    process = start("serve", *at)
    address = address_of(process)
    notice = copy_of_book.with_name("book.duckdb.serving")
    assert stat.S_IMODE(notice.stat().st_mode) == 0o600
    assert httpx2.get(f"{address}/api/v1/metrics", timeout=PATIENCE_SECONDS).json()["ok"] is True

    # Every command says the same as when the book was nobody's.
    for line, said in alone.items():
        assert command(*line.split(), *at) == said, line
    mistaken = subledger("metrics", "mr", *at)
    assert (mistaken.returncode, mistaken.stderr.splitlines()[0]) == (2, "error[unknown_metric]: unknown metric 'mr'")

    # A load goes through the server, with paths of the folder that it was written in.
    grown(tmp_path / "more", 7)
    monkeypatch.chdir(tmp_path)
    code, out = command("load", "more", "--increment", *at, "--format", "json")
    said = json.loads(out)
    assert (code, said["load_id"], said["rows"], said["book"]) == (0, 2, {"customers": 1, "subscriptions": 1}, str(copy_of_book))
    assert "late7" in httpx2.get(f"{address}/api/v1/customers", timeout=PATIENCE_SECONDS).text
    (tmp_path / "subscriptions.csv").write_text("customer_id,unit_amount,starts_at\nx,ten,2025-01-01\n", "utf-8")
    code, out = command("load", "subscriptions.csv", "--increment", *at, "--format", "json")
    assert (code, json.loads(out)["errors"][0]["value"]) == (1, "ten")
    code, out = command("load", "more", "--currency", "EUR", *at, "--format", "json")
    assert (code, json.loads(out)["errors"][0]["code"]) == (2, "book_setting")
    assert command("rebuild", *at)[0] == 0

    assert ended(process, signal.SIGINT) == (0, "")
    assert not notice.exists()
    code, out = command("customers", *at)
    assert (code, "late7" in out) == (0, True)


def test_a_book_is_served_once(start: Start, copy_of_book: Path) -> None:
    address = address_of(start("serve", "--book", copy_of_book))
    again = subledger("serve", "--book", copy_of_book)
    assert (again.returncode, again.stderr.splitlines()[0]) == (
        2,
        f"error[book_in_use]: {copy_of_book} is served already, at {address}",
    )


QUESTIONS = (
    "metrics mrr,nrr --by country",
    "customers --format json",
    "explain mrr --customer c03",
    "bridge --from 2025-06-30 --to 2025-12-31",
    "bridge --from 2025-06-30 --to 2025-12-31 --step churn --format json",
)


def test_it_ends_when_it_is_told_to(start: Start, copy_of_book: Path) -> None:
    process = start("serve", "--book", copy_of_book)
    address_of(process)
    assert ended(process, signal.SIGTERM) == (0, "")
    assert [path.name for path in copy_of_book.parent.iterdir()] == ["book.duckdb"]


BEGINNING = """
import asyncio, signal, socket, uvicorn
from starlette.responses import PlainTextResponse
from subledger.faces.web import server

def interrupted(_):
    signal.raise_signal(signal.{number})
    return asyncio.new_event_loop

uvicorn.Config.get_loop_factory = interrupted
with socket.create_server(("127.0.0.1", 0)) as bound:
    server.run(PlainTextResponse("never asked for"), bound)
print("ended")
"""


@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT"])
def test_a_signal_while_it_begins_ends_it_as_quietly(number: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    line = [sys.executable, "-W", "always", "-c", BEGINNING.format(number=number)]
    said = subprocess.run(line, capture_output=True, text=True, env=environment, check=False, timeout=PATIENCE_SECONDS)
    assert (said.returncode, said.stdout, said.stderr) == (0, "ended\n", "")


def test_a_notice_left_behind_stops_nobody(start: Start, copy_of_book: Path) -> None:
    process = start("serve", "--book", copy_of_book)
    address_of(process)
    process.kill()
    process.communicate()
    assert copy_of_book.with_name("book.duckdb.serving").exists()
    assert command("customers", "--book", copy_of_book)[0] == 0
    assert address_of(start("serve", "--book", copy_of_book))


def test_the_next_free_port_is_taken(start: Start, copy_of_book: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = subledger("serve", "--book", copy_of_book, "--port", str(port))
        assert (ran.returncode, ran.stderr.splitlines()[0]) == (2, f"error[port]: port {port} is taken")
        assert int(address_of(start("serve", "--book", copy_of_book)).rpartition(":")[2]) >= 8600


def test_beyond_this_machine_it_takes_a_token(start: Start, copy_of_book: Path) -> None:
    process = start("serve", "--book", copy_of_book, "--host", "0.0.0.0", "--log")
    assert process.stdout is not None
    token = process.stdout.readline().removeprefix("The token, shown this once: ").strip()
    address = address_of(process)
    assert httpx2.get(f"{address}/api/v1/metrics?x=%1b", timeout=PATIENCE_SECONDS).status_code == 401
    assert (
        httpx2.get(f"{address}/api/v1/metrics", headers={"Authorization": f"Bearer {token}"}, timeout=PATIENCE_SECONDS).status_code == 200
    )
    assert command("customers", "--book", copy_of_book)[0] == 0
    code, err = ended(process, signal.SIGINT)
    assert code == 0
    assert "GET /api/v1/metrics?x=%1b 401" in err
    assert token not in err + copy_of_book.with_name("book.duckdb.token").read_text("utf-8")

    process = start("serve", "--book", copy_of_book, "--host", "0.0.0.0")
    assert process.stdout is not None
    assert process.stdout.readline() == "It takes the token that was shown before; --new-token makes another.\n"
    assert (
        httpx2.get(
            f"{address_of(process)}/api/v1/metrics", headers={"Authorization": f"Bearer {token}"}, timeout=PATIENCE_SECONDS
        ).status_code
        == 200
    )


def test_without_a_place_for_the_token_it_does_not_start(copy_of_book: Path) -> None:
    copy_of_book.with_name("book.duckdb.token").mkdir()
    ran = subledger("serve", "--book", copy_of_book, "--host", "0.0.0.0")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("error[token]: ")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--host", "192.0.2.1"), "host"),
        (("--host", "no.such.host.invalid"), "host"),
        (("--port", "0"), "usage"),
        (("--book", "none.duckdb"), "no_book"),
    ],
)
def test_what_it_cannot_do_is_said(copy_of_book: Path, options: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    from subledger.faces.cli.app import run

    assert run(["serve", "--book", str(copy_of_book), *options]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.startswith(f"error[{code}]: ")) == ("", True)


def test_the_demo_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copy_of_book: Path) -> None:
    """Told of a small book in place of the large one."""
    from subledger.book import open_book
    from subledger.faces.cli import demo

    asked: list[Any] = []
    monkeypatch.setattr("subledger.book.demo", lambda path, **_: open_book(copy_of_book))
    monkeypatch.setattr(demo, "serve_book", lambda book, port: asked.append((str(book), port)))
    target = tmp_path / "demo.duckdb"
    assert command("demo", "--book", target, "--no-serve")[0] == 0
    assert command("demo", "--book", target, "--format", "json")[0] == 0
    assert asked == []
    code, out = command("demo", "--book", target, "--port", "8700")
    assert (code, asked) == (0, [(str(target), 8700)])
    assert "MRR is a planning figure" in out

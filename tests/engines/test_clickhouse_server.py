"""Books at a server's address, over HTTP. The server is a stand-in, behind which the engine is the real one."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from engines.clickhouse_server import PASSWORD, QUOTED, server

import subledger
from subledger import SubledgerError
from subledger.engine.clickhouse.connecting import connected
from subledger.engine.clickhouse.writing import WRITER
from subledger.model.address import Address

Server = tuple[str, "subprocess.Popen[str]"]


@pytest.fixture(scope="module")
def served(clickhouse: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a book of one customer who pays 10."""
    del clickhouse
    with server(tmp_path_factory.mktemp("server")) as (at, process):
        with subledger.init(f"{at}/acme") as book:
            book.load(company(tmp_path_factory.mktemp("company"), 10))
        yield f"{at}/acme", process


def company(at: Path, amount: int) -> Path:
    (at / "subscriptions.csv").write_text(f"customer_id, unit_amount, starts_at\nacme, {amount}, 2025-01-01\n")
    return at


def mrr(book: subledger.Book, policy: str | None = None) -> int:
    return int(book.metrics("mrr", date(2025, 1, 1), date(2025, 2, 1), policy=policy).rows[0]["value"])


def test_a_wrong_password_is_said_and_not_shown(served: Server) -> None:
    with pytest.raises(SubledgerError) as caught:
        subledger.open(served[0].replace(QUOTED, "s3cret"))
    said = f"{caught.value} {caught.value.value} {caught.value.hint} {caught.value.expected}"
    assert caught.value.code == "wrong_password" and "CLICKHOUSE_PASSWORD" in said
    assert "s3cr" not in said and PASSWORD not in said


def test_a_writer_of_another_process_has_the_book_until_it_is_dead(served: Server, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        client = connected(Address(served[0]))
        client.database = "acme"
        holder = f"subledger on {socket.gethostname()}, process {other.pid}"
        client.command(f"CREATE TABLE {WRITER} (nothing UInt8) ENGINE = Memory COMMENT '{holder}'")
        with pytest.raises(SubledgerError, match=holder) as caught:
            subledger.open(served[0], writes=True)
        assert caught.value.code == "book_in_use" and f"DROP TABLE acme.{WRITER}" in (caught.value.hint or "")
        with subledger.open(served[0]) as reader:
            assert (mrr(reader), mrr(reader, "stripe")) == (10, 10)
    with subledger.open(served[0], writes=True) as writer:
        writer.load(company(tmp_path, 20))
        assert (mrr(writer), writer.check()) == (20, [])
    client.close()


def test_a_lost_server_is_said(served: Server, tmp_path: Path) -> None:
    writer = subledger.open(served[0], writes=True)

    def lose(step: str) -> None:
        if step == "postings":
            served[1].kill()

    with pytest.raises(SubledgerError) as caught:
        writer.load(company(tmp_path, 30), tell=lose)
    writer.close()
    assert caught.value.code == "connection_lost"

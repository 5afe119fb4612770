"""A disk that is full while a book is loaded: it is said, the last good build stays in force, and once there is room loads go on."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from engines.server import OWNER

import subledger
from subledger.faces.cli.app import run

COMPANY = "customer_id,unit_amount,starts_at\n"
FEW, MANY = 10, 3000
LEFT_BYTES = 200_000


def in_a_file(disk: Callable[[str], Path], _: pytest.FixtureRequest) -> Iterator[tuple[str, Path]]:
    folder = disk("64m")
    yield str(folder / "book.duckdb"), folder


def in_a_tablespace(disk: Callable[[str], Path], request: pytest.FixtureRequest) -> Iterator[tuple[str, Path]]:
    server = request.getfixturevalue("postgres").rpartition("/")[0]
    folder = disk("64m")
    shutil.chown(folder, OWNER, OWNER)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE TABLESPACE small LOCATION '{folder}'".encode())
        connection.execute("CREATE DATABASE full_disk TABLESPACE small")
        yield f"{server}/full_disk", folder
        connection.execute("DROP DATABASE full_disk WITH (FORCE)")
        connection.execute("DROP TABLESPACE small")


def company(folder: Path, customers: int) -> Path:
    folder.mkdir()
    rows = (f"customer number {n},{10 + n % 90},2025-01-01\n" for n in range(customers))
    (folder / "subscriptions.csv").write_text(COMPANY + "".join(rows))
    return folder


@pytest.mark.parametrize("on", [in_a_file, in_a_tablespace], ids=["duckdb", "postgres"])
def test_a_full_disk(
    on: Callable[..., Iterator[tuple[str, Path]]],
    disk: Callable[[str], Path],
    request: pytest.FixtureRequest,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for address, folder in on(disk, request):
        with subledger.init(address) as book:
            book.load(company(tmp_path / "few", FEW))
            before = book.postings().rows

        ballast = folder / "ballast"
        ballast.write_bytes(bytes(shutil.disk_usage(folder).free - LEFT_BYTES))
        assert run(["load", str(company(tmp_path / "many", MANY)), "--book", address]) == 1
        error = capsys.readouterr().err
        assert error.startswith("error[no_room]: ") and "No space left on device" in error and "make room there and try again" in error
        assert "s3cr" not in error

        with subledger.open(address) as book:
            assert book.postings().rows == before and book.check() == []
        ballast.unlink()
        with subledger.open(address, writes=True) as book:
            book.load(tmp_path / "many")
            assert len(book.postings().rows) == MANY and book.check() == []


def test_a_full_disk_under_clickhouse(disk: Callable[[str], Path], clickhouse: str, tmp_path: Path) -> None:
    """Commands in processes of their own: one process has one folder of ClickHouse's."""
    folder = disk("64m")
    at = f"{clickhouse.partition(':')[0]}://{folder / 'clickhouse'}"

    def ran(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "subledger", *command, "--book", at], capture_output=True, text=True, check=False)

    def postings() -> list[str]:
        return ran("postings", "--format", "csv").stdout.splitlines()[1:]

    assert ran("load", str(company(tmp_path / "few", FEW))).returncode == 0
    before = postings()
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(shutil.disk_usage(folder).free - LEFT_BYTES))
    refused = ran("load", str(company(tmp_path / "many", 10 * MANY)))
    assert refused.returncode == 1
    assert refused.stderr.startswith("error[no_room]: ") and "make room there and try again" in refused.stderr
    assert postings() == before and len(before) == FEW
    ballast.unlink()
    assert ran("load", str(company(tmp_path / "more", 2 * FEW))).returncode == 0
    assert len(postings()) == 2 * FEW and ran("check").returncode == 0

"""A PostgreSQL server of the tests' own: made in a folder, started on a free port of this machine, gone after."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER, PASSWORD = "postgres", "s3cr%t/of:the@tests"
QUOTED = "s3cr%25t%2Fof%3Athe%40tests"
MISSING = "PostgreSQL is missing: apt-get install --no-install-recommends postgresql"
SETTINGS = ("fsync=off", "full_page_writes=off", "max_wal_size=2GB", "shared_buffers=64MB", "max_connections=60")


def programs() -> Path | None:
    """Where the newest server's programs are; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@contextmanager
def server(of: Path) -> Iterator[str]:
    """The address of a server, without a database. Its own collation is not the one a book sorts by."""
    folder = Path(tempfile.mkdtemp(prefix="subledger-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER, OWNER)
    secret = folder / "password"
    secret.write_text(PASSWORD)
    port, data = _free_port(), folder / "data"
    listens = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 " + " ".join(f"-c {setting}" for setting in SETTINGS)
    try:
        _run(of, "initdb", "--no-sync", "-D", str(data), "-U", OWNER, "--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8",
             "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US")  # fmt: skip
        _run(of, "pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", listens, "start")
        try:
            yield f"postgresql://{OWNER}:{QUOTED}@127.0.0.1:{port}"
        finally:
            _run(of, "pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(of: Path, program: str, *arguments: str) -> None:
    # The server refuses to run as root.
    as_owner = ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--clear-groups"] if os.geteuid() == 0 else []
    command = [*as_owner, str(of / program), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])

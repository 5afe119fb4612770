"""A stand-in for a ClickHouse server: the engine in a process of its own behind as much HTTP as the driver speaks.

python clickhouse_server.py FOLDER says on which port it listens, until its input ends. It knows one user, whose password is PASSWORD.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

USER, PASSWORD = "finance", "s3cr%t/of:the@tests"
QUOTED = "s3cr%25t%2Fof%3Athe%40tests"
_OF_TRANSPORT = set(
    "session_id database query query_id session_timeout session_check quota_key compress decompress role wait_end_of_query default_format "
    "client_protocol_version buffer_size enable_http_compression send_progress_in_http_headers http_headers_progress_interval_ms".split()
)
"""What a request says of itself, and no setting of the engine's."""


@contextmanager
def server(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server without a database, and its process."""
    command = [sys.executable, str(Path(__file__)), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdin is not None
        yield f"clickhouse://{USER}:{QUOTED}@127.0.0.1:{process.stdout.readline().strip()}", process
        process.stdin.close()


class Sessions:
    """The sessions that clients have, each with its own temporary tables."""

    def __init__(self, folder: str) -> None:
        import chdb

        self._folder, self._alone = folder, Lock()
        self._open: dict[str, tuple[Any, Lock]] = {"": (chdb.connect(folder), Lock())}

    def answer(self, options: dict[str, str], statement: str, body: bytes) -> tuple[str, bytes]:
        """What the engine says, and in which format."""
        import chdb

        name = options.get("session_id", "")
        with self._alone:
            if name not in self._open:
                self._open[name] = (chdb.connect(self._folder), Lock())
        connection, alone = self._open[name]
        asked = re.search(r"\bFORMAT\s+(\w+)\s*;?\s*$", statement)
        form = asked[1] if asked and not statement.lstrip().upper().startswith("INSERT") else "TabSeparated"
        with alone:
            if options.get("database"):
                connection.query(f'USE "{options["database"]}"')
            for key, value in options.items():
                if key not in _OF_TRANSPORT:
                    connection.query(f"SET {key} = '{value}'")
            if body:
                path = Path(self._folder).with_name(f"body_{id(statement)}_{name[:8]}")
                path.write_bytes(body)
                into, _, of = statement.rpartition(" FORMAT ")
                try:
                    connection.query(f"{into} FROM INFILE '{path}' FORMAT {of.strip()}")
                finally:
                    path.unlink()
                return form, b""
            return form, bytes(connection.query(statement, form).bytes() or b"")


class Handler(BaseHTTPRequestHandler):
    """One request of the driver's."""

    protocol_version = "HTTP/1.1"
    sessions: Sessions

    def do_GET(self) -> None:
        self._send(200, b"Ok.\n", {})

    def do_POST(self) -> None:
        options = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        body = self._body()
        statement, data = options.get("query", ""), body
        if not statement:
            # What is inserted stands behind the statement's line.
            is_insert = body.lstrip().upper().startswith(b"INSERT INTO") and re.search(rb"\)\s*FORMAT \w+\s*\n", body[:10_000])
            head, _, data = body.partition(b"\n") if is_insert else (body, b"", b"")
            statement = head.decode()
        if self._is_stranger():
            self._send(
                403,
                b"Code: 516. DB::Exception: finance: Authentication failed. (AUTHENTICATION_FAILED)",
                {"X-ClickHouse-Exception-Code": "516"},
            )
            return
        try:
            form, said = self.sessions.answer(options, statement, data)
        except Exception as error:
            code = re.search(r"Code: (\d+)", str(error))
            self._send(500, str(error).encode(), {"X-ClickHouse-Exception-Code": code[1] if code else "1002"})
            return
        self._send(200, said, {"X-ClickHouse-Format": form, "X-ClickHouse-Timezone": "UTC", "X-ClickHouse-Summary": "{}"})

    def _is_stranger(self) -> bool:
        import base64

        given = self.headers.get("Authorization", "").removeprefix("Basic ")
        found = (
            base64.b64decode(given).decode()
            if given
            else ":".join(self.headers.get(f"X-ClickHouse-{name}", "") for name in ("User", "Key"))
        )
        return found != f"{USER}:{PASSWORD}"

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            found = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        else:
            parts = []
            while size := int(self.rfile.readline().strip() or b"0", 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            found = b"".join(parts)
        if self.headers.get("Content-Encoding") == "lz4":
            import lz4.frame

            return bytes(lz4.frame.decompress(found))
        return found

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *of: object) -> None:
        pass


def main() -> None:
    """Serves until its input ends."""
    Handler.sessions = Sessions(sys.argv[1])
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    Thread(target=listening.serve_forever, daemon=True).start()
    sys.stdout.write(f"{listening.server_address[1]}\n")
    sys.stdout.flush()
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()

"""The server: a socket on a free port, and a process that answers until it is told to stop."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import logging
import signal
import socket
import sys
from collections.abc import Iterator
from typing import NoReturn

import uvicorn
from starlette.types import ASGIApp

from subledger.faces.inert import inert
from subledger.model.errors import SubledgerError

PORT = 8600
NEIGHBOURS = 50
"""So many ports after the usual one are tried when it is taken."""
PATIENCE_SECONDS = 2


def is_here(host: str) -> bool:
    """Whether a host is this machine alone."""
    if host == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def listening(host: str, port: int | None) -> socket.socket:
    """A socket that listens: on the port, or without one on the usual port or the next free one.

    Raises: SubledgerError when the port is taken, or the host is none of this machine's.
    """
    tried = range(PORT, PORT + NEIGHBOURS) if port is None else (port,)
    for each in tried:
        try:
            return _bound(host, each)
        except OSError as error:
            if error.errno == errno.EACCES:
                raise SubledgerError(f"port {each} needs more rights", "port", str(each), "a port from 1024 to 65535") from None
            if error.errno != errno.EADDRINUSE:
                raise SubledgerError(
                    f"{host!r} is no address of this machine", "host", host, "127.0.0.1, or an address to reach it by"
                ) from None
    raise SubledgerError(f"port {tried[0]} is taken", "port", str(tried[0]), "a free port", "leave --port out: the next free one is taken")


def _bound(host: str, port: int) -> socket.socket:
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    bound = socket.socket(family, kind)
    try:
        if sys.platform != "win32":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(128)
    except OSError:
        bound.close()
        raise
    return bound


def run(app: ASGIApp, bound: socket.socket, *, logs: bool = False) -> None:
    """Answers until the process is interrupted or told to end."""
    _log_inertly(logs)
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=PATIENCE_SECONDS,
    )
    server = uvicorn.Server(config)
    # The server takes the signals only once its loop runs; one that comes while the loop is set up must end it as quietly.
    before = {number: signal.signal(number, server.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        server.run(sockets=[bound])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def until_stopped() -> Iterator[None]:
    """What runs inside ends quietly when the process is interrupted or told to end, and cleans up on its way out."""

    def stop(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


class _Inert(logging.Formatter):
    """One record, one line: nothing in it steers a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return inert(super().format(record))


def _log_inertly(logs: bool) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_Inert("%(asctime)s %(message)s"))
    # What fails in an answer is told by us; what else the server would say is that it stopped before all was answered.
    for name, level in (("subledger.web", logging.INFO if logs else logging.WARNING), ("uvicorn", logging.CRITICAL)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)

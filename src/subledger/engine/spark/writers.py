"""Who writes a book: one at a time says so in its warehouse, again and again while he lives."""

from __future__ import annotations

import json
import os
import random
import socket
import threading
import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from subledger.engine.spark.warehouse import Warehouse
from subledger.model.errors import SubledgerError

PATIENCE_SECONDS = 3
"""How long a second writer waits for the first."""
BEAT_SECONDS = 30
SILENCE = timedelta(minutes=3)
"""After that much silence a writer on another machine is taken for dead; of one on this machine its process tells."""


class Claim:
    """The right to write a book, until it is released. `name` is the writer's own: nobody else writes parts under it."""

    def __init__(self, warehouse: Warehouse, name: str) -> None:
        self.name, self._warehouse, self._released = name, warehouse, threading.Event()
        words = json.dumps({"host": _host(), "process": os.getpid(), "began": _began(os.getpid())})
        last = time.monotonic() + PATIENCE_SECONDS
        while True:
            # Both say so before they look: at least one of two sees the other.
            warehouse.claim(name, words)
            others = self._others()
            if not others:
                break
            self._withdraw()
            if time.monotonic() > last:
                raise _held(warehouse, others[0])
            time.sleep(0.2 + random.random() / 2)
        self._words = words
        threading.Thread(target=self._beat, daemon=True, name=f"writes {name}").start()

    def check(self) -> None:
        """Raises when somebody took this writer for dead, and the book for his own."""
        if not any(_name(path) == self.name for path, *_ in self._warehouse.claims()):
            raise SubledgerError(
                f"{self._warehouse.shown} was taken over by another writer", "book_in_use", self._warehouse.shown, hint="open it again"
            )

    def release(self) -> None:
        """Lets others write."""
        self._released.set()
        self._withdraw()

    def _others(self) -> list[dict[str, Any]]:
        """Those who write the book too; what dead ones said is removed."""
        said: dict[str, tuple[str, datetime]] = {}
        for path, words, at in sorted(self._warehouse.claims(), key=lambda each: each[2]):
            said[_name(path)] = (words, at)
        now = max(at for _, at in said.values())
        living = []
        for name, (words, at) in said.items():
            if name != self.name and _lives(json.loads(words), now - at):
                living.append(json.loads(words))
            elif name != self.name:
                self._warehouse.remove(f"writers/{name}")
        return living

    def _withdraw(self) -> None:
        self._warehouse.remove(f"writers/{self.name}")

    def _beat(self) -> None:
        while not self._released.wait(BEAT_SECONDS):
            # A cluster that does not answer fails what the book itself asks of it.
            with suppress(Exception):
                self._warehouse.claim(self.name, self._words)


def _held(warehouse: Warehouse, by: dict[str, Any]) -> SubledgerError:
    name = by["host"].partition(" ")[0]
    return SubledgerError(
        f"{warehouse.shown} is being written by subledger on {name}, process {by['process']}",
        "book_in_use",
        warehouse.shown,
        "a book that no other process writes",
        "wait until it is done, or load through it if it serves the book; reading goes on meanwhile",
    )


def _name(path: str) -> str:
    return path.rpartition("/writers/")[2].partition("/")[0]


def _lives(words: dict[str, Any], silence: timedelta) -> bool:
    if words["host"] == _host():
        return bool(words["began"] == _began(words["process"]))
    return silence < SILENCE


def _host() -> str:
    """This machine since it was switched on."""
    boot = Path("/proc/sys/kernel/random/boot_id")
    return f"{socket.gethostname()} {boot.read_text().strip() if boot.exists() else ''}".strip()


def _began(process: int) -> str | None:
    """When a process of this machine began, in the machine's own words; None for one that is not there."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
        state, *rest = stat.rpartition(")")[2].split()
        return None if state in "ZX" else rest[18]
    except FileNotFoundError:
        pass
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    return "unknown" if not Path("/proc/self/stat").exists() else None

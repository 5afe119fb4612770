"""What this process holds: folders that it alone has open, states that it reads, books that it writes."""

from __future__ import annotations

import fcntl
import os
import socket
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import IO

from subledger.model.errors import SubledgerError

LOCK = "subledger.lock"
_alone = RLock()


@dataclass(slots=True)
class _Folder:
    lock: IO[str]
    process: int
    opened: int = 0


@dataclass(slots=True)
class Pins:
    """The states of one book that are being read, each as often as it is."""

    _numbers: Counter[int] = field(default_factory=Counter)

    def add(self, number: int) -> None:
        with _alone:
            self._numbers[number] += 1

    def remove(self, number: int) -> None:
        with _alone:
            self._numbers[number] -= 1

    @property
    def numbers(self) -> frozenset[int]:
        """The states that somebody reads."""
        with _alone:
            return frozenset(+self._numbers)


_folders: dict[Path, _Folder] = {}
_pins: dict[str, Pins] = {}
_written: set[str] = set()


def pins(book: str) -> Pins:
    """Who reads which state of a book in this process."""
    with _alone:
        return _pins.setdefault(book, Pins())


def begin_writing(book: str) -> bool:
    """Whether nobody else in this process writes the book; from then on the caller does."""
    with _alone:
        if book in _written:
            return False
        _written.add(book)
        return True


def end_writing(book: str) -> None:
    """The caller writes the book no longer."""
    with _alone:
        _written.discard(book)


def open_folder(folder: Path) -> None:
    """Makes a folder one that this process alone has open: the engine in it takes no second process for granted, and spoils it.

    Raises: SubledgerError when another process has it open, or this one was made from one that has.
    """
    with _alone:
        held = _folders.get(folder.resolve())
        if held is not None and held.process != os.getpid():
            raise SubledgerError(
                f"this process was forked from one that has {folder} open", "book_in_use", str(folder), "a process of its own",
                'start it anew: multiprocessing.get_context("spawn")',
            )  # fmt: skip
        if held is None:
            held = _folders[folder.resolve()] = _Folder(_locked(folder), os.getpid())
        held.opened += 1


def close_folder(folder: Path) -> None:
    """One of those who opened the folder needs it no longer."""
    with _alone:
        held = _folders[folder.resolve()]
        held.opened -= 1
        if not held.opened:
            held.lock.close()
            del _folders[folder.resolve()]


def _locked(folder: Path) -> IO[str]:
    lock = (folder / LOCK).open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        who = lock.read().strip() or "another process"
        lock.close()
        raise SubledgerError(
            f"{folder} is open in another process: {who}",
            "book_in_use",
            str(folder),
            "a folder that no other process has open",
            "close the other subledger (or its dashboard) and try again",
        ) from None
    lock.truncate(0)
    lock.write(f"subledger on {socket.gethostname()}, process {os.getpid()}")
    lock.flush()
    return lock

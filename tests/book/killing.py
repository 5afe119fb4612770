"""Kills a book's work at a point and looks at what is left of the book: run as a program, with a point per line.

Books are files, or databases of the server whose address is given; then works may be named, each after the one that it begins with.

A point is a work, the number of one of its calls that change the book, and a share of the time that this call takes: `increment 57 0.4`.
At share 0 the process kills itself before the call, else it is killed from outside while the call runs.
What is printed of each point is `before` or `after`, as the book is what it was or what the work makes of it, or else what is wrong.

    echo 'increment 57 0.4' | python tests/book/killing.py
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import psycopg

import subledger
from subledger.book import making
from subledger.book.building import ledgers
from subledger.engine import Engine, Place
from subledger.ledger.tables import unbound
from subledger.model import tables

HEADER = "customer_id,plan,unit_amount,quantity,status,starts_at,ends_at\n"
FIRST = HEADER + "".join(f"c{n},pro,{n}0,{n},active,2025-0{n % 4 + 1}-01,{'2025-06-01' if n % 5 == 0 else ''}\n" for n in range(1, 13))
SECOND = FIRST.replace(",pro,", ",max,", 6).replace("c7,", "c13,").replace(",active,", ",past_due,", 2)
THIRD = HEADER + "c3,pro,30,9,active,2025-04-01,\nc14,max,7,1,active,2025-05-01,\n"
OTHER = "chartmogul"
EVERY = 7
"""At every so many calls a book is looked at more closely: read before it is opened to write, and the work done once more."""


@dataclass(frozen=True)
class Work:
    """What is killed, and the work whose book it begins with; whether it can be done twice."""

    after: str
    do: Callable[[subledger.Book, Path], object]
    is_repeatable: bool = True


WORKS = {
    "first": Work("", lambda book, files: book.load(files / "first")),
    "keep": Work("first", lambda book, files: book.keep(OTHER)),
    "use": Work("first", lambda book, files: book.use_policy(OTHER, author="Anna", reason="as the board reads it"), False),
    "snapshot": Work("first", lambda book, files: book.load(files / "second")),
    "increment": Work("keep", lambda book, files: book.load(files / "third", increment=True)),
    "rebuild": Work("keep", lambda book, files: book.rebuild()),
    "forget": Work("keep", lambda book, files: book.forget(OTHER), False),
    "close": Work("keep", lambda book, files: book.close_month("2025-03"), False),
    "reopen": Work("close", lambda book, files: book.reopen_month("2025-03", "a late invoice"), False),
    "recovery": Work("killed", lambda book, files: None),
}
"""By name, each after what it begins with. `recovery` opens a book in which an increment was killed as it was to be put in force."""


CALLS = ("create", "insert", "insert_rows", "mark", "delete", "scan", "bring", "drop", "close")
"""What changes a book, beside the bounds of its transactions: between two of these a kill leaves what the next would find."""


def watched(engine: Engine, called: Callable[[str], None]) -> Engine:
    """The same engine, which tells before each call that changes something."""
    transaction = engine.transaction

    @contextmanager
    def in_transaction() -> Iterator[None]:
        called("begin")
        with transaction():
            yield
            called("commit")
        called("committed")

    def telling(name: str) -> Callable[..., Any]:
        asked = getattr(engine, name)

        def call(*given: Any, **named: Any) -> Any:
            called(name)
            return asked(*given, **named)

        return call

    for name, call in {name: telling(name) for name in CALLS if hasattr(engine, name)}.items():
        setattr(engine, name, call)
    engine.transaction = in_transaction  # type: ignore[method-assign]
    return engine


@dataclass
class WatchedPlace:
    """Where a book stands, opened with an engine that is watched."""

    place: Place
    called: Callable[[str], None]

    def open(self, *, read_only: bool, memory: str | None = None) -> Engine:
        return watched(self.place.open(read_only=read_only, memory=memory), self.called)


Rows = dict[str, list[str]]


@dataclass(frozen=True)
class Seen:
    """A book as it is: what it says, and every row of its tables by their names."""

    figures: list[Any]
    rows: Rows


@dataclass
class Rehearsed:
    """A work that was done undisturbed: the book before and after it, and its calls with the seconds that each took."""

    before: Seen
    after: Seen
    calls: list[tuple[str, float]]


def figures(book: subledger.Book) -> list[Any]:
    """What a book says under each policy that it keeps: every posting with its source row, every movement, every month."""
    said: list[Any] = [[(of.name, currency) for of, currency in book.kept()]]
    for of, currency in book.kept():
        said += [book.postings(policy=of, currency=currency).rows, book.ledger_movements(policy=of, currency=currency).rows]
        said += [book.movements(date(2025, 1, 1), date(2025, 7, 1), policy=of, currency=currency).rows]
    return said


def rows(book: subledger.Book) -> Rows:
    """Every row of the tables that a book should have, and the names of those that it should not."""
    engine = book._engine
    kept = [ledger.named(table) for ledger in ledgers.kept(engine, book.currency) for table in tables.LEDGER]
    named = {table.name: table for table in (*tables.BOOK, *kept)}
    found = {name: sorted(map(repr, engine.rows(unbound(table)))) for name, table in named.items()}
    return found | {name: ["a table that should be gone"] for name in engine.names() - named.keys()}


def seen(book: subledger.Book) -> Seen:
    return Seen(figures(book), rows(book))


def counts(of: Rows) -> dict[str, int]:
    return {name: len(found) for name, found in of.items()}


class Shelf(Protocol):
    """Where books stand by their names, and are copied while nobody has them open."""

    def at(self, name: str) -> str:
        """The address of a book."""

    def copy(self, source: str, target: str) -> None:
        """Puts a copy of a book in the place of another."""


@dataclass(frozen=True)
class Files:
    """Books as files of a folder."""

    folder: Path

    def at(self, name: str) -> str:
        return str(self.folder / f"{name}.duckdb")

    def copy(self, source: str, target: str) -> None:
        for end in ("", ".wal"):
            Path(f"{self.at(target)}{end}").unlink(missing_ok=True)
            if Path(f"{self.at(source)}{end}").exists():
                shutil.copy(f"{self.at(source)}{end}", f"{self.at(target)}{end}")


@dataclass(frozen=True)
class Databases:
    """Books as databases of a PostgreSQL server."""

    server: str

    def at(self, name: str) -> str:
        return f"{self.server}/killed_{name}"

    def copy(self, source: str, target: str) -> None:
        self.make(target, f"TEMPLATE killed_{source}")

    def make(self, name: str, how: str = "") -> None:
        """A database in the place of another of its name, whoever is in that one."""
        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS killed_{name} WITH (FORCE)".encode())
            connection.execute(f"CREATE DATABASE killed_{name} {how}".encode())


class Killer:
    """A book of each work, rehearsed; every point is tried on a copy, the book `tried`, in a process of its own."""

    def __init__(self, folder: Path, shelf: Shelf, works: Sequence[str]) -> None:
        self.folder, self.shelf, self.path = folder, shelf, shelf.at("tried")
        for name, text in (("first", FIRST), ("second", SECOND), ("third", THIRD)):
            (folder / name).mkdir()
            (folder / name / "subscriptions.csv").write_text(text, "utf-8")
        subledger.init(shelf.at("begun")).close()
        self.rehearsed: dict[str, Rehearsed] = {}
        for name in works:
            if name == "recovery":
                self._kill_as_put_in_force()
            self.rehearsed[name] = self._rehearse(name)

    def _rehearse(self, name: str) -> Rehearsed:
        self.shelf.copy(self._begins(name), "tried")
        with subledger.open(self.path, writes=name != "recovery") as book:
            before = seen(book)
        self.shelf.copy(self._begins(name), "tried")
        calls: list[tuple[str, float]] = []
        self._do(name, lambda call: calls.append((call, time.perf_counter())))
        calls.append(("done", time.perf_counter()))
        self.shelf.copy("tried", name)
        with subledger.open(self.path) as book:
            after = seen(book)
        took = [(call, calls[place + 1][1] - since) for place, (call, since) in enumerate(calls[:-1])]
        return Rehearsed(after if name == "recovery" else before, after, took)

    def _kill_as_put_in_force(self) -> None:
        calls = [call for call, _ in self.rehearsed["increment"].calls]
        self.kill("increment", len(calls) - 1 - calls[::-1].index("commit"), 0)
        self.shelf.copy("tried", "killed")

    def _begins(self, name: str) -> str:
        return WORKS[name].after or "begun"

    def _do(self, name: str, called: Callable[[str], None]) -> None:
        place = making.place
        making.place = lambda at: WatchedPlace(place(at), called)  # type: ignore[assignment]
        try:
            with subledger.open(self.path, writes=True) as book:
                WORKS[name].do(book, self.folder)
        finally:
            making.place = place

    def kill(self, name: str, call: int, share: float) -> None:
        """Does a work on a copy of its book in a process of its own, and kills that at a call or during it."""
        self.shelf.copy(self._begins(name), "tried")
        reached, reaches = os.pipe()
        # No book is open in this process, so no thread of an engine's is lost by the fork.
        child = os.fork()
        if not child:
            self._until_killed(name, call, share, reaches)
        os.close(reaches)
        if share and os.read(reached, 1):
            time.sleep(share * self.rehearsed[name].calls[call][1])
            os.kill(child, signal.SIGKILL)
        os.close(reached)
        _, status = os.waitpid(child, 0)
        if status not in (0, signal.SIGKILL):
            raise AssertionError(f"the work itself failed: {status}")

    def _until_killed(self, name: str, call: int, share: float, reaches: int) -> None:
        left = call

        def called(_: str) -> None:
            nonlocal left
            if not left and not share:
                os.kill(os.getpid(), signal.SIGKILL)
            if not left:
                os.write(reaches, b".")
            left -= 1

        try:
            self._do(name, called)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)

    def tried(self, name: str, call: int, share: float) -> str:
        """Kills a work at a point: before or after, or what is wrong with the book that is left."""
        self.kill(name, call, share)
        whole, is_closer = self.rehearsed[name], call % EVERY == 0
        shown = None
        if is_closer:
            with subledger.open(self.path) as book:
                shown = figures(book)
        with subledger.open(self.path, writes=True) as book:
            found = rows(book)
            is_before = found == whole.before.rows
            # A work that is done has given its own keys and times: what it says and how many rows say it are as in rehearsal.
            is_after = counts(found) == counts(whole.after.rows) and figures(book) == whole.after.figures
            if not is_before and not is_after:
                return f"neither before nor after: {_differing(found, whole)}"
            if is_closer and shown != (whole.before if is_before else whole.after).figures:
                return "a reader sees something else than who opens the book to write"
            if is_closer and (is_before or WORKS[name].is_repeatable):
                WORKS[name].do(book, self.folder)
                again = rows(book)
                is_right = figures(book) == whole.after.figures and not book.check()
                if not is_right or (is_before and counts(again) != counts(whole.after.rows)):
                    return f"done once more: {_differing(again, whole)}"
        return "before" if is_before else "after"


def _differing(found: Rows, whole: Rehearsed) -> str:
    """How many rows each table had before, has, and had after the rehearsal, where its rows are not those of before."""
    before, after = whole.before.rows, whole.after.rows
    names = [name for name in sorted(found.keys() | before.keys()) if found.get(name) != before.get(name)]
    return ", ".join(f"{name} {'/'.join(str(len(of.get(name, ()))) for of in (before, found, after))}" for name in names)


def main(server: str = "", *works: str) -> None:
    """Answers each line of standard input; first which calls each work has."""
    with tempfile.TemporaryDirectory(prefix="subledger-killed-") as folder:
        # What the killed leave of their temporary files goes with the folder.
        tempfile.tempdir = folder
        shelf: Shelf = Files(Path(folder))
        if server:
            shelf = databases = Databases(server)
            databases.make("begun")
        killer = Killer(Path(folder), shelf, works or tuple(WORKS))
        tell(json.dumps({name: [call for call, _ in each.calls] for name, each in killer.rehearsed.items()}))
        for line in sys.stdin:
            name, call, share = line.split()
            try:
                tell(killer.tried(name, int(call), float(share)))
            except Exception as error:
                traceback.print_exc()
                tell(f"{type(error).__name__}: {' '.join(str(error).split())}")


def tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])

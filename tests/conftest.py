"""What the tests share: books in memory, golden files, and a browser."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pytest
from company_files import files

import subledger

# As the command line does: what is written out once is kept, and looking through it for garbage took two fifths of the tests' time.
gc.set_threshold(100_000, 10, 10)


LONG = (
    "test_spark",
    "test_crash",
    "test_agreement",
    "test_companies",
    "test_refresh",
    "test_every_page",
    "test_bridge_random_pairs",
    "test_metrics_sql",
    "test_explained",
    "test_clickhouse_at_once",
    "test_edits",
    "test_postgres_killed",
    "test_closing_and_reconciling",
    "test_recovered_presets",
    "test_equivalent",
)
"""Files that take longest begin first: one that begins last leaves the other core with nothing to do."""
THREADED = ("test_agreement", "test_refresh", "test_batches", "test_companies", "test_served")
"""Files whose books are worked on by several threads, as users' are; elsewhere a thread for each of two workers is quicker."""


def pytest_configure(config: pytest.Config) -> None:
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONG)))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    # Several times over pytest looks for garbage when it ends, among all that the definitions written out once have left.
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="module", autouse=True)
def one_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """DuckDB works with one thread, but for the files that are THREADED."""
    connect = duckdb.connect

    def connected(*given: Any, **named: Any) -> duckdb.DuckDBPyConnection:
        opened = connect(*given, **named)
        opened.execute("SET threads = 1")
        return opened

    with pytest.MonkeyPatch.context() as patch:
        if request.path.stem not in THREADED:
            patch.setattr(duckdb, "connect", connected)
        yield


@pytest.fixture
def book_of(tmp_path: Path) -> Iterator[Callable[..., subledger.Book]]:
    """A book in memory from the texts of its files: book_of(subscriptions="customer_id,…")."""
    opened: list[subledger.Book] = []

    def made(currency: str = "USD", timezone: str = "UTC", policy: object = "standard", **tables: str) -> subledger.Book:
        book = subledger.init(None, currency=currency, timezone=timezone, policy=policy)
        opened.append(book)
        folder = tmp_path / f"files_{len(opened)}"
        book.load(files(folder, **tables))
        return book

    yield made
    for book in opened:
        book.close()


@pytest.fixture
def golden() -> Callable[[Path, str], None]:
    """Compares a text with a golden file; SUBLEDGER_GOLDEN=write accepts it instead."""

    def same(path: Path, text: str) -> None:
        if os.environ.get("SUBLEDGER_GOLDEN") == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert path.exists(), f"{path.name} is missing: ./run golden writes it"
        assert text == path.read_text("utf-8")

    return same


ENGINES = ("duckdb", "postgres", "clickhouse")
"""The engines that a test of what any engine must do runs on."""
Places = Callable[[], str | None]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server's database. Where PostgreSQL is missing tests are skipped, and fail where everything must be tested."""
    import psycopg
    from engines.server import MISSING, programs, server

    found = programs()
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    with server(found) as address:
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE books")
        yield f"{address}/books"


@pytest.fixture(scope="session")
def clickhouse(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a folder for books of the engine in this process. Where it is missing tests are skipped, or fail."""
    if find_spec("chdb") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)('chdb is missing: pip install "subledger[clickhouse]"')
    return f"chdb://{tmp_path_factory.mktemp('clickhouse')}"


PLACE = {"postgres": "schema", "clickhouse": "database"}
"""What a book has of its own on an engine that holds many."""


def places(request: pytest.FixtureRequest) -> Places:
    """Where new books of the engine that a fixture is parametrised by may stand: memory, or places of their own."""
    if request.param == "duckdb":
        return lambda: None
    database, number = request.getfixturevalue(request.param), count(1)
    return lambda: f"{database}?{PLACE[request.param]}={request.param}_{id(number)}_{next(number)}"


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Places:
    """Each engine in turn, as places for new books on it."""
    return places(request)


QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, to which no other host exists. Where it is missing tests are skipped, and fail where everything must be tested."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    if path is None:
        missing = "Chromium is missing: apt-get install --no-install-recommends chromium"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    alone = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    arguments = [*QUIET, alone, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=path, args=arguments) as opened:
        yield opened

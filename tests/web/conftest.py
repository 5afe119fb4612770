"""One small served book for all tests of the web, and the ways to ask it."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from web.served_company import write_company

from subledger.book import Book, open_book
from subledger.faces.web.app import create_app
from subledger.faces.web.safety import Access
from subledger.faces.web.served import Served

HERE = "http://127.0.0.1"
SECRET = "the-secret-of-this-test"


def command(*arguments: str | Path) -> tuple[int, str]:
    """A command run in this process: its exit code and what it wrote."""
    from subledger.faces.cli.app import run

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(argument) for argument in arguments])
    return code, out.getvalue()


@pytest.fixture(scope="session")
def export_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_company(tmp_path_factory.mktemp("web") / "export")


@pytest.fixture(scope="session")
def book_file(tmp_path_factory: pytest.TempPathFactory, export_folder: Path) -> Path:
    """The company's book, which nobody has open: the one to ask by command."""
    path = tmp_path_factory.mktemp("web_book") / "company.duckdb"
    code, out = command("load", export_folder, "--book", path, "--known-at", "2026-01-01T00:00:00Z")
    assert code == 0, out
    return path


@pytest.fixture(scope="session")
def told(book_file: Path) -> Callable[[str], Any]:
    """What a command says with --format json."""

    def said(line: str) -> Any:
        return json.loads(command(*line.split(" "), "--book", book_file, "--format", "json")[1])

    return said


@pytest.fixture
def copy_of_book(tmp_path: Path, book_file: Path) -> Path:
    """A copy of the book, for a test that changes it or serves it itself."""
    return Path(shutil.copy(book_file, tmp_path / "book.duckdb"))


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, book_file: Path) -> Iterator[Book]:
    """The book that is served; its file is a copy."""
    path = tmp_path_factory.mktemp("served") / "company.duckdb"
    shutil.copy(book_file, path)
    with open_book(path, writes=True) as book:
        yield book


@pytest.fixture(scope="session")
def app(served: Book) -> Any:
    return create_app(Served(served), Access(secret=SECRET))


@pytest.fixture(scope="session")
def client(app: Any) -> Iterator[TestClient]:
    """A browser's way to the served book, without a socket."""
    with TestClient(app, base_url=HERE, follow_redirects=False) as opened:
        yield opened


@contextlib.contextmanager
def serving(app: Any) -> Iterator[str]:
    """An application behind a real socket, at the address that is given."""
    import uvicorn

    from subledger.faces.web.server import listening

    with listening("127.0.0.1", None) as bound:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.fixture(scope="session")
def address(app: Any) -> Iterator[str]:
    """The served book behind a real socket, for what wants one."""
    with serving(app) as at:
        yield at

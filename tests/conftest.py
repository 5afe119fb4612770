"""What the tests share: books in memory, golden files, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from company_files import files

import subledger


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

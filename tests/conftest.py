"""What the tests share: books in memory, and golden files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

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

"""A small company that people edit: one book for all who only look, and a fresh one for who changes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from company_files import files

import subledger

OTHERS = "".join(f"c{number}, cs{number}, ci{number}, pro, 10, 2025-01-01,\n" for number in range(12))
STATES = f"""
customer_id, subscription_id, item_id, plan, unit_amount, starts_at, ends_at
acme, s1, i1, pro, 100, 2025-01-01, 2025-06-01
beta, s2, i2, pro, 50, 2025-02-01,
beta, s3, i3, team, 10, 2025-02-01, 2025-03-10
{OTHERS}"""
TOLD = datetime(2025, 8, 1, tzinfo=UTC)

Company = Callable[..., subledger.Book]


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """company(): a book of the company; company(path): one in a file."""

    def made(path: Path | None = None) -> subledger.Book:
        book = subledger.init(path)
        book.load(files(tmp_path / "told", subscriptions=STATES), known_at=TOLD)
        return book

    return made

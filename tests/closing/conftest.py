"""The company's book, told once and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from closing.told import MARCH, Telling


@pytest.fixture
def telling(tmp_path: Path) -> Iterator[Callable[..., Telling]]:
    """telling(MARCH, path=None, policy="standard"): the book after a first load."""
    made: list[Telling] = []

    def told(subscriptions: str = MARCH, path: Path | None = None, policy: object = "standard") -> Telling:
        made.append(Telling(tmp_path / f"told_{len(made)}", path, policy))
        made[-1].tell(subscriptions)
        return made[-1]

    yield told
    for each in made:
        each.book.close()

"""What the tests of engines share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from engines.two_hundred import TwoHundred, drawn


@pytest.fixture(scope="session")
def two_hundred(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoHundred]:
    """Two hundred random histories, with their oracle and DuckDB's book of them."""
    with drawn(tmp_path_factory.mktemp("two_hundred")) as histories:
        yield histories

"""What the tests of engines share."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from engines.two_hundred import TwoHundred, drawn


@pytest.fixture(scope="session")
def two_hundred(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoHundred]:
    """Two hundred random histories, with their oracle and DuckDB's book of them."""
    with drawn(tmp_path_factory.mktemp("two_hundred")) as histories:
        yield histories


def mounted(folder: Path, size: str) -> None:
    """Makes a folder a small disk. Where nothing may be mounted tests are skipped, and fail for whoever may mount and cannot."""
    ran = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, text=True, check=False)
    if ran.returncode:
        (pytest.fail if os.environ.get("CI") and os.geteuid() == 0 else pytest.skip)(f"no disk can be mounted: {ran.stderr.strip()}")


@pytest.fixture
def disk() -> Iterator[Callable[[str], Path]]:
    """A folder as a disk of so many bytes."""
    # A server's owner may not look into the tests' own folders.
    folder = Path(tempfile.mkdtemp(prefix="subledger-disk-"))

    def of(size: str) -> Path:
        mounted(folder, size)
        return folder

    yield of
    # A cluster's processes may still have files open there.
    subprocess.run(["umount", "--lazy", str(folder)], capture_output=True, check=False)
    folder.rmdir()

"""The company's dashboard, served for the browser, and pages that notice what must not happen on them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from browser.hostile_company import write_company
from browser.looked import PATIENCE, Looked
from playwright.sync_api import expect
from web.conftest import serving

import subledger
from subledger.faces.web.app import create_app
from subledger.faces.web.served import Served

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def export_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that every source row lies in."""
    return write_company(tmp_path_factory.mktemp("shown") / "export")


@pytest.fixture(scope="session")
def dashboard(export_folder: Path) -> Iterator[str]:
    """The address at which the company's book is served."""
    with subledger.init(export_folder.parent / "company.duckdb") as book:
        book.load(export_folder, known_at=datetime(2026, 1, 1, tzinfo=UTC))
        with serving(create_app(Served(book))) as address:
            yield address


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots are written: the folder SUBLEDGER_SCREENSHOTS names, or one of the tests' own."""
    named = os.environ.get("SUBLEDGER_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def opened(browser: Any, dashboard: str) -> Callable[..., Any]:
    """A window on the dashboard, as opened(theme="dark", width=390)."""

    @contextmanager
    def window(theme: str = "light", width: int = 1440) -> Iterator[Looked]:
        with browser.new_context(
            base_url=dashboard,
            color_scheme=theme,
            viewport={"width": width, "height": 900},
            accept_downloads=True,
            reduced_motion="reduce",
        ) as context:
            context.set_default_timeout(PATIENCE)
            yield Looked(context)

    return window


@pytest.fixture
def window(opened: Callable[..., Any]) -> Iterator[Looked]:
    """A light window as wide as a desk's screen. Nothing that must not happen may happen in it."""
    with opened() as looked:
        yield looked
        assert looked.faults == []

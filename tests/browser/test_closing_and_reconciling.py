"""Closing a month, looking at what became of it, following a finding to its row, and laying another tool's list beside the book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from browser.looked import Looked
from browser.test_every_page import STICKS_OUT, violations
from playwright.sync_api import Page, expect
from web.conftest import SECRET, serving
from web.served_company import HOSTILE, grown, write_company

import subledger
from subledger.faces.web.app import create_app
from subledger.faces.web.safety import Access
from subledger.faces.web.served import Served

LIST = "hostile <b>list.csv"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A book of which September was closed, and differs since a second load; the late customer's price is far from its plan's."""
    folder = tmp_path_factory.mktemp("closed")
    with subledger.init(folder / "b.duckdb") as book:
        book.load(write_company(folder / "export"), known_at=datetime(2026, 1, 1, tzinfo=UTC))
        book.close_month("2025-09", "board <b>pack</b>")
        book.load(grown(folder / "more", 7), increment=True, known_at=datetime(2026, 2, 1, tzinfo=UTC))
        with serving(create_app(Served(book), Access(secret=SECRET))) as at:
            yield at


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another tool's list: one customer as the book has it, one that differs, and one that the book lacks."""
    path = tmp_path_factory.mktemp("theirs") / LIST
    path.write_text(f"customer_id,mrr,currency\nc01,40,USD\nc02,77.77,USD\n{HOSTILE[5]},5,USD\n", "utf-8")
    return path


@pytest.fixture(scope="module", params=[("light", 1440), ("dark", 390)], ids=["light-1440", "dark-390"])
def looked(request: pytest.FixtureRequest, browser: Any, address: str) -> Iterator[Looked]:
    theme, width = request.param
    size = {"width": width, "height": 900}
    with browser.new_context(base_url=address, color_scheme=theme, viewport=size, reduced_motion="reduce") as context:
        found = Looked(context)
        yield found
        assert found.faults == []


def is_well_made(looked: Looked, screenshots: Path, name: str) -> None:
    looked.settled()
    theme = looked.page.locator("html").get_attribute("data-theme")
    looked.page.screenshot(path=screenshots / f"{name}_{theme}.png", full_page=True)
    assert looked.page.evaluate(STICKS_OUT) == []
    assert violations(looked.page) == []


def test_a_closed_month_and_why_it_differs(looked: Looked, screenshots: Path) -> None:
    page: Page = looked.page
    looked.go("/movements")
    said = page.get_by_role("note").filter(has_text="2025-09 was closed with MRR")
    expect(said).to_be_visible()
    said.get_by_role("link").click()
    expect(page.locator("#chosen-title")).to_contain_text("figures differ now")
    expect(page.locator("#why canvas")).to_be_visible()
    is_well_made(looked, screenshots, "close_month")
    page.get_by_role("link", name="Compare the ledger").click()
    expect(page.locator("#content")).to_contain_text("not as closed")
    page.get_by_role("link", name="+7.00", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Bridge")
    expect(page.locator(".grid")).to_contain_text("late rows")


def test_a_month_is_closed_and_reopened_by_who_shows_the_secret(looked: Looked) -> None:
    page: Page = looked.page
    looked.go("/close")
    page.locator("#close-month").select_option("2025-07")
    page.get_by_role("button", name="Close the month").click()
    page.get_by_label("The secret").fill(SECRET)
    page.get_by_role("button").click()
    page.locator("#close-month").select_option("2025-07")
    page.locator("#note").fill("<i>audited</i>")
    page.get_by_role("button", name="Close the month").click()
    expect(page.locator("#chosen-title")).to_have_text("2025-07: as closed")
    expect(page.locator("main")).to_contain_text("<i>audited</i>")
    page.locator("#reason").fill("credit note")
    page.get_by_role("button", name="Reopen the month").click()
    expect(page.locator("#chosen-title")).to_have_text("2025-07: reopened")


def test_a_finding_leads_to_its_row(looked: Looked, screenshots: Path) -> None:
    page: Page = looked.page
    looked.go("/trust")
    page.locator("#findings").get_by_role("link", name="Price outlier").click()
    expect(page.locator("h1")).to_have_text("Findings")
    is_well_made(looked, screenshots, "findings")
    row = page.locator("#price_outlier tbody tr").filter(has_text="late7")
    place = row.get_by_text(re.compile(r"^subscriptions\.csv:\d+$")).inner_text()
    row.get_by_role("link", name="late7").click()
    expect(page.locator("h1")).to_have_text("Late")
    expect(page.get_by_text(place, exact=True).first).to_be_attached()


def test_another_tool_s_list(looked: Looked, theirs: Path, screenshots: Path) -> None:
    page: Page = looked.page
    looked.go("/reconcile")
    page.locator("#file").set_input_files(theirs)
    page.get_by_role("button", name="Reconcile", exact=True).click()
    expect(page.locator("main .lead")).to_contain_text("beside the book at the end of", timeout=90_000)
    expect(page.locator("main")).to_contain_text("Nearest: ")
    is_well_made(looked, screenshots, "reconcile_list")
    page.locator("main").get_by_role("link", name="c02", exact=True).click()
    expect(page.locator("h1")).to_contain_text("c02")

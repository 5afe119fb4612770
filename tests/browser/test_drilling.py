"""From every figure the way leads to the customers behind it, and from each customer to the row of the file that said it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browser.looked import Looked
from playwright.sync_api import Page, expect

CARDS = ("MRR", "ARR", "Net new MRR", "Customers", "ARPA", "NRR", "GRR", "Gross MRR churn")
SOURCE_ROW = re.compile(r"^\s*subscriptions\.csv:\d+\s*$")


@pytest.fixture(scope="module")
def looked(opened: Callable[..., Any]) -> Iterator[Looked]:
    with opened() as window:
        yield window


@pytest.fixture
def page(looked: Looked) -> Iterator[Page]:
    looked.faults.clear()
    yield looked.page
    assert looked.faults == []


@pytest.fixture
def leads_to_its_source(page: Page, export_folder: Path) -> Callable[[], None]:
    """Follows the open drawer to its first customer, and the customer to a row of the export that is the customer's own."""

    def follow() -> None:
        drawer = page.locator("#drawer")
        expect(drawer.locator("#behind, h2").first).to_be_visible()
        customer = drawer.locator(".grid tbody a[href^='/customer?']").first
        name = customer.inner_text()
        customer.click()
        expect(page.locator("h1")).to_have_text(name)
        expect(drawer).to_be_hidden()
        customer_id = parse_qs(urlsplit(page.url).query)["id"][0]
        source = page.get_by_text(SOURCE_ROW).first
        source.scroll_into_view_if_needed()
        expect(source).to_be_visible()
        file, _, row = source.inner_text().strip().partition(":")
        lines = (export_folder / file).read_text("utf-8").splitlines()
        assert customer_id in lines[int(row) - 1].replace('""', '"')

    return follow


@pytest.mark.parametrize("card", CARDS)
def test_a_card(card: str, looked: Looked, page: Page, leads_to_its_source: Callable[[], None]) -> None:
    looked.go("/")
    shown = page.locator(".kpi").filter(has=page.get_by_role("button", name=card, exact=True))
    shown.locator(".kpi-figure a").click()
    leads_to_its_source()


@pytest.mark.parametrize(
    ("address", "figure"),
    [
        ("/movements", ".grid tbody tr:nth-child(5) td:nth-child(3) a.why"),
        ("/retention?preset=24m&grain=quarter", ".heat tbody tr:nth-child(3) td:nth-child(4) a.why"),
        ("/segments?by=country", ".grid:visible tbody tr:nth-child(2) a.why"),
        ("/bridge", ".grid tbody tr:nth-child(2) a.why"),
        ("/revenue", ".figures a.why >> nth=-1"),
    ],
    ids=["movement", "cohort", "segment", "step", "past_due"],
)
def test_a_cell(address: str, figure: str, looked: Looked, page: Page, leads_to_its_source: Callable[[], None]) -> None:
    looked.go(address)
    page.locator(figure).first.click()
    leads_to_its_source()


def test_a_bar(looked: Looked, page: Page, leads_to_its_source: Callable[[], None]) -> None:
    """The largest bar of the movements, where it is drawn."""
    looked.go("/movements")
    place = page.locator("#movements .canvas")
    place.scroll_into_view_if_needed()
    x, y, label = place.evaluate(
        """(place) => {
          const { series, labels } = JSON.parse(place.parentElement.querySelector('script').textContent);
          const { values } = series.find((each) => each.name === 'New');
          const at = values.indexOf(Math.max(...values));
          return [...echarts.getInstanceByDom(place).convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [at, values[at] / 2]), labels[at]];
        }"""
    )
    place.click(position={"x": x, "y": y})
    drawer = page.locator("#drawer")
    expect(drawer.locator("h2").first).to_have_text("New")
    assert f"{label}-" in drawer.inner_text()
    leads_to_its_source()


def test_what_stands_behind_a_figure_has_a_page_of_its_own(looked: Looked, page: Page) -> None:
    looked.go("/")
    page.locator(".kpi-figure a").first.click()
    drawer = page.locator("#drawer")
    amounts = drawer.locator(".grid tbody td:last-child")
    expect(amounts.first).to_be_visible()
    there = amounts.all_inner_texts()
    drawer.locator("a.as-page").click()
    expect(page).to_have_url(re.compile("/behind"))
    expect(drawer).to_be_hidden()
    assert page.locator("main .grid tbody td:last-child").all_inner_texts() == there
    page.get_by_role("link", name="Explained in full").click()
    expect(page.locator("h1")).to_contain_text("explained")

"""Names from data are text, whatever they say, wherever they are shown."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from browser.hostile_company import HOSTILE, HOSTILE_PLAN
from browser.looked import Looked
from playwright.sync_api import Page, expect

MADE = """() => [...document.querySelectorAll('*')].filter((each) =>
  [...each.attributes].some((attribute) => attribute.name.startsWith('on'))
  || each.matches('img, main b:not([class]), main i i, main script:not([type])')
).map((each) => each.outerHTML.slice(0, 200))"""
"""Elements that only a name can have made: pages have no image, no handler and no script of their own in the text."""


def is_inert(page: Page) -> None:
    assert page.evaluate(MADE) == []


@pytest.mark.parametrize("address", ["/?compare=none", "/customers", "/segments", "/movements", "/explain", "/behind?what=mrr", "/bridge"])
def test_pages(address: str, window: Looked) -> None:
    window.go(address)
    is_inert(window.page)
    if address not in ("/movements", "/bridge"):
        expect(window.page.get_by_text(HOSTILE_PLAN if address == "/segments" else HOSTILE[3]).first).to_be_visible()


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_customer(number: int, window: Looked) -> None:
    page, name = window.page, HOSTILE[number]
    window.go(f"/customer?id={quote(name)}")
    # A mark that turns the direction of what follows is shown as what it is.
    expect(page.locator("h1")).to_have_text(f"{name} Ltd".replace("\u202e", "\\u202e"))
    assert page.title().startswith(name.replace("\u202e", "\\u202e"))
    is_inert(page)


def test_what_opens_on_top(window: Looked) -> None:
    page = window.page
    window.go("/segments")
    canvas = page.locator("figure.chart .canvas").first
    box = canvas.bounding_box()
    assert box is not None
    canvas.hover(position={"x": box["width"] - 40, "y": box["height"] / 2})
    expect(page.locator(".bubble")).to_contain_text(HOSTILE_PLAN)
    is_inert(page)
    page.locator(".grid:visible tbody tr", has_text=HOSTILE_PLAN).locator("a.why[href*='what=mrr']").click()
    expect(page.locator("#drawer").get_by_text(HOSTILE[1]).first).to_be_visible()
    is_inert(page)


def test_what_is_typed(window: Looked) -> None:
    page = window.page
    window.go("/")
    page.get_by_role("searchbox", name="Find a customer").fill(HOSTILE[1])
    page.keyboard.press("Enter")
    expect(page.locator(".grid tbody tr")).to_have_count(1)
    expect(page.locator("#find")).to_have_value(HOSTILE[1])
    is_inert(page)
    window.adds("plan", HOSTILE_PLAN)
    expect(page.locator(".chip")).to_contain_text(HOSTILE_PLAN)
    is_inert(page)

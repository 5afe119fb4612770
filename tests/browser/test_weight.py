"""What the first page costs, on paper, in motion, and over the wire."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browser.looked import Looked

FIRST_PAGE_BYTES = 400_000
PAPER_WIDTH = 1032
"""A4 on its side, between its margins, in the pixels of a page."""


def test_the_first_page_is_light(window: Looked) -> None:
    wire = window.context.new_cdp_session(window.page)
    wire.send("Network.enable")
    came: list[float] = []
    wire.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
    window.go("/")
    window.page.wait_for_load_state("networkidle")
    assert len(came) >= 7, "the page, two sheets of style and its scripts"
    assert sum(came) <= FIRST_PAGE_BYTES


@pytest.mark.parametrize("address", ["/", "/movements", "/retention?preset=24m", "/customers", "/segments", "/trust"])
def test_on_paper_nothing_sticks_out(address: str, opened: Callable[..., Any]) -> None:
    with opened("dark", PAPER_WIDTH) as looked:
        looked.go(address)
        looked.page.emulate_media(media="print")
        root = "document.scrollingElement"
        assert looked.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") <= 0
        assert looked.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert looked.page.locator("nav[aria-label=Pages]").is_hidden()
        assert looked.faults == []


def test_nothing_moves_for_those_who_ask(window: Looked) -> None:
    window.go("/")
    moving = """() => [...document.querySelectorAll('*')].filter((each) => {
      const { transitionDuration, animationName } = getComputedStyle(each);
      return transitionDuration.split(', ').some((time) => time !== '0s') || animationName !== 'none';
    }).map((each) => each.outerHTML.slice(0, 100))"""
    window.page.locator(".kpi-figure a").first.click()
    window.page.locator("#drawer .grid").wait_for()
    assert window.page.evaluate(moving) == []
    assert window.page.evaluate("document.getAnimations().length") == 0

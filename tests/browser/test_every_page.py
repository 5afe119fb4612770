"""Every page, light and dark, on a desk and on a phone: nothing fails, nothing leaves the machine, all can read it, nothing sticks out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.hostile_company import HOSTILE, HOSTILE_PLAN
from browser.looked import Looked
from playwright.sync_api import expect

PAGES = {
    "overview": "/?compare=year",
    "movements": "/movements",
    "retention_customers": "/retention?preset=24m&grain=quarter",
    "retention_net": "/retention?preset=12m&of=net&age=own",
    "retention_gross": "/retention?preset=all&grain=year&of=gross",
    "customers": "/customers?show=all",
    "customer": "/customer?id=cus_0002",
    "customer_hostile": f"/customer?id={quote(HOSTILE[5])}",
    "segments": "/segments",
    "segments_filtered": f"/segments?preset=this_year&grain=week&by=currency&where=country!:US&where=plan!:{quote(HOSTILE_PLAN)}",
    "revenue": "/revenue",
    "bridge": "/bridge",
    "explain": "/explain?metric=net_new_mrr",
    "reconcile": "/reconcile",
    "close": "/close",
    "findings": "/findings",
    "trust": "/trust",
    "behind": "/behind?what=mrr",
    "nothing_there": "/customers?where=plan:none",
    "error": "/movements?grain=century",
}
WIDTHS, THEMES = (1440, 390), ("light", "dark")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
STICKS_OUT = """() => {
  const root = document.scrollingElement, wide = root.clientWidth, is = Math.max(root.scrollWidth, document.body.scrollWidth);
  const beyond = (each) => each.getBoundingClientRect().right > wide + 1 && !each.closest('.scroll, nav');
  const found = [...document.querySelectorAll('body *')].filter(beyond).map((each) => each.outerHTML.slice(0, 120));
  return is > wide ? [`${is} > ${wide}`, ...found.slice(0, 8)] : [];
}"""


IS_DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Charts are drawn anew before the frame after next."""


def violations(page: Any) -> list[str]:
    """What axe finds wrong, each with the place and the measure."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.fixture(scope="module", params=WIDTHS)
def shown(request: pytest.FixtureRequest, opened: Callable[..., Any]) -> Iterator[tuple[Looked, int]]:
    width = request.param
    with opened(THEMES[0], width) as looked:
        yield looked, width


@pytest.mark.parametrize("name", PAGES)
def test_a_page(name: str, shown: tuple[Looked, int], screenshots: Path) -> None:
    """Its theme follows the system's while it is shown: each is looked at on the page that is there."""
    looked, width = shown
    page = looked.page
    looked.faults.clear()
    page.emulate_media(color_scheme=THEMES[0])
    answer = looked.go(PAGES[name])
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        page.evaluate(IS_DRAWN)
        page.screenshot(path=screenshots / f"{name}_{theme}_{width}.png", full_page=True)
        assert page.evaluate(STICKS_OUT) == []
        assert violations(page) == []
    if name == "error":
        assert answer.status == 400
        assert [fault for fault in looked.faults if "400 (Bad Request)" not in fault] == []
    else:
        assert answer.status == 200
        assert looked.faults == []


@pytest.mark.parametrize("name", ["overview", "trust"])
def test_the_page_that_is_shown_is_named_within_the_line_of_pages(name: str, opened: Callable[..., Any]) -> None:
    with opened(width=390) as looked:
        looked.go(PAGES[name])
        box = looked.page.locator("nav[aria-label=Pages] [aria-current]").bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 390

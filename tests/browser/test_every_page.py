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
WINDOWS = [(theme, width) for theme in ("light", "dark") for width in (1440, 390)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
STICKS_OUT = """() => {
  const root = document.scrollingElement, wide = root.clientWidth, is = Math.max(root.scrollWidth, document.body.scrollWidth);
  const beyond = (each) => each.getBoundingClientRect().right > wide + 1 && !each.closest('.scroll, nav');
  const found = [...document.querySelectorAll('body *')].filter(beyond).map((each) => each.outerHTML.slice(0, 120));
  return is > wide ? [`${is} > ${wide}`, ...found.slice(0, 8)] : [];
}"""


def violations(page: Any) -> list[str]:
    """What axe finds wrong, each with the place and the measure."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.fixture(scope="module", params=WINDOWS, ids=lambda window: f"{window[0]}-{window[1]}")
def shown(request: pytest.FixtureRequest, opened: Callable[..., Any]) -> Iterator[tuple[Looked, str]]:
    theme, width = request.param
    with opened(theme, width) as looked:
        yield looked, f"{theme}_{width}"


@pytest.mark.parametrize("name", PAGES)
def test_a_page(name: str, shown: tuple[Looked, str], screenshots: Path) -> None:
    looked, look = shown
    looked.faults.clear()
    answer = looked.go(PAGES[name])
    looked.page.screenshot(path=screenshots / f"{name}_{look}.png", full_page=True)
    assert looked.page.evaluate(STICKS_OUT) == []
    assert violations(looked.page) == []
    if name == "error":
        assert answer.status == 400
        assert [fault for fault in looked.faults if "400 (Bad Request)" not in fault] == []
    else:
        assert answer.status == 200
        assert looked.faults == []
    assert looked.page.locator("html").get_attribute("data-theme") == look.partition("_")[0]


@pytest.mark.parametrize("name", ["overview", "trust"])
def test_the_page_that_is_shown_is_named_within_the_line_of_pages(name: str, opened: Callable[..., Any]) -> None:
    with opened(width=390) as looked:
        looked.go(PAGES[name])
        box = looked.page.locator("nav[aria-label=Pages] [aria-current]").bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 390

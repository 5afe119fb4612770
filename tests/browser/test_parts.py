"""Parts of a page that come after it: their links lead on, and one that fails says so where it would have stood."""

from __future__ import annotations

from browser.looked import Looked
from playwright.sync_api import expect


def test_a_part_that_fails_says_so_in_its_own_place(window: Looked) -> None:
    page = window.page
    page.route("**/trust/left-out*", lambda route: route.continue_(url=f"{route.request.url.partition('?')[0]}?grain=never"))
    page.goto("/trust")
    part = page.locator("#left-out")
    expect(part.locator(".part-error")).to_contain_text("unknown grain 'never'")
    expect(part.locator("a.solid")).to_have_attribute("href", page.url)
    expect(page.locator("h1")).to_have_text("Trust")
    expect(page.locator("#checked")).to_be_attached()
    # The browser itself notes the answer that failed.
    window.faults.clear()


def test_a_link_in_a_part_leads_to_its_page(window: Looked) -> None:
    window.go("/")
    link = window.page.locator("#changed-content a[href*='/customer?']").first
    name = link.inner_text()
    link.click()
    expect(window.page.locator("h1")).to_have_text(name)
    expect(window.page.locator("#changed-content")).to_have_count(0)

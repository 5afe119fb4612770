"""The dashboard by keyboard, and the theme that is chosen."""

from __future__ import annotations

import re

from browser.looked import Looked
from playwright.sync_api import expect


def test_keys(window: Looked) -> None:
    page = window.page
    window.go("/")
    page.keyboard.press("?")
    help_ = page.locator("#help")
    expect(help_).to_be_visible()
    page.keyboard.press("Escape")
    expect(help_).to_be_hidden()

    page.keyboard.press("ArrowLeft")
    expect(page.locator("#to")).to_have_value("2025-01-01")
    expect(page.locator("#from")).to_have_value("2024-01-01")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#to")).to_have_value("2026-01-01")

    closed = page.locator("details.as-table:not([open])")
    expect(closed).not_to_have_count(0)
    page.keyboard.press("t")
    expect(closed).to_have_count(0)

    page.keyboard.press("2")
    expect(page.locator("h1")).to_have_text("Movements")

    page.keyboard.press("0")
    expect(page.locator("h1")).to_have_text("Trust")
    expect(page.locator("nav[aria-label=Pages] a")).to_have_count(10)
    expect(help_.locator(".keys")).to_contain_text("the 10 pages, in order")
    page.keyboard.press("2")
    expect(page.locator("h1")).to_have_text("Movements")

    page.keyboard.press("/")
    find = page.get_by_role("searchbox", name="Find a customer")
    expect(find).to_be_focused()
    page.keyboard.type("?t/ cus_0002")
    expect(find).to_have_value("?t/ cus_0002")
    expect(help_).to_be_hidden()
    find.fill("cus_0002")
    page.keyboard.press("Enter")
    expect(page.locator(".grid tbody tr").first).to_contain_text("cus_0002")


def test_the_drawer_by_keyboard(window: Looked) -> None:
    page = window.page
    window.go("/")
    figure = page.locator(".kpi-figure a").first
    figure.focus()
    page.keyboard.press("Enter")
    drawer = page.locator("#drawer")
    expect(drawer.locator("h2").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(figure).to_be_focused()


def test_definitions_show_on_focus(window: Looked) -> None:
    page = window.page
    window.go("/")
    page.locator(".kpi").first.get_by_role("button", name="MRR", exact=True).focus()
    expect(page.locator("#tip")).to_be_visible()
    expect(page.locator("#tip")).to_contain_text("Policy standard")
    page.keyboard.press("Escape")
    expect(page.locator("#tip")).to_be_hidden()


def test_the_theme_that_was_chosen_stays(window: Looked) -> None:
    page, root = window.page, window.page.locator("html")
    window.go("/")
    expect(root).to_have_attribute("data-theme", "light")
    page.get_by_role("button", name=re.compile("^Dark")).click()
    expect(root).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(root).to_have_attribute("data-theme", "dark")
    window.go("/movements")
    expect(root).to_have_attribute("data-theme", "dark")

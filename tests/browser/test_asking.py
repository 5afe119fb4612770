"""What is asked of a page stands in its address: it outlives a reload, goes back and forth, and is in what is exported."""

from __future__ import annotations

import csv
import re
from urllib.parse import parse_qsl, urlsplit

from browser.looked import Looked
from playwright.sync_api import Page, expect

FILTER = ("where", "country:US")


def asked(page: Page) -> set[tuple[str, str]]:
    return set(parse_qsl(urlsplit(page.url).query))


def test_what_is_asked_is_kept(window: Looked) -> None:
    page = window.page
    window.go("/movements")
    window.adds("country", "US")
    chip = page.get_by_role("link", name="Remove the filter country is US")
    expect(chip).to_be_visible()
    assert asked(page) == {FILTER}

    for name, value in (("preset", "24m"), ("grain", "quarter"), ("compare", "year")):
        page.locator(f"#{name}").select_option(value)
        expect(page).to_have_url(re.compile(f"{name}={value}"))
    everything = {FILTER, ("preset", "24m"), ("grain", "quarter"), ("compare", "year")}
    assert asked(page) == everything

    page.reload()
    window.settled()
    assert asked(page) == everything
    expect(page.locator("#preset")).to_have_value("24m")
    expect(page.locator("#grain")).to_have_value("quarter")
    expect(page.locator("#compare")).to_have_value("year")
    expect(chip).to_be_visible()

    page.go_back()
    expect(page.locator("#compare")).to_have_value("previous")
    assert asked(page) == everything - {("compare", "year")}
    page.go_forward()
    expect(page.locator("#compare")).to_have_value("year")
    assert asked(page) == everything

    page.get_by_role("link", name="Retention").click()
    expect(page.locator("h1")).to_have_text("Retention")
    assert asked(page) == everything
    page.go_back()
    expect(page.locator("h1")).to_have_text("Movements")

    chip.click()
    expect(chip).to_have_count(0)
    assert asked(page) == everything - {FILTER}


def test_conditions_are_removed_one_by_one(window: Looked) -> None:
    page = window.page
    window.go("/customers?where=country:US&where=plan!:Starter&where=currency:USD")
    chips = page.locator(".chip")
    for left in (2, 1, 0):
        expect(chips).to_have_count(left + 1)
        chips.first.get_by_role("link").click()
        expect(chips).to_have_count(left)
        assert len([name for name, _ in asked(page) if name == "where"]) == left


def test_an_export_is_of_what_is_shown(window: Looked) -> None:
    page = window.page
    window.go("/segments?where=country:US&grain=quarter&preset=this_year")
    page.get_by_label("Cut by").select_option("currency")
    expect(page.get_by_role("heading", name=re.compile("^MRR by currency"))).to_be_visible()
    shown = page.locator(".card", has=page.get_by_role("heading", name=re.compile("^By currency"))).last
    link = shown.get_by_role("link", name=re.compile("as CSV$"))
    sent = set(parse_qsl(urlsplit(link.get_attribute("href") or "").query))
    assert asked(page) | {("by", "currency"), FILTER} <= sent
    with page.expect_download() as waiting:
        link.click()
    with waiting.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    closing = rows[0].index("closing")
    exact = [f"{float(row[closing]):,.2f}" for row in rows[1:]]
    assert exact
    assert shown.locator(f"tbody td:nth-child({closing + 1})").all_inner_texts() == exact


def test_days_of_ones_own(window: Looked) -> None:
    page = window.page
    window.go("/movements")
    page.locator("#from").fill("2025-04-15")
    expect(page).to_have_url(re.compile("from=2025-04-15"))
    expect(page.locator("#preset")).to_have_value("custom")
    expect(page.locator(".grid tbody th").filter(has_text="2025-04").first).to_have_text(re.compile("in part"))

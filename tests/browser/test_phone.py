"""A phone: what is asked takes one line, what goes on beyond the edge shows it, and a heat map can be kept as a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

PNG = b"\x89PNG\r\n"


def test_retention_on_a_phone(opened: Callable[..., Any]) -> None:
    with opened(width=390) as looked:
        looked.go("/retention?preset=24m&grain=quarter")
        page, asked = looked.page, looked.page.locator("#asked")
        expect(asked).to_be_hidden()
        fold = page.get_by_role("button", name="Last 24 months by quarter")
        fold.click()
        expect(fold).to_have_attribute("aria-expanded", "true")
        expect(asked).to_be_visible()
        beyond = page.get_by_role("region", name="as a heat map")
        expect(beyond).to_have_attribute("data-more", "")
        beyond.evaluate("each => { each.scrollLeft = each.scrollWidth }")
        expect(beyond).not_to_have_attribute("data-more", "")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="PNG").first.click()
        assert waiting.value.suggested_filename == "heat.png"
        assert waiting.value.path().read_bytes().startswith(PNG)
        assert looked.faults == []

"""A window of the browser, and everything in it that must never happen."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import expect

PATIENCE = 15_000
"""So many milliseconds something may take before it counts as not happening."""


class Looked:
    """One window. Its faults: what scripts complain of, dialogs, what failed to load, and whatever is asked of another host."""

    def __init__(self, context: Any) -> None:
        self.context = context
        self.faults: list[str] = []
        self.page = context.new_page()
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)
        context.on("dialog", self._dialog)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"error in a script: {error.error}"))

    def go(self, address: str) -> Any:
        """The page at an address, its charts drawn and everything it asks for come."""
        answer = self.page.goto(address)
        self.settled()
        return answer

    def settled(self) -> None:
        """Waits until charts are drawn and nothing is on its way."""
        if self.page.locator("script[src*=charts]").count():
            expect(self.page.locator("html")).to_have_attribute("data-charts", "drawn")
        expect(self.page.locator(".htmx-request, .waiting")).to_have_count(0)

    def adds(self, attribute: str, value: str) -> None:
        """Adds a condition by hand."""
        page = self.page
        # The values to choose from are asked for when the form opens, and once more for each attribute.
        with page.expect_response(lambda answer: "/values" in answer.url):
            page.locator("#add-filter > summary").click()
        with page.expect_response(lambda answer: "/values" in answer.url):
            page.get_by_label("Attribute").select_option(attribute)
        page.locator("#where_value").fill(value)
        page.get_by_role("button", name="Add", exact=True).click()

    def _asked(self, request: Any) -> None:
        where = urlsplit(request.url)
        if where.scheme not in ("data", "blob") and where.hostname != "127.0.0.1":
            self.faults.append(f"asked of another host: {request.url}")

    def _failed(self, request: Any) -> None:
        # What is asked for by a page that is left is given up.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"not loaded: {request.url}: {request.failure}")

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning", "assert"):
            self.faults.append(f"{message.type}: {message.text}")

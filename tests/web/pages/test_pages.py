"""Every page shows what the book says, keeps to the strict policy for browsers, and leaves hostile names inert."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from fractions import Fraction
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.testclient import TestClient
from web.served_company import HOSTILE

import subledger
from subledger.faces.figures import figure_text, grouped
from subledger.faces.web.app import create_app
from subledger.faces.web.served import Served
from subledger.model.errors import SubledgerError

PAGES = (
    "/",
    "/overview/changed",
    "/movements",
    "/retention",
    "/customers",
    "/segments",
    "/revenue",
    "/bridge",
    "/reconcile",
    "/close",
    "/findings",
    "/trust",
    "/trust/left-out",
    "/trust/checked",
    "/behind",
    "/explain",
)
ASKED = (
    "",
    "?preset=all&grain=quarter&compare=year",
    "?preset=custom&from=2025-02-10&to=2025-09-20&grain=week",
    "?where=plan:pro&where=country!:US&by=country",
    "?compare=none&currency=EUR",
)


class Read(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))


def page(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[:2000]
    return str(answer.text)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_shown_and_needs_nothing_inline(client: TestClient, path: str, asked: str) -> None:
    text = page(client, path + asked)
    assert "MRR is a planning figure, not a GAAP one" in text
    assert re.search(r"build \d+", text)
    ids = []
    for tag, attributes in Read(text).tags:
        assert "style" not in attributes, (tag, attributes)
        assert not [name for name in attributes if name.startswith(("on", "hx-on"))]
        assert tag != "style"
        if tag == "script":
            assert "src" in attributes or attributes.get("type") == "application/json"
        for name in ("href", "src", "action"):
            address = attributes.get(name) or "/"
            assert address.startswith(("/", "#")) or tag == "svg", address
        ids += [attributes["id"]] if attributes.get("id") else []
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "path", ["/customers?search=", "/customers?preset=all&show=all", "/behind?what=mrr", "/segments?by=plan", "/segments?by=country"]
)
def test_hostile_names_are_text(client: TestClient, path: str) -> None:
    text = page(client, path)
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text
    assert "<b>FR" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "49" not in re.findall(r">\s*(49) Ltd<", text)


@pytest.mark.parametrize("customer", HOSTILE)
def test_any_id_has_a_page(client: TestClient, customer: str) -> None:
    answer = client.get("/customer", params={"id": customer})
    assert answer.status_code == 200
    assert "subscriptions.csv:" in answer.text
    assert "<script>alert" not in answer.text


def test_every_customer_is_led_to_by_its_own_address(client: TestClient) -> None:
    text = page(client, "/customers?preset=all&show=all")
    links = [unescape(found) for found in re.findall(r'href="(/customer\?[^"]*)"', text)]
    assert len(links) == 40
    for link in links:
        assert client.get(link).status_code == 200


def test_the_headline_is_what_the_command_says(client: TestClient, told: Callable[[str], Any]) -> None:
    rows = told("metrics mrr,arr,customers,arpa,nrr,grr,net_new_mrr,gross_mrr_churn_rate")["rows"]
    text = page(client, "/")
    shown = list(csv.DictReader(io.StringIO(client.get("/?format=csv&table=headline").text)))
    names = {
        "mrr": "MRR",
        "arr": "ARR",
        "customers": "Customers",
        "nrr": "NRR",
        "net_new_mrr": "Net new MRR",
        "gross_mrr_churn_rate": "Gross MRR churn",
    }
    for row in rows:
        if row["metric"] in names:
            [line] = [line for line in shown if line["month"] == row["period"]]
            assert line[names[row["metric"]]] == ("" if row["value"] is None else str(row["value"]))
    last = [row for row in rows if row["metric"] == "customers"][-1]["value"]
    assert re.search(rf'class="kpi-figure"><a class="why"[^>]*>{last}</a>', text)


def test_the_roll_forward_is_what_the_command_says(client: TestClient, told: Callable[[str], Any]) -> None:
    rows = told("movements")["rows"]
    shown = list(csv.DictReader(io.StringIO(client.get("/movements?compare=none&format=csv&table=roll-forward").text)))
    assert [line["closing"] for line in shown[:-1]] == [row["closing"] for row in rows]
    assert [line["churn"] for line in shown[:-1]] == [row["churn"] for row in rows]
    assert shown[-1]["opening"] == rows[0]["opening"]


def test_the_span_before_stands_beneath_the_roll_forward(client: TestClient, told: Callable[[str], Any]) -> None:
    address = "/movements?preset=custom&from=2025-07-01&to=2025-10-01&format=csv&table=roll-forward"
    shown = list(csv.DictReader(io.StringIO(client.get(address).text)))
    rows = told("movements --from 2025-04-01 --to 2025-07-01")["rows"]
    assert shown[-1]["month"] == "before: 2025-04-01 to 2025-06-30"
    assert (shown[-1]["opening"], shown[-1]["closing"]) == (rows[0]["opening"], rows[-1]["closing"])


def test_a_book_without_anything_in_it_has_every_page() -> None:
    with subledger.init(None) as empty, TestClient(create_app(Served(empty)), base_url="http://127.0.0.1") as client:
        for path in PAGES:
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.text[:1500])


def test_cohorts_are_what_the_command_says(client: TestClient, told: Callable[[str], Any]) -> None:
    rows = told("cohorts --of gross --from 2025-01-01 --to 2026-01-01")["rows"]
    shown = csv.DictReader(io.StringIO(client.get("/retention?of=gross&preset=custom&from=2025-01-01&to=2026-01-01&format=csv").text))
    by_cohort = {line["cohort"]: line for line in shown}
    assert rows
    for row in rows:
        assert by_cohort[row["cohort"]][f"age {row['age']}"] == row["rate"]


def test_a_workbook_can_be_had(client: TestClient) -> None:
    answer = client.get("/segments?by=country&format=xlsx")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"


def test_a_part_of_a_period_is_marked(client: TestClient) -> None:
    text = page(client, "/movements?preset=custom&from=2025-02-10&to=2027-01-01")
    assert "2025-02 in part" in text
    assert "2026-01 so far" in text
    assert "2026-12 ahead" in text


def test_what_did_not_change_is_said_calmly(client: TestClient) -> None:
    text = page(client, "/?preset=custom&from=2024-01-01&to=2024-03-01")
    assert re.search(r'<span class="still">no change from <span class="unbroken">2024-01</span></span>', text)
    assert "better" not in text
    assert "worse" not in text


def test_what_changed_comes_after_the_first_paint_and_without_scripts_by_a_link(client: TestClient) -> None:
    asked = "/overview/changed?compare=year&amp;where=plan%3Apro"
    text = page(client, "/?where=plan:pro&compare=year")
    assert f'hx-get="{asked}"' in text
    assert re.search(rf'<noscript><p><a href="{re.escape(asked)}">', text)
    part = page(client, unescape(asked))
    assert 'id="changed-content"' in part
    assert "/customer?" in part


def test_a_filtered_figure_opens_to_its_own_explanation(client: TestClient, told: Callable[[str], Any]) -> None:
    text = page(client, "/behind?what=mrr&where=plan:pro")
    explained = re.search(r'<a href="([^"]+)">Explained in full', text)
    assert explained and "where=plan%3Apro" in explained[1]
    said = page(client, unescape(explained[1]))
    value = Fraction(told("explain mrr --where plan=pro")["value"])
    assert f"<strong>{figure_text(value, 'USD')}</strong>" in said
    assert "Remove the filter plan is pro" in said


def test_unknown_is_a_dash_with_its_reason(client: TestClient) -> None:
    text = page(client, "/?preset=custom&from=2024-01-01&to=2024-03-01")
    assert "unknown: nothing to divide by" in text
    assert '<span class="unknown">–</span>' in text


def test_segments_add_up_to_the_whole(client: TestClient) -> None:
    for attribute in ("plan", "country", "currency"):
        shown = list(csv.DictReader(io.StringIO(client.get(f"/segments?by={attribute}&format=csv&table=by-{attribute}").text)))
        whole = shown.pop()
        for name in ("opening", "new", "churn", "closing"):
            total = sum(float(line[name]) for line in shown)
            assert total == pytest.approx(float(whole[name]), abs=1e-4)


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/nowhere", 404, "no_such_page"),
        ("/?grain=decade", 400, "unknown_grain"),
        ("/?from=2025-02-30", 400, "not_a_date"),
        ("/customer?id=nobody", 404, "unknown_customer"),
        ("/customer", 400, "no_customer"),
        ("/behind?what=weather", 400, "unknown_figure"),
        ("/behind?what=movements&kind=weather", 400, "unknown_kind"),
        ("/behind?offset=-1", 400, "not_a_count"),
        ("/customers?sort=weather", 400, "unknown_order"),
        ("/segments?by=weather", 400, "unknown_attribute"),
        ("/retention?of=weather", 400, "unknown_of"),
        ("/?policy=/etc/passwd", 400, "unknown_policy"),
        ("/bridge?metric=nrr", 400, "unknown_metric_of_a_bridge"),
        ("/bridge?a_period=then", 400, "view"),
        ("/bridge?a_policy=/etc/passwd", 400, "unknown_policy"),
        ("/bridge/step?step=99", 400, "unknown_step"),
    ],
)
def test_an_error_is_a_page_that_says_what_to_do(client: TestClient, address: str, status: int, code: str) -> None:
    answer = client.get(address, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (status, "text/html")
    assert code in answer.text
    assert 'id="main"' in answer.text


def test_the_values_of_an_attribute_are_choices(client: TestClient) -> None:
    assert '<option value="basic">' in page(client, "/values?where_attribute=plan")
    assert "&lt;b&gt;FR" in page(client, "/values?where_attribute=country")
    assert client.get("/values?where_attribute=name").status_code == 400


def test_the_same_page_is_not_made_twice(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = page(client, "/movements?preset=3m")

    def never(*_: object, **__: object) -> None:
        raise SubledgerError("asked again")

    monkeypatch.setattr("subledger.book.Book.movements", never)
    assert page(client, "/movements?preset=3m") == first


def test_figures_are_written_one_way() -> None:
    assert grouped(-1234567, 2) == "−1,234,567.00"
    assert figure_text(None, "USD") == "–"
    assert figure_text(1234, "JPY") == "1,234"

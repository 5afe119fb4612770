"""What stands behind a figure adds up to it, whatever the figure, the period and the filters."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.testclient import TestClient

from subledger.book import METRICS, Book
from subledger.faces.web.pages.behind.flows import MOVES
from subledger.faces.web.pages.behind.page import READINGS

PERIODS = ("from=2025-03-01&to=2025-04-01", "from=2025-08-01&to=2025-09-01", "from=2025-01-01&to=2026-01-01")
PAGES = ("/", "/overview/changed", "/movements", "/segments?by=country", "/retention", "/revenue")
WHERE = ("", "&where=plan:pro", "&where=country!:US&where=currency:EUR")
MONEY = {"net_new_mrr": 1, "new_mrr": 1, "expansion_mrr": 1, "contraction_mrr": -1, "churned_mrr": -1, "reactivation_mrr": 1}


def kind_of(link: str) -> tuple[str, ...]:
    """What a link asks for, whatever the days and the values: links of one kind are answered in one way."""
    asked = parse_qsl(urlsplit(link).query)
    named = [f"{name}={value}" for name, value in asked if name in ("what", "kind", "of", "age", "grain")]
    return (urlsplit(link).path, *named, *(value.partition(":")[0] for name, value in asked if name == "where"))


def listed(client: TestClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address + "&format=csv")
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


def figures(served: Book, names: str, address: str) -> dict[str, object]:
    found = dict(re.findall(r"(from|to)=([\d-]+)", address))
    where = [text.replace("!:", "!=").replace(":", "=") for text in re.findall(r"where=([^&]+)", address)]
    start, end = date.fromisoformat(found["from"]), date.fromisoformat(found["to"])
    return {row["metric"]: row["value"] for row in served.metrics(names, start, end, "span", where=where)}


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("period", PERIODS)
def test_movements_add_up(client: TestClient, served: Book, period: str, where: str) -> None:
    wanted = figures(served, ",".join(MONEY), period + where)
    for name, sign in MONEY.items():
        rows = listed(client, f"/behind?what={name}&{period}{where}")
        total = sum(float(row["MRR"]) for row in rows[:-1])
        assert total * sign == pytest.approx(float(wanted[name]), abs=1e-4), name  # type: ignore[arg-type]
        if rows:
            assert float(rows[-1]["MRR"]) == pytest.approx(total, abs=1e-4)


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("period", PERIODS)
def test_balances_add_up(client: TestClient, served: Book, period: str, where: str) -> None:
    wanted = figures(served, "mrr,arr,customers", period + where)
    rows = listed(client, f"/behind?what=mrr&{period}{where}")
    assert sum(float(row["MRR"]) for row in rows[:-1]) == pytest.approx(float(wanted["mrr"]), abs=1e-4)  # type: ignore[arg-type]
    assert len(rows[:-1]) == wanted["customers"]
    rows = listed(client, f"/behind?what=arr&{period}{where}")
    assert sum(float(row["ARR"]) for row in rows[:-1]) == pytest.approx(float(wanted["arr"]), abs=1e-4)  # type: ignore[arg-type]


def test_retention_is_what_its_customers_say(client: TestClient, served: Book) -> None:
    address = "from=2026-02-01&to=2026-04-01"
    wanted = figures(served, "nrr,grr", address)
    for name, column in (("nrr", "after"), ("grr", "kept")):
        *rows, _ = listed(client, f"/behind?what={name}&{address}")
        share = sum(float(row[column]) for row in rows) / sum(float(row["before"]) for row in rows)
        assert share == pytest.approx(float(wanted[name]), abs=1e-6)  # type: ignore[arg-type]


def test_a_cohort_cell_is_what_its_customers_have(client: TestClient, served: Book) -> None:
    for age in ("calendar", "own"):
        for place, row in enumerate(served.cohorts("net", age, "month", None, None)):
            # Every third cell: rows of the triangle differ in length, so each cohort and each age has its turn.
            if place % 3:
                continue
            address = f"/behind?what=cohort&age={age}&at={row['age']}&from={row['start']}&preset=custom"
            start = row["start"]
            end = f"{start.year + start.month // 12}-{start.month % 12 + 1:02}-01"
            *rows, _ = listed(client, f"{address}&to={end}")
            at = next(name for name in rows[0] if name.endswith(" on"))
            assert sum(float(each[at]) for each in rows) == pytest.approx(float(row["value"]), abs=1e-4)


def test_every_figure_of_a_page_can_be_opened(client: TestClient) -> None:
    opened = {}
    for path in (*PAGES, "/movements?where=plan:pro&preset=24m&grain=quarter"):
        links = [unescape(link) for link in re.findall(r'class="why"[^>]*href="([^"]*)"', client.get(path).text)]
        assert links, path
        opened |= {kind_of(link): link for link in links}
    assert len(opened) > 40
    for link in opened.values():
        assert client.get(link).status_code == 200, link


def test_every_headline_metric_and_movement_has_something_behind_it() -> None:
    slugs = {metric.slug for metric in METRICS}
    assert set(READINGS) - slugs == {"movements", "opening", "cohort"}
    assert set(MOVES) <= set(READINGS)


def test_from_a_card_to_the_source_row(client: TestClient) -> None:
    card = re.search(r'class="kpi-figure"><a class="why" href="([^"]*)"', client.get("/").text)
    assert card
    behind = client.get(unescape(card[1])).text
    customer = re.search(r'href="(/customer\?[^"]*)"', behind)
    assert customer
    assert re.search(r"subscriptions\.csv:\d+", client.get(unescape(customer[1])).text)


def test_a_long_list_has_parts(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("subledger.faces.web.pages.behind.found.MOST", 10)
    monkeypatch.setattr("subledger.faces.web.pages.behind.page.MOST", 10)
    first = client.get("/behind?what=mrr&from=2025-08-01&to=2025-09-01&currency=USD").text
    later = re.search(r'href="([^"]*offset=10[^"]*)"', first)
    assert later
    second = client.get(unescape(later[1])).text
    assert "11 to 20 of" in second

"""The figures that vendors publish, on small books under their vendor's preset or one setting away from it. Named by the case's id."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from companies.reading import found, question

import subledger
from subledger.book.policies import shipped

FOLDER = Path(__file__).parent / "vendor"
SHARED = Path(__file__).parents[2] / "shared"
Case = Mapping[str, Any]


def read(file: str) -> dict[str, Any]:
    """A data file of the vendors' cases."""
    return tomllib.loads((FOLDER / file).read_text("utf-8"))


VENDORS = {
    "cm": "chartmogul",
    "bm": "baremetrics",
    "pw": "profitwell",
    "pd": "paddle",
    "st": "stripe",
    "rc": "recurly",
    "cb": "chargebee",
    "mx": "maxio",
    "zu": "zuora",
    "rv": "revenuecat",
}
"""What the first letters of an id stand for; those of other tools have no preset."""

PUBLISHED: list[Case] = read("cases.toml")["case"]
CASES: list[Case] = PUBLISHED + read("worked.toml")["case"]
LEFT_OUT: dict[str, str] = read("left_out.toml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_published_figure(case: Case, tmp_path: Path) -> None:
    with subledger.init(None, currency=case.get("currency", "USD"), timezone="UTC", policy=case.get("preset", "standard")) as book:
        book.load(exported(case, tmp_path))

        for asked in case["question"]:
            given, wanted = found(question(case["id"], {**asked, "policy": policy_of(case, asked)}), book)
            assert given == wanted, asked

        assert book.check() == []


def policy_of(case: Case, asked: Mapping[str, Any]) -> str | dict[str, Any]:
    """The vendor's preset, or one that a setting sets apart from it."""
    preset = case.get("preset", "standard")
    return {"name": f"{preset} but for one", "extends": preset, **asked["policy"]} if "policy" in asked else preset


def exported(case: Case, folder: Path) -> Path:
    """A case's tables as files."""
    (folder / "subscriptions.csv").write_text(repeated(case["rows"]), "utf-8")
    for table in ("invoice_lines", "fx_rates"):
        if table in case:
            (folder / f"{table}.csv").write_text(case[table], "utf-8")
    return folder


def repeated(rows: str) -> str:
    """Rows written out for each of `count` customers alike."""
    table = list(csv.DictReader(io.StringIO(rows)))
    columns = [name for name in table[0] if name != "count"]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    for row in table:
        numbers = range(1, int(row["count"]) + 1) if "count" in row else ()
        writer.writerows([row | {"customer_id": f"{row['customer_id']}_{number}"} for number in numbers] or [row])
    return text.getvalue()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case_is_under_its_vendors_preset(case: Case) -> None:
    vendor, _, number = case["id"].partition("-")
    assert case.get("preset", "standard") in shipped()
    assert not number or case.get("preset") == VENDORS.get(vendor)
    assert all(len(asked.get("policy", {})) <= 1 for asked in case["question"])
    assert case["source_url"].startswith("http")


def test_every_published_case_is_told_or_left_out_for_a_reason() -> None:
    told = [case["id"] for case in PUBLISHED]
    assert len(CASES) == len({case["id"] for case in CASES})
    assert not set(told) & set(LEFT_OUT)
    assert all(LEFT_OUT.values())

    if not SHARED.is_dir():
        pytest.skip("the shared cases are not beside this repository")
    lines = [line for file in ("cases.jsonl", "metric_cases.jsonl") for line in (SHARED / file).read_text("utf-8").splitlines()]
    assert {json.loads(line)["id"] for line in lines} == set(told) | set(LEFT_OUT)

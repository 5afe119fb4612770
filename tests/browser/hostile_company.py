"""The company that the browser is shown: a cut of the demo company, with customers whose names mean harm."""

from __future__ import annotations

import csv
from pathlib import Path

from subledger.sources.demo import write_demo

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "</script><svg onload=alert(1)>",
    "\u202egnp.mrofinu",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2,
    "=cmd|'/C calc'!A0",
    "{{7*7}}${7*7}",
)
HOSTILE_PLAN = "<b onmouseover=alert(1)>Pro</b>"
HOSTILE_COUNTRY = "<i>X</i>"


def write_company(folder: Path) -> Path:
    """The company's files. The hostile ones sign in its last month and are worth more than others: they stand on the first page."""
    write_demo(folder, seed=7, customers=300)
    _add(folder / "customers.csv", [{"customer_id": each, "name": f"{each} Ltd", "country": HOSTILE_COUNTRY} for each in HOSTILE])
    _add(
        folder / "subscriptions.csv",
        [
            {
                "customer_id": each,
                "subscription_id": f"sub {each}",
                "item_id": f"item {each}",
                "plan": HOSTILE_PLAN,
                "kind": "recurring",
                "unit_amount": f"{3000 + 10 * number}.00",
                "quantity": "1",
                "currency": "USD",
                "interval": "month",
                "interval_count": "1",
                "status": "active",
                "starts_at": f"2025-12-{3 + number:02}",
            }
            for number, each in enumerate(HOSTILE)
        ],
    )
    return folder


def _add(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("r+", encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
        file.seek(0, 2)
        csv.DictWriter(file, columns, restval="", lineterminator="\n").writerows(rows)

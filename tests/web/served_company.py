"""A company for the web's tests: forty customers, two currencies, and names that mean harm."""

from __future__ import annotations

import csv
from pathlib import Path

HOSTILE = (
    "a/b",
    "../../etc/passwd",
    "50%25 off",
    "x?y=1&z#w",
    "株式会社 Ünï",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=1+1",
    "+SUM(A1)",
    "-2+3",
    "@cmd",
    "\x1b[31mred\x07",
    "\u202eabc",
    "semi;colon, comma",
    "dot.",
    "{{7*7}}",
)
PLANS = ("basic", "pro", "=HYPERLINK(1)")
COUNTRIES = ("DE", "US", "<b>FR</b>", "")


def write_company(folder: Path) -> Path:
    """The company's files: a price each, and for every third customer more seats, fewer, or an end."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [*HOSTILE, *(f"c{number:02}" for number in range(40 - len(HOSTILE)))]
    states = []
    for number, name in enumerate(names):
        currency, plan, month = ("EUR" if number % 5 == 0 else "USD"), PLANS[number % 3], 1 + number % 6
        start, price = f"2025-{month:02}-{1 + number % 28:02}", 10 * (1 + number % 7)
        if number % 3 == 0:
            states.append((name, plan, price, 2, currency, start, "2025-08-10"))
            states.append(
                (name, PLANS[(number + 1) % 3], price, 1 + number % 4, currency, "2025-08-10", "2025-11-01" if number % 2 else "")
            )
        else:
            states.append((name, plan, price, 1, currency, start, ""))
    _write(folder / "subscriptions.csv", "customer_id,plan,unit_amount,quantity,currency,starts_at,ends_at", states)
    _write(
        folder / "customers.csv", "customer_id,name,country", [(name, f"{name} Ltd", COUNTRIES[at % 4]) for at, name in enumerate(names)]
    )
    _write(folder / "fx_rates.csv", "day,currency,rate", [("2025-01-01", "EUR", "1.10"), ("2025-08-01", "EUR", "1.17")])
    return folder


def grown(folder: Path, price: int) -> Path:
    """A further load: one more customer at a price, everything else as it was."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "subscriptions.csv", "customer_id,plan,unit_amount,starts_at", [(f"late{price}", "pro", price, "2025-01-01")])
    _write(folder / "customers.csv", "customer_id,name,country", [(f"late{price}", "Late", "DE")])
    return folder


def _write(path: Path, head: str, rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head.split(","), *rows])

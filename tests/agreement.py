"""Where the product and the oracle say different things of the same company."""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path

import histories
from oracle import Oracle

import subledger

UNTIL = date(2026, 3, 1)
METRICS_FROM, METRICS_TO = date(2024, 1, 1), date(2024, 7, 1)


def written(tables: dict[str, list[dict]], folder: Path) -> Path:
    """The tables as CSV files, every column that any row has, by name: files of the same columns are read by the same expressions."""
    for name, rows in tables.items():
        columns = sorted({column for row in rows for column in row})
        if not rows:
            continue
        with (folder / f"{name}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    return folder


def loaded(tables: dict[str, list[dict]], currency: str = "USD", timezone: str = "UTC") -> subledger.Book:
    """A book in memory of these tables."""
    book = subledger.init(None, currency=currency, timezone=timezone)
    with tempfile.TemporaryDirectory() as folder:
        book.load(written(tables, Path(folder)))
    return book


def shown(policy: dict) -> dict:
    """A policy of the oracle's as settings of the product."""
    return {name: "none" if value is None else value for name, value in policy.items()}


def disagreements(book: subledger.Book, oracle: Oracle, policy: dict) -> list[str]:
    """What the two say differently of postings, movements and balances, in words; empty when they agree."""
    found = []
    settings = shown(policy)
    ours = Counter()
    for row in book.postings(policy=settings):
        if row["cause"] != "fx" and row["day"] < UNTIL:
            ours[
                row["customer_id"], row["subscription_id"], row["plan"], row["currency"], row["day"], row["cause"], row["native_micros"]
            ] += 1
    theirs = Counter(
        (customer, subscription, plan, currency, day, cause, micros)
        for customer, subscription, _, plan, currency, day, cause, micros in oracle.postings()
        if day < UNTIL
    )
    found += [f"posting only ours: {row}" for row in (ours - theirs)] + [f"posting only the oracle's: {row}" for row in (theirs - ours)]
    by_month = policy.get("movements.netting") == "month"
    moves = netted(movements(book, settings), by_month)
    expected = netted((row for row in oracle.movements() if row[2] < UNTIL), by_month)
    found += [f"movement only ours: {row}" for row in (moves - expected)] + [
        f"movement only the oracle's: {row}" for row in (expected - moves)
    ]
    return found


def netted(rows: Iterable[tuple], by_month: bool) -> Counter:
    """Movements as a bag; under month netting of the month alone, and fx in one sum, as nothing finer is promised."""
    bag: Counter = Counter()
    fx: Counter = Counter()
    for customer, subscription, day, kind, micros in rows:
        at = day.replace(day=1) if by_month else day
        if kind == "fx":
            fx[customer, subscription, at] += micros
        else:
            bag[customer, subscription, at, kind, micros] += 1
    for key, micros in fx.items():
        bag[(*key, "fx", micros)] += micros != 0
    return +bag


def movements(book: subledger.Book, settings: dict) -> list[tuple]:
    """Every stored movement as (customer, subscription or None, day, kind, micros)."""
    return [
        (row["customer_id"], row["subscription_id"], row["day"], row["kind"], row["run_rate_micros"])
        for row in book.ledger_movements(policy=settings)
        if row["day"] < UNTIL
    ]


def roll_forwards(book: subledger.Book, oracle: Oracle, policy: dict, by: str | None) -> list[str]:
    """Where roll-forwards differ, by an attribute."""
    start, end = METRICS_FROM, METRICS_TO
    ours = {(row["period"], row.get("segment")): row for row in book.movements(start, end, "month", by=by, policy=shown(policy))}
    found = []
    for row in oracle.roll_forward(start, end, "month", by=by):
        mine = ours.pop((row["period"], row.get("segment")), None)
        for name in ("opening", "new", "expansion", "contraction", "churn", "reactivation", "transfer", "fx", "closing"):
            if (mine[name] if mine else Fraction(0)) != row[name]:
                found.append(f"{by} {row.get('segment')} {row['period']} {name}: ours {mine and mine[name]}, the oracle's {row[name]}")
    for (period, segment), row in ours.items():
        found += [f"{by} {segment} {period} {name}: only ours {row[name]}" for name in ("opening", "closing", "transfer") if row[name]]
    return found


def figures(book: subledger.Book, oracle: Oracle, policy: dict, names: tuple[str, ...]) -> list[str]:
    """Where metrics differ, month by month."""
    found = []
    for row in book.metrics(names, METRICS_FROM, METRICS_TO, "month", policy=shown(policy)):
        expected = oracle.metric(row["metric"], row["start"], row["end"])
        if not same(row["value"], expected):
            found.append(f"{row['metric']} {row['period']}: ours {row['value']}, the oracle's {expected}")
    return found


def same(ours: Fraction | int | None, theirs: Fraction | int | None) -> bool:
    """Equal, or equal but for what two roundings of a foreign amount can make."""
    if ours is None or theirs is None:
        return ours is theirs
    return abs(ours - theirs) <= Fraction(1, 10**5)


def company(seeds: list[tuple[int, int, int]], **choices: object) -> dict[str, list[dict]]:
    """A company with the made-up exchange rates beside it."""
    tables = histories.company(seeds, **choices) | {"fx_rates": histories.fx_rates()}
    known = {row["customer_id"] for row in tables["customers"]}
    held = {row["customer_id"] for row in (*tables["subscriptions"], *tables["invoice_lines"])}
    # A customer of whom nothing is known still needs a row: without one its subscriptions are orphans.
    tables["customers"] += [{"customer_id": customer} for customer in sorted(held - known)]
    return tables

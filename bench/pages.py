"""Every page of the dashboard against its bare queries: python bench/pages.py [CUSTOMERS] [--book BOOK] [--runs 5] [--memory 2GB].

The demo company's book, then a generated one of so many customers (a million; with 0 none), or BOOK. What is timed is the whole answer,
from the request to its last byte, about other days every time, so that no page is one that was shown already. In turn with it run the bare
queries of the same figures over the same tables, by hand. CPU is of all threads: where other programs keep the machine busy, it is the
steadier one. Ends with 1 when the median page takes longer than 200 ms, of the generated book 400.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from build import build, generated
from measure import ROOT, WORK, Measure, table
from questions import months_back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    import duckdb
    from starlette.testclient import TestClient

    from subledger import Book

MONTHS = 13
STATES_PER_CUSTOMER = 6.05
LIMITS = {"demo": 0.2, "generated": 0.4}
TICKS = [f"$end::DATE - INTERVAL {months} MONTH" for months in range(MONTHS)]
KEPT = ", ".join(
    f"sum(run_rate_micros) FILTER (day < {tick} - INTERVAL 12 MONTH) AS base_{at}, sum(run_rate_micros) FILTER (day < {tick}) AS now_{at}"
    for at, tick in enumerate(TICKS)
)
RATES = ", ".join(f"sum(now_{at}) FILTER (base_{at} > 0), sum(least(now_{at}, base_{at})) FILTER (base_{at} > 0)" for at in range(MONTHS))
FLOWS = (
    "SELECT date_trunc('month', day), kind, sum(run_rate_micros), count(*), sum(paying_delta) FROM movements WHERE day < $end GROUP BY ALL"
)
RETAINED = f"SELECT {RATES} FROM (SELECT {KEPT} FROM movements WHERE day < $end GROUP BY customer_key)"
HOLDERS = """SELECT customer_key, sum(run_rate_micros) AS mrr, min(day), max(day) FROM postings WHERE day < $end
GROUP BY customer_key HAVING mrr <> 0 ORDER BY mrr DESC LIMIT 100"""
PLANS = """SELECT plan, date_trunc('month', day), sum(run_rate_micros) FROM postings JOIN terms USING (terms_key)
WHERE day < $end GROUP BY ALL"""
CAUSES = "SELECT cause, sum(run_rate_micros) FROM postings WHERE day >= $start AND day < $end GROUP BY cause"
LARGEST = (
    """SELECT * FROM movements WHERE day >= $end::DATE - INTERVAL 1 MONTH AND day < $end ORDER BY abs(run_rate_micros) DESC LIMIT 100"""
)
COHORTS = """SELECT date_trunc('month', first), date_trunc('month', day), sum(run_rate_micros) FROM movements
JOIN (SELECT customer_key, min(day) AS first FROM movements GROUP BY customer_key) USING (customer_key) WHERE day < $end GROUP BY ALL"""
INVOICED = "SELECT kind, date_trunc('month', issued_day), sum(amount_micros) FROM invoice_lines GROUP BY ALL"
LATE = """SELECT customer_key, worth_micros FROM states JOIN terms USING (terms_key)
WHERE status = 'past_due' AND starts_day < $end AND ends_day >= $end ORDER BY worth_micros DESC LIMIT 50"""
FOUND = "SELECT customer_key FROM customer_keys WHERE contains(lower(customer_id), 'a1') LIMIT 50"
ONE = "SELECT * FROM postings WHERE customer_key = (SELECT customer_key FROM customer_keys ORDER BY customer_id LIMIT 1)"
PLANNED = "(SELECT postings.* FROM postings JOIN terms USING (terms_key) WHERE plan = $plan)"
OF_PLAN = f"SELECT date_trunc('month', day), sum(run_rate_micros), count(*) FROM {PLANNED} WHERE day < $end GROUP BY ALL"
RETAINED_OF_PLAN, COHORTS_OF_PLAN = (query.replace("FROM movements", f"FROM {PLANNED}") for query in (RETAINED, COHORTS))
HOLDERS_OF_PLAN = HOLDERS.replace("FROM postings", f"FROM {PLANNED}")
PAGES = {
    "overview": ("/", (FLOWS, RETAINED)),
    "what changed": ("/overview/changed", (LARGEST, PLANS)),
    "movements": ("/movements", (FLOWS, CAUSES)),
    "retention": ("/retention", (COHORTS, RETAINED)),
    "customers": ("/customers", (HOLDERS,)),
    "a search": ("/customers?search=a1", (HOLDERS, FOUND)),
    "plans": ("/segments", (PLANS,)),
    "revenue": ("/revenue", (INVOICED, FLOWS, LATE)),
    "explain": ("/explain", (FLOWS, HOLDERS)),
    "a customer": ("/customer?id={customer}", (ONE,)),
    "behind MRR": ("/behind?what=mrr", (HOLDERS,)),
    "behind movements": ("/behind?what=movements", (LARGEST,)),
    "movements of a plan": ("/movements?where=plan:{plan}", (PLANS, CAUSES)),
    "overview of a plan": ("/?where=plan:{plan}", (OF_PLAN, RETAINED_OF_PLAN)),
    "retention of a plan": ("/retention?where=plan:{plan}", (COHORTS_OF_PLAN, RETAINED_OF_PLAN)),
    "customers of a plan": ("/customers?where=plan:{plan}", (HOLDERS_OF_PLAN,)),
}
TABLES = """SELECT table_name FROM duckdb_tables() WHERE table_name LIKE '%movements' ORDER BY estimated_size DESC LIMIT 1"""


def beside(file: Path) -> duckdb.DuckDBPyConnection:
    """A connection to the book's tables by their plain names."""
    import duckdb

    bare = duckdb.connect()
    bare.execute(f"SET preserve_insertion_order = false; ATTACH '{file}' AS book (READ_ONLY); USE book")
    ((movements,),) = bare.execute(TABLES).fetchall()
    for name in ("movements", "postings", "states"):
        bare.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM book.main.{movements.removesuffix('movements')}{name}")
    return bare


def measured(file: Path, names: Sequence[str], runs: int, memory: str) -> tuple[list[list[str]], float]:
    """A line per page, and the median of their medians in seconds."""
    from starlette.testclient import TestClient

    import subledger
    from subledger.faces.web.app import create_app
    from subledger.faces.web.served import Served

    lines, medians = [], []
    with subledger.open(file, memory=memory) as book, beside(file) as bare:
        known = asked_about(bare)
        with TestClient(create_app(Served(book)), base_url="http://127.0.0.1") as client:
            for name in names:
                address, queries = PAGES[name]
                (first, *answers), (_, *bares) = in_turn(client, bare, book, address.format(**known), queries, runs, known["plan"])
                wall, by_hand = (median(cost.wall for cost in costs) for costs in (answers, bares))
                medians.append(wall)
                cpu = median(cost.cpu for cost in answers)
                lines.append([name, *(f"{1000 * each:.0f}" for each in (first.wall, wall, cpu, by_hand)), f"{wall / by_hand:.1f}"])
                sys.stderr.write(f"{file.name}: {' '.join(lines[-1])}\n")
    return lines, median(medians)


def asked_about(bare: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """A customer and a plan of the book."""
    ((customer,),) = bare.execute("SELECT min(customer_id) FROM customer_keys").fetchall()
    ((plan,),) = bare.execute("SELECT min(plan) FROM terms").fetchall()
    return {"customer": customer, "plan": plan}


def in_turn(
    client: TestClient, bare: duckdb.DuckDBPyConnection, book: Book, address: str, queries: Sequence[str], runs: int, plan: str
) -> tuple[list[Measure], list[Measure]]:
    """What a page costs and what its bare queries do, each about other months."""
    answers, bares, last = [], [], book.last_day()
    for run in range(runs + 1):
        start, end = months_back(last, run + MONTHS - 2), months_back(last, run - 1)
        days = f"{'&' if '?' in address else '?'}preset=custom&from={start}&to={end}"
        answers.append(cost(partial(shown, client, address + days)))
        bares.append(cost(partial(run_bare, bare, queries, {"start": start, "end": end, "plan": plan})))
    return answers, bares


def cost(do: Callable[[], None]) -> Measure:
    """What something costs in this process; its memory is not looked at."""
    started, used = perf_counter(), process_time()
    do()
    return Measure(perf_counter() - started, process_time() - used, 0)


def shown(client: TestClient, address: str) -> None:
    """A page, whole."""
    client.get(address).raise_for_status()


def run_bare(bare: duckdb.DuckDBPyConnection, queries: Sequence[str], given: Mapping[str, date | str]) -> None:
    """The rows of queries by hand."""
    for query in queries:
        bare.execute(query, {name: day for name, day in given.items() if f"${name}" in query}).fetchall()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("customers", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--book", type=Path, help="instead of a generated book")
    parser.add_argument("--pages", default=",".join(PAGES), help="some of them, separated by commas")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--memory", default="2GB")
    parser.add_argument("--work", type=Path, default=WORK, help="where books go")
    arguments = parser.parse_args()
    sys.path.insert(0, str(ROOT / "src"))
    import subledger

    names, found = arguments.pages.split(","), {}
    with tempfile.TemporaryDirectory(prefix="subledger-bench-") as folder:
        demo = Path(folder) / "demo.book"
        subledger.demo(demo).close()
        found["demo"] = measured(demo, names, arguments.runs, arguments.memory)
    file = arguments.book
    if file is None and arguments.customers:
        arguments.work.mkdir(parents=True, exist_ok=True)
        states = generated(round(arguments.customers * STATES_PER_CUSTOMER), arguments.work)
        file = arguments.work / f"{states.stem}.book"
        build(states, file, arguments.memory)
    if file is not None:
        found["generated"] = measured(file, names, arguments.runs, arguments.memory)
    for kind, (lines, middle) in found.items():
        total = [f"median of the pages, at most {1000 * LIMITS[kind]:.0f}", "", f"{1000 * middle:.0f}", "", "", ""]
        sys.stdout.write(table([kind, "first ms", "then ms", "CPU ms", "bare ms", "then / bare"], [*lines, total]) + "\n")
    sys.exit(0 if all(middle <= LIMITS[kind] for kind, (_, middle) in found.items()) else 1)


if __name__ == "__main__":
    main()

"""Every metric of the catalogue against a query that a careful analyst would write over the exported files: plain, slow, by snapshots.

The queries know nothing of the ledger. They read the CSVs, reckon in floating numbers, so they agree to nine digits. Each rate of
exchange is the same on every day, so that no revaluation comes between.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import isclose
from pathlib import Path

import duckdb
import pytest
from conftest import Places

import subledger
from subledger.metrics.catalogue import SLUGS
from subledger.sources.demo import write_demo

FIRST, END = date(2025, 1, 1), date(2026, 1, 1)
RATES = "day,currency,rate\n2020-01-01,EUR,1.08\n2020-01-01,GBP,1.25\n2020-01-01,JPY,0.0065\n"
Figures = dict[tuple[str, date, date], Fraction | int | None]

# What the files say: `state` is a row of subscriptions with its worth per month in dollars, `paid` are those that count.
FILES = """
CREATE TABLE rate AS SELECT currency, rate::DOUBLE AS rate FROM read_csv('{folder}/fx_rates.csv', all_varchar = true)
UNION ALL SELECT 'USD', 1;

CREATE TABLE state AS
SELECT customer_id, subscription_id, item_id, kind, status, quantity::DOUBLE AS quantity,
    starts_at::DATE AS since, coalesce(ends_at::DATE, DATE '9999-12-31') AS until,
    cancel_requested_at::DATE AS cancel_requested, committed_until::DATE AS committed_until, signed_at::DATE AS signed,
    if(discount_duration = 'once', 0, coalesce(discount_percent::DOUBLE, 0)) AS percent_off,
    if(discount_duration = 'once', 0, coalesce(discount_amount::DOUBLE, 0)) AS amount_off,
    greatest(0, unit_amount::DOUBLE * quantity::DOUBLE * (1 - percent_off / 100) - amount_off)
    / if(tax_inclusive = 'true', 1 + tax_percent::DOUBLE / 100, 1)
    * CASE "interval" WHEN 'day' THEN 365 / 12.0 WHEN 'week' THEN 52 / 12.0 WHEN 'month' THEN 1 WHEN 'quarter' THEN 1 / 3.0
        WHEN 'half_year' THEN 1 / 6.0 WHEN 'year' THEN 1 / 12.0 END / interval_count::DOUBLE * rate AS worth
FROM read_csv('{folder}/subscriptions.csv', all_varchar = true) JOIN rate USING (currency);

CREATE TABLE paid AS SELECT * FROM state WHERE kind = 'recurring' AND status IN ('active', 'past_due') AND worth > 0;

CREATE TABLE line AS
SELECT kind, amount::DOUBLE * rate AS amount, refunded_amount::DOUBLE * rate AS refunded,
    period_start::DATE AS served, issued_at::DATE AS issued, refunded_at::DATE AS refunded_on
FROM read_csv('{folder}/invoice_lines.csv', all_varchar = true) JOIN rate USING (currency)
WHERE coalesce(invoice_status, '') NOT IN ('void', 'draft');

CREATE TABLE daily AS
SELECT customer_id, day, sum(worth) AS mrr
FROM (SELECT unnest(generate_series(DATE '2022-12-01', DATE '2025-12-31', INTERVAL 1 DAY))::DATE AS day)
JOIN paid ON since <= day AND day < until
GROUP BY ALL;

CREATE TABLE move AS
SELECT customer_id, day, coalesce(mrr_after, 0) - coalesce(mrr_before, 0) AS change,
    CASE WHEN mrr_before IS NULL THEN if(day = first_day, 'new', 'reactivation') WHEN mrr_after IS NULL THEN 'churn'
        WHEN change > 1e-7 THEN 'expansion' WHEN change < -1e-7 THEN 'contraction' END AS kind
FROM (
    SELECT coalesce(today.customer_id, yesterday.customer_id) AS customer_id, coalesce(today.day, yesterday.day + 1) AS day,
        today.mrr AS mrr_after, yesterday.mrr AS mrr_before
    FROM daily AS today FULL JOIN daily AS yesterday ON today.customer_id = yesterday.customer_id AND today.day = yesterday.day + 1)
JOIN (SELECT customer_id, min(day) AS first_day FROM daily GROUP BY ALL) USING (customer_id);
"""

# A period is [$a, $b). At its end means at the end of the day before $b: in force are states with since < $b <= until.
AT_END = "since < $b AND $b <= until"
IN_PERIOD = "day >= $a AND day < $b"
GAINS, LOSSES = ("new", "expansion", "reactivation"), ("churn", "contraction")
MRR = f"(SELECT coalesce(sum(worth), 0) FROM paid WHERE {AT_END})"
OPENING = "(SELECT sum(worth) FROM paid WHERE since < $a AND $a <= until)"
CUSTOMERS = f"(SELECT count(DISTINCT customer_id) FROM paid WHERE {AT_END})"


def moved(*kinds: str) -> str:
    """What all movements of some kinds come to."""
    return f"(SELECT coalesce(sum(change), 0) FROM move WHERE kind IN {(*kinds, '')} AND {IN_PERIOD})"


def counted(kind: str) -> str:
    """The number of movements of a kind."""
    return f"(SELECT count(*) FROM move WHERE kind = '{kind}' AND {IN_PERIOD})"


def churned(a: str, b: str) -> str:
    """The share of the customers before day a who are none at the end of the day before b."""
    opening, closing = (f"SELECT DISTINCT customer_id FROM paid WHERE since < {day} AND {day} <= until" for day in (a, b))
    return f"(SELECT (SELECT count(*) FROM ({opening} EXCEPT {closing})) / nullif((SELECT count(*) FROM ({opening})), 0))"


def months_back(count: int) -> str:
    """The first day of the month so many months before the period's last."""
    return f"(date_trunc('month', $b - 1) - INTERVAL {count} MONTH)"


def retained(kept: str) -> str:
    """What is left at the end of what customers had twelve months before."""
    return f"""
        WITH base AS (
            SELECT customer_id, sum(worth) AS mrr FROM paid
            WHERE since < $b - INTERVAL 12 MONTH AND $b - INTERVAL 12 MONTH <= until GROUP BY ALL),
        closing AS (SELECT customer_id, sum(worth) AS mrr FROM paid WHERE {AT_END} GROUP BY ALL)
        SELECT sum({kept}) / sum(base.mrr) FROM base LEFT JOIN closing USING (customer_id)"""


def revenue(amount: str, day: str, kind: str = "%") -> str:
    """Amounts of invoice lines of a kind."""
    return f"SELECT coalesce(sum({amount}), 0) FROM line WHERE kind LIKE '{kind}' AND {day} >= $a AND {day} < $b"


QUERIES = {
    "mrr": f"SELECT {MRR}",
    "arr": f"SELECT 12 * {MRR}",
    "committed_arr": f"SELECT 12 * coalesce(sum(worth), 0) FROM paid WHERE {AT_END} AND committed_until >= $b",
    "cmrr": f"""
        SELECT {MRR}
            + (SELECT coalesce(sum(coming.worth - coalesce(held.worth, 0)), 0)
               FROM state AS coming LEFT JOIN paid AS held ON held.item_id = coming.item_id AND held.until = coming.since
               WHERE coming.kind = 'recurring' AND coming.signed < $b AND $b <= coming.since)
            - (SELECT coalesce(sum(worth), 0) FROM paid AS going WHERE {AT_END} AND cancel_requested < $b
               AND NOT EXISTS (FROM state AS next WHERE next.item_id = going.item_id AND next.since = going.until))""",
    "net_new_mrr": f"SELECT {moved(*GAINS, *LOSSES)}",
    "new_mrr": f"SELECT {moved('new')}",
    "expansion_mrr": f"SELECT {moved('expansion')}",
    "contraction_mrr": f"SELECT -{moved('contraction')}",
    "churned_mrr": f"SELECT -{moved('churn')}",
    "reactivation_mrr": f"SELECT {moved('reactivation')}",
    "customers": f"SELECT {CUSTOMERS}",
    "new_customers": f"SELECT {counted('new')}",
    "churned_customers": f"SELECT {counted('churn')}",
    "reactivated_customers": f"SELECT {counted('reactivation')}",
    "subscriptions": f"SELECT count(DISTINCT (customer_id, subscription_id)) FROM paid WHERE {AT_END}",
    "quantity": f"SELECT coalesce(sum(quantity), 0) FROM paid WHERE {AT_END}",
    "arpa": f"SELECT {MRR} / nullif({CUSTOMERS}, 0)",
    "arppu": f"SELECT {MRR} / nullif({CUSTOMERS}, 0)",
    "arpu": f"""
        SELECT {MRR} / nullif(count(DISTINCT customer_id), 0) FROM state
        WHERE {AT_END} AND status <> 'scheduled' AND kind <> 'one_time'""",
    "asp": f"SELECT {moved('new')} / nullif({counted('new')}, 0)",
    "customer_churn_rate": f"SELECT {churned('$a', '$b')}",
    "gross_mrr_churn_rate": f"SELECT -{moved(*LOSSES)} / {OPENING}",
    "net_mrr_churn_rate": f"SELECT -{moved(*LOSSES, 'expansion', 'reactivation')} / {OPENING}",
    "grr": retained("least(base.mrr, coalesce(closing.mrr, 0))"),
    "nrr": retained("coalesce(closing.mrr, 0)"),
    "quick_ratio": f"SELECT {moved(*GAINS)} / nullif(-{moved(*LOSSES)}, 0)",
    "ltv": f"""
        SELECT {MRR} / {CUSTOMERS}
            / nullif(list_avg([{", ".join(churned(months_back(n), months_back(n - 1)) for n in range(1, 7))}]), 0)""",
    "trials": """
        SELECT count(DISTINCT (customer_id, subscription_id, since)) FROM state AS trial
        WHERE status = 'trialing' AND since >= $a AND since < $b
            AND NOT EXISTS (FROM state WHERE item_id = trial.item_id AND status = 'trialing' AND until = trial.since)""",
    "trial_conversion_rate": """
        SELECT count(DISTINCT trial.subscription_id) FILTER (paid.subscription_id IS NOT NULL)
            / nullif(count(DISTINCT trial.subscription_id), 0)
        FROM state AS trial LEFT JOIN paid
            ON paid.subscription_id = trial.subscription_id AND paid.since <= trial.until AND trial.until < paid.until
        WHERE trial.status = 'trialing' AND trial.until >= $a AND trial.until < $b
            AND NOT EXISTS (FROM state WHERE item_id = trial.item_id AND status = 'trialing' AND since = trial.until)""",
    "past_due_mrr": f"SELECT coalesce(sum(worth), 0) FROM state WHERE {AT_END} AND status = 'past_due' AND kind = 'recurring'",
    "usage_revenue": revenue("amount", "coalesce(served, issued)", "usage"),
    "one_time_revenue": revenue("amount", "coalesce(issued, served)", "one_time"),
    "recurring_revenue": revenue("amount", "coalesce(served, issued)", "recurring"),
    "refunds": revenue("refunded", "coalesce(refunded_on, issued)"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of a company of 200 customers."""
    found = write_demo(tmp_path_factory.mktemp("demo"), seed=3, customers=200)
    (found / "fx_rates.csv").write_text(RATES, "utf-8")
    return found


@pytest.fixture(scope="module")
def book(folder: Path) -> Iterator[subledger.Book]:
    """The company's book."""
    with subledger.init(None, currency="USD", timezone="UTC") as opened:
        opened.load(folder)
        yield opened


@pytest.fixture(scope="module")
def figures(book: subledger.Book) -> Figures:
    return told(book)


@pytest.fixture(scope="module")
def figures_of_engine(engine: Places, folder: Path, book: subledger.Book) -> Figures:
    """What a book on each engine says."""
    at = engine()
    if at is None:
        return told(book)
    with subledger.init(at, currency="USD", timezone="UTC") as opened:
        opened.load(folder)
        return told(opened)


def told(book: subledger.Book) -> Figures:
    """What a book says of 2025: every metric by month, quarter and year."""
    results = [book.metrics(list(SLUGS), start=FIRST, end=END, grain=grain) for grain in ("month", "quarter", "year")]
    return {(row["metric"], row["start"], row["end"]): row["value"] for result in results for row in result.rows}


@pytest.fixture(scope="module")
def files(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The exported files, as an analyst has them."""
    with duckdb.connect() as opened:
        opened.execute(FILES.replace("{folder}", str(folder)))
        yield opened


@pytest.mark.parametrize("metric", SLUGS)
def test_metric_is_what_a_query_over_the_files_says(metric: str, figures_of_engine: Figures, files: duckdb.DuckDBPyConnection) -> None:
    query, figures = QUERIES[metric], figures_of_engine
    asked = [(start, end) for name, start, end in figures if name == metric]
    values = {period: files.execute(query, _used(query, *period)).fetchall()[0][0] for period in asked}

    assert len(asked) == 12 + 4 + 1
    assert len({value for value in values.values() if value is not None}) > 2, "a metric that never moves shows nothing"
    for (start, end), value in values.items():
        given = figures[metric, start, end]
        assert (given is None) == (value is None), (start, end, given, value)
        assert given is None or isclose(given, value, rel_tol=1e-9, abs_tol=1e-6), (start, end, given, value)


def _used(query: str, a: date, b: date) -> dict[str, date]:
    return {name: day for name, day in (("a", a), ("b", b)) if f"${name}" in query}


@pytest.mark.parametrize("grain", ["month", "quarter"])
def test_a_period_says_the_same_whatever_is_asked_with_it(grain: str, book: subledger.Book, figures: Figures) -> None:
    asked = sorted(
        {(start, end) for _, start, end in figures if (end - start).days in {"month": range(28, 32), "quarter": range(90, 93)}[grain]}
    )
    alone = [row for start, end in asked for row in book.metrics(list(SLUGS), start=start, end=end, grain=grain)]

    assert len(alone) == len(asked) * len(SLUGS) and len(asked) in (12, 4)
    assert {(row["metric"], row["start"], row["end"]): row["value"] for row in alone}.items() <= figures.items()


@pytest.mark.parametrize("where", [(), ("country=US",), ("plan!=pro",)])
def test_customers_and_retention_do_not_depend_on_what_moves(where: tuple[str, ...], book: subledger.Book) -> None:
    # Movements of customers keep their balances and tell who pays; where they are of subscriptions, sums and postings tell.
    names = ("mrr", "customers", "arpa", "customer_churn_rate", "nrr", "grr")
    of_customers = book.metrics(names, start=FIRST, end=END, where=where)
    of_subscriptions = book.metrics(names, start=FIRST, end=END, where=where, policy={"name": "other", "movements.of": "subscription"})
    cohorts = [
        book.cohorts("gross", end=END, where=where, policy={"name": "other", "movements.of": of}).rows
        for of in ("customer", "subscription")
    ]

    assert of_customers.rows == of_subscriptions.rows
    assert len({row["value"] for row in of_customers}) > 12 * 4
    assert cohorts[0] == cohorts[1] != []


def test_every_metric_has_its_query() -> None:
    assert set(QUERIES) == set(SLUGS)

"""The baselines as DuckDB SQL: what a scan costs, and two other ways to the same movements.

All three read the Parquet file itself. Money is integer micros per year (an amount in cents × a percentage × intervals per year, times
100), so that nothing rounds and the figures can be compared exactly. `standard` policy: active and past_due count, a lasting discount
lowers the price.
"""

from __future__ import annotations

from datetime import date

FIRST_MONTH, END = date(2021, 1, 1), date(2026, 1, 1)
KINDS = ("new", "expansion", "contraction", "churn", "reactivation")

SCAN = """
SELECT count(*), sum(unit_amount), sum(quantity), sum(discount_percent),
       sum(starts_at - DATE '2021-01-01'), sum(ends_at - DATE '2021-01-01'),
       sum(strlen(customer_id)), sum(strlen(subscription_id)), sum(strlen(item_id)), sum(strlen(plan)), sum(strlen(product)),
       sum(strlen(currency)), sum(strlen(interval)), sum(strlen(status))
FROM read_parquet($file)
"""

_COUNTED = """
counted AS (
    SELECT customer_id, starts_at, ends_at,
           (unit_amount * 100)::BIGINT * quantity * (100 - discount_percent)::BIGINT
           * CASE interval WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 WHEN 'year' THEN 1 END * 100 AS run_rate
    FROM read_parquet($file)
    WHERE status IN ('active', 'past_due')
)"""

_KINDS_BY_MONTH = """
SELECT month, kind, sum(change)::BIGINT AS run_rate_micros, count(*) AS movements
FROM (
    SELECT month, closing - opening AS change,
           CASE WHEN opening = 0 AND is_first THEN 'new' WHEN opening = 0 THEN 'reactivation' WHEN closing = 0 THEN 'churn'
                WHEN closing > opening THEN 'expansion' ELSE 'contraction' END AS kind
    FROM moved
    WHERE closing <> opening
)
GROUP BY month, kind
ORDER BY month, kind
"""

SPINE = f"""
WITH {_COUNTED}, months AS (
    SELECT month::DATE AS month, last_day(month)::DATE AS month_end
    FROM range(DATE '2021-01-01', DATE '2026-01-01', INTERVAL 1 MONTH) AS months(month)
), snapshots AS (
    SELECT customer_id, month, sum(run_rate)::BIGINT AS balance
    FROM counted JOIN months ON starts_at <= month_end AND coalesce(ends_at, DATE '9999-12-31') > month_end
    GROUP BY customer_id, month
), customers AS (
    SELECT customer_id, min(month) AS first_month FROM snapshots WHERE balance > 0 GROUP BY customer_id
), spine AS (
    SELECT customer_id, month, month = first_month AS is_first, coalesce(balance, 0) AS closing
    FROM customers JOIN months ON month >= first_month LEFT JOIN snapshots USING (customer_id, month)
), moved AS (
    SELECT *, lag(closing, 1, 0) OVER (PARTITION BY customer_id ORDER BY month) AS opening FROM spine
)
{_KINDS_BY_MONTH}"""
"""Every customer in every month from its first: month-end balances, each compared with the month before."""

DELTAS = f"""
WITH {_COUNTED}, changes AS (
    SELECT customer_id, day, sum(delta)::BIGINT AS change
    FROM (
        SELECT customer_id, starts_at AS day, run_rate AS delta FROM counted
        UNION ALL
        SELECT customer_id, ends_at, -run_rate FROM counted WHERE ends_at IS NOT NULL
    )
    GROUP BY customer_id, day
    HAVING sum(delta) <> 0
), running AS (
    SELECT day, change, (sum(change) OVER one)::BIGINT AS closing, row_number() OVER one = 1 AS is_first
    FROM changes
    WINDOW one AS (PARTITION BY customer_id ORDER BY day ROWS UNBOUNDED PRECEDING)
), moved AS (
    SELECT date_trunc('month', day)::DATE AS month, closing - change AS opening, closing, is_first FROM running
)
{_KINDS_BY_MONTH}"""
"""Plus at the start, minus at the end, net by customer and day, one running sum: every movement on its day, summed by month."""

QUERIES = {"scan": SCAN, "spine": SPINE, "deltas": DELTAS}

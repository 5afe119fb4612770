SELECT
  "t5"."bucket" AS "bucket",
  "t5"."segment" AS "segment",
  "t5"."kind" AS "kind",
  "t5"."micros" AS "micros",
  0 AS "transfer",
  "t5"."customers" AS "customers"
FROM (
  SELECT
    "t4"."bucket" AS "bucket",
    "t4"."segment" AS "segment",
    "t4"."kind" AS "kind",
    SUM(CAST("t4"."micros" AS Nullable(Decimal(38, 0)))) AS "micros",
    COUNT(*) AS "customers"
  FROM (
    SELECT
      "t3"."customer_key" AS "customer_key",
      "t3"."day" AS "day",
      "t3"."kind" AS "kind",
      "t3"."micros" AS "micros",
      "t3"."segment" AS "segment",
      CASE
        WHEN "t3"."day" < toDate('2025-01-01')
        THEN toDate('0001-01-01')
        ELSE dateTrunc('MONTH', "t3"."day")
      END AS "bucket"
    FROM (
      SELECT
        "t2"."customer_key" AS "customer_key",
        "t2"."day" AS "day",
        "t2"."kind" AS "kind",
        "t2"."micros" AS "micros",
        CAST(NULL AS Nullable(String)) AS "segment"
      FROM (
        SELECT
          "t1"."customer_key" AS "customer_key",
          "t1"."day" AS "day",
          "t1"."kind" AS "kind",
          "t1"."run_rate_micros" AS "micros"
        FROM (
          SELECT
            *
          FROM "movements" AS "t0"
          WHERE
            "t0"."day" < toDate('2026-01-01')
        ) AS "t1"
      ) AS "t2"
    ) AS "t3"
  ) AS "t4"
  GROUP BY
    "t4"."bucket",
    "t4"."segment",
    "t4"."kind"
) AS "t5"

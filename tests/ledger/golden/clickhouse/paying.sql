SELECT
  "t5"."bucket" AS "bucket",
  "t5"."segment" AS "segment",
  accurateCast(SUM(toInt128("t5"."change")), 'Nullable(Int64)') AS "change",
  accurateCast(SUM(toInt128(CAST("t5"."change" = -1 AS Nullable(Int64)))), 'Nullable(Int64)') AS "lost"
FROM (
  SELECT
    "t4"."bucket" AS "bucket",
    "t4"."segment" AS "segment",
    "t4"."entity" AS "entity",
    accurateCast(SUM(toInt128("t4"."delta")), 'Nullable(Int64)') AS "change"
  FROM (
    SELECT
      "t3"."segment" AS "segment",
      "t3"."day" AS "day",
      "t3"."entity" AS "entity",
      "t3"."delta" AS "delta",
      CASE
        WHEN "t3"."day" < toDate32('2025-01-01')
        THEN toDate32('0001-01-01')
        ELSE dateTrunc('MONTH', "t3"."day")
      END AS "bucket"
    FROM (
      SELECT
        "t2"."segment" AS "segment",
        "t2"."day" AS "day",
        "t2"."customer_key" AS "entity",
        "t2"."paying_delta" AS "delta"
      FROM (
        SELECT
          "t1"."customer_key" AS "customer_key",
          "t1"."subscription_key" AS "subscription_key",
          "t1"."day" AS "day",
          "t1"."kind" AS "kind",
          "t1"."run_rate_micros" AS "run_rate_micros",
          "t1"."opening_micros" AS "opening_micros",
          "t1"."closing_micros" AS "closing_micros",
          "t1"."paying_delta" AS "paying_delta",
          CAST(NULL AS Nullable(String)) AS "segment"
        FROM (
          SELECT
            *
          FROM "movements" AS "t0"
          WHERE
            "t0"."paying_delta" <> 0 AND "t0"."day" < toDate32('2026-01-01')
        ) AS "t1"
      ) AS "t2"
    ) AS "t3"
  ) AS "t4"
  GROUP BY
    "t4"."bucket",
    "t4"."segment",
    "t4"."entity"
) AS "t5"
GROUP BY
  "t5"."bucket",
  "t5"."segment"

SELECT
  "t6"."bucket" AS "bucket",
  "t6"."segment" AS "segment",
  "t6"."kind" AS "kind",
  "t6"."micros" AS "micros",
  0 AS "transfer",
  "t6"."customers" AS "customers",
  "t6"."paying" AS "paying"
FROM (
  SELECT
    "t5"."bucket" AS "bucket",
    "t5"."segment" AS "segment",
    "t5"."kind" AS "kind",
    SUM("t5"."micros") AS "micros",
    accurateCast(SUM(toInt128("t5"."customers")), 'Nullable(Int64)') AS "customers",
    accurateCast(SUM(toInt128("t5"."paying")), 'Nullable(Int64)') AS "paying"
  FROM (
    SELECT
      "t4"."day" AS "day",
      "t4"."segment" AS "segment",
      "t4"."kind" AS "kind",
      "t4"."micros" AS "micros",
      "t4"."customers" AS "customers",
      "t4"."paying" AS "paying",
      CASE
        WHEN "t4"."day" < toDate32('2025-01-01')
        THEN toDate32('0001-01-01')
        ELSE dateTrunc('MONTH', "t4"."day")
      END AS "bucket"
    FROM (
      SELECT
        "t3"."day" AS "day",
        "t3"."segment" AS "segment",
        "t3"."kind" AS "kind",
        SUM(CAST("t3"."micros" AS Nullable(Decimal(38, 0)))) AS "micros",
        COUNT(*) AS "customers",
        accurateCast(SUM(toInt128("t3"."paying_delta")), 'Nullable(Int64)') AS "paying"
      FROM (
        SELECT
          "t2"."customer_key" AS "customer_key",
          "t2"."day" AS "day",
          "t2"."kind" AS "kind",
          "t2"."paying_delta" AS "paying_delta",
          "t2"."micros" AS "micros",
          CAST(NULL AS Nullable(String)) AS "segment"
        FROM (
          SELECT
            "t1"."customer_key" AS "customer_key",
            "t1"."day" AS "day",
            "t1"."kind" AS "kind",
            "t1"."paying_delta" AS "paying_delta",
            "t1"."run_rate_micros" AS "micros"
          FROM (
            SELECT
              *
            FROM "movements" AS "t0"
            WHERE
              "t0"."day" < toDate32('2026-01-01')
          ) AS "t1"
        ) AS "t2"
      ) AS "t3"
      GROUP BY
        "t3"."day",
        "t3"."segment",
        "t3"."kind"
    ) AS "t4"
  ) AS "t5"
  GROUP BY
    "t5"."bucket",
    "t5"."segment",
    "t5"."kind"
) AS "t6"

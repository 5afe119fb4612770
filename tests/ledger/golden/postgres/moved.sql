SELECT
  "t5"."bucket",
  "t5"."segment",
  "t5"."kind",
  "t5"."micros",
  0 AS "transfer",
  "t5"."customers"
FROM (
  SELECT
    "t4"."bucket",
    "t4"."segment",
    "t4"."kind",
    SUM(CAST("t4"."micros" AS DECIMAL(38, 0))) AS "micros",
    COUNT(*) AS "customers"
  FROM (
    SELECT
      "t3"."customer_key",
      "t3"."day",
      "t3"."kind",
      "t3"."micros",
      "t3"."segment",
      CASE
        WHEN "t3"."day" < MAKE_DATE(2025, 1, 1)
        THEN MAKE_DATE(1, 1, 1)
        ELSE DATE_TRUNC('MONTH', "t3"."day")
      END AS "bucket"
    FROM (
      SELECT
        "t2"."customer_key",
        "t2"."day",
        "t2"."kind",
        "t2"."micros",
        CAST(NULL AS VARCHAR) AS "segment"
      FROM (
        SELECT
          "t1"."customer_key",
          "t1"."day",
          "t1"."kind",
          "t1"."run_rate_micros" AS "micros"
        FROM (
          SELECT
            *
          FROM "movements" AS "t0"
          WHERE
            "t0"."day" < MAKE_DATE(2026, 1, 1)
        ) AS "t1"
      ) AS "t2"
    ) AS "t3"
  ) AS "t4"
  GROUP BY
    1,
    2,
    3
) AS "t5"

SELECT
  "t7"."customer_key" AS "customer_key",
  "t7"."subscription_key" AS "subscription_key",
  "t7"."day" AS "day",
  "t7"."kind" AS "kind",
  "t7"."run_rate_micros" AS "run_rate_micros",
  "t7"."opening_micros" AS "opening_micros",
  "t7"."closing_micros" AS "closing_micros",
  "t7"."paying_delta" AS "paying_delta"
FROM (
  SELECT
    "t6"."customer_key" AS "customer_key",
    "t6"."subscription_key" AS "subscription_key",
    "t6"."day" AS "day",
    "t6"."change" AS "change",
    "t6"."closing_micros" AS "closing_micros",
    "t6"."moves" AS "moves",
    "t6"."opening_micros" AS "opening_micros",
    "t6"."was_paying" AS "was_paying",
    "t6"."is_paying" AS "is_paying",
    CASE
      WHEN "t6"."is_paying" AND NOT (
        "t6"."was_paying"
      ) AND (
        "t6"."moves" = 1
      )
      THEN 'new'
      WHEN "t6"."is_paying" AND NOT (
        "t6"."was_paying"
      )
      THEN 'reactivation'
      WHEN "t6"."was_paying" AND NOT (
        "t6"."is_paying"
      )
      THEN 'churn'
      WHEN "t6"."change" > 0
      THEN 'expansion'
      WHEN "t6"."change" < 0
      THEN 'contraction'
      ELSE 'transfer'
    END AS "kind",
    "t6"."change" AS "run_rate_micros",
    accurateCast(
      CAST("t6"."is_paying" AND NOT (
        "t6"."was_paying"
      ) AS Nullable(Int32)) - CAST("t6"."was_paying" AND NOT (
        "t6"."is_paying"
      ) AS Nullable(Int32)),
      'Nullable(Int32)'
    ) AS "paying_delta"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t4"."customer_key" AS "customer_key",
        "t4"."subscription_key" AS "subscription_key",
        "t4"."day" AS "day",
        "t4"."change" AS "change",
        "t4"."closing_micros" AS "closing_micros",
        "t4"."moves" AS "moves",
        "t4"."opening_micros" AS "opening_micros",
        "t4"."opening_micros" > 0 AS "was_paying",
        "t4"."closing_micros" > 0 AS "is_paying"
      FROM (
        SELECT
          "t3"."customer_key" AS "customer_key",
          "t3"."subscription_key" AS "subscription_key",
          "t3"."day" AS "day",
          "t3"."change" AS "change",
          "t3"."closing_micros" AS "closing_micros",
          "t3"."moves" AS "moves",
          accurateCast(toInt128("t3"."closing_micros") - toInt128("t3"."change"), 'Nullable(Int64)') AS "opening_micros"
        FROM (
          SELECT
            "t2"."customer_key" AS "customer_key",
            "t2"."subscription_key" AS "subscription_key",
            "t2"."day" AS "day",
            "t2"."change" AS "change",
            accurateCast(
              SUM(toInt128("t2"."change")) OVER (
                PARTITION BY "t2"."customer_key", "t2"."subscription_key"
                ORDER BY "t2"."day" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
              ),
              'Nullable(Int64)'
            ) AS "closing_micros",
            accurateCast(
              SUM(toInt128(CAST("t2"."change" <> 0 AS Nullable(Int64)))) OVER (
                PARTITION BY "t2"."customer_key", "t2"."subscription_key"
                ORDER BY "t2"."day" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
              ),
              'Nullable(Int64)'
            ) AS "moves"
          FROM (
            SELECT
              "t1"."customer_key" AS "customer_key",
              "t1"."subscription_key" AS "subscription_key",
              "t1"."day" AS "day",
              accurateCast(SUM(toInt128("t1"."change")), 'Nullable(Int64)') AS "change"
            FROM (
              SELECT
                "t0"."customer_key" AS "customer_key",
                "t0"."subscription_key" AS "subscription_key",
                "t0"."day" AS "day",
                "t0"."run_rate_micros" AS "change"
              FROM "postings" AS "t0"
            ) AS "t1"
            GROUP BY
              "t1"."customer_key",
              "t1"."subscription_key",
              "t1"."day"
          ) AS "t2"
        ) AS "t3"
      ) AS "t4"
    ) AS "t5"
    WHERE
      "t5"."was_paying" OR "t5"."is_paying"
  ) AS "t6"
) AS "t7"

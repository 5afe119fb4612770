SELECT
  "t11"."customer_key" AS "customer_key",
  "t11"."subscription_key" AS "subscription_key",
  "t11"."day" AS "day",
  "t11"."kind" AS "kind",
  "t11"."run_rate_micros" AS "run_rate_micros",
  "t11"."opening_micros" AS "opening_micros",
  "t11"."closing_micros" AS "closing_micros",
  "t11"."paying_delta" AS "paying_delta"
FROM (
  SELECT
    "t10"."customer_key" AS "customer_key",
    "t10"."subscription_key" AS "subscription_key",
    "t10"."day" AS "day",
    "t10"."stopped_day" AS "stopped_day",
    "t10"."began_day" AS "began_day",
    "t10"."change" AS "change",
    "t10"."closing_micros" AS "closing_micros",
    "t10"."moves" AS "moves",
    "t10"."opening_micros" AS "opening_micros",
    "t10"."was_paying" AS "was_paying",
    "t10"."is_paying" AS "is_paying",
    CASE
      WHEN "t10"."is_paying" AND NOT (
        "t10"."was_paying"
      ) AND (
        "t10"."moves" = 1
      )
      THEN 'new'
      WHEN "t10"."is_paying" AND NOT (
        "t10"."was_paying"
      )
      THEN 'reactivation'
      WHEN "t10"."was_paying" AND NOT (
        "t10"."is_paying"
      )
      THEN 'churn'
      WHEN "t10"."change" > 0
      THEN 'expansion'
      WHEN "t10"."change" < 0
      THEN 'contraction'
      ELSE 'transfer'
    END AS "kind",
    "t10"."change" AS "run_rate_micros",
    accurateCast(
      CAST("t10"."is_paying" AND NOT (
        "t10"."was_paying"
      ) AS Nullable(Int32)) - CAST("t10"."was_paying" AND NOT (
        "t10"."is_paying"
      ) AS Nullable(Int32)),
      'Nullable(Int32)'
    ) AS "paying_delta"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t8"."customer_key" AS "customer_key",
        "t8"."subscription_key" AS "subscription_key",
        "t8"."day" AS "day",
        "t8"."stopped_day" AS "stopped_day",
        "t8"."began_day" AS "began_day",
        "t8"."change" AS "change",
        "t8"."closing_micros" AS "closing_micros",
        "t8"."moves" AS "moves",
        "t8"."opening_micros" AS "opening_micros",
        "t8"."opening_micros" > 0 AS "was_paying",
        "t8"."closing_micros" > 0 AS "is_paying"
      FROM (
        SELECT
          "t7"."customer_key" AS "customer_key",
          "t7"."subscription_key" AS "subscription_key",
          "t7"."day" AS "day",
          "t7"."stopped_day" AS "stopped_day",
          "t7"."began_day" AS "began_day",
          "t7"."change" AS "change",
          "t7"."closing_micros" AS "closing_micros",
          "t7"."moves" AS "moves",
          accurateCast(toInt128("t7"."closing_micros") - toInt128("t7"."change"), 'Nullable(Int64)') AS "opening_micros"
        FROM (
          SELECT
            "t6"."customer_key" AS "customer_key",
            "t6"."subscription_key" AS "subscription_key",
            "t6"."day" AS "day",
            "t6"."stopped_day" AS "stopped_day",
            "t6"."began_day" AS "began_day",
            "t6"."change" AS "change",
            accurateCast(
              SUM(toInt128("t6"."change")) OVER (
                PARTITION BY "t6"."customer_key", "t6"."subscription_key"
                ORDER BY "t6"."day" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
              ),
              'Nullable(Int64)'
            ) AS "closing_micros",
            accurateCast(
              SUM(toInt128(CAST("t6"."change" <> 0 AS Nullable(Int64)))) OVER (
                PARTITION BY "t6"."customer_key", "t6"."subscription_key"
                ORDER BY "t6"."day" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
              ),
              'Nullable(Int64)'
            ) AS "moves"
          FROM (
            SELECT
              "t5".*
              EXCEPT ("month")
            FROM (
              SELECT
                "t4"."customer_key" AS "customer_key",
                "t4"."subscription_key" AS "subscription_key",
                "t4"."month" AS "month",
                MAX("t4"."day") AS "day",
                maxIf("t4"."day", "t4"."before" AND NOT (
                  "t4"."after"
                )) AS "stopped_day",
                minIf("t4"."day", "t4"."after" AND NOT (
                  "t4"."before"
                )) AS "began_day",
                accurateCast(SUM(toInt128("t4"."change")), 'Nullable(Int64)') AS "change"
              FROM (
                SELECT
                  "t3"."customer_key" AS "customer_key",
                  "t3"."subscription_key" AS "subscription_key",
                  "t3"."day" AS "day",
                  "t3"."change" AS "change",
                  "t3"."after" AS "after",
                  COALESCE(
                    lag("t3"."after") OVER (PARTITION BY "t3"."customer_key", "t3"."subscription_key" ORDER BY "t3"."day" ASC),
                    FALSE
                  ) AS "before",
                  dateTrunc('MONTH', "t3"."day") AS "month"
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
                    ) > 0 AS "after"
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
              GROUP BY
                "t4"."customer_key",
                "t4"."subscription_key",
                "t4"."month"
            ) AS "t5"
          ) AS "t6"
        ) AS "t7"
      ) AS "t8"
    ) AS "t9"
    WHERE
      "t9"."was_paying" OR "t9"."is_paying"
  ) AS "t10"
) AS "t11"

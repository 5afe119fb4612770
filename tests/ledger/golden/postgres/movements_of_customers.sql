SELECT
  "t8"."customer_key",
  "t8"."day",
  "t8"."kind",
  "t8"."run_rate_micros",
  "t8"."opening_micros",
  "t8"."closing_micros",
  "t8"."paying_delta",
  CAST(NULL AS INT) AS "subscription_key"
FROM (
  SELECT
    "t7"."customer_key",
    "t7"."day",
    "t7"."kind",
    "t7"."run_rate_micros",
    "t7"."opening_micros",
    "t7"."closing_micros",
    "t7"."paying_delta"
  FROM (
    SELECT
      "t6"."customer_key",
      "t6"."day",
      "t6"."change",
      "t6"."closing_micros",
      "t6"."moves",
      "t6"."opening_micros",
      "t6"."was_paying",
      "t6"."is_paying",
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
      CAST(CAST("t6"."is_paying" AND NOT (
        "t6"."was_paying"
      ) AS INT) - CAST("t6"."was_paying" AND NOT (
        "t6"."is_paying"
      ) AS INT) AS INT) AS "paying_delta"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t4"."customer_key",
          "t4"."day",
          "t4"."change",
          "t4"."closing_micros",
          "t4"."moves",
          "t4"."opening_micros",
          "t4"."opening_micros" > 0 AS "was_paying",
          "t4"."closing_micros" > 0 AS "is_paying"
        FROM (
          SELECT
            "t3"."customer_key",
            "t3"."day",
            "t3"."change",
            "t3"."closing_micros",
            "t3"."moves",
            "t3"."closing_micros" - "t3"."change" AS "opening_micros"
          FROM (
            SELECT
              "t2"."customer_key",
              "t2"."day",
              "t2"."change",
              SUM("t2"."change") OVER (
                PARTITION BY "t2"."customer_key"
                ORDER BY "t2"."day" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
              ) AS "closing_micros",
              SUM(CAST(CAST("t2"."change" <> 0 AS INT) AS BIGINT)) OVER (
                PARTITION BY "t2"."customer_key"
                ORDER BY "t2"."day" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
              ) AS "moves"
            FROM (
              SELECT
                "t1"."customer_key",
                "t1"."day",
                SUM("t1"."change") AS "change"
              FROM (
                SELECT
                  "t0"."customer_key",
                  "t0"."day",
                  "t0"."run_rate_micros" AS "change"
                FROM "postings" AS "t0"
              ) AS "t1"
              GROUP BY
                1,
                2
            ) AS "t2"
            OFFSET 0
          ) AS "t3"
          OFFSET 0
        ) AS "t4"
        OFFSET 0
      ) AS "t5"
      WHERE
        "t5"."was_paying" OR "t5"."is_paying"
    ) AS "t6"
    OFFSET 0
  ) AS "t7"
) AS "t8"

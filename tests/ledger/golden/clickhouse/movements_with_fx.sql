WITH "t5" AS (
  SELECT
    "t4"."customer_key" AS "customer_key",
    "t4"."day" AS "day",
    "t4"."change" AS "change",
    "t4"."postings" AS "postings",
    "t4"."fx" AS "fx",
    "t4"."closing_micros" AS "closing_micros",
    "t4"."moves" AS "moves",
    "t4"."opening_micros" AS "opening_micros",
    accurateCast(toInt128("t4"."opening_micros") - toInt128("t4"."fx"), 'Nullable(Int64)') > 0 AS "was_paying",
    "t4"."closing_micros" > 0 AS "is_paying"
  FROM (
    SELECT
      "t3"."customer_key" AS "customer_key",
      "t3"."day" AS "day",
      "t3"."change" AS "change",
      "t3"."postings" AS "postings",
      "t3"."fx" AS "fx",
      "t3"."closing_micros" AS "closing_micros",
      "t3"."moves" AS "moves",
      accurateCast(toInt128("t3"."closing_micros") - toInt128("t3"."change"), 'Nullable(Int64)') AS "opening_micros"
    FROM (
      SELECT
        "t2"."customer_key" AS "customer_key",
        "t2"."day" AS "day",
        "t2"."change" AS "change",
        "t2"."postings" AS "postings",
        "t2"."fx" AS "fx",
        accurateCast(
          SUM(
            toInt128(accurateCast(toInt128("t2"."change") + toInt128("t2"."fx"), 'Nullable(Int64)'))
          ) OVER (
            PARTITION BY "t2"."customer_key"
            ORDER BY "t2"."day" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
          ),
          'Nullable(Int64)'
        ) AS "closing_micros",
        accurateCast(
          SUM(toInt128(CAST("t2"."change" <> 0 AS Nullable(Int64)))) OVER (
            PARTITION BY "t2"."customer_key"
            ORDER BY "t2"."day" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
          ),
          'Nullable(Int64)'
        ) AS "moves"
      FROM (
        SELECT
          "t1"."customer_key" AS "customer_key",
          "t1"."day" AS "day",
          accurateCast(SUM(toInt128("t1"."change")), 'Nullable(Int64)') AS "change",
          accurateCast(SUM(toInt128("t1"."postings")), 'Nullable(Int64)') AS "postings",
          accurateCast(SUM(toInt128("t1"."fx")), 'Nullable(Int64)') AS "fx"
        FROM (
          SELECT
            "t0"."customer_key" AS "customer_key",
            "t0"."day" AS "day",
            CASE WHEN "t0"."cause" = 'fx' THEN 0 ELSE "t0"."run_rate_micros" END AS "change",
            CASE WHEN "t0"."cause" = 'fx' THEN 0 ELSE 1 END AS "postings",
            CASE WHEN "t0"."cause" = 'fx' THEN "t0"."run_rate_micros" ELSE 0 END AS "fx"
          FROM "postings" AS "t0"
        ) AS "t1"
        GROUP BY
          "t1"."customer_key",
          "t1"."day"
      ) AS "t2"
    ) AS "t3"
  ) AS "t4"
)
SELECT
  "t17"."customer_key" AS "customer_key",
  "t17"."day" AS "day",
  "t17"."kind" AS "kind",
  "t17"."run_rate_micros" AS "run_rate_micros",
  "t17"."opening_micros" AS "opening_micros",
  "t17"."closing_micros" AS "closing_micros",
  "t17"."paying_delta" AS "paying_delta",
  CAST(NULL AS Nullable(Int32)) AS "subscription_key"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t15"."customer_key" AS "customer_key",
      "t15"."day" AS "day",
      "t15"."kind" AS "kind",
      "t15"."run_rate_micros" AS "run_rate_micros",
      "t15"."opening_micros" AS "opening_micros",
      "t15"."closing_micros" AS "closing_micros",
      "t15"."paying_delta" AS "paying_delta"
    FROM (
      SELECT
        "t12"."customer_key" AS "customer_key",
        "t12"."day" AS "day",
        "t12"."change" AS "change",
        "t12"."postings" AS "postings",
        "t12"."fx" AS "fx",
        "t12"."closing_micros" AS "closing_micros",
        "t12"."moves" AS "moves",
        "t12"."opening_micros" AS "opening_micros",
        "t12"."was_paying" AS "was_paying",
        "t12"."is_paying" AS "is_paying",
        CASE
          WHEN "t12"."is_paying" AND NOT (
            "t12"."was_paying"
          ) AND (
            "t12"."moves" = 1
          )
          THEN 'new'
          WHEN "t12"."is_paying" AND NOT (
            "t12"."was_paying"
          )
          THEN 'reactivation'
          WHEN "t12"."was_paying" AND NOT (
            "t12"."is_paying"
          )
          THEN 'churn'
          WHEN "t12"."change" > 0
          THEN 'expansion'
          WHEN "t12"."change" < 0
          THEN 'contraction'
          ELSE 'transfer'
        END AS "kind",
        "t12"."change" AS "run_rate_micros",
        accurateCast(
          CAST("t12"."is_paying" AND NOT (
            "t12"."was_paying"
          ) AS Nullable(Int32)) - CAST("t12"."was_paying" AND NOT (
            "t12"."is_paying"
          ) AS Nullable(Int32)),
          'Nullable(Int32)'
        ) AS "paying_delta"
      FROM (
        SELECT
          "t9"."customer_key" AS "customer_key",
          "t9"."day" AS "day",
          "t9"."change" AS "change",
          "t9"."postings" AS "postings",
          "t9"."fx" AS "fx",
          "t9"."closing_micros" AS "closing_micros",
          accurateCast(
            toInt128(
              accurateCast(
                toInt128(
                  ROW_NUMBER() OVER (
                    PARTITION BY "t9"."customer_key"
                    ORDER BY "t9"."day" ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  )
                ) - toInt128(1),
                'Nullable(Int64)'
              )
            ) + toInt128(1),
            'Nullable(Int64)'
          ) AS "moves",
          "t9"."opening_micros" AS "opening_micros",
          "t9"."was_paying" AS "was_paying",
          "t9"."is_paying" AS "is_paying"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              *
            FROM "t5" AS "t6"
            WHERE
              "t6"."was_paying" OR "t6"."is_paying"
          ) AS "t7"
          WHERE
            (
              "t7"."postings" > 0
            ) OR (
              "t7"."was_paying" <> "t7"."is_paying"
            )
        ) AS "t9"
      ) AS "t12"
    ) AS "t15"
  ) AS "t16"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t13"."customer_key" AS "customer_key",
      "t13"."day" AS "day",
      "t13"."kind" AS "kind",
      "t13"."run_rate_micros" AS "run_rate_micros",
      "t13"."opening_micros" AS "opening_micros",
      "t13"."closing_micros" AS "closing_micros",
      "t13"."paying_delta" AS "paying_delta"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t10"."customer_key" AS "customer_key",
          "t10"."day" AS "day",
          "t10"."change" AS "change",
          "t10"."postings" AS "postings",
          "t10"."fx" AS "fx",
          "t10"."closing_micros" AS "closing_micros",
          "t10"."moves" AS "moves",
          accurateCast(
            toInt128("t10"."closing_micros") - toInt128("t10"."run_rate_micros"),
            'Nullable(Int64)'
          ) AS "opening_micros",
          "t10"."was_paying" AS "was_paying",
          "t10"."is_paying" AS "is_paying",
          "t10"."run_rate_micros" AS "run_rate_micros",
          "t10"."kind" AS "kind",
          "t10"."paying_delta" AS "paying_delta"
        FROM (
          SELECT
            "t8"."customer_key" AS "customer_key",
            "t8"."day" AS "day",
            "t8"."change" AS "change",
            "t8"."postings" AS "postings",
            "t8"."fx" AS "fx",
            CASE
              WHEN "t8"."was_paying" OR "t8"."is_paying"
              THEN "t8"."opening_micros"
              ELSE "t8"."closing_micros"
            END AS "closing_micros",
            "t8"."moves" AS "moves",
            "t8"."opening_micros" AS "opening_micros",
            "t8"."was_paying" AS "was_paying",
            "t8"."is_paying" AS "is_paying",
            "t8"."run_rate_micros" AS "run_rate_micros",
            'fx' AS "kind",
            0 AS "paying_delta"
          FROM (
            SELECT
              "t6"."customer_key" AS "customer_key",
              "t6"."day" AS "day",
              "t6"."change" AS "change",
              "t6"."postings" AS "postings",
              "t6"."fx" AS "fx",
              "t6"."closing_micros" AS "closing_micros",
              "t6"."moves" AS "moves",
              "t6"."opening_micros" AS "opening_micros",
              "t6"."was_paying" AS "was_paying",
              "t6"."is_paying" AS "is_paying",
              CASE
                WHEN "t6"."was_paying" OR "t6"."is_paying"
                THEN "t6"."fx"
                ELSE accurateCast(toInt128("t6"."fx") + toInt128("t6"."change"), 'Nullable(Int64)')
              END AS "run_rate_micros"
            FROM "t5" AS "t6"
          ) AS "t8"
        ) AS "t10"
      ) AS "t11"
      WHERE
        "t11"."run_rate_micros" <> 0
    ) AS "t13"
  ) AS "t14"
) AS "t17"

WITH "t4" AS (
  SELECT
    "t3"."segment" AS "segment",
    "t3"."day" AS "day",
    "t3"."entity" AS "entity",
    "t3"."place" AS "place",
    GREATEST("t3"."before", 0) AS "before",
    GREATEST("t3"."after", 0) AS "after"
  FROM (
    SELECT
      "t2"."segment" AS "segment",
      "t2"."day" AS "day",
      "t2"."customer_key" AS "entity",
      0 AS "place",
      "t2"."opening_micros" AS "before",
      "t2"."closing_micros" AS "after"
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
          "t0"."day" < toDate32('2026-01-01')
      ) AS "t1"
    ) AS "t2"
  ) AS "t3"
), "t6" AS (
  SELECT
    *
  FROM "t4" AS "t5"
  WHERE
    "t5"."day" >= toDate32('2025-01-01')
), "t21" AS (
  SELECT
    "t20"."segment" AS "segment",
    "t20"."day" AS "day",
    "t20"."entity" AS "entity",
    "t20"."place" AS "place",
    "t20"."before" AS "before",
    "t20"."after" AS "after",
    "t20"."first_day" AS "first_day",
    "t20"."at_start" AS "at_start",
    "t20"."cohort" AS "cohort",
    CAST(FLOOR(
      (
        accurateCast(
          toInt128(
            accurateCast(
              toInt128(
                accurateCast(
                  toInt128(
                    accurateCast(
                      toInt128(
                        accurateCast(
                          toInt128(
                            accurateCast(
                              toInt256(accurateCast(toYear("t20"."day"), 'Nullable(Int64)')) * toInt256(12),
                              'Nullable(Int64)'
                            )
                          ) + toInt128(accurateCast(toMonth("t20"."day"), 'Nullable(Int64)')),
                          'Nullable(Int64)'
                        )
                      ) - toInt128(
                        accurateCast(
                          toInt128(
                            accurateCast(
                              toInt256(accurateCast(toYear("t20"."first_day"), 'Nullable(Int64)')) * toInt256(12),
                              'Nullable(Int64)'
                            )
                          ) + toInt128(accurateCast(toMonth("t20"."first_day"), 'Nullable(Int64)')),
                          'Nullable(Int64)'
                        )
                      ),
                      'Nullable(Int64)'
                    )
                  ) + toInt128(
                    CAST(LEAST(
                      toDayOfMonth("t20"."first_day"),
                      toDayOfMonth((
                        dateTrunc('MONTH', "t20"."day") + INTERVAL '1' MONTH
                      ) - INTERVAL '1' DAY)
                    ) < toDayOfMonth("t20"."day") AS Nullable(Int64))
                  ),
                  'Nullable(Int64)'
                )
              ) + toInt128(1),
              'Nullable(Int64)'
            )
          ) - toInt128(1),
          'Nullable(Int64)'
        )
      ) / (
        1
      )
    ) AS Nullable(Int64)) AS "age"
  FROM (
    SELECT
      "t19".*
      EXCEPT ("of")
    FROM (
      SELECT
        "t9"."segment" AS "segment",
        "t9"."day" AS "day",
        "t9"."entity" AS "entity",
        "t9"."place" AS "place",
        "t9"."before" AS "before",
        "t9"."after" AS "after",
        "t18"."first_day" AS "first_day",
        "t18"."of" AS "of",
        "t18"."at_start" AS "at_start",
        "t18"."cohort" AS "cohort"
      FROM "t6" AS "t9"
      INNER JOIN (
        SELECT
          "t16"."first_day" AS "first_day",
          "t16"."entity" AS "of",
          "t16"."after" AS "at_start",
          dateTrunc('MONTH', "t16"."first_day") AS "cohort"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t12"."segment" AS "segment",
              "t12"."day" AS "day",
              "t12"."entity" AS "entity",
              "t12"."place" AS "place",
              "t12"."before" AS "before",
              "t12"."after" AS "after",
              "t14"."first_day" AS "first_day"
            FROM (
              SELECT
                *
              FROM "t6" AS "t8"
              WHERE
                "t8"."after" > 0
            ) AS "t12"
            INNER JOIN (
              SELECT
                *
              FROM (
                SELECT
                  "t7"."entity" AS "entity",
                  MIN("t7"."day") AS "first_day"
                FROM (
                  SELECT
                    *
                  FROM "t4" AS "t5"
                  WHERE
                    "t5"."after" > 0
                ) AS "t7"
                GROUP BY
                  "t7"."entity"
              ) AS "t10"
              WHERE
                "t10"."first_day" >= toDate32('2025-01-01')
            ) AS "t14"
              ON "t12"."entity" = "t14"."entity"
          ) AS "t15"
          WHERE
            "t15"."day" = "t15"."first_day"
        ) AS "t16"
      ) AS "t18"
        ON "t9"."entity" = "t18"."of" AND "t9"."day" >= "t18"."first_day"
    ) AS "t19"
  ) AS "t20"
)
SELECT
  "t26"."cohort" AS "cohort",
  "t26"."age" AS "age",
  SUM(CAST("t26"."customers" AS Nullable(Decimal(38, 0)))) AS "customers",
  SUM(CAST("t26"."net" AS Nullable(Decimal(38, 0)))) AS "net",
  SUM(CAST("t26"."gross" AS Nullable(Decimal(38, 0)))) AS "gross"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t23"."cohort" AS "cohort",
      -1 AS "age",
      1 AS "customers",
      "t23"."at_start" AS "net",
      "t23"."at_start" AS "gross"
    FROM (
      SELECT
        *
      FROM "t21" AS "t22"
      WHERE
        "t22"."day" = "t22"."first_day" AND "t22"."after" > 0
    ) AS "t23"
  ) AS "t25"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t22"."cohort" AS "cohort",
      "t22"."age" AS "age",
      accurateCast(
        toInt128(CAST("t22"."after" > 0 AS Nullable(Int64))) - toInt128(CAST("t22"."before" > 0 AS Nullable(Int64))),
        'Nullable(Int64)'
      ) AS "customers",
      accurateCast(toInt128("t22"."after") - toInt128("t22"."before"), 'Nullable(Int64)') AS "net",
      accurateCast(
        toInt128(LEAST("t22"."after", "t22"."at_start")) - toInt128(LEAST("t22"."before", "t22"."at_start")),
        'Nullable(Int64)'
      ) AS "gross"
    FROM "t21" AS "t22"
  ) AS "t24"
) AS "t26"
GROUP BY
  "t26"."cohort",
  "t26"."age"

WITH "t5" AS NOT MATERIALIZED (
  SELECT
    "t4"."entity" AS "entity",
    "t4"."segment" AS "segment",
    "t4"."starts_day" AS "starts_day",
    "t4"."ends_day" AS "ends_day",
    "t4"."balance" AS "micros",
    MIN("t4"."starts_day") OVER (
      PARTITION BY "t4"."entity", "t4"."segment"
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS "first_day"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t2"."segment" AS "segment",
        "t2"."customer_key" AS "entity",
        "t2"."closing_micros" AS "balance",
        "t2"."day" AS "starts_day",
        COALESCE(
          leadInFrame("t2"."day") OVER (
            PARTITION BY "t2"."customer_key"
            ORDER BY "t2"."day" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ),
          toDate('9999-12-31')
        ) AS "ends_day"
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
            "t0"."day" < toDate('2026-01-01')
        ) AS "t1"
      ) AS "t2"
    ) AS "t3"
    WHERE
      "t3"."balance" > 0 AND "t3"."ends_day" > "t3"."starts_day"
  ) AS "t4"
), "t13" AS NOT MATERIALIZED (
  SELECT
    "t12"."entity" AS "entity",
    "t12"."segment" AS "segment",
    "t12"."starts_day" AS "starts_day",
    "t12"."ends_day" AS "ends_day",
    "t12"."micros" AS "micros",
    "t12"."first_day" AS "first_day",
    "t12"."at_start" AS "at_start",
    dateTrunc('MONTH', "t12"."first_day") AS "cohort",
    CAST(FLOOR(
      (
        (
          (
            (
              (
                CAST(toYear("t12"."starts_day") AS Nullable(Int64)) * 12
              ) + CAST(toMonth("t12"."starts_day") AS Nullable(Int64))
            ) - (
              (
                CAST(toYear("t12"."first_day") AS Nullable(Int64)) * 12
              ) + CAST(toMonth("t12"."first_day") AS Nullable(Int64))
            )
          ) + CAST(LEAST(
            toDayOfMonth("t12"."first_day"),
            toDayOfMonth(
              (
                dateTrunc('MONTH', "t12"."starts_day") + INTERVAL '1' MONTH
              ) - INTERVAL '1' DAY
            )
          ) < toDayOfMonth("t12"."starts_day") AS Nullable(Int64)) + 1
        ) - 1
      ) / (
        1
      )
    ) AS Nullable(Int64)) AS "since",
    CAST(FLOOR(
      (
        (
          (
            (
              (
                CAST(toYear("t12"."ends_day") AS Nullable(Int64)) * 12
              ) + CAST(toMonth("t12"."ends_day") AS Nullable(Int64))
            ) - (
              (
                CAST(toYear("t12"."first_day") AS Nullable(Int64)) * 12
              ) + CAST(toMonth("t12"."first_day") AS Nullable(Int64))
            )
          ) + CAST(LEAST(
            toDayOfMonth("t12"."first_day"),
            toDayOfMonth(
              (
                dateTrunc('MONTH', "t12"."ends_day") + INTERVAL '1' MONTH
              ) - INTERVAL '1' DAY
            )
          ) < toDayOfMonth("t12"."ends_day") AS Nullable(Int64)) + 1
        ) - 1
      ) / (
        1
      )
    ) AS Nullable(Int64)) AS "until",
    LEAST("t12"."micros", "t12"."at_start") AS "least"
  FROM (
    SELECT
      "t11".*
      EXCEPT ("entity_")
    FROM (
      SELECT
        "t7"."entity" AS "entity",
        "t7"."segment" AS "segment",
        "t7"."starts_day" AS "starts_day",
        "t7"."ends_day" AS "ends_day",
        "t7"."micros" AS "micros",
        "t7"."first_day" AS "first_day",
        "t10"."entity_" AS "entity_",
        "t10"."at_start" AS "at_start"
      FROM "t5" AS "t7"
      INNER JOIN (
        SELECT
          "t8"."entity" AS "entity_",
          "t8"."micros" AS "at_start"
        FROM (
          SELECT
            *
          FROM "t5" AS "t6"
          WHERE
            "t6"."starts_day" = "t6"."first_day"
        ) AS "t8"
      ) AS "t10"
        ON "t7"."entity" = "t10"."entity_"
    ) AS "t11"
  ) AS "t12"
), "t16" AS NOT MATERIALIZED (
  SELECT
    *
  FROM "t13" AS "t14"
  WHERE
    "t14"."since" < "t14"."until"
)
SELECT
  "t22"."cohort" AS "cohort",
  "t22"."age" AS "age",
  SUM(CAST("t22"."customers" AS Nullable(Decimal(38, 0)))) AS "customers",
  SUM(CAST("t22"."net" AS Nullable(Decimal(38, 0)))) AS "net",
  SUM(CAST("t22"."gross" AS Nullable(Decimal(38, 0)))) AS "gross"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t17"."cohort" AS "cohort",
      "t17"."until" AS "age",
      -1 AS "customers",
      -(
        "t17"."micros"
      ) AS "net",
      -(
        "t17"."least"
      ) AS "gross"
    FROM "t16" AS "t17"
  ) AS "t20"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t15"."cohort" AS "cohort",
        -1 AS "age",
        1 AS "customers",
        "t15"."micros" AS "net",
        "t15"."micros" AS "gross"
      FROM (
        SELECT
          *
        FROM "t13" AS "t14"
        WHERE
          "t14"."starts_day" = "t14"."first_day"
      ) AS "t15"
    ) AS "t18"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t17"."cohort" AS "cohort",
        "t17"."since" AS "age",
        1 AS "customers",
        "t17"."micros" AS "net",
        "t17"."least" AS "gross"
      FROM "t16" AS "t17"
    ) AS "t19"
  ) AS "t21"
) AS "t22"
GROUP BY
  "t22"."cohort",
  "t22"."age"

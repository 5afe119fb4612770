WITH "t4" AS NOT MATERIALIZED (
  SELECT
    "t3"."segment",
    "t3"."day",
    "t3"."entity",
    "t3"."place",
    GREATEST("t3"."before", 0) AS "before",
    GREATEST("t3"."after", 0) AS "after"
  FROM (
    SELECT
      "t2"."segment",
      "t2"."day",
      "t2"."customer_key" AS "entity",
      0 AS "place",
      "t2"."opening_micros" AS "before",
      "t2"."closing_micros" AS "after"
    FROM (
      SELECT
        "t1"."customer_key",
        "t1"."subscription_key",
        "t1"."day",
        "t1"."kind",
        "t1"."run_rate_micros",
        "t1"."opening_micros",
        "t1"."closing_micros",
        "t1"."paying_delta",
        CAST(NULL AS VARCHAR) AS "segment"
      FROM (
        SELECT
          *
        FROM "movements" AS "t0"
        WHERE
          "t0"."day" < MAKE_DATE(2026, 1, 1)
      ) AS "t1"
      OFFSET 0
    ) AS "t2"
  ) AS "t3"
  OFFSET 0
), "t6" AS NOT MATERIALIZED (
  SELECT
    *
  FROM "t4" AS "t5"
  WHERE
    "t5"."day" >= MAKE_DATE(2025, 1, 1)
), "t21" AS NOT MATERIALIZED (
  SELECT
    "t20"."segment",
    "t20"."day",
    "t20"."entity",
    "t20"."place",
    "t20"."before",
    "t20"."after",
    "t20"."first_day",
    "t20"."at_start",
    "t20"."cohort",
    CAST(FLOOR(
      CAST((
        (
          (
            (
              (
                CAST(EXTRACT(year FROM "t20"."day") AS BIGINT) * 12
              ) + CAST(EXTRACT(month FROM "t20"."day") AS BIGINT)
            ) - (
              (
                CAST(EXTRACT(year FROM "t20"."first_day") AS BIGINT) * 12
              ) + CAST(EXTRACT(month FROM "t20"."first_day") AS BIGINT)
            )
          ) + CAST(CAST(LEAST(
            EXTRACT(day FROM "t20"."first_day"),
            EXTRACT(day FROM (
              DATE_TRUNC('MONTH', "t20"."day") + INTERVAL '1 MONTH'
            ) - INTERVAL '1 DAY')
          ) < EXTRACT(day FROM "t20"."day") AS INT) AS BIGINT) + 1
        ) - 1
      ) AS DOUBLE PRECISION) / (
        1
      )
    ) AS BIGINT) AS "age"
  FROM (
    SELECT
      "t19"."segment",
      "t19"."day",
      "t19"."entity",
      "t19"."place",
      "t19"."before",
      "t19"."after",
      "t19"."first_day",
      "t19"."at_start",
      "t19"."cohort"
    FROM (
      SELECT
        "t9"."segment",
        "t9"."day",
        "t9"."entity",
        "t9"."place",
        "t9"."before",
        "t9"."after",
        "t18"."first_day",
        "t18"."of",
        "t18"."at_start",
        "t18"."cohort"
      FROM "t6" AS "t9"
      INNER JOIN (
        SELECT
          "t16"."first_day",
          "t16"."entity" AS "of",
          "t16"."after" AS "at_start",
          DATE_TRUNC('MONTH', "t16"."first_day") AS "cohort"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t12"."segment",
              "t12"."day",
              "t12"."entity",
              "t12"."place",
              "t12"."before",
              "t12"."after",
              "t14"."first_day"
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
                  "t7"."entity",
                  MIN("t7"."day") AS "first_day"
                FROM (
                  SELECT
                    *
                  FROM "t4" AS "t5"
                  WHERE
                    "t5"."after" > 0
                ) AS "t7"
                GROUP BY
                  1
              ) AS "t10"
              WHERE
                "t10"."first_day" >= MAKE_DATE(2025, 1, 1)
            ) AS "t14"
              ON "t12"."entity" = "t14"."entity"
          ) AS "t15"
          WHERE
            "t15"."day" = "t15"."first_day"
        ) AS "t16"
        OFFSET 0
      ) AS "t18"
        ON "t9"."entity" = "t18"."of" AND "t9"."day" >= "t18"."first_day"
    ) AS "t19"
  ) AS "t20"
  OFFSET 0
)
SELECT
  "t26"."cohort",
  "t26"."age",
  SUM("t26"."customers") AS "customers",
  SUM("t26"."net") AS "net",
  SUM("t26"."gross") AS "gross"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t23"."cohort",
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
    OFFSET 0
  ) AS "t25"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t22"."cohort",
      "t22"."age",
      CAST(CAST("t22"."after" > 0 AS INT) AS BIGINT) - CAST(CAST("t22"."before" > 0 AS INT) AS BIGINT) AS "customers",
      "t22"."after" - "t22"."before" AS "net",
      LEAST("t22"."after", "t22"."at_start") - LEAST("t22"."before", "t22"."at_start") AS "gross"
    FROM "t21" AS "t22"
    OFFSET 0
  ) AS "t24"
) AS "t26"
GROUP BY
  1,
  2

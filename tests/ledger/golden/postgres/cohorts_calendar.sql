WITH "t5" AS NOT MATERIALIZED (
  SELECT
    "t4"."entity",
    "t4"."segment",
    "t4"."starts_day",
    "t4"."ends_day",
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
        "t2"."segment",
        "t2"."customer_key" AS "entity",
        "t2"."closing_micros" AS "balance",
        "t2"."day" AS "starts_day",
        COALESCE(
          LEAD("t2"."day") OVER (
            PARTITION BY "t2"."customer_key"
            ORDER BY "t2"."day" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ),
          MAKE_DATE(9999, 12, 31)
        ) AS "ends_day"
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
      OFFSET 0
    ) AS "t3"
    WHERE
      "t3"."balance" > 0 AND "t3"."ends_day" > "t3"."starts_day"
  ) AS "t4"
  OFFSET 0
), "t13" AS NOT MATERIALIZED (
  SELECT
    "t12"."entity",
    "t12"."segment",
    "t12"."starts_day",
    "t12"."ends_day",
    "t12"."micros",
    "t12"."first_day",
    "t12"."at_start",
    DATE_TRUNC('MONTH', "t12"."first_day") AS "cohort",
    CAST(FLOOR(
      CAST((
        (
          (
            CAST(EXTRACT(year FROM DATE_TRUNC('MONTH', "t12"."starts_day")) AS BIGINT) * 12
          ) + CAST(EXTRACT(month FROM DATE_TRUNC('MONTH', "t12"."starts_day")) AS BIGINT)
        ) - (
          (
            CAST(EXTRACT(year FROM DATE_TRUNC('MONTH', "t12"."first_day")) AS BIGINT) * 12
          ) + CAST(EXTRACT(month FROM DATE_TRUNC('MONTH', "t12"."first_day")) AS BIGINT)
        )
      ) AS DOUBLE PRECISION) / (
        1
      )
    ) AS BIGINT) AS "since",
    CAST(FLOOR(
      CAST((
        (
          (
            CAST(EXTRACT(year FROM DATE_TRUNC('MONTH', "t12"."ends_day")) AS BIGINT) * 12
          ) + CAST(EXTRACT(month FROM DATE_TRUNC('MONTH', "t12"."ends_day")) AS BIGINT)
        ) - (
          (
            CAST(EXTRACT(year FROM DATE_TRUNC('MONTH', "t12"."first_day")) AS BIGINT) * 12
          ) + CAST(EXTRACT(month FROM DATE_TRUNC('MONTH', "t12"."first_day")) AS BIGINT)
        )
      ) AS DOUBLE PRECISION) / (
        1
      )
    ) AS BIGINT) AS "until",
    LEAST("t12"."micros", "t12"."at_start") AS "least"
  FROM (
    SELECT
      "t11"."entity",
      "t11"."segment",
      "t11"."starts_day",
      "t11"."ends_day",
      "t11"."micros",
      "t11"."first_day",
      "t11"."at_start"
    FROM (
      SELECT
        "t7"."entity",
        "t7"."segment",
        "t7"."starts_day",
        "t7"."ends_day",
        "t7"."micros",
        "t7"."first_day",
        "t10"."entity_",
        "t10"."at_start"
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
  OFFSET 0
), "t16" AS NOT MATERIALIZED (
  SELECT
    *
  FROM "t13" AS "t14"
  WHERE
    "t14"."since" < "t14"."until"
)
SELECT
  "t22"."cohort",
  "t22"."age",
  SUM("t22"."customers") AS "customers",
  SUM("t22"."net") AS "net",
  SUM("t22"."gross") AS "gross"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t17"."cohort",
      "t17"."until" AS "age",
      -1 AS "customers",
      -(
        "t17"."micros"
      ) AS "net",
      -(
        "t17"."least"
      ) AS "gross"
    FROM "t16" AS "t17"
    OFFSET 0
  ) AS "t20"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t15"."cohort",
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
      OFFSET 0
    ) AS "t18"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t17"."cohort",
        "t17"."since" AS "age",
        1 AS "customers",
        "t17"."micros" AS "net",
        "t17"."least" AS "gross"
      FROM "t16" AS "t17"
    ) AS "t19"
  ) AS "t21"
) AS "t22"
GROUP BY
  1,
  2

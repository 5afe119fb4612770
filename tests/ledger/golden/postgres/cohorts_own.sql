WITH "t6" AS NOT MATERIALIZED (
  SELECT
    "t5"."entity",
    "t5"."segment",
    "t5"."day" AS "starts_day",
    COALESCE("t5"."next_day", MAKE_DATE(9999, 12, 31)) AS "ends_day",
    "t5"."balance" AS "micros",
    MIN("t5"."day") OVER (
      PARTITION BY "t5"."entity", "t5"."segment"
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS "first_day"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t3"."entity",
        "t3"."segment",
        "t3"."day",
        "t3"."micros",
        SUM("t3"."micros") OVER (
          PARTITION BY "t3"."entity", "t3"."segment"
          ORDER BY "t3"."day" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS "balance",
        LEAD("t3"."day") OVER (
          PARTITION BY "t3"."entity", "t3"."segment"
          ORDER BY "t3"."day" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "next_day"
      FROM (
        SELECT
          "t2"."customer_key" AS "entity",
          "t2"."segment",
          "t2"."day",
          SUM("t2"."run_rate_micros") AS "micros"
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
        ) AS "t2"
        GROUP BY
          1,
          2,
          3
      ) AS "t3"
    ) AS "t4"
    WHERE
      "t4"."balance" > 0
  ) AS "t5"
), "t14" AS NOT MATERIALIZED (
  SELECT
    "t13"."entity",
    "t13"."segment",
    "t13"."starts_day",
    "t13"."ends_day",
    "t13"."micros",
    "t13"."first_day",
    "t13"."at_start",
    DATE_TRUNC('MONTH', "t13"."first_day") AS "cohort",
    CAST(FLOOR(
      CAST((
        (
          (
            (
              (
                CAST(EXTRACT(year FROM "t13"."starts_day") AS BIGINT) * 12
              ) + CAST(EXTRACT(month FROM "t13"."starts_day") AS BIGINT)
            ) - (
              (
                CAST(EXTRACT(year FROM "t13"."first_day") AS BIGINT) * 12
              ) + CAST(EXTRACT(month FROM "t13"."first_day") AS BIGINT)
            )
          ) + CAST(LEAST(
            EXTRACT(day FROM "t13"."first_day"),
            EXTRACT(day FROM (
              DATE_TRUNC('MONTH', "t13"."starts_day") + INTERVAL '1 MONTH'
            ) - INTERVAL '1 DAY')
          ) < EXTRACT(day FROM "t13"."starts_day") AS BIGINT) + 1
        ) - 1
      ) AS DOUBLE PRECISION) / (
        1
      )
    ) AS BIGINT) AS "since",
    CAST(FLOOR(
      CAST((
        (
          (
            (
              (
                CAST(EXTRACT(year FROM "t13"."ends_day") AS BIGINT) * 12
              ) + CAST(EXTRACT(month FROM "t13"."ends_day") AS BIGINT)
            ) - (
              (
                CAST(EXTRACT(year FROM "t13"."first_day") AS BIGINT) * 12
              ) + CAST(EXTRACT(month FROM "t13"."first_day") AS BIGINT)
            )
          ) + CAST(LEAST(
            EXTRACT(day FROM "t13"."first_day"),
            EXTRACT(day FROM (
              DATE_TRUNC('MONTH', "t13"."ends_day") + INTERVAL '1 MONTH'
            ) - INTERVAL '1 DAY')
          ) < EXTRACT(day FROM "t13"."ends_day") AS BIGINT) + 1
        ) - 1
      ) AS DOUBLE PRECISION) / (
        1
      )
    ) AS BIGINT) AS "until",
    LEAST("t13"."micros", "t13"."at_start") AS "least"
  FROM (
    SELECT
      "t12"."entity",
      "t12"."segment",
      "t12"."starts_day",
      "t12"."ends_day",
      "t12"."micros",
      "t12"."first_day",
      "t12"."at_start"
    FROM (
      SELECT
        "t8"."entity",
        "t8"."segment",
        "t8"."starts_day",
        "t8"."ends_day",
        "t8"."micros",
        "t8"."first_day",
        "t11"."entity_",
        "t11"."at_start"
      FROM "t6" AS "t8"
      INNER JOIN (
        SELECT
          "t9"."entity" AS "entity_",
          "t9"."micros" AS "at_start"
        FROM (
          SELECT
            *
          FROM "t6" AS "t7"
          WHERE
            "t7"."starts_day" = "t7"."first_day"
        ) AS "t9"
      ) AS "t11"
        ON "t8"."entity" = "t11"."entity_"
    ) AS "t12"
  ) AS "t13"
), "t17" AS NOT MATERIALIZED (
  SELECT
    *
  FROM "t14" AS "t15"
  WHERE
    "t15"."since" < "t15"."until"
)
SELECT
  "t23"."cohort",
  "t23"."age",
  SUM(CAST("t23"."customers" AS DECIMAL(38, 0))) AS "customers",
  SUM(CAST("t23"."net" AS DECIMAL(38, 0))) AS "net",
  SUM(CAST("t23"."gross" AS DECIMAL(38, 0))) AS "gross"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t18"."cohort",
      "t18"."until" AS "age",
      -1 AS "customers",
      -(
        "t18"."micros"
      ) AS "net",
      -(
        "t18"."least"
      ) AS "gross"
    FROM "t17" AS "t18"
  ) AS "t21"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t16"."cohort",
        -1 AS "age",
        1 AS "customers",
        "t16"."micros" AS "net",
        "t16"."micros" AS "gross"
      FROM (
        SELECT
          *
        FROM "t14" AS "t15"
        WHERE
          "t15"."starts_day" = "t15"."first_day"
      ) AS "t16"
    ) AS "t19"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t18"."cohort",
        "t18"."since" AS "age",
        1 AS "customers",
        "t18"."micros" AS "net",
        "t18"."least" AS "gross"
      FROM "t17" AS "t18"
    ) AS "t20"
  ) AS "t22"
) AS "t23"
GROUP BY
  1,
  2

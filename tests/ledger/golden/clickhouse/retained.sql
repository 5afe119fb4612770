WITH "t19" AS NOT MATERIALIZED (
  SELECT
    "t17"."entity" AS "entity",
    "t17"."segment" AS "segment",
    "t17"."micros" AS "base",
    "t17"."base_from" AS "lo",
    "t17"."base_index" AS "hi"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t15".*
        EXCEPT ("day")
      FROM (
        SELECT
          "t14"."entity" AS "entity",
          "t14"."segment" AS "segment",
          "t14"."starts_day" AS "starts_day",
          "t14"."ends_day" AS "ends_day",
          "t14"."micros" AS "micros",
          "t14"."first_day" AS "first_day",
          "t14"."since" AS "since",
          "t14"."until" AS "until",
          "t14"."base_from" AS "base_from",
          "t14"."closing_from" AS "closing_from",
          "t2"."day" AS "day",
          "t2"."base_index" AS "base_index",
          "t2"."closing_index" AS "closing_index"
        FROM (
          SELECT
            "t12"."entity" AS "entity",
            "t12"."segment" AS "segment",
            "t12"."starts_day" AS "starts_day",
            "t12"."ends_day" AS "ends_day",
            "t12"."micros" AS "micros",
            "t12"."first_day" AS "first_day",
            "t12"."since" AS "since",
            "t12"."until" AS "until",
            "t12"."base_index" AS "base_from",
            "t12"."closing_index" AS "closing_from"
          FROM (
            SELECT
              "t11".*
              EXCEPT ("day")
            FROM (
              SELECT
                "t10"."entity" AS "entity",
                "t10"."segment" AS "segment",
                "t10"."starts_day" AS "starts_day",
                "t10"."ends_day" AS "ends_day",
                "t10"."micros" AS "micros",
                "t10"."first_day" AS "first_day",
                "t10"."since" AS "since",
                "t10"."until" AS "until",
                "t3"."day" AS "day",
                "t3"."base_index" AS "base_index",
                "t3"."closing_index" AS "closing_index"
              FROM (
                SELECT
                  "t8"."entity" AS "entity",
                  "t8"."segment" AS "segment",
                  "t8"."starts_day" AS "starts_day",
                  "t8"."ends_day" AS "ends_day",
                  "t8"."micros" AS "micros",
                  "t8"."first_day" AS "first_day",
                  GREATEST(LEAST("t8"."starts_day", toDate('2026-01-01')), toDate('2024-01-31')) AS "since",
                  GREATEST(LEAST("t8"."ends_day", toDate('2026-01-01')), toDate('2024-01-31')) AS "until"
                FROM (
                  SELECT
                    "t7"."entity" AS "entity",
                    "t7"."segment" AS "segment",
                    "t7"."starts_day" AS "starts_day",
                    "t7"."ends_day" AS "ends_day",
                    "t7"."balance" AS "micros",
                    MIN("t7"."starts_day") OVER (
                      PARTITION BY "t7"."entity", "t7"."segment"
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ) AS "first_day"
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t5"."segment" AS "segment",
                        "t5"."customer_key" AS "entity",
                        "t5"."closing_micros" AS "balance",
                        "t5"."day" AS "starts_day",
                        COALESCE(
                          leadInFrame("t5"."day") OVER (
                            PARTITION BY "t5"."customer_key"
                            ORDER BY "t5"."day" ASC
                            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                          ),
                          toDate('9999-12-31')
                        ) AS "ends_day"
                      FROM (
                        SELECT
                          "t4"."customer_key" AS "customer_key",
                          "t4"."subscription_key" AS "subscription_key",
                          "t4"."day" AS "day",
                          "t4"."kind" AS "kind",
                          "t4"."run_rate_micros" AS "run_rate_micros",
                          "t4"."opening_micros" AS "opening_micros",
                          "t4"."closing_micros" AS "closing_micros",
                          "t4"."paying_delta" AS "paying_delta",
                          CAST(NULL AS Nullable(String)) AS "segment"
                        FROM (
                          SELECT
                            *
                          FROM "movements" AS "t1"
                          WHERE
                            "t1"."day" < toDate('2026-01-01')
                        ) AS "t4"
                      ) AS "t5"
                    ) AS "t6"
                    WHERE
                      "t6"."balance" > 0 AND "t6"."ends_day" > "t6"."starts_day"
                  ) AS "t7"
                ) AS "t8"
              ) AS "t10"
              INNER JOIN "ticks" AS "t3"
                ON "t10"."since" = "t3"."day"
            ) AS "t11"
          ) AS "t12"
        ) AS "t14"
        INNER JOIN "ticks" AS "t2"
          ON "t14"."until" = "t2"."day"
      ) AS "t15"
    ) AS "t16"
    WHERE
      "t16"."base_from" < "t16"."base_index"
  ) AS "t17"
), "t25" AS NOT MATERIALIZED (
  SELECT
    "t21"."segment" AS "segment",
    "t21"."lo" AS "lo",
    "t21"."hi" AS "hi",
    CAST(SUM(CAST("t21"."base" AS Nullable(Decimal(38, 0)))) AS Nullable(Decimal(38, 0))) AS "base"
  FROM "t19" AS "t21"
  GROUP BY
    "t21"."segment",
    "t21"."lo",
    "t21"."hi"
), "t31" AS NOT MATERIALIZED (
  SELECT
    "t27"."segment" AS "segment",
    "t27"."since" AS "since",
    "t27"."until" AS "until",
    CAST(SUM(CAST("t27"."now" AS Nullable(Decimal(38, 0)))) AS Nullable(Decimal(38, 0))) AS "net",
    CAST(SUM(CAST("t27"."least" AS Nullable(Decimal(38, 0)))) AS Nullable(Decimal(38, 0))) AS "gross"
  FROM (
    SELECT
      "t24"."entity" AS "entity",
      "t24"."segment" AS "segment",
      "t24"."base" AS "base",
      "t24"."lo" AS "lo",
      "t24"."hi" AS "hi",
      "t24"."entity_" AS "entity_",
      "t24"."segment_" AS "segment_",
      "t24"."now" AS "now",
      "t24"."lo_" AS "lo_",
      "t24"."hi_" AS "hi_",
      GREATEST("t24"."lo", "t24"."lo_") AS "since",
      LEAST("t24"."hi", "t24"."hi_") AS "until",
      LEAST("t24"."base", "t24"."now") AS "least"
    FROM (
      SELECT
        "t23"."entity" AS "entity",
        "t23"."segment" AS "segment",
        "t23"."base" AS "base",
        "t23"."lo" AS "lo",
        "t23"."hi" AS "hi",
        "t22"."entity_" AS "entity_",
        "t22"."segment_" AS "segment_",
        "t22"."now" AS "now",
        "t22"."lo_" AS "lo_",
        "t22"."hi_" AS "hi_"
      FROM "t19" AS "t23"
      INNER JOIN (
        SELECT
          "t18"."entity" AS "entity_",
          "t18"."segment" AS "segment_",
          "t18"."micros" AS "now",
          "t18"."closing_from" AS "lo_",
          "t18"."closing_index" AS "hi_"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t15".*
              EXCEPT ("day")
            FROM (
              SELECT
                "t14"."entity" AS "entity",
                "t14"."segment" AS "segment",
                "t14"."starts_day" AS "starts_day",
                "t14"."ends_day" AS "ends_day",
                "t14"."micros" AS "micros",
                "t14"."first_day" AS "first_day",
                "t14"."since" AS "since",
                "t14"."until" AS "until",
                "t14"."base_from" AS "base_from",
                "t14"."closing_from" AS "closing_from",
                "t2"."day" AS "day",
                "t2"."base_index" AS "base_index",
                "t2"."closing_index" AS "closing_index"
              FROM (
                SELECT
                  "t12"."entity" AS "entity",
                  "t12"."segment" AS "segment",
                  "t12"."starts_day" AS "starts_day",
                  "t12"."ends_day" AS "ends_day",
                  "t12"."micros" AS "micros",
                  "t12"."first_day" AS "first_day",
                  "t12"."since" AS "since",
                  "t12"."until" AS "until",
                  "t12"."base_index" AS "base_from",
                  "t12"."closing_index" AS "closing_from"
                FROM (
                  SELECT
                    "t11".*
                    EXCEPT ("day")
                  FROM (
                    SELECT
                      "t10"."entity" AS "entity",
                      "t10"."segment" AS "segment",
                      "t10"."starts_day" AS "starts_day",
                      "t10"."ends_day" AS "ends_day",
                      "t10"."micros" AS "micros",
                      "t10"."first_day" AS "first_day",
                      "t10"."since" AS "since",
                      "t10"."until" AS "until",
                      "t3"."day" AS "day",
                      "t3"."base_index" AS "base_index",
                      "t3"."closing_index" AS "closing_index"
                    FROM (
                      SELECT
                        "t8"."entity" AS "entity",
                        "t8"."segment" AS "segment",
                        "t8"."starts_day" AS "starts_day",
                        "t8"."ends_day" AS "ends_day",
                        "t8"."micros" AS "micros",
                        "t8"."first_day" AS "first_day",
                        GREATEST(LEAST("t8"."starts_day", toDate('2026-01-01')), toDate('2024-01-31')) AS "since",
                        GREATEST(LEAST("t8"."ends_day", toDate('2026-01-01')), toDate('2024-01-31')) AS "until"
                      FROM (
                        SELECT
                          "t7"."entity" AS "entity",
                          "t7"."segment" AS "segment",
                          "t7"."starts_day" AS "starts_day",
                          "t7"."ends_day" AS "ends_day",
                          "t7"."balance" AS "micros",
                          MIN("t7"."starts_day") OVER (
                            PARTITION BY "t7"."entity", "t7"."segment"
                            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                          ) AS "first_day"
                        FROM (
                          SELECT
                            *
                          FROM (
                            SELECT
                              "t5"."segment" AS "segment",
                              "t5"."customer_key" AS "entity",
                              "t5"."closing_micros" AS "balance",
                              "t5"."day" AS "starts_day",
                              COALESCE(
                                leadInFrame("t5"."day") OVER (
                                  PARTITION BY "t5"."customer_key"
                                  ORDER BY "t5"."day" ASC
                                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                                ),
                                toDate('9999-12-31')
                              ) AS "ends_day"
                            FROM (
                              SELECT
                                "t4"."customer_key" AS "customer_key",
                                "t4"."subscription_key" AS "subscription_key",
                                "t4"."day" AS "day",
                                "t4"."kind" AS "kind",
                                "t4"."run_rate_micros" AS "run_rate_micros",
                                "t4"."opening_micros" AS "opening_micros",
                                "t4"."closing_micros" AS "closing_micros",
                                "t4"."paying_delta" AS "paying_delta",
                                CAST(NULL AS Nullable(String)) AS "segment"
                              FROM (
                                SELECT
                                  *
                                FROM "movements" AS "t1"
                                WHERE
                                  "t1"."day" < toDate('2026-01-01')
                              ) AS "t4"
                            ) AS "t5"
                          ) AS "t6"
                          WHERE
                            "t6"."balance" > 0 AND "t6"."ends_day" > "t6"."starts_day"
                        ) AS "t7"
                      ) AS "t8"
                    ) AS "t10"
                    INNER JOIN "ticks" AS "t3"
                      ON "t10"."since" = "t3"."day"
                  ) AS "t11"
                ) AS "t12"
              ) AS "t14"
              INNER JOIN "ticks" AS "t2"
                ON "t14"."until" = "t2"."day"
            ) AS "t15"
          ) AS "t16"
          WHERE
            "t16"."closing_from" < "t16"."closing_index"
        ) AS "t18"
      ) AS "t22"
        ON "t23"."entity" = "t22"."entity_"
        AND "t23"."segment" IS NOT DISTINCT FROM "t22"."segment_"
        AND "t23"."lo" < "t22"."hi_"
        AND "t22"."lo_" < "t23"."hi"
    ) AS "t24"
  ) AS "t27"
  GROUP BY
    "t27"."segment",
    "t27"."since",
    "t27"."until"
)
SELECT
  "t36"."segment" AS "segment",
  "t36"."index" AS "index",
  SUM("t36"."base") AS "base",
  SUM("t36"."net") AS "net",
  SUM("t36"."gross") AS "gross"
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t26"."segment" AS "segment",
        "t26"."lo" AS "index",
        "t26"."base" AS "base",
        CAST(0 AS Nullable(Decimal(38, 0))) AS "net",
        CAST(0 AS Nullable(Decimal(38, 0))) AS "gross"
      FROM "t25" AS "t26"
    ) AS "t28"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t26"."segment" AS "segment",
        "t26"."hi" AS "index",
        -(
          "t26"."base"
        ) AS "base",
        CAST(0 AS Nullable(Decimal(38, 0))) AS "net",
        CAST(0 AS Nullable(Decimal(38, 0))) AS "gross"
      FROM "t25" AS "t26"
    ) AS "t29"
  ) AS "t30"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t32"."segment" AS "segment",
        "t32"."since" AS "index",
        CAST(0 AS Nullable(Decimal(38, 0))) AS "base",
        "t32"."net" AS "net",
        "t32"."gross" AS "gross"
      FROM "t31" AS "t32"
    ) AS "t33"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t32"."segment" AS "segment",
        "t32"."until" AS "index",
        CAST(0 AS Nullable(Decimal(38, 0))) AS "base",
        -(
          "t32"."net"
        ) AS "net",
        -(
          "t32"."gross"
        ) AS "gross"
      FROM "t31" AS "t32"
    ) AS "t34"
  ) AS "t35"
) AS "t36"
GROUP BY
  "t36"."segment",
  "t36"."index"
